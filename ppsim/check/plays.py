"""Scoring: what whole plays can come to, key features, the spine, rubric against graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ppsim.check.registry import RULES, check
from ppsim.check.subject import Subject, named, way
from ppsim.explore.always import on_every_way
from ppsim.explore.bounds import span_of_count
from ppsim.explore.fold import best_of, fold
from ppsim.explore.routes import spine
from ppsim.explore.states import Block
from ppsim.format.diagnostics import Diagnostic
from scoring.attainment import NEEDED
from scoring.disclosure import COUNTS_NEED

NO_OPPORTUNITY = RULES.add(
    "PP811",
    "Dimension with no opportunity",
    "no decision informs {dimension}, although its codes may stand in this case",
    "Write a decision in which its best option is the best of all, or leave it to other cases.",
    severity="note",
)
NO_SPINE = RULES.add(
    "PP812",
    "Scored dimension off the spine",
    "{dimension} is shown in some plays, and no decision that every play meets informs it",
    "A seminar can compare only what everybody met; let one such decision lie on every route.",
    severity="note",
)
SHORT_SPINE = RULES.add(
    "PP813",
    "Few decisions in common",
    "every play meets only {count} decisions with the same options: {scenes}",
    "Cohort figures rest on these; from {wanted} on they begin to say something.",
    severity="note",
)
NEVER_MET = RULES.add(
    "PP814",
    "Key feature that no play meets",
    "no play can meet the key feature {name}",
    "Name it under 'meets' of a choice that can be on offer, or take it out.",
    severity="warning",
)
ALWAYS_MET = RULES.add(
    "PP815",
    "Key feature that every play meets",
    "every play meets the key feature {name}, so it tells nobody from anybody",
    "Offer a way past it, or take it out.",
    severity="warning",
)
DISAGREE = RULES.add(
    "PP816",
    "Rubric and graph disagree",
    "the best option here, {best}, leads to less than {other} on a way with as many decisions: "
    "{less} against {more} in all; one way here: {way}",
    "Look at the codes of both and at what they lead to: which of them should a trainee take?",
    severity="warning",
)
FEW_MOMENTS = RULES.add(
    "PP817",
    "Few clear moments of telling",
    "a play meets at most {t} moments where telling is right and {w} where it is not; telling "
    "is only counted from {need} of each",
    "Add moments of the kind that is missing, or leave the counts to other cases.",
    severity="note",
)
LEAN = RULES.add(
    "PP818",
    "Key on telling that leans one way",
    "of {count} disclosure moments none is one where {missing}, so one fixed habit wins them all",
    "Add a moment of the other kind: docs/scoring.md section 0.",
    severity="warning",
)

ENOUGH = 6
"""Decisions from which a case is long enough to be asked what it covers (ours)."""
SPINE_WANTED = 5
"""Spine decisions from which a case can carry cohort figures (ours)."""
LEAN_FROM = 3
"""Clear disclosure moments from which all on one side is a habit that wins (ours)."""


@check(NO_OPPORTUNITY, NO_SPINE, SHORT_SPINE)
def opportunities(subject: Subject) -> Iterator[Diagnostic]:
    """Dimensions that nothing informs, and what plays have in common."""
    walk = subject.walk
    if not walk.complete or len(subject.items) < ENOUGH:
        return
    at = subject.key("scenes")
    common = [d.scene for d in spine(walk.graph, walk.facts) if d.same_options]
    phases = {scene.phase for _, scene in subject.decisions()}
    for dimension in subject.rubric.dimensions.values():
        may = subject.rubric.phases.get(dimension.id)
        if may is not None and may.isdisjoint(p for p in phases if p is not None):
            continue

        def informing(block: Block, dimension: str = dimension.id) -> bool:
            return block.first_visit and walk.facts(block).informs(dimension)

        where = {scene for scene, block in subject.blocks() if informing(block)}
        if not where:
            yield subject.finding(NO_OPPORTUNITY, at, dimension=dimension.name)
        elif (
            len(where) >= NEEDED
            and where.isdisjoint(common)
            and _most(subject, informing) >= NEEDED
        ):
            yield subject.finding(NO_SPINE, at, dimension=dimension.name)
    if len(common) < SPINE_WANTED:
        scenes = named(common) or "none"
        yield subject.finding(
            SHORT_SPINE, at, count=len(common), scenes=scenes, wanted=SPINE_WANTED
        )


def _most(subject: Subject, counts: Callable[[Block], bool]) -> float:
    """The most decisions of a kind that one play can meet."""
    graph = subject.walk.graph
    at = graph.row(graph.start)
    assert at is not None
    most = fold(graph, best_of(lambda block: (float(counts(block)),) * len(block.moves), max))
    return most[at[0]][at[1]]


@check(NEVER_MET, ALWAYS_MET)
def features(subject: Subject) -> Iterator[Diagnostic]:
    """Key features that tell nothing: nobody can meet them, or nobody can miss them."""
    names = list(subject.case.key_features)
    if not names or not subject.walk.complete:
        return
    bit = {name: 1 << i for i, name in enumerate(names)}

    @lru_cache(4096)
    def meets(choices: tuple[tuple[str, ...], ...]) -> tuple[int, ...]:
        return tuple(sum(bit[name] for name in set(met)) for met in choices)

    met_somewhere = 0

    def marks(block: Block) -> tuple[int, tuple[int, ...]]:
        nonlocal met_somewhere
        by_move = meets(tuple(choice.option.meets for choice in block.offers))
        for mark in by_move:
            met_somewhere |= mark
        return 0, (*by_move, *(0,) * (len(block.moves) - len(by_move)))

    always = on_every_way(subject.walk.graph, marks)
    for name in names:
        at = subject.key("key_features", name)
        if not met_somewhere & bit[name]:
            yield subject.finding(NEVER_MET, at, name=name)
        elif always is not None and always & bit[name]:
            yield subject.finding(ALWAYS_MET, at, name=name)


@check(DISAGREE)
def disagreement(subject: Subject) -> Iterator[Diagnostic]:
    """Decisions whose best option closes more than it earns, the routes being equally long."""
    walk = subject.walk
    best = walk.values
    if best is None:
        return
    lengths: tuple[Values, Values] | None = None
    for index, scene in enumerate(walk.graph.scenes):
        doubtful = [block for block in scene.blocks if _doubtful(block, subject, best)]
        if not doubtful:
            continue
        lengths = lengths or _lengths(subject)
        found = [_worst(b, walk.facts.gains(b), best, lengths) for b in doubtful]
        worst = max((w for w in found if w is not None), key=lambda w: w.gap, default=None)
        if worst is not None:
            ids = [choice.id for choice in worst.block.offers]
            row = worst.block.rows[worst.at]
            yield subject.finding(
                DISAGREE,
                subject.key("scenes", scene.id, "choices"),
                best=ids[worst.greedy],
                other=ids[worst.other],
                less=f"{worst.less:+g}",
                more=f"{worst.more:+g}",
                way=way(walk.witnesses.to((index, row))),
            )


Values = Sequence[Sequence[float]]
_NEAR = 1e-9


def _doubtful(block: Block, subject: Subject, best: Values) -> bool:
    """Whether in some state of the block the best option is not the best way on."""
    weights = subject.walk.facts.gains(block)
    if not weights or max(weights) == min(weights):
        return False
    top = max(weights)
    columns = [
        [best[t][r] + w for r in children]
        for w, t, children in zip(weights, block.targets, block.children, strict=True)
    ]
    greedy = [column for w, column in zip(weights, columns, strict=True) if w == top]
    low = greedy[0] if len(greedy) == 1 else list(map(max, *greedy))
    high = list(map(max, *columns))
    return any(h > g + _NEAR for h, g in zip(high, low, strict=True))


def _lengths(subject: Subject) -> tuple[Values, Values]:
    """The most and the fewest decisions still to be met from each state."""
    facts = subject.walk.facts

    def met(block: Block) -> tuple[float, ...]:
        return (float(facts(block).met is not None),) * len(block.moves)

    graph = subject.walk.graph
    return fold(graph, best_of(met, max)), fold(graph, best_of(met, min))


class _Worst(NamedTuple):
    """Where the best option of a block loses most against an equally long route."""

    block: Block
    at: int
    greedy: int
    other: int
    less: float
    more: float

    @property
    def gap(self) -> float:
        return self.more - self.less


def _worst(
    block: Block, weights: Sequence[float], best: Values, lengths: tuple[Values, Values]
) -> _Worst | None:
    top = max(weights)
    greedy = [n for n, w in enumerate(weights) if w == top]
    found: _Worst | None = None
    for at in range(len(block.rows)):
        ends = [(t, c[at]) for t, c in zip(block.targets, block.children, strict=True)]
        totals = [w + best[t][r] for w, (t, r) in zip(weights, ends, strict=True)]
        pick = max(greedy, key=lambda n: totals[n])
        if max(totals) <= totals[pick] + _NEAR:
            continue
        spans = [tuple(length[t][r] for length in lengths) for t, r in ends]
        others = [n for n in range(len(totals)) if spans[n] == spans[pick]]
        other = max(others, key=lambda n: totals[n])
        here = _Worst(block, at, pick, other, totals[pick], totals[other])
        if here.gap > _NEAR and (found is None or here.gap > found.gap):
            found = here
    return found


@check(FEW_MOMENTS, LEAN)
def moments(subject: Subject) -> Iterator[Diagnostic]:
    """Whether telling and not telling are each right often enough to be counted."""
    walk = subject.walk
    scenes = [name for name, scene in subject.decisions() if scene.disclosure is not None]
    if not scenes or not walk.complete:
        return
    most = {
        side: span_of_count(walk.graph, lambda b, side=side: walk.facts(b).clear == side).high  # type: ignore[misc]
        for side in ("T", "W")
    }
    at = subject.key("scenes", scenes[0], "disclosure")
    if min(most.values()) == 0 and max(most.values()) >= LEAN_FROM:
        missing = "a word of the therapist's own is right" if not most["T"] else "it is not"
        yield subject.finding(LEAN, at, count=max(most.values()), missing=missing)
    elif min(most.values()) < COUNTS_NEED and max(most.values()) >= COUNTS_NEED:
        yield subject.finding(FEW_MOMENTS, at, t=most["T"], w=most["W"], need=COUNTS_NEED)
