"""The core rubric read plainly, and records of attempts made at random for hypothesis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st
from ruamel.yaml import YAML

import scoring
from scoring.options import Coding, Moment, Option, Tells
from scoring.record import AttemptRecord, KeyFeature, Leave, Pattern, Pick, Reason, ReasonGiven
from scoring.rubric import Code, Dimension, Role, Rubric

RUBRIC_FILE = Path(scoring.__file__).parent / "rubrics" / "ppsim-core.yaml"


@cache
def plain_rubric() -> dict[str, Any]:
    return YAML(typ="safe").load(RUBRIC_FILE.read_text(encoding="utf-8"))


@cache
def core() -> Rubric:
    raw = plain_rubric()
    return Rubric(
        id=raw["rubric"],
        version=raw["version"],
        title=raw["title"],
        dimensions={d: Dimension(d, v["name"], v["anchor"]) for d, v in raw["dimensions"].items()},
        codes={
            c: Code(
                id=c,
                dimension=v["dimension"],
                stance=v["stance"],
                weight=float(v["weight"]),
                name=v["name"],
                definition=v["definition"],
                example=v["example"],
                near_miss=v["near_miss"],
                repair=v.get("repair", False),
                critical=v.get("critical", False),
                weight_untrue=v.get("weight_untrue"),
            )
            for c, v in raw["codes"].items()
        },
        roles={r: Role(r, v["phrase"], tuple(v["codes"])) for r, v in raw["roles"].items()},
        phases={d: frozenset(p) for d, p in raw["phases"].items()},
    )


def option(id: str, *codes: str | tuple[str, float], **more: Any) -> Option:
    """An option in one line: codes at intensity 1, or pairs."""
    codings = tuple(Coding(c) if isinstance(c, str) else Coding(*c) for c in codes)
    return Option(id, codings, **more)


def pick(scene: str, chosen: str, *offered: Option, phase: Any = "therapy", **more: Any) -> Pick:
    return Pick(scene, phase, offered, chosen, **more)


def play(*picks: Pick, parallel: Any = "process", **more: Any) -> AttemptRecord:
    return AttemptRecord(parallel, picks, **more)


# Few enough codes that patterns, roles, repairs and marks meet each other often.
CODES = [
    "FRA.STRETCH",
    "SAR.OVERFUNCTION",
    "SAR.APPEASE",
    "SUP.CURATE",
    "SUP.AFFECT",
    "SUP.PARALLEL",
    "SUP.CARRY",
    "SUP.REASSURE",
    "ATT.REPAIR",
    "ATT.EXPLORE",
    "FRM.NAME",
    "DIS.IMMEDIACY",
    "DIS.EVADE",
    "DIS.PURPOSE",
    "FRA.ABANDON",
    "FRA.HOLD",
    "SAR.PAUSE",
    "FRM.BLAME",
]
FEATURES = ("f1", "f2", "f3", "f4")
PEOPLE = ("client", "supervisor", None)
TESTS = ("client_benefit", "cue_fit", "timing_fit", "dose_fit", "resolved_enough", "norm_fit")
PATTERNS = (
    Pattern("more", frozenset({"FRA.STRETCH", "SAR.OVERFUNCTION"}), frozenset({"SUP.CURATE"})),
    Pattern("please", frozenset({"SAR.APPEASE", "FRM.BLAME"}), frozenset({"SUP.REASSURE"})),
)


@dataclass(frozen=True)
class Bias:
    """What the made records lean to."""

    codes: tuple[str, ...] = tuple(CODES)
    phases: tuple[str, ...] = ("therapy", "therapy", "supervision", "between", "own_therapy")
    telling: float = 0.3
    clear: float = 0.0
    """How often a disclosure decision is built as a T or a W moment."""
    fewest_options: int = 1


PARALLEL = Bias(
    codes=("FRA.STRETCH", "FRA.HOLD", "SUP.CURATE", "SUP.AFFECT", "SUP.CARRY", "SAR.PAUSE"),
    phases=("therapy", "supervision"),
    fewest_options=3,
)
TELLING = Bias(telling=1.0, clear=0.8, fewest_options=3)


def records(max_picks: int = 10, bias: Bias = Bias()) -> st.SearchStrategy[AttemptRecord]:
    """Records such as plays may leave. Made from a size and a seed: quick, and shrunk by size."""
    return st.builds(make_record, st.integers(0, max_picks), st.integers(0, 2**32), st.just(bias))


def make_record(size: int, seed: int, bias: Bias = Bias()) -> AttemptRecord:
    """A record of ``size`` picks; V* and open features hang together along it."""
    return _Maker(Random(seed), bias).record(size)


class _Maker:
    def __init__(self, rng: Random, bias: Bias) -> None:
        self.rng = rng
        self.bias = bias

    def often(self, p: float) -> bool:
        return self.rng.random() < p

    def some(self, of: tuple[str, ...] | list[str], most: int) -> list[str]:
        return self.rng.sample(of, self.rng.randint(0, min(most, len(of))))

    def codings(self) -> tuple[Coding, ...] | None:
        if self.often(0.05):
            return None
        one_a_dimension = {c[:3]: c for c in self.some(self.bias.codes, 3)}
        return tuple(Coding(c, self.rng.choice((1.0, 1.0, 0.5))) for c in one_a_dimension.values())

    def tells(self) -> Tells:
        pick = self.rng.choice
        decision = pick(("disclosed", "partial", "withheld", "withheld"))
        passes = pick(((), TESTS, self.some(TESTS, 6)))
        return Tells(
            decision=decision,
            amount=0 if decision == "withheld" else self.rng.randint(1, 3),
            type=pick((None, "fact", "fact", "feeling", "fact", "logistics")),
            route=pick((None, "deliberate", "deliberate", "deliberate", "unavoidable")),
            whose_need=pick(("client", "client", "client", "mixed", "unclear", "therapist")),
            resolved=pick((None, "done", "done", "partly", "open")),
            truthful=self.often(0.9),
            passes=frozenset(passes),
        )

    def option(self, id: str, telling: bool, fallback: bool) -> Option:
        return Option(
            id=id,
            codings=self.codings(),
            meets=tuple(self.some(FEATURES, 1)) if self.often(0.3) else (),
            strain=self.often(0.1),
            tells=self.tells() if telling else None,
            to=self.rng.choice(PEOPLE),
            fallback=fallback,
        )

    def made_clear(self, offered: tuple[Option, ...]) -> tuple[Option, ...]:
        """One kind, telling or withholding, passes every test; the other passes none."""
        fits = self.rng.choice(("disclosed", "withheld"))
        out = []
        for i, o in enumerate(offered):
            decision = ("disclosed", "withheld")[i % 2]
            passes = frozenset(TESTS if decision == fits else ())
            tells = Tells(decision, int(decision == "disclosed"), passes=passes)
            out.append(replace(o, tells=tells))
        return tuple(out)

    def pick(self, at: int) -> Pick:
        choice = self.rng.choice
        telling, fallback, asked = self.often(self.bias.telling), self.often(0.05), self.often(0.3)
        ids = [f"o{i}" for i in range(max(self.bias.fewest_options, choice((1, 2, 3, 3, 4))))]
        offered = tuple(self.option(i, telling, fallback) for i in ids)
        answer = choice(("r0", "r1", "r2", None))
        moment = Moment(
            "sick leave",
            choice(("asked_directly", "none", "none", "signalled_not_wanting")),
            "working",
            "middle",
        )
        return Pick(
            scene=f"s{at}",
            phase=choice(self.bias.phases),
            offered=self.made_clear(offered)
            if telling and self.often(self.bias.clear)
            else offered,
            chosen=choice(ids),
            first_visit=self.often(0.9),
            hub=self.often(0.1),
            contested=tuple(self.some(ids, 3)) if self.often(0.15) else (),
            moment=moment if telling else None,
            reasons=tuple(
                Reason(f"r{i}", frozenset(self.some([*ids, "guarded"], 2))) for i in range(3)
            )
            if asked
            else (),
            reason=ReasonGiven(answer, choice((None, 3, 8))) if asked and answer else None,
        )

    def record(self, size: int) -> AttemptRecord:
        from naive_scoring import weight_at

        rng = self.rng
        picks = [self.pick(i) for i in range(size)]
        left_after = sorted(rng.randint(0, size) for _ in range(rng.choice((0, 0, 1, 2))))
        steps: list[tuple[str, int]] = []
        for i in range(size + 1):
            steps += [("leave", n) for n, after in enumerate(left_after) if after == i]
            if i < size:
                steps.append(("pick", i))
        ending = rng.choice((None, "held"))

        # Backwards: V* before a step is what it earned, what it cost, and V* after it.
        values = [0.0 if ending else rng.randint(0, 12) / 2]
        for kind, i in reversed(steps):
            w = float(weight_at(picks[i])) if kind == "pick" else 0.0
            values.insert(0, values[0] + w + rng.choice((0, 0, 0.5, 1, 3)))

        # A feature stays open up to some step at or after the last that offered it.
        horizon = len(steps) - 1 if ending else len(steps)
        until: dict[str, int] = {}
        for f in FEATURES:
            offering = [
                n
                for n, (kind, i) in enumerate(steps)
                if kind == "pick" and any(f in o.meets for o in picks[i].offered)
            ]
            last = max(offering, default=-1)
            until[f] = rng.randint(last, max(last, horizon))
        opened = [frozenset(f for f in FEATURES if until[f] >= n) for n in range(len(steps) + 1)]

        done: list[Pick] = []
        leaves: list[Leave] = []
        for n, (kind, i) in enumerate(steps):
            around: dict[str, Any] = {
                "value_before": values[n],
                "value_after": values[n + 1],
                "open_before": opened[n],
                "open_after": opened[n + 1],
            }
            if kind == "pick":
                done.append(replace(picks[i], **around))
            else:
                leaves.append(Leave(f"hub{i}", left_after[i], **around))
        return AttemptRecord(
            parallel=rng.choice(("process", "process", "life")),
            picks=tuple(done),
            key_features=(
                KeyFeature("f1"),
                KeyFeature("f2", ("f1",)),
                KeyFeature("f3", ("f1", "f2")),
                KeyFeature("f4"),
            ),
            patterns=PATTERNS,
            ending=ending,
            value_start=values[0],
            value_last=values[-1],
            open_start=opened[0],
            leaves=tuple(leaves),
        )
