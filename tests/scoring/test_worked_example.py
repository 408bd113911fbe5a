"""Every figure worked by hand in docs/scoring.md, read out of its tables, against the program."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from record_makers import core, pick, play

from ppsim.engine.events import Choose, Event, Leave, Noticed, Reasoned
from ppsim.engine.play import Play, replay
from ppsim.engine.story import Story, compile_case
from ppsim.explore.attempt_record import record
from ppsim.explore.walk import Walk, walk
from ppsim.format.load import load_case, load_rubric
from scoring.attainment import attainment
from scoring.attempt import AttemptScore, score
from scoring.decisions import Met, decisions_met
from scoring.disclosure import WITHHOLDING_TESTS, verdict
from scoring.intervals import Interval
from scoring.judgement import chance_adjusted, judgement
from scoring.options import Option
from scoring.record import AttemptRecord, StepRef
from scoring.regret import Regret
from scoring.rubric import Code, Dimension, Rubric
from scoring.sparse import TooFew

ROOT = Path(__file__).parents[2]
DOC = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
CASE = ROOT / "tests" / "cases" / "good" / "tomasz.yaml"
RUBRIC = ROOT / "scoring" / "rubrics" / "ppsim-core.yaml"

Row = dict[str, str]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def tables(heading: str) -> list[list[Row]]:
    """The tables under one heading of the document, each row by its column's name."""
    part = DOC.split(f"\n### {heading}\n", 1)[1]
    part = re.split(r"\n#{2,3} ", part)[0]
    found: list[list[Row]] = []
    for block in re.findall(r"(?:^\|.*\n)+", part + "\n", flags=re.MULTILINE):
        head, _, *rows = block.strip().split("\n")
        found.append([dict(zip(cells(head), cells(r), strict=True)) for r in rows])
    return found


def table(heading: str, number: int = 0) -> list[Row]:
    return tables(heading)[number]


