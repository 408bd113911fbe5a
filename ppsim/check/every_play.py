"""What every play takes with it: bits gathered on all ways to an ending, by states and by moves."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_

from ppsim.explore.loops import knots
from ppsim.explore.states import Block, StateGraph

Marks = Callable[[Block], tuple[int, tuple[int, ...]]]
"""Of a block: bits for being in it, and bits for each of its moves."""


def on_every_way(graph: StateGraph, marks: Marks) -> int:
    """The bits that every play from the start gathers before it ends.

    In states that can reach each other only what all ways out gather is counted, which is never
    too much. Ways that never end are left out of account.
    """
    everything = -1
    values = [[everything] * len(scene.index) for scene in graph.scenes]
    for group in graph.groups:
        if not group.inward:
            for block in graph.scenes[graph.order[group.scenes[0]]].blocks:
                _fold(block, marks(block), values)
            continue
        for knot in knots(graph, group):
            ways = []
            for out in knot.exits:
                here, moves = marks(out.place.block)
                ways.append(values[out.scene][out.row] | moves[out.move] | here)
            common = reduce(and_, ways, everything)
            for place in knot.places:
                here, _ = marks(place.block)
                ends = 0 if not place.block.moves else common
                values[place.block.scene][place.row] = here | ends
    at = graph.row(graph.start)
    assert at is not None
    found = values[at[0]][at[1]]
    return 0 if found < 0 else found


def _fold(block: Block, marks: tuple[int, tuple[int, ...]], values: list[list[int]]) -> None:
    here, moves = marks
    mine = values[block.scene]
    if not block.moves:
        for row in block.rows:
            mine[row] = here
        return
    for at, row in enumerate(block.rows):
        common = -1
        for mark, target, children in zip(moves, block.targets, block.children, strict=True):
            common &= values[target][children[at]] | mark
        mine[row] = common | here
