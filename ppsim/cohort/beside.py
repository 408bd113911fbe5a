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
from scoring.cohort.item_scores import ItemScores, item_scores
from scoring.cohort.rows import Rows

HERE, THERE = "here", "there"


def beside(figures: Figures, there: Sequence[Rows]) -> Figures:
    """The figures with the test of DIF, this group the reference and the other the focal one.

    People of the two groups are told apart whatever their pseudonyms. Without the scores of both,
    or where item statistics are refused anyhow, the figures are as they were.

    Args:
        figures: of this group.
        there: the other group's attempts at the same text under the same rubric.
    """
    exact, here = figures.exact, figures.scores
    if not there or here is None or isinstance(exact.programme.items, Refused):
        return figures
    other = item_scores((r.attempt for r in there), (d for r in there for d in r.decisions))
    both = _together(here, other)
    groups = {person: person.partition("/")[0] for person in both.people}
    found = dif(both, groups, HERE, THERE)
    return replace(figures, exact=replace(exact, programme=replace(exact.programme, dif=found)))


def _together(here: ItemScores, there: ItemScores) -> ItemScores:
    """Both groups' people in one table; where none of the others met all items, only these."""
    same = (here.items, here.tops) == (there.items, there.tops)
    rows = [(f"{HERE}/{p}", row) for p, row in zip(here.people, here.steps, strict=True)]
    if same:
        rows += [(f"{THERE}/{p}", row) for p, row in zip(there.people, there.steps, strict=True)]
    people, steps = zip(*rows, strict=True) if rows else ((), ())
    return replace(here, people=people, steps=steps)
