"""Every state a case can reach, found scene by scene in columns.

States of one scene that have the same moves to the same scenes form a *block*: within it every
option has the same weight, so all that is later worked out over the states runs down plain lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from ppsim.engine.graph import components
from ppsim.engine.moves import Move
from ppsim.engine.program import SceneProgram
from ppsim.engine.story import Story
from ppsim.engine.values import ChoiceView, State
from ppsim.explore.liveness import live_bits

if TYPE_CHECKING:
    from ppsim.explore.loops import Knot


@dataclass(slots=True)
class Block:
    """States of one scene with the same offers leading to the same scenes."""

    scene: int
    """Index of the scene in ``StateGraph.scenes``."""
    first_visit: bool
    offers: tuple[ChoiceView, ...]
    moves: tuple[Move, ...]
    """The offers in the author's order, then leaving where that is allowed."""
    targets: tuple[int, ...]
    """Where each move leads, as an index of a scene."""
    rows: list[int]
    """The states, by their row in the scene."""
    children: tuple[list[int], ...]
    """For each move, the rows it leads to in its target, in step with ``rows``."""


@dataclass(slots=True)
class SceneStates:
    """The states found in one scene."""

    id: str
    program: SceneProgram
    live: int
    index: dict[int, int] = field(default_factory=dict)
    """Live bits -> row, in the order found."""
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Group:
    """Scenes that can reach each other; alone and without a loop, almost always."""

    scenes: tuple[int, ...]
    loops: bool


@dataclass(slots=True)
class StateGraph:
    """The states of a case and the moves between them."""

    scenes: list[SceneStates]
    order: dict[str, int]
    """Scene id -> index in ``scenes``."""
    groups: list[Group]
    """Each after those it leads to."""
    start: State
    states: int = 0
    complete: bool = True
    """Whether all were found before the budget was spent."""
    knots: dict[Group, list[Knot]] = field(default_factory=dict)
    """States that can reach each other, kept by ``ppsim.explore.loops``."""

    def row(self, state: State) -> tuple[int, int] | None:
        """Where a state of the story lies: scene index and row; ``None`` if it was not reached."""
        at = self.order.get(state.scene)
        if at is None:
            return None
        scene = self.scenes[at]
        row = scene.index.get(state.bits & scene.live)
        return None if row is None else (at, row)

    def blocks(self) -> Iterator[Block]:
        """Every block, scenes in the order of the file."""
        for scene in self.scenes:
            yield from scene.blocks


def find_states(
    story: Story, budget: int, start: State | None = None, *, lines: bool = False
) -> StateGraph:
    """Every state reachable from ``start`` (the story's own by default).

    Stops, with ``complete`` false, once more than ``budget`` states were found.
    """
    live = live_bits(story, lines=lines)
    scenes = [SceneStates(id_, program, live[id_]) for id_, program in story.programs.items()]
    order = {scene.id: i for i, scene in enumerate(scenes)}
    begin = start if start is not None else story.start
    graph = StateGraph(scenes, order, _groups(scenes, order, order[begin.scene]), begin)
    first = scenes[order[begin.scene]]
    first.index[begin.bits & first.live] = 0
    graph.states = 1
    for group in reversed(graph.groups):
        finders = [_Finder(graph, at) for at in group.scenes]
        found = True
        while found:
            found = False
            for finder in finders:
                found = finder.expand() or found
                if graph.states > budget:
                    graph.complete = False
                    return graph
            found = found and group.loops
    return graph


def _groups(scenes: list[SceneStates], order: dict[str, int], start: int) -> list[Group]:
    ways = [
        tuple({order[target] for move in scene.program.exits for target in move.targets})
        for scene in scenes
    ]
    found = components([start], lambda at: ways[at])
    return [Group(tuple(g), len(g) > 1 or g[0] in ways[g[0]]) for g in found]


