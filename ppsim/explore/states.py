"""Every state a case can reach, found scene by scene in columns.

States of one scene that have the same moves to the same scenes form a *block*: within it every
option has the same weight, so all that is later worked out over the states runs down plain lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from ppsim.engine.graph import Group
from ppsim.engine.moves import Arrival, Move
from ppsim.engine.offering import Indices
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


@dataclass(slots=True)
class StateGraph:
    """The states of a case and the moves between them."""

    scenes: list[SceneStates]
    order: dict[str, int]
    """Scene id -> index in ``scenes``."""
    groups: tuple[Group, ...]
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


def find_states(story: Story, budget: int, *, lines: bool = False) -> StateGraph:
    """Every state of a story that can be reached, told apart by lines as well where ``lines``.

    Stops, with ``complete`` false, once more than ``budget`` states were found.
    """
    live = live_bits(story, lines=lines)
    scenes = [SceneStates(id_, program, live[id_]) for id_, program in story.programs.items()]
    order = {scene.id: i for i, scene in enumerate(scenes)}
    graph = StateGraph(scenes, order, story.groups, story.start)
    first = scenes[order[story.start.scene]]
    first.index[story.start.bits & first.live] = 0
    graph.states = 1
    for group in reversed(graph.groups):
        finders = [_Finder(graph, order[scene]) for scene in group.scenes]
        found = True
        while found:
            found = False
            for finder in finders:
                found = finder.expand() or found
                if graph.states > budget:
                    graph.complete = False
                    return graph
    return graph


@dataclass(slots=True)
class _Exits:
    """What can be done in some of a scene's states."""

    first_visit: bool
    offers: tuple[ChoiceView, ...]
    moves: tuple[Move, ...]
    rows: list[int] = field(default_factory=list)
    bits: list[int] = field(default_factory=list)
    blocks: dict[tuple[int, ...], Block] = field(default_factory=dict)
    """By where the moves lead."""


class _Finder:
    """Expands the states of one scene, as many as have come in since it was last asked."""

    def __init__(self, graph: StateGraph, at: int) -> None:
        self.graph = graph
        self.at = at
        self.scene = graph.scenes[at]
        self.done = 0
        program = self.scene.program
        self.mask = (program.offer_mask | program.visited) & self.scene.live
        self.by_key: dict[int, _Exits] = {}
        self.exits: dict[tuple[bool, Indices, bool], _Exits] = {}

    def expand(self) -> bool:
        """Whether there was anything to do."""
        index = self.scene.index
        if self.done == len(index):
            return False
        fresh = list(islice(index, self.done, None)) if self.done else list(index)
        first, self.done = self.done, len(index)
        mask, by_key = self.mask, self.by_key
        if mask:
            for row, bits in enumerate(fresh, first):
                exits = by_key.get(bits & mask) or self._exits(bits & mask)
                exits.rows.append(row)
                exits.bits.append(bits)
        else:
            exits = by_key.get(0) or self._exits(0)
            exits.rows, exits.bits = list(range(first, self.done)), fresh
        for exits in self.exits.values():
            if exits.rows:
                self._expand(exits)
                exits.rows, exits.bits = [], []
        return True

    def _exits(self, key: int) -> _Exits:
        """The ways out of states with ``key``, made at the first of them."""
        program = self.scene.program
        first_visit = not key & program.visited
        indices = program.on_offer(key)
        out = program.out
        leaving = out is not None and bool(out.guard.holds(key))
        exits = self.exits.get((first_visit, indices, leaving))
        if exits is None:
            offers = tuple(program.choices[i] for i in indices)
            moves = tuple(program.moves[choice.id] for choice in offers)
            if out is not None and leaving:
                moves += (out,)
            exits = _Exits(first_visit, offers, moves)
            self.exits[first_visit, indices, leaving] = exits
        self.by_key[key] = exits
        return exits

    def _expand(self, exits: _Exits) -> None:
        order = self.graph.order
        targets = [order[move.targets[0]] for move in exits.moves]
        branching = [n for n, move in enumerate(exits.moves) if move.ways.mask]
        if not branching:
            block = self._block(exits, tuple(targets))
            block.rows += exits.rows
            for children, move, target in zip(block.children, exits.moves, targets, strict=True):
                self._lead(children, target, move, exits.bits)
            return
        after = {n: _after(exits.bits, exits.moves[n]) for n in branching}
        arrivals = []
        for n in branching:
            ways = exits.moves[n].ways
            on, mask = ways.on, ways.mask
            arrivals.append([on[b & mask] for b in after[n]])
        parts: dict[tuple[Arrival, ...], list[int]] = {}
        for i, led in enumerate(zip(*arrivals, strict=True)):
            parts.setdefault(led, []).append(i)
        for led, places in parts.items():
            shifts = dict.fromkeys(range(len(targets)), 0)
            for n, arrival in zip(branching, led, strict=True):
                targets[n] = order[arrival.scene]
                shifts[n] = arrival.shift
            block = self._block(exits, tuple(targets))
            block.rows += [exits.rows[i] for i in places]
            bits = [exits.bits[i] for i in places]
            for n, target in enumerate(targets):
                if n in after:
                    column, shift = after[n], shifts[n]
                    self._arrive(block.children[n], target, [column[i] + shift for i in places])
                else:
                    self._lead(block.children[n], target, exits.moves[n], bits)

    def _block(self, exits: _Exits, targets: tuple[int, ...]) -> Block:
        block = exits.blocks.get(targets)
        if block is None:
            children: tuple[list[int], ...] = tuple([] for _ in targets)
            block = Block(
                self.at, exits.first_visit, exits.offers, exits.moves, targets, [], children
            )
            exits.blocks[targets] = block
            self.scene.blocks.append(block)
        return block

    def _lead(self, children: list[int], target: int, move: Move, bits: list[int]) -> None:
        """Add the rows, found or made, of the states that a move's effects make of these."""
        scene = self.graph.scenes[target]
        index, live, effects = scene.index, scene.live, move.effects
        before = len(index)
        if effects.only_sets:
            keep, put = live & ~effects.clears, effects.sets & live
            children += [index.setdefault(b & keep | put, len(index)) for b in bits]
        else:
            mask, shift = effects.mask, effects.shift
            children += [index.setdefault((b + shift[b & mask]) & live, len(index)) for b in bits]
        self.graph.states += len(index) - before

    def _arrive(self, children: list[int], target: int, bits: list[int]) -> None:
        """Add the rows, found or made, of these states."""
        scene = self.graph.scenes[target]
        index, live = scene.index, scene.live
        before = len(index)
        children += [index.setdefault(b & live, len(index)) for b in bits]
        self.graph.states += len(index) - before


def _after(bits: list[int], move: Move) -> list[int]:
    """The bits after a move's effects, state by state."""
    effects = move.effects
    if effects.only_sets:
        keep, put = ~effects.clears, effects.sets
        return [b & keep | put for b in bits]
    mask, shift = effects.mask, effects.shift
    return [b + shift[b & mask] for b in bits]
