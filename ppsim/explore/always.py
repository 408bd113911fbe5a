"""What every play takes with it: bits gathered on all ways to an ending, by states and by moves."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_

from ppsim.explore.loops import knots
from ppsim.explore.states import Block, StateGraph

Marks = Callable[[Block], tuple[int, tuple[int, ...] | None]]
"""Of a block: bits for being in it, and bits for each of its moves (``None`` for none at all)."""
EVERYTHING = -1
"""Of a state that no ending can be reached from: all that is said of its ways to one is true."""


def on_every_way(graph: StateGraph, marks: Marks) -> int | None:
    """The bits that every play gathers from the start to an ending; ``None`` where none ends.

    Ways that never end, or come to where nothing can be done, are left out of account. In states
    that can reach each other only what all ways out gather is counted, and what each is itself,
    which is never too much.
    """
    values = [[EVERYTHING] * len(scene.index) for scene in graph.scenes]
    for group in graph.groups:
        if not group.inward:
            for block in graph.scenes[graph.order[group.scenes[0]]].blocks:
                _fold(graph, block, marks, values)
            continue
        for knot in knots(graph, group):
            ways = []
            for out in knot.exits:
                here, moves = marks(out.place.block)
                ways.append(values[out.scene][out.row] | here | (moves[out.move] if moves else 0))
            common = reduce(and_, ways, EVERYTHING)
            for place in knot.places:
                values[place.block.scene][place.row] = common | marks(place.block)[0]
    at = graph.row(graph.start)
    assert at is not None
    found = values[at[0]][at[1]]
    return None if found == EVERYTHING else found


def _fold(graph: StateGraph, block: Block, marks: Marks, values: list[list[int]]) -> None:
    mine = values[block.scene]
    if not block.moves:
        if graph.scenes[block.scene].program.view.kind == "ending":
            for row in block.rows:
                mine[row] = 0
        return
    here, moves = marks(block)
    columns = []
    for n, (target, children) in enumerate(zip(block.targets, block.children, strict=True)):
        there, mark = values[target], moves[n] if moves else 0
        columns.append(
            [there[r] | mark for r in children] if mark else [there[r] for r in children]
        )
    common = reduce(lambda a, b: list(map(and_, a, b)), columns)
    for row, value in zip(block.rows, common, strict=True):
        mine[row] = value | here
