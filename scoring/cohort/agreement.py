"""Krippendorff's alpha: how far raters agree, beyond what chance would give.

Krippendorff (2011), *Computing Krippendorff's alpha-reliability*: alpha = 1 - Do / De, from the
matrix of coincidences, with a distance for the level of measurement. Each pair of ratings that
stands is used; a unit that only one rater rated says nothing and is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from math import sqrt
from statistics import fmean
from typing import Literal

from scoring.cohort.estimate import Estimate, Refused
from scoring.cohort.missing import PAIRWISE
from scoring.cohort.student import t_quantile
from scoring.intervals import Interval

Level = Literal["nominal", "ordinal", "interval"]
Unit = Sequence[float | None]
"""One thing rated, by each rater; ``None`` where a rater did not."""


def krippendorff_alpha(units: Sequence[Unit], level: Level) -> float | None:
    """Alpha over units; ``None`` where no two ratings can be paired, or all are the same.

    Args:
        units: ratings of each thing; order means nothing.
        level: what differences mean: none but difference (nominal), order, or size (interval).
    """
    together, totals = _coincidences(units)
    n = sum(totals.values())
    distance = _distance(totals, level)
    expected = sum(
        totals[a] * totals[b] * distance(a, b) for a in sorted(totals) for b in sorted(totals)
    )
    if not expected:
        return None
    observed = sum(count * distance(a, b) for (a, b), count in sorted(together.items()))
    return 1 - (n - 1) * observed / expected


def agreement(units: Mapping[Hashable, Unit], level: Level) -> Estimate | Refused:
    """Alpha with an interval jackknifed over what was rated (decisions, not raters).

    Leaving out one unit at a time, the pseudo-values u a - (u - 1) a_i have the mean and standard
    error of Student's interval with u - 1 degrees of freedom (Tukey 1958).
    """
    kept = [tuple(unit) for unit in units.values() if sum(r is not None for r in unit) >= 2]
    alpha = krippendorff_alpha(kept, level)
    if alpha is None:
        return Refused("no two ratings differ, so agreement cannot be told from chance", len(kept))
    u = len(kept)
    left = [krippendorff_alpha(kept[:i] + kept[i + 1 :], level) for i in range(u)]
    known = [a for a in left if a is not None]
    if u < 3 or len(known) < u:
        return Estimate(alpha, u, Refused("too few decisions for an interval", u, 3), PAIRWISE)
    pseudo = sorted(u * alpha - (u - 1) * a for a in known)
    mean = fmean(pseudo)
    spread = sqrt(sum((x - mean) ** 2 for x in pseudo) / (u * (u - 1)))
    half = t_quantile(0.975, u - 1) * spread
    return Estimate(alpha, u, Interval(mean - half, min(1.0, mean + half)), PAIRWISE)


def _coincidences(
    units: Sequence[Unit],
) -> tuple[dict[tuple[float, float], float], dict[float, float]]:
    """Pairs of ratings within units, each unit's weighed by 1 / (ratings - 1), and their sums."""
    together: dict[tuple[float, float], float] = {}
    for unit in sorted(sorted(r for r in unit if r is not None) for unit in units):
        if len(unit) < 2:
            continue
        counts = Counter(unit)
        for a in counts:
            for b in counts:
                pairs = counts[a] * (counts[b] - (a == b)) / (len(unit) - 1)
                together[a, b] = together.get((a, b), 0.0) + pairs
    totals: dict[float, float] = {}
    for (a, _), count in sorted(together.items()):
        totals[a] = totals.get(a, 0.0) + count
    return together, totals


def _distance(totals: Mapping[float, float], level: Level) -> Callable[[float, float], float]:
    if level == "nominal":
        return lambda a, b: float(a != b)
    if level == "interval":
        return lambda a, b: (a - b) ** 2
    below: dict[float, float] = {}
    running = 0.0
    for value in sorted(totals):
        below[value] = running + totals[value] / 2
        running += totals[value]
    return lambda a, b: (below[a] - below[b]) ** 2
