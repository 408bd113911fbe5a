"""What every play of a case goes through, and how much of each thing it meets."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ppsim.explore.always import on_every_way
from ppsim.explore.bounds import Range, span_of_count
from ppsim.explore.facts import Facts
from ppsim.explore.fold import Rule, fold
from ppsim.explore.loops import knots
from ppsim.explore.states import Block, StateGraph
from scoring.record import Phase

PHASES: dict[str, tuple[Phase, ...]] = {
    "therapy": ("therapy",),
    "supervision": ("supervision", "own_therapy"),
    "between": ("between",),
}
"""Phases as a supervisor counts them: with the client, about the client, and in between."""


class SpineDecision(NamedTuple):
    """A decision that every play meets before it ends."""

    scene: str
    same_options: bool
    """Whether it always offers the same options, so that a cohort can be compared on it."""


class Routes(NamedTuple):
    """The fewest and the most of each thing that a play from start to end meets."""

    decisions: Range[int]
    by_phase: dict[str, Range[int]]
    """Decisions met, for each group of ``PHASES``."""
    disclosures: Range[int]
    """Disclosure decisions."""
    t_moments: Range[int]
    w_moments: Range[int]
    spine: tuple[SpineDecision, ...]
    plays: int | None
    """How many different plays there are; ``None`` where one can go round in them."""


def routes(graph: StateGraph, facts: Facts) -> Routes:
    """The routes through a complete graph."""

    def met_in(phases: tuple[Phase, ...]) -> Callable[[Block], bool]:
        return lambda block: (
            graph.scenes[block.scene].program.view.phase in phases and facts(block).met is not None
        )

    return Routes(
        decisions=span_of_count(graph, lambda block: facts(block).met is not None),
        by_phase={name: span_of_count(graph, met_in(phases)) for name, phases in PHASES.items()},
        disclosures=span_of_count(graph, lambda block: facts(block).is_disclosure),
        t_moments=span_of_count(graph, lambda block: facts(block).clear == "T"),
        w_moments=span_of_count(graph, lambda block: facts(block).clear == "W"),
        spine=spine(graph, facts),
        plays=count_plays(graph),
    )


def spine(graph: StateGraph, facts: Facts) -> tuple[SpineDecision, ...]:
    """The decisions met on every way to an ending, in the order of the file.

    The dominators of the endings among the decisions met. Ways that never end are left out of
    account. A decision met is never in a loop of states, so none is overlooked in one.
    """
    always = on_every_way(
        graph, lambda block: (0 if facts(block).met is None else 1 << block.scene, None)
    )
    if always is None:
        return ()
    found = []
    for index, scene in enumerate(graph.scenes):
        if always >> index & 1:
            offers = {b.offers for b in scene.blocks if facts(b).met is not None}
            everywhere = all(facts(b).met is not None for b in scene.blocks if b.first_visit)
            found.append(SpineDecision(scene.id, everywhere and len(offers) == 1))
    return tuple(found)


def count_plays(graph: StateGraph) -> int | None:
    """How many different plays there are, start to end; ``None`` where there is no end of them."""
    for group in graph.groups:
        if group.inward and any(knot.turns for knot in knots(graph, group)):
            return None

    def merge(columns: list[list[int]]) -> list[int]:
        return [sum(column) for column in zip(*columns, strict=True)]

    at = graph.row(graph.start)
    assert at is not None
    return fold(graph, Rule(1, None, merge, lambda _, column: column))[at[0]][at[1]]
