"""Item statistics of a programme: difficulty, item-rest correlation, alpha, dead options.

docs/scoring.md section 11. Only over **spine decisions**, which every way to an ending meets with
the same options; and only from 100 people on. Missing data: listwise. All are made of sums over
people (``scoring.cohort.item_scores``), so that a database can do the summing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lcm, log, sqrt

from scoring.cohort.counts import VoteTable
from scoring.cohort.estimate import (
    PROGRAMME,
    Estimate,
    Refused,
    correlation_interval,
    people,
    refuse_items,
)
from scoring.cohort.item_scores import ItemSums
from scoring.cohort.missing import LISTWISE, OFFERED
from scoring.intervals import Z95, Interval, Share, share

DEAD = 0.05


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """One spine decision as an item."""

    scene: str
    difficulty: Estimate
    """Mean score: 1 all took a best option. The textbook calls it difficulty; high is easy."""
    item_rest: Estimate | Refused
    """Correlation with the sum of the *other* items (corrected for overlap)."""


@dataclass(frozen=True, slots=True)
class OptionFunctioning:
    """One option over everybody to whom it was on offer."""

    scene: str
    option: str
    taken: Share
    dead: bool
    """Taken by fewer than 5 %: it distinguishes nobody, and wants rewriting."""
    missing: str = OFFERED


def item_figures(sums: ItemSums) -> tuple[ItemFigures, ...] | Refused:
    """Difficulty and item-rest correlation of each item, or why not."""
    if sums.n < PROGRAMME:
        return refuse_items(sums.n)
    spread = _spread(sums)
    return tuple(
        ItemFigures(item, difficulty(sums, at), _item_rest(spread, at, sums.n))
        for at, item in enumerate(sums.items)
    )


def difficulty(sums: ItemSums, at: int) -> Estimate:
    """Mean score of an item, with mean -+ 1.96 s / sqrt(n), held within 0 and 1."""
    n, top, steps = sums.n, sums.tops[at], sums.sums[at]
    mean = steps / (n * top)
    variance = (n * sums.products[at][at] - steps * steps) / (n * max(1, n - 1) * top * top)
    half = Z95 * sqrt(variance / n)
    return Estimate(mean, n, Interval(max(0.0, mean - half), min(1.0, mean + half)), LISTWISE)


def item_rest(sums: ItemSums, at: int) -> Estimate | Refused:
    """Pearson's r of an item with the sum of the others; Fisher's interval."""
    return _item_rest(_spread(sums), at, sums.n)


def _item_rest(spread: Sequence[Sequence[int]], at: int, n: int) -> Estimate | Refused:
    own = spread[at][at]
    both = sum(spread[at]) - own
    rest = sum(map(sum, spread)) - 2 * both - own
    if not own or not rest:
        return Refused("everybody did the same here, so nothing can go with it", n)
    r = max(-1.0, min(1.0, both / own * sqrt(own / rest)))
    return Estimate(r, n, correlation_interval(r, n), LISTWISE)


def alpha(sums: ItemSums) -> Estimate | Refused:
    """Cronbach's alpha, k/(k-1) (1 - sum of item variances / variance of sums), or why not."""
    if sums.n < PROGRAMME:
        return refuse_items(sums.n)
    value = cronbach(sums)
    if value is None:
        return Refused("alpha needs two spine decisions at which people differ", sums.n)
    return Estimate(value, sums.n, alpha_interval(value, sums.n, len(sums.items)), LISTWISE)


def cronbach(sums: ItemSums) -> float | None:
    """Alpha of complete rows (Cronbach 1951); ``None`` where undefined."""
    spread = _spread(sums)
    k, total = len(spread), sum(map(sum, spread))
    if k < 2 or not total:
        return None
    return k / (k - 1) * (1 - sum(row[i] for i, row in enumerate(spread)) / total)


def alpha_interval(value: float, n: int, k: int) -> Interval:
    """Bonett's interval (2002): 1 - exp(ln(1 - alpha) -+ 1.96 sqrt(2k / ((k - 1)(n - 2))))."""
    if value >= 1:
        return Interval(1.0, 1.0)
    half = Z95 * sqrt(2 * k / ((k - 1) * (n - 2)))
    return Interval(1 - exp(log(1 - value) + half), 1 - exp(log(1 - value) - half))


def covariances(sums: ItemSums) -> tuple[tuple[float, ...], ...]:
    """The covariances of the scores, items by items; 0 throughout where there is one person."""
    unit = max(1, sums.n * (sums.n - 1)) * lcm(*sums.tops) ** 2
    return tuple(tuple(c / unit for c in row) for row in _spread(sums))


def _spread(sums: ItemSums) -> list[list[int]]:
    """n sum(xy) - sum(x) sum(y) of each two items, exact, in parts that all items share.

    These are the covariances times n (n - 1), so what is a ratio of covariances is one of these,
    and an item at which nobody differs has 0 to the last digit.
    """
    worth = [lcm(*sums.tops) // top for top in sums.tops]
    return [
        [
            (sums.n * product - sums.sums[i] * sums.sums[j]) * worth[i] * worth[j]
            for j, product in enumerate(row)
        ]
        for i, row in enumerate(sums.products)
    ]


def option_functioning(table: VoteTable) -> tuple[OptionFunctioning, ...] | Refused:
    """Every option with its share; those under 5 % are dead. Counts suffice."""
    if table.attempts < PROGRAMME:
        return Refused(
            f"with {people(table.attempts)} an option that nobody took may only be unlucky",
            table.attempts,
            PROGRAMME,
        )
    found = []
    for scene, cells in table.scenes.items():
        for option, votes in table.votes(scene).items():
            offered = sum(c.count for c in cells if option in c.faced.offered)
            dead = offered >= PROGRAMME and votes / offered < DEAD
            taken = share(votes, offered, "people offered it")
            found.append(OptionFunctioning(scene, option, taken, dead))
    return tuple(found)
