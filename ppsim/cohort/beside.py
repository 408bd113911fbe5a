"""A group beside another, person by person: whether a decision is harder for one of the two.

What needs counts alone is ``scoring.cohort.compare``; the test of DIF matches people by their sums,
so it needs both groups' attempts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ppsim.cohort.figures import Figures
from scoring.cohort.dif import dif
from scoring.cohort.estimate import Refused
from scoring.cohort.items import item_scores
from scoring.cohort.rows import Rows

HERE, THERE = "here", "there"


def beside(figures: Figures, there: Sequence[Rows]) -> Figures:
    """The figures with the test of DIF, this group the reference and the other the focal one.

    People of the two groups are told apart whatever their pseudonyms. Without the attempts of both,
    or where item statistics are refused anyhow, the figures are as they were.

    Args:
        figures: of this group.
        there: the other group's attempts at the same text under the same rubric.
    """
    exact = figures.exact
    if not there or not figures.rows or isinstance(exact.programme.items, Refused):
        return figures
    attempts, decisions, groups = [], [], {}
    for side, rows in ((HERE, figures.rows), (THERE, there)):
        for row in rows:
            id_, person = f"{side}/{row.attempt.id}", f"{side}/{row.attempt.person}"
            groups[person] = side
            attempts.append(replace(row.attempt, id=id_, person=person))
            decisions += [replace(decision, attempt=id_) for decision in row.decisions]
    found = dif(item_scores(attempts, decisions), groups, HERE, THERE)
    return replace(figures, exact=replace(exact, programme=replace(exact.programme, dif=found)))
