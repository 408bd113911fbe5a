"""First attempts against second ones: rehearsal, and never called learning.

docs/scoring.md section 11. What changes is A (section 5) of the whole attempt; only people with
both attempts finished enter. A second attempt knows the case: a better score shows that it was
remembered, not that anything carries over to clients.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import comb, exp, fsum, lgamma, log, sqrt
from random import Random
from statistics import fmean

from scoring.cohort.estimate import Estimate, Refused, people
from scoring.cohort.missing import PAIRS
from scoring.cohort.rows import Attempt, Decision
from scoring.cohort.student import t_quantile
from scoring.intervals import Interval

BOOTSTRAP_FROM = 20
"""Pairs from which on the interval is a bootstrap's; a paired t interval below."""
BOOTSTRAP_TO = 300
"""Above, resampling takes long and agrees with Student's t in all digits that are shown."""
EXACT_TO = 1_000
"""Changes up to which the sign test adds up whole numbers."""
RESAMPLES = 1_999
DECIMALS = 12
"""To which A is rounded."""
NEED = 3
"""Pairs below which nothing is said: with two, the interval spans all there is."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Change from the first to the second attempt, over ``pairs`` people."""

    pairs: int
    mean_first: float
    mean_second: float
    change: Estimate | Refused
    """Mean difference, second less first."""
    g: Estimate | Refused
    """The standardised mean change."""
    better: int
    worse: int
    same: int
    p_sign: float
    """Exact two-sided sign test over those who changed."""
    missing: str = PAIRS


def judgement_of(decisions: Iterable[Decision]) -> float | None:
    """A = sum k (w - w_mean) / sum k (w_max - w_mean) of one attempt; ``None`` of no decision.

    Rounded at the twelfth decimal, so that equal judgements compare equal however they were summed.
    """
    scored = sorted((d for d in decisions if d.faced.scored), key=lambda d: d.n)
    possible = fsum(d.faced.k * (d.faced.w_max - d.faced.w_mean) for d in scored)
    if not possible:
        return None
    return round(fsum(d.faced.k * (d.w - d.faced.w_mean) for d in scored) / possible, DECIMALS)


def pairs_of(
    attempts: Iterable[Attempt], decisions: Iterable[Decision]
) -> tuple[tuple[float, float], ...]:
    """A of the first and of the second attempt, of each person who finished both; by pseudonym."""
    usable = {
        a.id: a for a in attempts if a.number in (1, 2) and a.state == "finished" and not a.too_fast
    }
    made: dict[str, list[Decision]] = {}
    for d in decisions:
        if d.attempt in usable:
            made.setdefault(d.attempt, []).append(d)
    by_person: dict[str, dict[int, float]] = {}
    for attempt_id, attempt in usable.items():
        a = judgement_of(made.get(attempt_id, ()))
        if a is not None:
            by_person.setdefault(attempt.person, {})[attempt.number] = a
    return tuple(
        (both[1], both[2]) for _, both in sorted(by_person.items()) if both.keys() == {1, 2}
    )


def rehearsal(pairs: Sequence[tuple[float, float]]) -> Rehearsal:
    """Compare second with first attempts.

    Args:
        pairs: A of the first and of the second attempt of each person; order means nothing.
    """
    ordered = sorted(pairs)
    n = len(ordered)
    changes = [second - first for first, second in ordered]
    better, worse = sum(c > 0 for c in changes), sum(c < 0 for c in changes)
    if n < NEED:
        refused = Refused(f"{people(n)} made a second attempt; {NEED} are needed", n, NEED)
        change: Estimate | Refused = refused
        g: Estimate | Refused = refused
    else:
        change = Estimate(fmean(changes), n, mean_interval(changes), PAIRS)
        g = standardised_change(ordered)
    return Rehearsal(
        pairs=n,
        mean_first=fmean(first for first, _ in ordered) if n else 0.0,
        mean_second=fmean(second for _, second in ordered) if n else 0.0,
        change=change,
        g=g,
        better=better,
        worse=worse,
        same=n - better - worse,
        p_sign=sign_test(better, worse),
    )


def standardised_change(pairs: Sequence[tuple[float, float]], seed: int = 0) -> Estimate | Refused:
    """g = mean change / sqrt((s1^2 + s2^2) / 2) * J, J = 1 - 3 / (4 (n - 1) - 1) (Hedges 1981).

    The interval is a percentile bootstrap over people from 20 to 300 pairs; with fewer, that of the
    mean change by the same factor (the standard deviations held fixed); with more, Student's with
    the standard error of the infinitesimal jackknife, to which the bootstrap then comes (Efron
    1982, chapter 6).
    """
    n = len(pairs)
    found = _g(pairs)
    if found is None:
        return Refused("all first and all second attempts came out the same", n)
    if n < BOOTSTRAP_FROM:
        around = mean_interval([second - first for first, second in pairs], seed)
        scale = _scale(pairs)
        interval = Interval(around.low * scale, around.high * scale)
    elif n > BOOTSTRAP_TO:
        half = t_quantile(0.975, n - 1) * _spread_of_g(pairs)
        interval = Interval(found - half, found + half)
    else:
        interval = _percentiles(_resampled_g(pairs, seed))
    return Estimate(found, n, interval, PAIRS)


