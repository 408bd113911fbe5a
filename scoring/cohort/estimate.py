"""A group figure: a value with its n, its interval and its rule for missing data, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from math import atanh, sqrt, tanh

from scoring.intervals import Z95, Interval

PROGRAMME = 100
"""People from whom on item statistics are given (docs/scoring.md section 11)."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A figure that is not given, with the reason in words."""

    reason: str
    n: int
    need: int | None = None
    """How many would be needed; ``None`` where more people would not help."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure that is given."""

    value: float
    n: int
    """Of what is counted is said by ``missing``."""
    interval: Interval | Refused
    """95 %, by the method that the figure's own function names."""
    missing: str
    """The rule for missing data, in words (``scoring.cohort.missing``)."""


def correlation_interval(r: float, n: int) -> Interval:
    """Fisher's 95 % interval for a correlation (Fisher 1921): tanh(atanh r -+ 1.96 / sqrt(n - 3)).

    Raises:
        ValueError: fewer than four pairs.
    """
    if n < 4:
        raise ValueError(f"no interval of a correlation from {n} pairs")
    if abs(r) >= 1:
        return Interval(r, r)
    half = Z95 / sqrt(n - 3)
    return Interval(tanh(atanh(r) - half), tanh(atanh(r) + half))


def refuse_items(n: int) -> Refused:
    """Why item statistics are not given to a seminar, with what they would be worth."""
    if n < 4:
        reason = f"with {people(n)} nothing can be said of how decisions hang together"
    else:
        at = correlation_interval(0.30, n)
        reason = (
            f"at n = {n} an r of .30 could be anything from {_two(at.low)} to {_two(at.high)}; "
            f"from {PROGRAMME} people on it is given"
        )
    return Refused(reason, n, PROGRAMME)


def people(n: int) -> str:
    """How many people, for a reason in words: ``1 person``, ``2 people``."""
    return "1 person" if n == 1 else f"{n} people"


def _two(x: float) -> str:
    return f"{x:.2f}".replace("0.", ".", 1)
