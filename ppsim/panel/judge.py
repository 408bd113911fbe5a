"""What a panel shows of a case's key: what it prefers, where it divides, what rests on one rater.

A panel's best option of a decision is the one with the highest mean rating. It is held against
the key: the options that weigh most by the rubric, those declared contested among them
(docs/scoring.md sections 2 and 9).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from statistics import fmean

from ppsim.engine.frames import choice_view
from ppsim.format.case import Case
from ppsim.panel.agreement import Agreement, agreement
from ppsim.panel.ratings import BETWEEN, Option, Ratings
from ppsim.words.counts import counted
from scoring.rubric import Rubric
from scoring.weights import weigh_offer

MIN_RATERS = 15
"""Raters from which a key may rest on a panel (docs/scoring.md section 9)."""
MIN_ALPHA = 0.667
"""Ordinal alpha below which Krippendorff (2004) draws no conclusions, not even tentative ones."""
DIVIDED = 0.30
"""Share of raters with a second choice from which a decision is contested (section 9)."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One decision as the panel sees it."""

    scene: str
    raters: int
    """Who rated two of its options or more."""
    key: tuple[str, ...]
    """Options that weigh most."""
    best: tuple[str, ...]
    """Options with the highest mean; several where they tie."""
    means: Mapping[str, float]
    shares: Mapping[str, float]
    """Of raters who hold each option best; ties shared out."""
    declared: tuple[str, ...]
    """Options that the author declares contested."""
    swayed_by: tuple[str, ...]
    """Raters without whom another option would be best; between options that the key holds equal
    none is."""

    @property
    def agrees(self) -> bool:
        """Whether what the panel holds best is among what the key does."""
        return bool(set(self.best) & set(self.key))

    @property
    def contested(self) -> tuple[str, ...]:
        """The options the panel divides over: 30 % or more with a second choice; else none."""
        over = tuple(o for o in self.shares if self.shares[o] >= DIVIDED)
        return over if len(over) > 1 else ()


@dataclass(frozen=True, slots=True)
class Coded:
    """An option that raters give another main code than its author."""

    option: Option
    own: str | None
    theirs: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Panel:
    """All that a panel shows."""

    raters: tuple[str, ...]
    ordinal: Agreement | None
    """Over ratings."""
    nominal: Agreement | None
    """Over main codes; where there are none, over which option is held best."""
    over_codes: bool
    decisions: tuple[Judged, ...]
    unrated: tuple[str, ...]
    """Decisions that nobody, or one rater, rated."""
    coded: tuple[Coded, ...]
    """Where the panel's code is another than the author's."""

    @property
    def fewest(self) -> int:
        """Raters of the decision with the fewest."""
        return 0 if self.unrated else min((d.raters for d in self.decisions), default=0)


def decisions_of(case: Case, rubric: Rubric) -> dict[str, tuple[str, ...]]:
    """The decisions a panel is asked about: scene -> choices, where their weights differ."""
    found = {}
    for name, scene in case.scenes.items():
        if scene.choices and scene.hub is None:
            options = [choice_view(case, name, scene, i).option for i in range(len(scene.choices))]
            if weigh_offer(rubric, options, scene.contested).is_decision:
                found[name] = tuple(c.id for c in scene.choices if not c.fallback)
    return found


def options_of(case: Case) -> tuple[Option, ...]:
    """Every option that may be rated."""
    return tuple(
        (name, choice.id)
        for name, scene in case.scenes.items()
        if scene.hub is None
        for choice in scene.choices
    )


def judge(case: Case, rubric: Rubric, ratings: Ratings) -> Panel:
    """Hold a panel's ratings against a case's key.

    Raises:
        NoLibrary: the extra ``cohort`` is not installed.
    """
    decisions = decisions_of(case, rubric)
    rated = {scene: _rated(scene, ids, ratings) for scene, ids in decisions.items()}
    judged = [
        _judged(case, rubric, scene, by_rater)
        for scene, by_rater in rated.items()
        if len(by_rater) > 1
    ]
    ordinal = agreement(_units(rated), "ordinal")
    if ratings.codes:
        units: dict[str, list[Mapping[str, str]]] = {}
        for (scene, _), said in ratings.codes.items():
            units.setdefault(scene, []).append(said)
        nominal = agreement(units, "nominal")
    else:
        nominal = agreement(_held_best(rated), "nominal")
    return Panel(
        raters=ratings.raters,
        ordinal=ordinal,
        nominal=nominal,
        over_codes=bool(ratings.codes),
        decisions=tuple(judged),
        unrated=tuple(scene for scene in decisions if len(rated[scene]) < 2),
        coded=tuple(_coded(case, ratings)),
    )


ByRater = Mapping[str, Mapping[str, int]]
"""Rater -> option -> rating, within one decision."""