class _Finder:
    """Expands the states of one scene, as many as have come in since it was last asked."""

    def __init__(self, graph: StateGraph, at: int) -> None:
        self.graph = graph
        self.at = at
        self.scene = graph.scenes[at]
        self.done = 0
        program = self.scene.program
        mask = program.offer_mask | program.visited
        for move in program.exits:
            if len(move.targets) > 1:
                mask |= move.mask
        if program.out is not None:
            mask |= program.out.needs
        self.mask = mask & self.scene.live
        self.by_key: dict[int, Block] = {}
        self.by_pattern: dict[tuple[bool, tuple[Move, ...], tuple[int, ...]], Block] = {}
        self.by_offers: dict[tuple[int, bool], tuple[tuple[ChoiceView, ...], Block]] = {}
        self.leaving = (program.out,) if program.out is not None else ()
        self.plain = all(len(move.targets) == 1 for move in program.moves.values())

    def expand(self) -> bool:
        """Whether there was anything to do."""
        index = self.scene.index
        if self.done == len(index):
            return False
        fresh = list(islice(index, self.done, None)) if self.done else list(index)
        first = self.done
        self.done = len(index)
        for block, rows, bits in self._in_blocks(fresh, first):
            block.rows += rows
            for n, move in enumerate(block.moves):
                block.children[n].extend(self._column(bits, move, block.targets[n]))
        return True

    def _in_blocks(self, fresh: list[int], first: int) -> list[tuple[Block, list[int], list[int]]]:
        mask = self.mask
        if not mask:
            return [(self._block(0), list(range(first, first + len(fresh))), fresh)]
        by_key = self.by_key
        parts: dict[int, tuple[Block, list[int], list[int]]] = {}
        seen: dict[int, tuple[Block, list[int], list[int]]] = {}
        for row, bits in enumerate(fresh, first):
            key = bits & mask
            part = seen.get(key)
            if part is None:
                block = by_key.get(key) or self._block(key)
                part = seen[key] = parts.setdefault(id(block), (block, [], []))
            part[1].append(row)
            part[2].append(bits)
        return list(parts.values())

    def _block(self, key: int) -> Block:
        """The block of states whose pattern bits are ``key``, made at its first state."""
        program = self.scene.program
        first_visit = not key & program.visited
        offers = program.offers[key & program.offer_mask]
        if self.plain and not self.leaving:
            known = self.by_offers.get((id(offers), first_visit))
            if known is not None:
                self.by_key[key] = known[1]
                return known[1]
        moves: list[Move] = []
        targets: list[int] = []
        for move in (*[program.moves[choice.id] for choice in offers], *self.leaving):
            if len(move.targets) == 1 and move not in self.leaving:
                target = move.targets[0]
            else:
                target = move.arrive[key & move.mask].scene
                if not target:
                    continue
            moves.append(move)
            targets.append(self.graph.order[target])
        pattern = (first_visit, tuple(moves), tuple(targets))
        block = self.by_pattern.get(pattern)
        if block is None:
            children: tuple[list[int], ...] = tuple([] for _ in moves)
            block = Block(self.at, first_visit, offers, *pattern[1:], [], children)
            self.by_pattern[pattern] = block
            self.scene.blocks.append(block)
        self.by_key[key] = block
        self.by_offers[id(offers), first_visit] = (offers, block)
        return block

    def _column(self, bits: list[int], move: Move, target: int) -> list[int]:
        """The rows that ``move`` leads to from each of the states, found or made."""
        graph = self.graph
        scene = graph.scenes[target]
        index, live = scene.index, scene.live
        before = len(index)
        if move.assigns is not None:
            clears, sets = move.assigns
            keep, put = live & ~clears, sets & live
            after = [b & keep | put for b in bits]
        else:
            mask, arrive = move.mask, move.arrive
            after = [(b + arrive[b & mask].shift) & live for b in bits]
        rows = [index.setdefault(b, len(index)) for b in after]
        graph.states += len(index) - before
        return rows
