"""Lines with conditions on some of them, compiled."""

from __future__ import annotations

from collections.abc import Sequence

from ppsim.engine.conditions import compile_condition
from ppsim.engine.layout import Layout
from ppsim.engine.memo import Memo
from ppsim.engine.values import Spoken
from ppsim.format.case import Line


class Script:
    """What is said, given the bits it depends on: ``script.heard[bits & script.mask]``."""

    __slots__ = ("heard", "mask")

    def __init__(self, lines: Sequence[Line], layout: Layout) -> None:
        spoken = [
            (compile_condition(line.conditions, layout), Spoken(line.speaker, line.words))
            for line in lines
        ]
        self.mask = 0
        for condition, _ in spoken:
            self.mask |= condition.mask
        self.heard: Memo[tuple[Spoken, ...]] = Memo(
            lambda bits: tuple(line for condition, line in spoken if condition.holds(bits))
        )
