"""McDonald's omega of one factor, by principal-axis factoring (McDonald 1999, chapter 6).

omega = (sum of loadings)^2 / ((sum of loadings)^2 + sum of uniquenesses), with the loadings of one
common factor of the covariances. The factor is found by iterated principal axes (the fixed point
is the unweighted least-squares solution; Harman & Jones 1966). Needs numpy (extra ``cohort``).
"""

from __future__ import annotations

from collections.abc import Sequence

from scoring.cohort.estimate import PROGRAMME, Estimate, Refused, refuse_items
from scoring.cohort.item_scores import ItemSums
from scoring.cohort.items import covariances
from scoring.cohort.missing import LISTWISE
from scoring.intervals import Z95, Interval

ROUNDS = 10_000
SETTLED = 1e-12


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
    return None if loadings is None else omega_at(covariances, loadings)


def omega_at(covariances: Sequence[Sequence[float]], loadings: Sequence[float]) -> float:
    """Omega of a covariance matrix and the loadings of its one factor."""
    common = sum(loadings) ** 2
    unique = sum(row[i] - loadings[i] ** 2 for i, row in enumerate(covariances))
    return float(common / (common + unique))


def omega(sums: ItemSums) -> Estimate | Refused:
    """Omega over spine decisions, with the interval of ``omega_interval``, or why not."""
    if sums.n < PROGRAMME:
        return refuse_items(sums.n)
    try:
        import numpy  # noqa: F401
    except ModuleNotFoundError:
        return Refused("omega needs numpy, which comes with the extra cohort of ppsim", sums.n)

    shared = covariances(sums)
    loadings = one_factor(shared) if len(shared) >= 3 else None
    if loadings is None:
        return Refused("one common factor does not fit the spine decisions", sums.n)
    return Estimate(
        omega_at(shared, loadings), sums.n, omega_interval(shared, loadings, sums.n), LISTWISE
    )


def omega_interval(
    covariances: Sequence[Sequence[float]], loadings: Sequence[float], n: int
) -> Interval | Refused:
    """95 % by the delta method: 1 - exp(ln(1 - omega) -+ 1.96 se / (1 - omega)).

    se^2 = 2 tr(G S G S) / (n - 1), where G holds omega's derivatives by the covariances S: that
    of normal theory, as Bonett's interval for alpha, whose scale is taken as well. The loadings
    move with S so that F_i = sum over j != i of (S_ij - l_i l_j) l_j stays 0, which is where the
    least squares of one factor are.

    Args:
        covariances: symmetric, items by items.
        loadings: of one common factor of them (``one_factor``).
        n: people.
    """
    import numpy as np

    s, loads = np.asarray(covariances, dtype=float), np.asarray(loadings, dtype=float)
    common, unique = loads.sum() ** 2, np.trace(s) - loads @ loads
    whole = (common + unique) ** 2
    by_loading = (2 * unique * loads.sum() + 2 * common * loads) / whole
    moves = s - 2 * np.outer(loads, loads)
    np.fill_diagonal(moves, loads**2 - loads @ loads)
    try:
        pulls = np.linalg.solve(moves.T, -by_loading)
    except np.linalg.LinAlgError:
        return Refused("the factor is too weak to say how sure omega is", n)
    gradient = (np.outer(pulls, loads) + np.outer(loads, pulls)) / 2
    np.fill_diagonal(gradient, -common / whole)
    turned = gradient @ s
    left = unique / (common + unique)
    half = Z95 * float(np.sqrt(2 * np.trace(turned @ turned) / (n - 1))) / left
    return Interval(1 - left * float(np.exp(half)), 1 - left * float(np.exp(-half)))
