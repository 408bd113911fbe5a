"""McDonald's omega of one factor, by principal-axis factoring (McDonald 1999, chapter 6).

omega = (sum of loadings)^2 / ((sum of loadings)^2 + sum of uniquenesses), with the loadings of one
common factor of the covariances. The factor is found by iterated principal axes (the fixed point
is the unweighted least-squares solution; Harman & Jones 1966). Needs numpy (extra ``cohort``).
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from scoring.cohort.estimate import PROGRAMME, Estimate, Refused, refuse_items
from scoring.cohort.items import ItemScores
from scoring.cohort.missing import LISTWISE
from scoring.intervals import Interval

ROUNDS = 10_000
SETTLED = 1e-12
ROUGHLY = 1e-5
"""Within a bootstrap, whose own error is far greater."""
RESAMPLES = 199


def one_factor(
    covariances: Sequence[Sequence[float]], settled: float = SETTLED
) -> tuple[float, ...] | None:
    """Loadings of one common factor; ``None`` where there is none, or an item is nothing else.

    Args:
        covariances: symmetric, items by items, three items or more.
        settled: relative change of a communality at which to stop.
    """
    import numpy as np

    s = np.asarray(covariances, dtype=float)
    own = np.diag(s).copy()
    if len(s) < 3 or (own <= 0).any():
        return None
    try:
        shared = own - 1 / np.diag(np.linalg.inv(s))
    except np.linalg.LinAlgError:
        shared = own / 2
    loadings = np.sqrt(np.clip(shared, 0, None))
    for _round in range(ROUNDS):
        np.fill_diagonal(reduced := s.copy(), shared)
        values, vectors = np.linalg.eigh(reduced)
        if values[-1] <= 0:
            return None
        loadings = vectors[:, -1] * np.sqrt(values[-1])
        after = loadings**2
        if (after >= own).any():
            return None
        if np.abs(after - shared).max() < settled * own.max():
            break
        shared = after
    else:
        return None
    if loadings.sum() < 0:
        loadings = -loadings
    return tuple(float(x) for x in loadings)


def omega_of(covariances: Sequence[Sequence[float]], settled: float = SETTLED) -> float | None:
    """Omega of a covariance matrix; ``None`` where one factor does not fit it."""
    loadings = one_factor(covariances, settled)
    if loadings is None:
        return None
    common = sum(loadings) ** 2
    unique = sum(row[i] - loadings[i] ** 2 for i, row in enumerate(covariances))
    return float(common / (common + unique))


def omega(table: ItemScores, seed: int = 0) -> Estimate | Refused:
    """Omega over spine decisions, with a percentile bootstrap over people, or why not."""
    if table.n < PROGRAMME:
        return refuse_items(table.n)
    try:
        import numpy as np
    except ModuleNotFoundError:
        return Refused("omega needs numpy, which comes with the extra cohort of ppsim", table.n)

    data = np.asarray(table.scores, dtype=float)
    # the order of people is to make no difference, not even to the bootstrap
    data = data[np.lexsort(data.T[::-1])] if data.size else data
    value = omega_of(np.cov(data.T).tolist()) if data.shape[1] >= 3 else None
    if value is None:
        return Refused("one common factor does not fit the spine decisions", table.n)
    rng = np.random.default_rng(Random(seed).randrange(2**32))
    drawn = []
    for _sample in range(RESAMPLES):
        sample = data[rng.integers(0, len(data), len(data))]
        again = omega_of(np.cov(sample.T).tolist(), ROUGHLY)
        if again is not None:
            drawn.append(again)
    interval: Interval | Refused = Refused(
        "one factor fits too few of the resampled groups", table.n
    )
    if len(drawn) >= RESAMPLES * 0.9:
        low, high = np.quantile(drawn, (0.025, 0.975))
        interval = Interval(float(low), float(high))
    return Estimate(value, table.n, interval, LISTWISE)
