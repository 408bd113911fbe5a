"""Working backwards over a state graph, once over every state, loops or not.

A value is folded from the endings to the start: along each move it may grow, and where moves meet
in a state the best, the least or the union of them is kept. Only first visits score and a flag
that says so is never cleared, so nothing grows along a loop of states; all states of a loop have
one value, that of the ways out of it (docs/scoring.md section 2). Where there is no way out, and
at an ending, stands the empty value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_
from typing import Generic, NamedTuple, TypeVar

from ppsim.engine.graph import Group
from ppsim.explore.loops import knots
from ppsim.explore.states import Block, StateGraph

V = TypeVar("V", int, float)


class Rule(NamedTuple, Generic[V]):
    """How a value is folded."""

    empty: V
    """At endings, dead ends, and in loops without a way out."""
    gains: Callable[[Block], Sequence[V]] | None
    """What each move of a block adds on its way; ``None`` where none ever does."""
    merge: Callable[[list[list[V]]], list[V]]
    """Several columns into one, state by state; there is at least one."""
    here: Callable[[Block, list[V]], list[V]]
    """What a state of the block adds of itself."""


def best_of(
    gains: Callable[[Block], Sequence[float]], pick: Callable[..., float], *, may_stop: bool = False
) -> Rule[float]:
    """The greatest (``pick=max``) or least (``min``) sum of gains from each state to the end.

    Args:
        gains: for a block, what each of its moves adds.
        pick: ``max`` or ``min``.
        may_stop: whether an attempt may also end anywhere, by being stopped.
    """

    def merge(columns: list[list[float]]) -> list[float]:
        return columns[0] if len(columns) == 1 else list(map(pick, *columns))

    def here(_: Block, column: list[float]) -> list[float]:
        return [pick(0.0, v) for v in column] if may_stop else column

    return Rule(0.0, gains, merge, here)


def union_of(marks: Callable[[Block], int]) -> Rule[int]:
    """The union, as bits, of the marks of every block a state can reach, its own included."""

    def merge(columns: list[list[int]]) -> list[int]:
        return reduce(lambda a, b: list(map(or_, a, b)), columns)

    def here(block: Block, column: list[int]) -> list[int]:
        mark = marks(block)
        return [v | mark for v in column] if mark else column

    return Rule(0, None, merge, here)


def fold(graph: StateGraph, rule: Rule[V]) -> list[list[V]]:
    """The value of every state: for each scene of the graph, one for each of its rows."""
    values: list[list[V]] = [[rule.empty] * len(scene.index) for scene in graph.scenes]
    for group in graph.groups:
        if group.inward:
            _fold_loop(graph, group, rule, values)
            continue
        for block in graph.scenes[graph.order[group.scenes[0]]].blocks:
            _fold_block(block, rule, values)
    return values


def _fold_block(block: Block, rule: Rule[V], values: list[list[V]]) -> None:
    columns = []
    for gain, target, children in zip(
        _gains(block, rule), block.targets, block.children, strict=True
    ):
        there = values[target]
        columns.append(
            [there[r] + gain for r in children] if gain else [there[r] for r in children]
        )
    mine = values[block.scene]
    column = rule.merge(columns) if columns else [rule.empty] * len(block.rows)
    column = rule.here(block, column)
    if len(column) == len(mine):
        mine[:] = column
    else:
        for row, value in zip(block.rows, column, strict=True):
            mine[row] = value


def _fold_loop(graph: StateGraph, group: Group, rule: Rule[V], values: list[list[V]]) -> None:
    for knot in knots(graph, group):
        ways = [
            [values[exit_.scene][exit_.row] + _gains(exit_.place.block, rule)[exit_.move]]
            for exit_ in knot.exits
        ]
        column = rule.merge(ways) if ways else [rule.empty]
        for place in knot.places:
            column = rule.here(place.block, column)
        for place in knot.places:
            values[place.block.scene][place.row] = column[0]


def _gains(block: Block, rule: Rule[V]) -> Sequence[V]:
    return (0,) * len(block.moves) if rule.gains is None else rule.gains(block)
