"""How much of what was on offer was taken, dimension by dimension (docs/scoring.md section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.decisions import Met
from scoring.rubric import Rubric
from scoring.sparse import TooFew

NEEDED = 3
"""Informing decisions from which on an attainment is shown."""


@dataclass(frozen=True, slots=True)
class Attainment:
    """S of one dimension, 0 to 100, fair to the path taken: only what was met counts."""

    dimension: str
    informing: int
    """How many decisions met inform the dimension: the figure's denominator in words."""
    earned: float
    """``sum k (w_chosen - w_min)`` over them."""
    possible: float
    """``sum k (w_max - w_min)`` over them."""
    score: float | TooFew
    random: float | TooFew
    """The mark beside it: what picking at random would give on average."""


def informs(met: Met, dimension: str) -> bool:
    """Whether a decision tells anything about a dimension.

    Its options must differ in it, and every overall-best option must be best in it too, so that
    a play which is best at every decision has 100 in every dimension.
    """
    column = met.column(dimension)
    top = max(column)
    if top == min(column):
        return False
    best = met.row.best
    return all(c == top for c, w in zip(column, met.row.overall, strict=True) if w == best)


def attainment(met: Sequence[Met], dimension: str) -> Attainment:
    """``S_d = 100 * sum k (w_chosen - w_min) / sum k (w_max - w_min)`` over informing decisions."""
    here = [m for m in met if informs(m, dimension)]
    earned = possible = by_chance = 0.0
    for m in here:
        column = m.column(dimension)
        low = min(column)
        earned += m.k * (m.chosen_in(dimension) - low)
        possible += m.k * (max(column) - low)
        by_chance += m.k * (sum(column) / len(column) - low)
    if len(here) < NEEDED:
        few = TooFew(len(here), NEEDED, "decisions that inform the dimension")
        return Attainment(dimension, len(here), earned, possible, few, few)
    return Attainment(
        dimension,
        len(here),
        earned,
        possible,
        100 * earned / possible,
        100 * by_chance / possible,
    )


def attainments(met: Sequence[Met], rubric: Rubric) -> tuple[Attainment, ...]:
    """One for each dimension of the rubric, in its order."""
    return tuple(attainment(met, d) for d in rubric.dimensions)
