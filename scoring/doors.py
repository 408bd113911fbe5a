"""Doors closed: steps after which less was possible than before (docs/scoring.md section 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.features import FeatureScore
from scoring.record import AttemptRecord, StepRef
from scoring.regret import Regret
from scoring.sparse import NotWalked


@dataclass(frozen=True, slots=True)
class Door:
    """A step that closed something off, beyond what it lost on the spot."""

    step: StepRef
    routing: float | None
    """Weight put out of reach, where above zero; ``None`` where only a key feature was lost."""
    features: tuple[str, ...]
    """Key features foreclosed by this very step."""


def doors_closed(
    record: AttemptRecord, found: Regret | NotWalked, features: Sequence[FeatureScore]
) -> tuple[Door, ...]:
    """Steps with routing above zero, and steps that foreclosed a key feature, in their order.

    Routing below zero (a locally poor choice that opened something) is never shown.
    """
    routing = {s.step: s.routing for s in found.steps} if isinstance(found, Regret) else {}
    doors: list[Door] = []
    for ref, _ in record.steps:
        lost = tuple(f.id for f in features if f.closed_by == ref)
        weight = routing.get(ref, 0.0)
        if lost or weight > 1e-9:
            doors.append(Door(ref, weight if weight > 1e-9 else None, lost))
    return tuple(doors)
