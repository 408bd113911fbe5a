"""Ways to play without reading a word: by chance, by what was used least, by the score alone.

``uniform``: every way on that is open is as likely as the next. ``least-used``: the way on that was
taken least often in the plays before, so that rare ways are come to soon. ``best`` and ``worst``: a
way on by which the best (worst) total still in reach stays in reach; where the walk was bounded,
the option that weighs most (least) there and then. Where several are as good, one of them by
chance.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Literal, get_args

from ppsim.engine.values import State
from ppsim.explore.chance import Shares
from ppsim.explore.fold import best_of, fold
from ppsim.explore.states import Block
from ppsim.explore.walk import Walk

Style = Literal["uniform", "least-used", "best", "worst"]
STYLES: tuple[Style, ...] = get_args(Style)
NEAR = 1e-9
"""Totals nearer than this are as good as each other."""


class Aim:
    """The moves of a state that serve an aim: the best total, or the worst."""

    def __init__(self, walk: Walk, pick: Callable[..., float]) -> None:
        self._walk = walk
        self._pick = pick

    @cached_property
    def _values(self) -> list[list[float]] | None:
        """The best (worst) total from each state on; ``None`` where the walk was bounded."""
        walk = self._walk
        if not walk.complete:
            return None
        return fold(walk.graph, best_of(walk.facts.gains, self._pick))

    def open(self, gains: Sequence[float], after: Sequence[State]) -> tuple[int, ...]:
        """Which moves of a state serve it, by index.

        Args:
            gains: what each move earns at once.
            after: the state that each leads to.
        """
        ahead = list(gains)
        if self._values is not None:
            places = (self._walk.graph.row(state) for state in after)
            values = (self._values[at[0]][at[1]] if at else 0.0 for at in places)
            ahead = [gain + value for gain, value in zip(gains, values, strict=True)]
        return _nearest(ahead, self._pick)

    def shares(self, block: Block) -> Sequence[Sequence[float]]:
        """How likely each move of a block is made, state by state; of a complete walk."""
        values = self._values
        assert values is not None
        columns = []
        gains = self._walk.facts.gains(block)
        for gain, target, children in zip(gains, block.targets, block.children, strict=True):
            there = values[target]
            columns.append([gain + there[row] for row in children])
        result = [[0.0] * len(block.rows) for _ in block.moves]
        for i, ahead in enumerate(zip(*columns, strict=True)):
            chosen = _nearest(ahead, self._pick)
            for n in chosen:
                result[n][i] = 1 / len(chosen)
        return result


def aim(walk: Walk, style: Style) -> Aim | None:
    """The aim of a style; ``None`` where it has none."""
    if style == "best":
        return Aim(walk, max)
    if style == "worst":
        return Aim(walk, min)
    return None


def exact_shares(walk: Walk, style: Style) -> tuple[bool, Shares | None]:
    """Whether a style can be worked out exactly, and its shares, ``None`` for all the same.

    Not where the walk was bounded; nor ``least-used``, which hangs on the plays before.
    """
    if not walk.complete or style == "least-used":
        return False, None
    found = aim(walk, style)
    return True, found.shares if found else None


def _nearest(ahead: Sequence[float], pick: Callable[..., float]) -> tuple[int, ...]:
    best = pick(ahead)
    return tuple(i for i, value in enumerate(ahead) if abs(value - best) <= NEAR)
