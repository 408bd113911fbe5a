"""What was chosen, and what decided it (docs/scoring.md section 9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scoring.decisions import is_choice
from scoring.record import AttemptRecord, Pick
from scoring.rubric import Rubric
from scoring.weights import weigh_offer

Cell = Literal["both_sound", "weak_reason", "weak_choice", "neither"]


@dataclass(frozen=True, slots=True)
class TwoTier:
    """One two-tier decision answered.

    ``weak_reason``: a sound choice for a reason not sound for it. ``weak_choice``: a weak
    choice for a reason that is sound, for it or for another choice on offer.
    """

    pick: int
    cell: Cell
    reason: str
    confidence: int | None
    sound_for: tuple[str, ...]
    """Choices on offer that the reason is sound for, in the author's order."""


def two_tier(record: AttemptRecord, rubric: Rubric) -> tuple[TwoTier, ...]:
    """The two-tier decisions of an attempt, first visits only; unanswered ones are left out."""
    return tuple(
        found
        for at, pick in enumerate(record.picks)
        if is_choice(pick) and (found := _answered(at, pick, rubric))
    )


def _answered(at: int, pick: Pick, rubric: Rubric) -> TwoTier | None:
    given = pick.reason
    reason = next((r for r in pick.reasons if given and r.id == given.id), None)
    if given is None or reason is None:
        return None
    row = weigh_offer(rubric, pick.offered, pick.contested)
    sound_choice = row.at(pick.chosen) == row.best
    sound_for = tuple(o.id for o in pick.offered if o.id in reason.sound)
    cell: Cell
    if sound_choice:
        cell = "both_sound" if pick.chosen in sound_for else "weak_reason"
    else:
        cell = "weak_choice" if sound_for else "neither"
    return TwoTier(at, cell, given.id, given.confidence, sound_for)
