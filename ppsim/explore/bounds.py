"""The least and the most that plays of a case can come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from ppsim.explore.facts import Facts
from ppsim.explore.fold import best_of, fold
from ppsim.explore.states import Block, StateGraph

N = TypeVar("N", int, float)


@dataclass(frozen=True, slots=True)
class Range(Generic[N]):
    """From the least to the most, both reached by some play."""

    low: N
    high: N

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


class DimensionBounds(NamedTuple):
    """What plays can come to in one dimension."""

    total: Range[float]
    """Sum of w[o, d] over the decisions met."""
    informing: Range[int]
    """Decisions met that inform it (docs/scoring.md section 4)."""
    attainment: Range[float] | None
    """S: 0 to 100 wherever a decision informs the dimension, since each may be answered worst or
    best; ``None`` where none does."""


class Bounds(NamedTuple):
    """What plays from the start can come to, at their ends."""

    total: Range[float]
    """Sum of w over the decisions met."""
    stopped: Range[float]
    """The same, where an attempt may also be stopped anywhere."""
    decisions: Range[int]
    """Decisions met."""
    dimensions: dict[str, DimensionBounds]


Gains = Callable[[Block], Sequence[float]]


def span(graph: StateGraph, gains: Gains, *, may_stop: bool = False) -> Range[float]:
    """The least and the greatest sum of ``gains`` over the plays of a complete graph."""
    at = graph.row(graph.start)
    assert at is not None
    scene, row = at
    low, high = (
        fold(graph, best_of(gains, pick, may_stop=may_stop))[scene][row] for pick in (min, max)
    )
    return Range(low, high)


def span_of_count(graph: StateGraph, counts: Callable[[Block], bool]) -> Range[int]:
    """The fewest and the most states of the kind that a play goes through, start to end.

    ``counts`` must hold only in blocks that a play leaves and cannot come back to, such as
    decisions met.
    """
    found = span(graph, lambda block: (float(counts(block)),) * len(block.moves))
    return Range(int(found.low), int(found.high))


def bounds(graph: StateGraph, facts: Facts, dimensions: Sequence[str]) -> Bounds:
    """The bounds of a complete graph; a pass or two over its states for each dimension."""

    by_dimension = {}
    for dimension in dimensions:

        def gains_in(block: Block, dimension: str = dimension) -> Sequence[float]:
            return facts(block).gains_in(dimension)

        def informing(block: Block, dimension: str = dimension) -> bool:
            return facts(block).informs(dimension)

        count = span_of_count(graph, informing)
        by_dimension[dimension] = DimensionBounds(
            total=span(graph, gains_in),
            informing=count,
            attainment=Range(0.0, 100.0) if count.high else None,
        )
    return Bounds(
        total=span(graph, facts.gains),
        stopped=span(graph, facts.gains, may_stop=True),
        decisions=span_of_count(graph, lambda block: facts(block).met is not None),
        dimensions=by_dimension,
    )
