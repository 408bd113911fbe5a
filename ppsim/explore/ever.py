"""How likely a play ever makes certain moves, among scenes that it can go round in.

How often they are made on average does not tell: whoever goes round makes them twice. So chances
are sent forward anew, and what makes one of the moves is caught and goes no further.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ppsim.engine.graph import Group
from ppsim.explore.forward import LEFT, ROUNDS, batches
from ppsim.explore.states import Block, StateGraph

Caught = Callable[[int, str, int], bool]
"""Of a scene, the id of a move out of it, and the scene this leads to: whether it is caught."""


class _Run(NamedTuple):
    """States with places in a row that are moved on together."""

    first: int
    last: int
    """The place after the last of them."""
    turns: bool
    closed: bool


class Ever:
    """The states of one group of scenes as plain lists, each place before those it leads to."""

    def __init__(self, graph: StateGraph, group: Group, entered: Sequence[Sequence[float]]) -> None:
        """Lay the group out.

        Args:
            graph: complete.
            group: scenes that can lead to each other.
            entered: for each scene and row, the chance that a play comes in there from outside.
        """
        self._blocks: list[Block] = []
        self._block: list[int] = []
        self._share: list[float] = []
        self._runs: list[_Run] = []
        place: dict[tuple[int, int], int] = {}
        found: list[tuple[Block, int]] = []
        known: dict[int, int] = {}
        for batch in batches(graph, group):
            first = len(found)
            for block, at in batch.places:
                number = known.setdefault(id(block), len(known))
                if number == len(self._blocks):
                    self._blocks.append(block)
                for i in at:
                    place[block.scene, block.rows[i]] = len(found)
                    found.append((block, i))
                    self._block.append(number)
                    self._share.append(1 / len(block.moves) if block.moves else 0.0)
            self._runs.append(_Run(first, len(found), batch.turns, batch.closed))
        outside = len(found)
        self._leads = [
            tuple(
                place.get((target, children[i]), outside)
                for target, children in zip(block.targets, block.children, strict=True)
            )
            for block, i in found
        ]
        self._entered = [entered[block.scene][block.rows[i]] for block, i in found]

    def chance(self, caught: Caught, besides: int | None = None) -> float:
        """The chance that a play which comes in makes a move that is caught, from 0 to 1.

        Plays that come in at the scene ``besides`` are left out of account.
        """
        marks = [_marks(block, caught) for block in self._blocks]
        coming = [*self._entered, 0.0]
        if besides is not None:
            for i, block in enumerate(self._block):
                if self._blocks[block].scene == besides:
                    coming[i] = 0.0
        found = 0.0
        for run in self._runs:
            if not run.turns:
                found += self._move_on(coming, marks, run)
                continue
            inside = any(marks[self._block[i]] for i in range(run.first, run.last))
            for _ in range(ROUNDS if inside or not run.closed else 1):
                found += self._move_on(coming, marks, run)
                if max(coming[run.first : run.last]) <= LEFT:
                    break
        return min(1.0, found)

    def _move_on(
        self, coming: list[float], marks: list[tuple[bool, ...] | None], run: _Run
    ) -> float:
        found = 0.0
        for i in range(run.first, run.last):
            here = coming[i]
            if not here:
                continue
            coming[i] = 0.0
            share = here * self._share[i]
            mark = marks[self._block[i]]
            if mark is None:
                for to in self._leads[i]:
                    coming[to] += share
                continue
            for to, stops in zip(self._leads[i], mark, strict=True):
                if stops:
                    found += share
                else:
                    coming[to] += share
        return found


def _marks(block: Block, caught: Caught) -> tuple[bool, ...] | None:
    """For each move of a block whether it is caught; ``None`` where none is."""
    found = tuple(
        caught(block.scene, move.id, target)
        for move, target in zip(block.moves, block.targets, strict=True)
    )
    return found if any(found) else None
