"""What each step cost of what could still have been reached (docs/scoring.md section 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose

from scoring.decisions import Met, by_pick
from scoring.record import AttemptRecord, RecordError, StepRef
from scoring.sparse import NotWalked


@dataclass(frozen=True, slots=True)
class StepRegret:
    """Regret of one step, split into what was lost on the spot and what was lost by where it led.

    ``g = loss + routing``. A step that does not score (a hub pick, a single offer, a later
    visit, leaving a hub) has ``w = w_max = 0``, so all its regret is routing.
    """

    step: StepRef
    w: float
    w_max: float
    before: float
    """V* of the state the step was taken in."""
    after: float
    """V* of the state it led to."""

    @property
    def g(self) -> float:
        """``V*(s) - (w + V*(s'))``, never negative."""
        return self.before - (self.w + self.after)

    @property
    def loss(self) -> float:
        """``w_max - w``: what was lost on the spot."""
        return self.w_max - self.w

    @property
    def routing(self) -> float:
        """``V*(s) - (w_max + V*(s'))``; below zero where a poor choice opened something."""
        return self.before - (self.w_max + self.after)


@dataclass(frozen=True, slots=True)
class Regret:
    """The regret of an attempt; its steps sum to ``total`` exactly."""

    start: float
    """V* of the start."""
    last: float
    """V* of the state the attempt stands in; 0 at an ending."""
    earned: float
    """Sum of w over the decisions met."""
    total: float
    steps: tuple[StepRegret, ...]


def regret(record: AttemptRecord, met: Sequence[Met]) -> Regret | NotWalked:
    """Regret step by step, the identity asserted: ``V*(start) - (earned + V*(last)) = sum g``.

    Weights and values that are multiples of an eighth, as those of the core rubric are, are
    compared exactly; others to a relative 1e-9.

    Raises:
        RecordError: the values cannot stem from one walk: a regret is negative, or the sum
            does not come out (as where a hub was left by choice and the record lacks the leave).
    """
    if record.value_start is None or record.value_last is None:
        return NotWalked()
    if record.ending is not None and not _same(record.value_last, 0.0):
        raise RecordError("V* of an ending is 0")
    found = by_pick(met)
    steps: list[StepRegret] = []
    for ref, step in record.steps:
        if step.value_before is None or step.value_after is None:
            return NotWalked()
        m = None if ref.leaving else found.get(ref.index)
        w, w_max = (m.w, m.row.best) if m else (0.0, 0.0)
        steps.append(StepRegret(ref, w, w_max, step.value_before, step.value_after))
        if steps[-1].g < 0 and not _same(steps[-1].g, 0.0):
            raise RecordError(f"{step.scene}: more was earned than V* says could be")
    earned = sum((s.w for s in steps), 0.0)
    total = sum((s.g for s in steps), 0.0)
    if not _same(record.value_start - (earned + record.value_last), total):
        raise RecordError("V* of the start, what was earned and the regrets do not add up")
    return Regret(record.value_start, record.value_last, earned, total, tuple(steps))


def _same(a: float, b: float) -> bool:
    if float(a * 8).is_integer() and float(b * 8).is_integer():
        return a == b
    return isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)
