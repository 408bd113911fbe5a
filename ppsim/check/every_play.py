"""What every play goes through: scenes passed and key features met on all ways to an ending."""

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

    The state-graph dominators of the endings, where the bits stand for scenes. In states that
    can reach each other only what all ways out gather is counted, which is never too much.
    Ways that never end are left out of account.
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


def spine(graph: StateGraph, is_decision: Callable[[Block], bool]) -> tuple[str, ...]:
    """Decisions that every play meets with the same options on offer, in the order of the file."""
    always = on_every_way(graph, lambda block: (1 << block.scene, (0,) * len(block.moves)))
    found = []
    for index, scene in enumerate(graph.scenes):
        if not always >> index & 1:
            continue
        first = [block for block in scene.blocks if block.first_visit]
        offers = {tuple(choice.id for choice in block.offers) for block in first}
        if len(offers) == 1 and all(map(is_decision, first)):
            found.append(scene.id)
    return tuple(found)
