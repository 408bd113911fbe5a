from __future__ import annotations

from math import isclose, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.intervals import Z95, share, wilson
from scoring.sparse import TooFew


def by_bisection(k: int, n: int, upper: bool) -> float:
    """The far root of |k/n - p| = z sqrt(p (1 - p) / n), which Wilson's interval solves."""

    def outside(p: float) -> bool:
        return abs(k / n - p) > Z95 * sqrt(p * (1 - p) / n)

    inside, out = k / n, 1.0 if upper else 0.0
    if not outside(out):
        return out
    for _ in range(80):
        middle = (inside + out) / 2
        inside, out = (inside, middle) if outside(middle) else (middle, out)
    return inside


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_solves_the_score_equation(kn: tuple[int, int]) -> None:
    k, n = kn
    got = wilson(k, n)
    assert isclose(got.low, by_bisection(k, n, upper=False), abs_tol=1e-9)
    assert isclose(got.high, by_bisection(k, n, upper=True), abs_tol=1e-9)
    assert 0 <= got.low <= k / n <= got.high <= 1
    mirrored = wilson(n - k, n)
    assert isclose(got.low, 1 - mirrored.high, abs_tol=1e-12)


def test_a_known_one() -> None:
    got = wilson(2, 3)
    assert (round(100 * got.low), round(100 * got.high)) == (21, 94)


@pytest.mark.parametrize(("k", "n"), [(0, 0), (1, 0), (-1, 3), (4, 3)])
def test_no_interval_of_nothing(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="no proportion"):
        wilson(k, n)


def test_none_of_none_is_said_so() -> None:
    assert share(0, 0, "decisions").interval == TooFew(0, 1, "decisions")