def _rated(scene: str, ids: Collection[str], ratings: Ratings) -> ByRater:
    """Who rated two options or more; of best and worst, what lies between is filled in."""
    by_rater: dict[str, dict[str, int]] = {}
    for id_ in ids:
        for rater, number in ratings.numbers.get((scene, id_), {}).items():
            by_rater.setdefault(rater, {})[id_] = number
    if ratings.extremes:
        return {r: {id_: said.get(id_, BETWEEN) for id_ in ids} for r, said in by_rater.items()}
    return {rater: said for rater, said in by_rater.items() if len(said) > 1}


def _units(rated: Mapping[str, ByRater]) -> dict[str, list[dict[str, int]]]:
    """Decision -> options, each with its ratings by rater."""
    units: dict[str, list[dict[str, int]]] = {}
    for scene, by_rater in rated.items():
        options: dict[str, dict[str, int]] = {}
        for rater, said in by_rater.items():
            for id_, number in said.items():
                options.setdefault(id_, {})[rater] = number
        units[scene] = list(options.values())
    return units


def _held_best(rated: Mapping[str, ByRater]) -> dict[str, list[dict[str, int]]]:
    """The same, with 1 where the rater holds no option better, else 0."""
    best: dict[str, ByRater] = {}
    for scene, by_rater in rated.items():
        best[scene] = {
            rater: {id_: int(number == max(said.values())) for id_, number in said.items()}
            for rater, said in by_rater.items()
        }
    return _units(best)


def _judged(case: Case, rubric: Rubric, scene_id: str, by_rater: ByRater) -> Judged:
    scene = case.scenes[scene_id]
    options = [choice_view(case, scene_id, scene, i).option for i in range(len(scene.choices))]
    row = weigh_offer(rubric, options, scene.contested)
    key = {id_ for id_, w in zip(row.ids, row.overall, strict=True) if w == row.best}
    best = _best(by_rater)

    def sways(rater: str) -> bool:
        without = _best({r: said for r, said in by_rater.items() if r != rater})
        return without != best and not key.issuperset((*without, *best))

    return Judged(
        scene=scene_id,
        raters=len(by_rater),
        key=tuple(id_ for id_ in row.ids if id_ in key),
        best=best,
        means=_means(by_rater),
        shares=_shares(by_rater),
        declared=scene.contested,
        swayed_by=tuple(rater for rater in sorted(by_rater) if sways(rater)),
    )


def _means(by_rater: ByRater) -> dict[str, float]:
    numbers: dict[str, list[int]] = {}
    for said in by_rater.values():
        for id_, number in said.items():
            numbers.setdefault(id_, []).append(number)
    return {id_: fmean(found) for id_, found in numbers.items()}


def _best(by_rater: ByRater) -> tuple[str, ...]:
    means = _means(by_rater)
    top = max(means.values(), default=0.0)
    return tuple(sorted(id_ for id_, mean in means.items() if abs(mean - top) < 1e-9))


def _shares(by_rater: ByRater) -> dict[str, float]:
    held: dict[str, float] = {}
    for said in by_rater.values():
        top = [id_ for id_, number in said.items() if number == max(said.values())]
        for id_ in said:
            held[id_] = held.get(id_, 0.0) + (1 / len(top) if id_ in top else 0.0)
    total = len(by_rater)
    ordered = sorted(held.items(), key=lambda item: (-item[1], item[0]))
    return {id_: votes / total for id_, votes in ordered}


def _coded(case: Case, ratings: Ratings) -> list[Coded]:
    found = []
    for option, said in ratings.codes.items():
        scene, choice_id = option
        choice = next(c for c in case.scenes[scene].choices if c.id == choice_id)
        own = choice.codes[0].code if choice.codes else None
        (theirs, count), *_ = Counter(said.values()).most_common(1)
        if theirs != own and count * 2 > len(said):
            found.append(Coded(option, own, theirs, count, len(said)))
    return found


def refusals(panel: Panel) -> tuple[str, ...]:
    """Why the key may not be called a panel's; none where it may."""
    why = []
    if not panel.decisions:
        return ("nothing was rated by two raters",)
    if panel.unrated:
        why.append(f"not every decision was rated: {', '.join(panel.unrated)}")
    elif panel.fewest < MIN_RATERS:
        few = min(panel.decisions, key=lambda d: d.raters)
        why.append(
            f"{few.scene} has {counted(few.raters, 'rater')}; a key rests on {MIN_RATERS} or more"
        )
    if panel.ordinal is None or panel.ordinal.alpha < MIN_ALPHA:
        found = "no agreement can be told" if panel.ordinal is None else _alpha(panel.ordinal)
        why.append(f"{found}; below {MIN_ALPHA} no conclusion may be drawn (Krippendorff 2004)")
    other = [d for d in panel.decisions if not d.agrees]
    if other:
        said = "; ".join(f"{d.scene}: {' or '.join(d.best)}" for d in other)
        why.append(f"the panel holds another option best than the key does ({said})")
    return tuple(why)


def _alpha(found: Agreement) -> str:
    return f"alpha is {found.alpha:.2f}"
