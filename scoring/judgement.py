"""Better than guessing, or not yet to be told from it (docs/scoring.md section 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from scoring.attainment import informs
from scoring.decisions import Met
from scoring.intervals import Z95
from scoring.rubric import Rubric
from scoring.sparse import TooFew

NEEDED = 6
"""Decisions from which on a judgement is given."""

Verdict = Literal["better_than_guessing", "worse_than_guessing", "not_yet"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A: 0 is random picking, 1 the best option at each decision, below 0 worse than random.

    Shown to the trainee alone; persons are never set side by side by it.
    """

    dimension: str | None
    """``None`` for the judgement over all dimensions."""
    decisions: int
    a: float | TooFew
    se0: float | TooFew
    """Standard error of A under random picking."""
    verdict: Verdict | TooFew


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A and SE0 as computed, whatever the count they rest on."""

    a: float
    se0: float


def chance_adjusted(met: Sequence[Met], dimension: str | None = None) -> Adjusted:
    """``A = sum k (w_chosen - w_mean) / sum k (w_max - w_mean)`` over the decisions given.

    ``SE0 = sqrt(sum k^2 var) / sum k (w_max - w_mean)``, ``var`` being the variance of one
    option picked uniformly.

    Raises:
        ZeroDivisionError: at no decision given do the options differ in ``dimension``.
    """
    above = room = variance = 0.0
    for m in met:
        column = m.column(dimension)
        n = len(column)
        mean = sum(column) / n
        above += m.k * (m.chosen_in(dimension) - mean)
        room += m.k * (max(column) - mean)
        variance += m.k**2 * sum((w - mean) ** 2 for w in column) / n
    return Adjusted(above / room, sqrt(variance) / room)


def judgement(met: Sequence[Met], dimension: str | None = None) -> Judgement:
    """A over all decisions met, or over those that inform ``dimension``."""
    here = [m for m in met if dimension is None or informs(m, dimension)]
    if len(here) < NEEDED:
        what = "decisions met" if dimension is None else "decisions that inform the dimension"
        few = TooFew(len(here), NEEDED, what)
        return Judgement(dimension, len(here), few, few, few)
    found = chance_adjusted(here, dimension)
    verdict: Verdict = "not_yet"
    if abs(found.a) >= Z95 * found.se0:
        verdict = "better_than_guessing" if found.a > 0 else "worse_than_guessing"
    return Judgement(dimension, len(here), found.a, found.se0, verdict)


def judgements(met: Sequence[Met], rubric: Rubric) -> tuple[Judgement, ...]:
    """One for each dimension of the rubric, in its order."""
    return tuple(judgement(met, d) for d in rubric.dimensions)
