"""States that can reach each other, within scenes that can be entered twice."""

from __future__ import annotations

from typing import NamedTuple

from ppsim.engine.graph import Group, components
from ppsim.explore.states import Block, StateGraph


class Place(NamedTuple):
    """One state: its block, and its position in the block's columns."""

    block: Block
    at: int

    @property
    def row(self) -> int:
        """Its row in its scene."""
        return self.block.rows[self.at]


class Exit(NamedTuple):
    """A move that leads out of a knot."""

    place: Place
    move: int
    """Index among the block's moves."""
    scene: int
    row: int


class Knot(NamedTuple):
    """States that can all reach each other (most often a single one), and the ways out of them."""

    places: tuple[Place, ...]
    exits: tuple[Exit, ...]

    @property
    def turns(self) -> bool:
        """Whether some move leads from one of them to one of them."""
        return sum(len(place.block.moves) for place in self.places) > len(self.exits)


def knots(graph: StateGraph, group: Group) -> list[Knot]:
    """The strongly connected states of a group of scenes, each after those it leads to."""
    found = graph.knots.get(group)
    if found is None:
        found = graph.knots[group] = _tie(graph, group)
    return found


def _tie(graph: StateGraph, group: Group) -> list[Knot]:
    places: list[Place] = []
    base: dict[int, int] = {}
    for scene in (graph.order[name] for name in group.scenes):
        base[scene] = len(places)
        rows: dict[int, Place] = {}
        for block in graph.scenes[scene].blocks:
            for at, row in enumerate(block.rows):
                rows[row] = Place(block, at)
        places += [rows[row] for row in range(len(rows))]

    def within(node: int) -> list[int]:
        block, at = places[node].block, places[node].at
        return [
            base[target] + children[at]
            for target, children in zip(block.targets, block.children, strict=True)
            if target in base
        ]

    tied = components(range(len(places)), within)
    knot_of = {node: number for number, nodes in enumerate(tied) for node in nodes}
    result = []
    for number, nodes in enumerate(tied):
        exits = []
        for node in nodes:
            place = places[node]
            block = place.block
            for n, (target, children) in enumerate(zip(block.targets, block.children, strict=True)):
                row = children[place.at]
                if target not in base or knot_of[base[target] + row] != number:
                    exits.append(Exit(place, n, target, row))
        result.append(Knot(tuple(places[node] for node in nodes), tuple(exits)))
    return result
