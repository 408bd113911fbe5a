"""The order in which chances go forward over a state graph, so that each state is passed once.

Only where states can reach each other must what comes to them be sent round, until almost none
is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ppsim.engine.graph import Group
from ppsim.explore.loops import knots
from ppsim.explore.states import Block, StateGraph

LEFT = 1e-13
"""Chance that may be given up on in states that can reach each other."""
ROUNDS = 10_000


class Batch(NamedTuple):
    """States to be moved on together, after all that lead to them."""

    places: tuple[tuple[Block, Sequence[int]], ...]
    """Each some states of a block, by their position in its columns."""
    turns: bool
    """Whether some move leads from one of them to one of them."""
    closed: bool
    """Whether none leads out of them."""

    @property
    def rounds(self) -> int:
        """How often to send round what comes to them, at most; where there is no way out, once."""
        return ROUNDS if self.turns and not self.closed else 1


def batches(graph: StateGraph, group: Group) -> Iterator[Batch]:
    """The states of a group of scenes, each batch before those it leads to."""
    if not group.inward:
        scene = graph.scenes[graph.order[group.scenes[0]]]
        for block in scene.blocks:
            yield Batch(((block, range(len(block.rows))),), False, False)
        return
    for knot in reversed(knots(graph, group)):
        places = tuple((place.block, (place.at,)) for place in knot.places)
        yield Batch(places, knot.turns, not knot.exits)
