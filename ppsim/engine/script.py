"""Lines with conditions on some of them, compiled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ppsim.engine.conditions import compile_condition
from ppsim.engine.layout import Layout
from ppsim.engine.memo import Memo
from ppsim.engine.values import Spoken
from ppsim.format.case import CastMember, Line


class Script:
    """What is said, given the bits it depends on: ``script.heard[bits & script.mask]``."""

    __slots__ = ("heard", "mask")

    def __init__(
        self, lines: Sequence[Line], cast: Mapping[str, CastMember], layout: Layout
    ) -> None:
        spoken = [
            (compile_condition(line.conditions, layout), _spoken(line, cast)) for line in lines
        ]
        self.mask = 0
        for condition, _ in spoken:
            self.mask |= condition.mask
        self.heard: Memo[tuple[Spoken, ...]] = Memo(
            lambda bits: tuple(line for condition, line in spoken if condition.holds(bits))
        )


def _spoken(line: Line, cast: Mapping[str, CastMember]) -> Spoken:
    member = cast.get(line.speaker) if line.speaker is not None else None
    return Spoken(line.speaker, line.words, member.name if member is not None else None)