def in_order(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


# ---- The play of section 13, through format, engine, walk and record


@cache
def rubric() -> Rubric:
    loaded = load_rubric(RUBRIC.read_bytes(), RUBRIC.name).value
    assert loaded is not None
    return loaded


@cache
def story() -> Story:
    case = load_case(CASE.read_bytes(), CASE.name, rubric()).value
    assert case is not None
    return compile_case(case)


@cache
def walked() -> Walk:
    return walk(story(), rubric())


@cache
def played() -> Play:
    """The play as the document's own tables tell it."""
    reasons = {row["scene"]: row for row in table("The reason")}
    events: list[Event] = []
    for row in table("The play"):
        scene, did = row["scene"], row["did"]
        if story().case.scenes[scene].notice:
            events.append(Noticed(scene, {"hurry": 7}, ("to_prove",)))
        if did.startswith("("):
            events.append(Leave(scene))
            continue
        events.append(Choose(scene, did))
        if why := reasons.get(scene):
            assert why["choice"] == did
            events.append(Reasoned(scene, did, why["reason"], int(why["sure"])))
    return replay(story(), 1, "practice", events)


@cache
def attempt() -> AttemptRecord:
    return record(played(), walked())


@cache
def scored() -> AttemptScore:
    return score(attempt(), rubric())


def scene_of(at: int) -> str:
    return attempt().picks[at].scene


def test_the_play_ends_as_told() -> None:
    assert scored().ending == "unspoken"
    phases = [row["phase"] for row in table("The play") if not row["did"].startswith("(")]
    assert [p.phase for p in attempt().picks] == phases


def test_what_the_options_weigh() -> None:
    told = table("What the options weigh")
    assert len(told) == sum(len(d.options) for d in scored().decisions)
    options = [(d.scene, o) for d in scored().decisions for o in d.options]
    for row, (scene, o) in zip(told, options, strict=True):
        assert (row["scene"], row["option"]) == (scene, o.id)
        assert tuple(c.split(" at ")[0] for c in in_order(row["codes"])) == o.codes
        by = dict(part.split() for part in in_order(row["by dimension"]))
        assert {d: float(x) for d, x in by.items()} == dict(o.weight.by_dimension)
        assert (float(row["w"]), row["stance"]) == (o.w, o.stance)


def test_the_decisions_and_the_moments() -> None:
    told = table("The decisions")
    for row, d in zip(told, scored().decisions, strict=True):
        assert (row["scene"], row["chosen"], int(row["k"])) == (d.scene, d.chosen, d.k)
        figures = [float(row[c]) for c in ("w", "w_max", "w_min", "loss", "k·loss")]
        assert figures == [d.w, d.w_max, d.w_min, d.loss, d.weighted_loss]
        assert (row["stance"], row["mixed"] == "yes") == (d.stance, d.mixed)
        assert in_order(row["best"]) == list(d.best)
        assert row["neighbour"] == d.neighbour
    ranked = re.search(
        r"\*\*moments\*\*, by k·loss: ([\w-]+) \((\d)\), then ([\w-]+) \((\d)\)", DOC
    )
    assert ranked is not None
    first, second = (scored().decision(at) for at in scored().moments)
    assert ranked.groups() == (
        first.scene,
        f"{first.weighted_loss:g}",
        second.scene,
        f"{second.weighted_loss:g}",
    )


def test_stance() -> None:
    told = {row["figure"]: row["value"] for row in table("Stance")}
    got = scored().stances.reactivity
    assert isinstance(got.interval, Interval)
    assert (int(told["reactive"]), int(told["of"])) == (got.k, got.n)
    assert told["from %"] == f"{100 * got.interval.low:.1f}"
    assert told["to %"] == f"{100 * got.interval.high:.1f}"


def test_dimensions() -> None:
    told = table("Dimensions")
    for row, a in zip(told, scored().attainment, strict=True):
        assert row["dimension"] == a.dimension
        assert int(row["informing decisions"]) == a.informing
        assert (float(row["earned"]), float(row["possible"])) == (a.earned, a.possible)
        assert row["shown"] == "no"
        assert a.score == TooFew(a.informing, 3, "decisions that inform the dimension")
    assert scored().judgement.a == TooFew(3, 6, "decisions met")


def test_v_star_and_regret() -> None:
    values, steps = tables("V\\* and regret")
    states = {s.before.scene: s.before for s in played().steps} | {
        played().state.scene: played().state
    }
    assert {row["state"]: float(row["V*"]) for row in values} == {
        scene: walked().v_star(state) for scene, state in states.items()
    }
    got = scored().regret
    assert isinstance(got, Regret)
    *rows, total = steps
    for row, s in zip(rows, got.steps, strict=True):
        figures = [float(row[c]) for c in ("V* before", "w", "V* after", "g", "loss", "routing")]
        assert figures == [s.before, s.w, s.after, s.g, s.loss, s.routing]
    assert (float(total["w"]), float(total["g"])) == (got.earned, got.total)
    assert float(total["loss"]) == sum(s.loss for s in got.steps)
    assert float(total["routing"]) == sum(s.routing for s in got.steps)
    assert got.steps[1].step == StepRef(0, leaving=True)
    assert scored().doors == ()


def test_key_features() -> None:
    told = [(row["feature"], row["status"]) for row in table("Key features")]
    assert told == [(f.id, f.status.replace("_", " ")) for f in scored().features]


def test_pulls() -> None:
    told = [
        (r["pull"], int(r["taken"]), int(r["offered"]), float(r["random"]))
        for r in table("The pulls")
    ]
    assert told == [(p.phrase, p.taken, p.offered, p.expected) for p in scored().pulls]


def test_echo() -> None:
    (row,) = table("The echo")
    got = scored().echo
    assert got is not None
    assert [int(x) for x in row.values()] == [
        got.counted,
        got.echoed,
        got.broken,
        got.carried_back,
    ]
    (pair,) = got.pairs
    assert [scene_of(i) for i in pair.therapy.picks] == ["the-hour", "the-question"]
    assert [scene_of(i) for i in pair.taken_in_supervision] == ["idris"]


def test_strain_and_repair() -> None:
    told = [tuple(row.values()) for row in table("Strain and repair")]
    assert told == [
        (
            s.person,
            ", ".join(map(scene_of, s.opened_at)),
            ", ".join(map(scene_of, s.window)) or "none",
            s.outcome.replace("_", " "),
        )
        for s in scored().repairs.strains
    ]
    assert scored().repairs.counted == 0


def test_telling_and_not_telling() -> None:
    told, counts = tables("Telling and not telling")
    (ledger,) = scored().ledger
    offered = attempt().picks[ledger.pick].offered
    for row, o in zip(told, offered, strict=True):
        assert o.tells is not None
        tests = o.tells.passes
        if o.tells.decision == "withheld":
            tests = tests & WITHHOLDING_TESTS
            assert row["of"] == str(len(WITHHOLDING_TESTS))
        assert row["option"] == o.id
        assert (row["decision"], int(row["amount"])) == (o.tells.decision, o.tells.amount)
        assert int(row["tests passed"]) == len(tests)
        assert row["verdict"] == verdict(o.tells, ledger.moment)
    chosen = next(row for row in told if row["option"] == attempt().picks[ledger.pick].chosen)
    assert ledger.verdict == chosen["verdict"]
    assert [int(row["value"]) for row in counts] == [scored().balance.t_met, scored().balance.w_met]
    assert isinstance(scored().balance.over_withholding, TooFew)


def test_the_reason() -> None:
    (row,) = table("The reason")
    (got,) = scored().two_tier
    assert (row["scene"], row["reason"], int(row["sure"])) == (
        scene_of(got.pick),
        got.reason,
        got.confidence,
    )
    assert in_order(row["sound for"]) == list(got.sound_for)
    words = {
        "both_sound": "both sound",
        "weak_reason": "sound choice, weak reason",
        "weak_choice": "weak choice, sound reason",
        "neither": "neither",
    }
    assert row["cell"] == words[got.cell]
    assert scored().critical == scored().contested == ()


# ---- The six decisions of sections 4 and 5


def one_dimension() -> Rubric:
    names = {2.0: "B", 1.0: "C", 0.0: "D", -1.0: "E", -2.0: "F"}
    return Rubric(
        "one",
        "1.0.0",
        "One dimension",
        {"A": Dimension("A", "The one")},
        {f"A.{n}": Code(f"A.{n}", "A", "neutral", w, n, "") for w, n in names.items()},
    )


def six() -> tuple[list[Row], Row, tuple[Met, ...]]:
    *rows, total = table("Six decisions worked")
    one = one_dimension()
    code_at = {c.weight: c.id for c in one.codes.values()}
    picks = []
    for row in rows:
        weights = [float(w) for w in in_order(row["weights on offer"])]
        meets: Any = ("key",) if row["k"] == "2" else ()
        offered = [
            Option(f"o{i}", option_codes(code_at[w]), meets=meets) for i, w in enumerate(weights)
        ]
        picks.append(pick("s", f"o{weights.index(float(row['chosen']))}", *offered))
    return rows, total, decisions_met(play(*picks), one)


def option_codes(code: str) -> Any:
    from scoring.options import Coding

    return (Coding(code),)


COLUMNS = ("k(w - min)", "k(max - min)", "k(mean - min)", "k(w - mean)", "k(max - mean)")


def test_six_decisions_row_by_row() -> None:
    rows, total, met = six()
    sums = [0.0] * 5
    variances = 0.0
    for row, m in zip(rows, met, strict=True):
        a = attainment([m], "A")
        by_chance = m.k * (sum(m.column("A")) / len(m.column("A")) - min(m.column("A")))
        alone = chance_adjusted([m], "A")
        room = m.k * max(m.column("A")) - m.k * sum(m.column("A")) / len(m.column("A"))
        got = [a.earned, a.possible, by_chance, alone.a * room, room]
        assert [float(row[c]) for c in COLUMNS] == pytest.approx(got)
        sums = [x + y for x, y in zip(sums, got, strict=True)]
        variance = (alone.se0 * room) ** 2
        assert float(row["k²·var"]) == pytest.approx(variance, abs=5e-4)
        variances += variance
    assert [float(total[c]) for c in COLUMNS] == pytest.approx(sums)
    assert float(total["k²·var"]) == pytest.approx(variances)


def test_six_decisions_figures() -> None:
    told = {row["figure"]: row["value"] for row in table("Six decisions worked", 1)}
    _, _, met = six()
    s, j = attainment(met, "A"), judgement(met, "A")
    assert isinstance(j.se0, float)
    assert (float(told["S"]), float(told["S of random picking"])) == (s.score, s.random)
    assert float(told["A"]) == pytest.approx(j.a)
    assert told["SE0"] == f"{j.se0:.3f}"
    assert told["1.96 × SE0"] == f"{1.959963984540054 * j.se0:.3f}"
    assert j.verdict == "not_yet"


def test_the_rubric_the_tests_read_plainly_is_the_one_the_program_loads() -> None:
    from dataclasses import replace

    assert replace(rubric(), hash="") == core()


def test_every_section_of_the_model_is_there() -> None:
    assert re.findall(r"^## (\d+)\. ", DOC, flags=re.MULTILINE) == [str(n) for n in range(14)]
    for name in re.findall(r"`(\w+\.py)`", DOC):
        assert (ROOT / "scoring" / name).is_file(), name
    slugs = {
        re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        for title in re.findall(r"^#+ (.+)$", DOC, flags=re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", DOC)) <= slugs
