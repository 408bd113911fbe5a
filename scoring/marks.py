"""Critical marks and contested points (docs/scoring.md section 9)."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.decisions import codes_of, is_choice
from scoring.options import Option
from scoring.record import AttemptRecord
from scoring.rubric import Rubric


@dataclass(frozen=True, slots=True)
class CriticalMark:
    """A critical code taken, said once however often: bring this to supervision."""

    code: str
    picks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ContestedPoint:
    """A decision at which people divide: two or more of the contested options were on offer."""

    pick: int
    options: tuple[str, ...]
    """The contested options on offer, in the author's order."""


def critical_codes(rubric: Rubric, option: Option) -> tuple[str, ...]:
    """The codes of an option that are critical, of themselves or since it is untrue."""
    untrue = option.tells is not None and not option.tells.truthful
    return tuple(
        c
        for c in codes_of(option)
        if rubric.codes[c].critical or (untrue and rubric.codes[c].weight_untrue is not None)
    )


def critical_marks(record: AttemptRecord, rubric: Rubric) -> tuple[CriticalMark, ...]:
    """Critical codes of the choices taken on first visits, in the order they were first taken."""
    at: dict[str, list[int]] = {}
    for i, pick in enumerate(record.picks):
        if is_choice(pick):
            for code in critical_codes(rubric, pick.option):
                at.setdefault(code, []).append(i)
    return tuple(CriticalMark(code, tuple(picks)) for code, picks in at.items())


def contested_points(record: AttemptRecord) -> tuple[ContestedPoint, ...]:
    """Contested decisions met on first visits, whichever way they were taken."""
    points: list[ContestedPoint] = []
    for i, pick in enumerate(record.picks):
        divided = tuple(o.id for o in pick.offered if o.id in pick.contested)
        if is_choice(pick) and len(divided) >= 2:
            points.append(ContestedPoint(i, divided))
    return tuple(points)
