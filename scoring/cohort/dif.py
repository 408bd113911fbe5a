"""Does a decision ask something else of one group? Mantel-Haenszel DIF (Holland & Thayer 1988).

People are matched by the sum of their items; at each level, a two-by-two of group by best answer
or not. docs/scoring.md section 11; from 100 people in *each* group on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import erfc, exp, fsum, log, sqrt
from typing import Literal

from scoring.cohort.estimate import PROGRAMME, Estimate, Refused
from scoring.cohort.item_scores import ItemScores
from scoring.cohort.missing import LISTWISE
from scoring.intervals import Z95, Interval

Table = tuple[int, int, int, int]
"""Reference best, reference not, focal best, focal not."""
LEVELS = 5
"""People are matched in as many bands of like size as there are; fewer where sums tie."""


@dataclass(frozen=True, slots=True)
class Dif:
    """One item's odds of a best answer, reference over focal group, people matched by sum."""

    scene: str
    odds_ratio: Estimate
    delta: float
    """-2.35 ln(odds ratio), the scale of the Educational Testing Service; 0 none."""
    chi2: float
    """Mantel-Haenszel chi-square with continuity correction, 1 df."""
    p: float
    size: Literal["A", "B", "C"]
    """Negligible, moderate, large, by delta and p (ETS)."""


def mantel_haenszel(tables: Sequence[Table]) -> tuple[float, Interval, float] | None:
    """Common odds ratio, its interval (Robins, Breslow & Greenland 1986) and chi-square.

    ``None`` where no stratum holds both groups and both answers in a way that defines it.
    """
    rs, ss, prs, cross, qss, above, spread = [], [], [], [], [], [], []
    for a, b, c, d in sorted(tables):
        t = a + b + c + d
        if t < 2 or not a + b or not c + d:
            continue
        r, s = a * d / t, b * c / t
        p, q = (a + d) / t, (b + c) / t
        rs.append(r)
        ss.append(s)
        prs.append(p * r)
        cross.append(p * s + q * r)
        qss.append(q * s)
        above.append(a - (a + b) * (a + c) / t)
        spread.append((a + b) * (c + d) * (a + c) * (b + d) / (t * t * (t - 1)))
    r, s = fsum(rs), fsum(ss)
    if not r or not s or not fsum(spread):
        return None
    ratio = r / s
    se = sqrt(fsum(prs) / (2 * r * r) + fsum(cross) / (2 * r * s) + fsum(qss) / (2 * s * s))
    interval = Interval(exp(log(ratio) - Z95 * se), exp(log(ratio) + Z95 * se))
    chi2 = max(0.0, abs(fsum(above)) - 0.5) ** 2 / fsum(spread)
    return ratio, interval, chi2


def dif(
    table: ItemScores, group: Mapping[str, str], reference: str, focal: str
) -> tuple[Dif | Refused, ...] | Refused:
    """Mantel-Haenszel DIF of each item, or why it is not given.

    Args:
        table: items of the programme.
        group: pseudonym -> group; people of no group are left out.
        reference: the group compared with.
        focal: the group asked about.
    """
    sizes = [sum(group.get(p) == g for p in table.people) for g in (reference, focal)]
    if min(sizes) < PROGRAMME:
        return Refused(
            f"groups of {sizes[0]} and {sizes[1]}: with fewer than {PROGRAMME} in each, "
            "chance differences look like unfair questions",
            min(sizes),
            PROGRAMME,
        )
    sides = {reference: 0, focal: 2}
    kept = [
        (sides[group[p]], row, total)
        for p, row, total in zip(table.people, table.steps, table.totals(), strict=True)
        if group.get(p) in sides
    ]
    cuts = _cuts([total for _, _, total in kept])
    found: list[Dif | Refused] = []
    for n, item in enumerate(table.items):
        strata: dict[int, list[int]] = {}
        for side, row, total in kept:
            place = side + (0 if row[n] == table.tops[n] else 1)
            strata.setdefault(bisect_right(cuts, total), [0, 0, 0, 0])[place] += 1
        result = mantel_haenszel([(a, b, c, d) for a, b, c, d in strata.values()])
        if result is None:
            found.append(Refused(f"{item}: nobody differs in a way that could be compared", 0))
            continue
        found.append(_dif(item, result, len(kept)))
    return tuple(found)


def _dif(item: str, result: tuple[float, Interval, float], n: int) -> Dif:
    ratio, interval, chi2 = result
    delta = -2.35 * log(ratio)
    p = erfc(sqrt(chi2 / 2))
    size: Literal["A", "B", "C"] = "B"
    if p >= 0.05 or abs(delta) < 1:
        size = "A"
    elif abs(delta) >= 1.5 and (interval.low > exp(1 / 2.35) or interval.high < exp(-1 / 2.35)):
        size = "C"
    return Dif(item, Estimate(ratio, n, interval, LISTWISE), delta, chi2, p, size)


def _cuts(sums: Sequence[int]) -> list[int]:
    """Where the bands of the matching sum begin, the lowest apart: at its quantiles."""
    ordered = sorted(sums)
    return sorted({ordered[len(ordered) * i // LEVELS] for i in range(1, LEVELS)})
