"""How many cases for a dependable score? A G-study of people by cases.

Cronbach, Gleser, Nanda & Rajaratnam (1972), one facet: people crossed with cases. The score is A
(docs/scoring.md section 5) of the first attempt at each case; only people with all cases enter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, fsum

from scoring.cohort.estimate import PROGRAMME, Refused, people
from scoring.cohort.missing import ALL_CASES

WANTED = 0.70


@dataclass(frozen=True, slots=True)
class GStudy:
    """Variance of a score by where it comes from, and what follows for its length."""

    people: int
    cases: int
    var_people: float
    """Between people: what a score is to tell. Held at 0 where the estimate is negative."""
    var_cases: float
    """Between cases: some are harder for all."""
    var_rest: float
    """People by cases, and error: who does well changes from case to case."""
    coefficient: float
    """Relative G of a mean over the cases at hand: var_people / (var_people + var_rest / cases)."""
    cases_for_70: int | None
    """Cases needed for G of .70; ``None`` where people do not differ at all."""
    missing: str = ALL_CASES


def g_study(scores: Mapping[str, Mapping[str, float]]) -> GStudy | Refused:
    """Estimate the components by the mean squares of a two-way table without replication.

    Args:
        scores: person -> case -> score; people without all the cases are left out.
    """
    cases = sorted({case for by_case in scores.values() for case in by_case})
    rows = [
        [by_case[case] for case in cases]
        for _, by_case in sorted(scores.items())
        if len(by_case) == len(cases)
    ]
    if len(cases) < 2:
        return Refused("one case cannot tell how much a score changes from case to case", 1, 2)
    if len(rows) < PROGRAMME:
        return Refused(
            f"with all {len(cases)} cases: {people(len(rows))}; components of variance from fewer "
            f"than {PROGRAMME} are mostly noise",
            len(rows),
            PROGRAMME,
        )
    return components(rows)


def components(rows: Sequence[Sequence[float]]) -> GStudy:
    """Variance components of a complete table, people by cases, two or more of each."""
    n, m = len(rows), len(rows[0])
    grand = fsum(fsum(row) for row in rows) / (n * m)
    by_row = [fsum(row) / m for row in rows]
    by_case = [fsum(row[j] for row in rows) / n for j in range(m)]
    ms_people = m * fsum((x - grand) ** 2 for x in by_row) / (n - 1)
    ms_cases = n * fsum((x - grand) ** 2 for x in by_case) / (m - 1)
    rest = fsum(
        (row[j] - by_row[i] - by_case[j] + grand) ** 2
        for i, row in enumerate(rows)
        for j in range(m)
    )
    ms_rest = rest / ((n - 1) * (m - 1))
    people = max(0.0, (ms_people - ms_rest) / m)
    whole = people + ms_rest / m
    need = None
    if people > 0:
        need = max(1, ceil(WANTED / (1 - WANTED) * ms_rest / people - 1e-9))
    return GStudy(
        people=n,
        cases=m,
        var_people=people,
        var_cases=max(0.0, (ms_cases - ms_rest) / n),
        var_rest=ms_rest,
        coefficient=people / whole if whole else 0.0,
        cases_for_70=need,
    )
