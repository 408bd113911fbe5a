"""Key features met, missed, not applicable, foreclosed (docs/scoring.md section 7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scoring.record import AttemptRecord, KeyFeature, StepRef

Status = Literal["met", "missed", "not_applicable", "foreclosed", "still_open", "not_known"]


@dataclass(frozen=True, slots=True)
class FeatureScore:
    """What became of one key feature. Statuses take precedence in the order of ``Status``."""

    id: str
    status: Status
    taken: tuple[int, ...]
    """Picks that met it."""
    offered: tuple[int, ...]
    """Picks at which it was on offer, those that met it included."""
    instead: tuple[str, ...] = ()
    """Features it is an alternative of that were met."""
    closed_by: StepRef | None = None
    """Foreclosed: the step after which no reachable state offers it; ``None`` where the walk
    was cut short, or where it was out of reach from the start."""


def features(record: AttemptRecord) -> tuple[FeatureScore, ...]:
    """One for each key feature of the case, in the author's order."""
    taken = {
        f.id: tuple(i for i, p in enumerate(record.picks) if f.id in p.option.meets)
        for f in record.key_features
    }
    return tuple(_feature(record, f, taken) for f in record.key_features)


def _feature(
    record: AttemptRecord, feature: KeyFeature, taken: dict[str, tuple[int, ...]]
) -> FeatureScore:
    name = feature.id
    offered = tuple(
        i for i, p in enumerate(record.picks) if any(name in o.meets for o in p.offered)
    )
    instead = tuple(a for a in feature.alternative_of if taken.get(a))
    closed_by = None
    status: Status
    if taken[name]:
        status = "met"
    elif offered:
        status = "missed"
    elif instead:
        status = "not_applicable"
    else:
        status, closed_by = _never_offered(record, name)
    return FeatureScore(name, status, taken[name], offered, instead, closed_by)


def _never_offered(record: AttemptRecord, name: str) -> tuple[Status, StepRef | None]:
    if record.open_start is not None and name not in record.open_start:
        return "foreclosed", None
    for ref, step in record.steps:
        if step.open_before is None or step.open_after is None:
            break
        if name in step.open_before and name not in step.open_after:
            return "foreclosed", ref
    if record.ending is not None:
        return "foreclosed", None
    return ("not_known" if record.open_start is None else "still_open"), None
