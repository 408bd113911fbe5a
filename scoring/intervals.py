"""Counts out of counts, with the interval that keeps them modest."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from scoring.sparse import TooFew

Z95 = 1.959963984540054
"""The standard normal's 97.5 % point."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds of a proportion, both from 0 to 1."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """``k`` of ``n``, with its Wilson 95 % interval; of none at all there is no interval."""

    k: int
    n: int
    interval: Interval | TooFew


def wilson(k: int, n: int) -> Interval:
    """Wilson's 95 % score interval for ``k`` of ``n`` (Wilson 1927; docs/scoring.md section 3).

    It keeps its coverage at the small counts of one attempt, where the textbook interval does not.

    Raises:
        ValueError: unless ``0 <= k <= n`` and ``n >= 1``.
    """
    if n < 1 or not 0 <= k <= n:
        raise ValueError(f"no proportion: {k} of {n}")
    p, z2 = k / n, Z95 * Z95
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    low = 0.0 if k == 0 else max(0.0, centre - half)
    high = 1.0 if k == n else min(1.0, centre + half)
    return Interval(low, high)


def share(k: int, n: int, of: str) -> Share:
    """``k`` of ``n`` with its interval; ``of`` names what was counted, for the case of none."""
    return Share(k, n, wilson(k, n) if n else TooFew(0, 1, of))
