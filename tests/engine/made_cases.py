"""Small cases made at random: loops, hubs, guards, dead ends, counts, words, fallbacks."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st

from ppsim.format.case import (
    Branch,
    Case,
    CastMember,
    Choice,
    Coded,
    DisclosureMoment,
    Hub,
    KeyFeatureText,
    Line,
    Notice,
    Reasons,
    ReasonText,
    Scene,
    TellsText,
    Variable,
)
from scoring.rubric import Code, Dimension, Rubric

WEIGHTS = {
    "A.GOOD": 1.0,
    "A.BEST": 2.0,
    "A.BAD": -1.0,
    "B.GOOD": 1.0,
    "B.BAD": -2.0,
    "C.GOOD": 1.0,
    "C.NONE": 0.0,
}

RUBRIC = Rubric(
    id="made",
    version="1.0.0",
    title="Made",
    dimensions={name: Dimension(name, name) for name in ("A", "B", "C")},
    codes={
        code: Code(
            id=code,
            dimension=code[0],
            stance="reflective" if weight > 0 else "reactive" if weight < 0 else "neutral",
            weight=weight,
            name=code,
            definition=code,
        )
        for code, weight in WEIGHTS.items()
    },
)

FEATURES = ("one", "two", "three")
ENDINGS = ("held", "repaired", "ruptured")


class _Maker:
    def __init__(self, rnd: Random, scenes: int) -> None:
        self.rnd = rnd
        self.low = rnd.choice((-2, 0, 1))
        self.ids = [f"s{i}" for i in range(scenes)]
        self.ends = [f"end-{i}" for i in range(rnd.randint(1, 3))]
        self.choices = {
            scene: tuple(f"c{j}" for j in range(rnd.choice((0, 1, 2, 3, 3, 3))))
            for scene in self.ids
        }

    def chance(self, p: float) -> bool:
        return self.rnd.random() < p

    def case(self) -> Case:
        scenes = {scene: self.scene(i) for i, scene in enumerate(self.ids)}
        for i, end in enumerate(self.ends):
            scenes[end] = Scene(text=self.lines(), ending=ENDINGS[i])
        low = self.low
        return Case(
            ppsim=1,
            id="made",
            version="1.0.0",
            title="Made",
            seat="therapist",
            parallel="process",
            minutes=5,
            cast={
                "you": CastMember(name="You", role="therapist", you=True),
                "ida": CastMember(name="Ida", role="client"),
                "max": CastMember(name="Max", role="supervisor"),
            },
            variables={
                "n": Variable(
                    kind="number", start=self.rnd.randint(low, low + 2), min=low, max=low + 2
                ),
                "flag": Variable(kind="flag", start=self.chance(0.5)),
                "mood": Variable(kind="word", start="warm", words=("cold", "warm", "gone")),
            },
            key_features={name: KeyFeatureText(text=name) for name in FEATURES},
            start="s0",
            scenes=scenes,
        )

    def scene(self, i: int) -> Scene:
        scene = self.ids[i]
        ids = self.choices[scene]
        more: dict[str, Any] = {"text": self.lines(), "phase": self.rnd.choice(_PHASES)}
        if self.chance(0.2):
            more["notice"] = Notice(feelings=("dread", "hurry"), pulls=("to_rescue",))
        hub = bool(ids) and self.chance(0.2)
        if hub:
            most = self.rnd.choice((None, *range(1, len(ids) + 1)))
            least = self.rnd.randint(0, most or len(ids))
            more["hub"] = Hub(min=least, max=most, leave="On.")
        elif ids:
            if self.chance(0.3):
                more["disclosure"] = DisclosureMoment(
                    what="x", cue="none", at="working", stage="early"
                )
            if self.chance(0.3):
                why = tuple(ReasonText(id=f"r{j}", text="y", sound=ids[:1]) for j in range(2))
                more["reasons"] = Reasons(ask="Why?", confidence=self.chance(0.5), options=why)
            if len(ids) > 2 and self.chance(0.2):
                more["contested"] = ids[:2]
        tells = "disclosure" in more
        return Scene(
            choices=tuple(self.choice(i, c, hub, tells) for c in ids),
            next=self.ways(i),
            ask="?" if ids else None,
            **more,
        )

    def choice(self, i: int, choice: str, hub: bool, tells: bool) -> Choice:
        more: dict[str, Any] = {}
        if self.chance(0.2):
            more["when"] = self.condition()
        if self.chance(0.35):
            more["add"] = {"n": self.rnd.choice((-2, -1, 1, 1, 3))}
        if self.chance(0.25):
            name, value = self.rnd.choice([*_SETS, ("n", self.low + 2)])
            more["set"] = {name: value}
        if self.chance(0.3):
            more["then"] = self.lines()
        if self.chance(0.15):
            more["fallback"] = True
        if not hub:
            dims = self.rnd.sample("ABC", self.rnd.choice((1, 1, 1, 2)))
            codes = [self.rnd.choice([c for c in WEIGHTS if c[0] == d]) for d in dims]
            more["codes"] = tuple(
                Coded(code=c, intensity=self.rnd.choice((0.5, 1.0))) for c in codes
            )
            if self.chance(0.2):
                more["meets"] = (self.rnd.choice(FEATURES),)
            if self.chance(0.35):
                more["next"] = self.ways(i)
            if tells:
                more["tells"] = self.rnd.choice(_TELLS)
        return Choice(id=choice, mode="say", words=f"{i}/{choice}", **more)

    def ways(self, i: int) -> tuple[Branch, ...]:
        count = self.rnd.choice((1, 1, 1, 2, 3))
        places = [self.place(i) for _ in range(count)]
        return tuple(
            Branch(when=self.condition() if j + 1 < count else None, go=place)
            for j, place in enumerate(places)
        )

    def place(self, i: int) -> str:
        """Mostly forwards, sometimes back."""
        if self.chance(0.15):
            return self.rnd.choice(self.ids)
        ahead = self.ids[i + 1 : i + 3]
        return self.rnd.choice(self.ends if not ahead or self.chance(0.1) else ahead)

    def lines(self) -> tuple[Line, ...]:
        return tuple(
            Line(
                speaker=self.rnd.choice((None, "inner", "ida")),
                words=f"line {j}",
                conditions=tuple(self.condition() for _ in range(self.rnd.choice((0, 0, 1, 2)))),
            )
            for j in range(self.rnd.randint(0, 2))
        )

    def condition(self, depth: int = 0) -> str:
        if depth < 2 and self.chance(0.35):
            a, b = self.condition(depth + 1), self.condition(depth + 1)
            return self.rnd.choice((f"({a}) and ({b})", f"({a}) or ({b})", f"not ({a})"))
        op = self.rnd.choice(("==", "!=", "<", "<=", ">", ">="))
        atoms = [
            f"n {op} {self.rnd.randint(-2, 3)}",
            f"{self.rnd.randint(-2, 3)} {op} n",
            "flag",
            f"flag == {self.rnd.choice(('true', 'false'))}",
            f'mood == "{self.rnd.choice(("cold", "warm", "gone"))}"',
            f'seen("{self.rnd.choice(self.ids)}")',
            f'count("{self.rnd.choice(list(WEIGHTS))}") {op} {self.rnd.randint(0, 2)}',
            f'{self.rnd.randint(0, 2)} {op} count("{self.rnd.choice(list(WEIGHTS))}")',
            f'count("A.GOOD") {op} n',
        ]
        chosen = [(s, c) for s, ids in self.choices.items() for c in ids]
        if chosen:
            scene, choice = self.rnd.choice(chosen)
            atoms += [f'chose("{scene}/{choice}")'] * 2
        return self.rnd.choice(atoms)


_PHASES = ("therapy", "between", "supervision", "own_therapy")
_SETS: list[tuple[str, Any]] = [
    ("flag", True),
    ("flag", False),
    ("mood", "cold"),
    ("mood", "gone"),
]
_ALL = ("client_benefit", "cue_fit", "timing_fit", "dose_fit", "resolved_enough", "norm_fit")
_TELLS = [
    TellsText(decision="disclosed", amount=1, whose_need="client", resolved="done", passes=_ALL),
    TellsText(decision="disclosed", amount=2, whose_need="therapist"),
    TellsText(decision="withheld", whose_need="client", passes=_ALL),
    TellsText(decision="withheld", whose_need="unclear"),
]


def make_case(seed: int, scenes: int) -> Case:
    return _Maker(Random(seed), scenes).case()


def cases(most: int = 7) -> st.SearchStrategy[Case]:
    """Cases of up to ``most`` scenes and up to three endings.

    A seed, and not hypothesis' own randomness, so that rare mixtures come up; what shrinks is
    the number of scenes.
    """
    return st.builds(make_case, st.integers(0, 2**32 - 1), st.integers(2, most))
