"""This cohort against another, option by option.

Difference of two shares with Newcombe's hybrid score interval (Newcombe 1998, method 10), built
from the two Wilson intervals. With many options some intervals miss 0 by chance: it is a way to
find what to talk about, no test.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from scoring.cohort.counts import VoteTable
from scoring.cohort.missing import OFFERED
from scoring.intervals import Interval, Share, share, wilson

NEED = 5
"""People in each cohort, below which a difference is not given."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One option in this cohort and in the other."""

    scene: str
    option: str
    here: Share
    there: Share
    difference: float
    """Here less there, -1 to 1."""
    interval: Interval
    missing: str = OFFERED


def newcombe(here: tuple[int, int], there: tuple[int, int]) -> Interval:
    """95 % for p1 - p2, each given as (k, n).

    Raises:
        ValueError: a share of nobody.
    """
    (k1, n1), (k2, n2) = here, there
    p1, p2 = k1 / n1, k2 / n2
    one, two = wilson(k1, n1), wilson(k2, n2)
    low = p1 - p2 - sqrt((p1 - one.low) ** 2 + (two.high - p2) ** 2)
    high = p1 - p2 + sqrt((one.high - p1) ** 2 + (p2 - two.low) ** 2)
    return Interval(max(-1.0, low), min(1.0, high))


def compare(here: VoteTable, there: VoteTable) -> tuple[Difference, ...]:
    """Every option on offer in both cohorts to five or more people, by scene and author's order."""
    found = []
    for scene in sorted(set(here.scenes) & set(there.scenes)):
        ours, theirs = here.votes(scene), there.votes(scene)
        for option in ours:
            n1, n2 = (
                sum(c.count for c in table.scenes[scene] if option in c.faced.offered)
                for table in (here, there)
            )
            if option not in theirs or min(n1, n2) < NEED:
                continue
            a, b = (ours[option], n1), (theirs[option], n2)
            found.append(
                Difference(
                    scene=scene,
                    option=option,
                    here=share(*a, "people offered it"),
                    there=share(*b, "people offered it"),
                    difference=a[0] / n1 - b[0] / n2,
                    interval=newcombe(a, b),
                )
            )
    return tuple(found)