def mean_interval(changes: Sequence[float], seed: int = 0) -> Interval:
    """95 % around a mean of paired differences: a percentile bootstrap from 20 to 300, else t."""
    n = len(changes)
    mean = fsum(changes) / n
    if not BOOTSTRAP_FROM <= n <= BOOTSTRAP_TO:
        half = t_quantile(0.975, n - 1) * sqrt(fsum((c - mean) ** 2 for c in changes) / (n - 1) / n)
        return Interval(mean - half, mean + half)
    rng = Random(seed)
    return _percentiles([sum(rng.choices(changes, k=n)) / n for _ in range(RESAMPLES)])


def sign_test(better: int, worse: int) -> float:
    """Exact two-sided p that as many of those who changed went one way (binomial, one half)."""
    n, fewer = better + worse, min(better, worse)
    if n <= EXACT_TO:
        tail = sum(comb(n, i) for i in range(fewer + 1))
        return min(1.0, tail / (1 << (n - 1))) if n else 1.0
    # the greatest term first, each a share of the one before, until they no longer count
    term = exp(lgamma(n + 1) - lgamma(fewer + 1) - lgamma(n - fewer + 1) - (n - 1) * log(2))
    p, i = 0.0, fewer
    while term > p * 1e-17 and i >= 0:
        p += term
        term *= i / (n - i + 1)
        i -= 1
    return min(1.0, p)


def _scale(pairs: Sequence[tuple[float, float]]) -> float:
    n = len(pairs)
    squares = 0.0
    for column in ([p[0] for p in pairs], [p[1] for p in pairs]):
        mean = fsum(column) / n
        squares += fsum((x - mean) ** 2 for x in column) / (n - 1)
    return _j(n) / sqrt(squares / 2)


def _j(n: int) -> float:
    return 1 - 3 / (4 * (n - 1) - 1)


def _g(pairs: Sequence[tuple[float, float]]) -> float | None:
    if len({p[0] for p in pairs}) == 1 and len({p[1] for p in pairs}) == 1:
        return None
    return fsum(second - first for first, second in pairs) / len(pairs) * _scale(pairs)


def _spread_of_g(pairs: Sequence[tuple[float, float]]) -> float:
    """The standard error of g: how much each pair moves it, by its mean and by its spread."""
    n = len(pairs)
    centre = [fsum(p[i] for p in pairs) / n for i in (0, 1)]
    mean = centre[1] - centre[0]
    squares = [((a - centre[0]) ** 2 + (b - centre[1]) ** 2) / 2 for a, b in pairs]
    spread = fsum(squares) / (n - 1)
    moved = fsum(
        (b - a - mean - mean * (square - spread) / (2 * spread)) ** 2
        for (a, b), square in zip(pairs, squares, strict=True)
    )
    return _j(n) * sqrt(moved / spread / (n * (n - 1)))


def _resampled_g(pairs: Sequence[tuple[float, float]], seed: int) -> list[float]:
    """g of samples drawn with replacement, from sums of what each pair gives, for speed.

    Values are taken from their means first, so that sums of squares lose nothing.
    """
    n = len(pairs)
    centre = [fsum(p[i] for p in pairs) / n for i in (0, 1)]
    gains = [second - first for first, second in pairs]
    columns = [[p[i] - centre[i] for p in pairs] for i in (0, 1)]
    squares = [a * a + b * b for a, b in zip(*columns, strict=True)]
    rng, everybody, drawn = Random(seed), range(n), []
    for _ in range(RESAMPLES):
        sample = rng.choices(everybody, k=n)
        sums = [sum(map(column.__getitem__, sample)) for column in columns]
        spread = sum(map(squares.__getitem__, sample)) - (sums[0] ** 2 + sums[1] ** 2) / n
        if spread > 1e-12:
            mean = sum(map(gains.__getitem__, sample)) / n
            drawn.append(mean * _j(n) / sqrt(spread / (n - 1) / 2))
    return drawn


def _percentiles(drawn: list[float]) -> Interval:
    """The 2.5 and 97.5 percentiles, as order statistics: the 50th and 1,950th of 1,999."""
    drawn.sort()
    cut = (len(drawn) + 1) // 40
    return Interval(drawn[max(cut, 1) - 1], drawn[-max(cut, 1)])
