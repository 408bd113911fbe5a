"""A in whole parts: what each choice earns and could have earned, so that a database can sum it.

A = sum k (w - w_mean) / sum k (w_max - w_mean) (docs/scoring.md section 5). Both sums are taken in
parts that all decisions of a case share, so their ratio is exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import gcd, lcm

from scoring.cohort.rehearsal import DECIMALS
from scoring.cohort.rows import Faced

_NINTH = 10**9
"""Weights are rounded at the ninth decimal (``scoring.weights.weigh``)."""


@dataclass(frozen=True, slots=True)
class Stake:
    """What one decision can add to A, in parts shared by all of them."""

    earned: Mapping[str, int]
    """Option -> k (w - w_mean)."""
    possible: int
    """k (w_max - w_mean)."""


def stakes(faced: Sequence[Faced]) -> tuple[Stake, ...]:
    """The stakes of scored decisions, in their order."""
    share = lcm(*(len(f.options) for f in faced))
    found = [_stake(f, share) for f in faced]
    part = gcd(*(n for s in found for n in (s.possible, *s.earned.values()))) or 1
    return tuple(
        Stake({o: n // part for o, n in s.earned.items()}, s.possible // part) for s in found
    )


def _stake(faced: Faced, share: int) -> Stake:
    weights = {o.id: round(o.w * _NINTH) for o in faced.options}
    many, total = len(weights), sum(weights.values())
    earned = {o: faced.k * (many * w - total) * (share // many) for o, w in weights.items()}
    return Stake(earned, max(earned.values()))


def judgement(earned: int, possible: int) -> float:
    """A of summed stakes, to the decimals of ``scoring.cohort.rehearsal.judgement_of``."""
    return round(earned / possible, DECIMALS)
