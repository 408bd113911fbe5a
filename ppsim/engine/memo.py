"""Answers kept by the bits they depend on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")

LIMIT = 1 << 14
"""Answers one memo may hold before it forgets them all and starts again."""


class Memo(dict[int, Answer]):
    """A pure function of some bits, remembered: ``memo[bits & mask]``.

    A dictionary whose missing answers are worked out when asked for, so that an answer already
    known costs one look-up and no call. Bounded: full, it is emptied, which only costs time.
    """

    __slots__ = ("_work_out",)

    def __init__(self, work_out: Callable[[int], Answer]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: int) -> Answer:
        answer = self._work_out(key)
        if len(self) >= LIMIT:
            self.clear()
        self[key] = answer
        return answer
