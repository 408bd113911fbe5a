"""Item statistics of a programme: difficulty, item-rest correlation, alpha, dead options.

docs/scoring.md section 11. Only over **spine decisions**, which every way to an ending meets with
the same options; and only from 100 people on. Missing data: listwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, fsum, log, sqrt

from scoring.cohort.counts import VoteTable
from scoring.cohort.estimate import (
    PROGRAMME,
    Estimate,
    Refused,
    correlation_interval,
    refuse_items,
)
from scoring.cohort.missing import LISTWISE, OFFERED
from scoring.cohort.rows import Attempt, Decision
from scoring.intervals import Z95, Interval, Share, share

DEAD = 0.05


@dataclass(frozen=True, slots=True)
class ItemScores:
    """Spine decisions as items: one row a person, one column a decision, nothing missing."""

    items: tuple[str, ...]
    """Scenes."""
    people: tuple[str, ...]
    """Pseudonyms, sorted."""
    scores: tuple[tuple[float, ...], ...]
    """(w - w_min) / (w_max - w_min), 0 to 1; people by items."""
    left_out: int
    """People without all items."""

    @property
    def n(self) -> int:
        """How many people."""
        return len(self.people)

    def column(self, item: str) -> tuple[float, ...]:
        """The scores at one item."""
        at = self.items.index(item)
        return tuple(row[at] for row in self.scores)


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


def item_scores(attempts: Iterable[Attempt], decisions: Iterable[Decision]) -> ItemScores:
    """Lay the spine decisions of the attempts that count out as items; listwise."""
    counted = {a.id: a.person for a in attempts if a.counts}
    found: dict[str, dict[str, float]] = {person: {} for person in counted.values()}
    items: set[str] = set()
    for d in decisions:
        person = counted.get(d.attempt)
        if person is None or not d.faced.spine or not d.faced.scored:
            continue
        items.add(d.faced.scene)
        found[person][d.faced.scene] = (d.w - d.faced.w_min) / (d.faced.w_max - d.faced.w_min)
    ordered = tuple(sorted(items))
    whole = {p: s for p, s in sorted(found.items()) if len(s) == len(ordered)}
    return ItemScores(
        items=ordered,
        people=tuple(whole),
        scores=tuple(tuple(s[item] for item in ordered) for s in whole.values()),
        left_out=len(found) - len(whole),
    )


def item_figures(table: ItemScores) -> tuple[ItemFigures, ...] | Refused:
    """Difficulty and item-rest correlation of each item, or why not."""
    if table.n < PROGRAMME:
        return refuse_items(table.n)
    return tuple(
        ItemFigures(item, difficulty(table.column(item)), item_rest(table, item))
        for item in table.items
    )


def difficulty(column: Sequence[float]) -> Estimate:
    """Mean score of an item, with mean -+ 1.96 s / sqrt(n), held within 0 and 1."""
    n = len(column)
    mean = fsum(column) / n
    spread = sqrt(_covariance(column, column) / n)
    interval = Interval(max(0.0, mean - Z95 * spread), min(1.0, mean + Z95 * spread))
    return Estimate(mean, n, interval, LISTWISE)


def item_rest(table: ItemScores, item: str) -> Estimate | Refused:
    """Pearson's r of an item with the sum of the others; Fisher's interval."""
    at = table.items.index(item)
    own = table.column(item)
    rest = [fsum(row[:at]) + fsum(row[at + 1 :]) for row in table.scores]
    r = pearson(own, rest)
    if r is None:
        return Refused("everybody did the same here, so nothing can go with it", table.n)
    return Estimate(r, table.n, correlation_interval(r, table.n), LISTWISE)


def alpha(table: ItemScores) -> Estimate | Refused:
    """Cronbach's alpha, k/(k-1) (1 - sum of item variances / variance of sums), or why not."""
    if table.n < PROGRAMME:
        return refuse_items(table.n)
    value = cronbach(table.scores)
    if value is None:
        return Refused("alpha needs two spine decisions at which people differ", table.n)
    return Estimate(value, table.n, alpha_interval(value, table.n, len(table.items)), LISTWISE)


def cronbach(scores: Sequence[Sequence[float]]) -> float | None:
    """Alpha of a complete table, people by items (Cronbach 1951); ``None`` where undefined."""
    if len(scores) < 2 or len(scores[0]) < 2:
        return None
    k = len(scores[0])
    sums = [fsum(row) for row in scores]
    total = _covariance(sums, sums)
    if not total:
        return None
    columns = [[row[i] for row in scores] for i in range(k)]
    return k / (k - 1) * (1 - fsum(_covariance(c, c) for c in columns) / total)


def alpha_interval(value: float, n: int, k: int) -> Interval:
    """Bonett's interval (2002): 1 - exp(ln(1 - alpha) -+ 1.96 sqrt(2k / ((k - 1)(n - 2))))."""
    if value >= 1:
        return Interval(1.0, 1.0)
    half = Z95 * sqrt(2 * k / ((k - 1) * (n - 2)))
    return Interval(1 - exp(log(1 - value) + half), 1 - exp(log(1 - value) - half))


def option_functioning(table: VoteTable) -> tuple[OptionFunctioning, ...] | Refused:
    """Every option with its share; those under 5 % are dead. Counts suffice."""
    if table.attempts < PROGRAMME:
        return Refused(
            f"with {table.attempts} people an option that nobody took may only be unlucky",
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


def pearson(x: Sequence[float], y: Sequence[float]) -> float | None:
    """Pearson's correlation; ``None`` where one of them does not vary."""
    xx, yy = _covariance(x, x), _covariance(y, y)
    if xx <= 0 or yy <= 0:
        return None
    return max(-1.0, min(1.0, _covariance(x, y) / sqrt(xx * yy)))


def covariances(scores: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], ...]:
    """The covariance matrix of the items of a complete table."""
    columns = [[row[i] for row in scores] for i in range(len(scores[0]))] if scores else []
    return tuple(tuple(_covariance(a, b) for b in columns) for a in columns)


def _covariance(x: Sequence[float], y: Sequence[float]) -> float:
    n = len(x)
    if n < 2:
        return 0.0
    mx, my = fsum(x) / n, fsum(y) / n
    return fsum((a - mx) * (b - my) for a, b in zip(x, y, strict=True)) / (n - 1)


def by_person(table: ItemScores) -> Mapping[str, float]:
    """The sum of a person's items, which matches people of like skill for the test of DIF."""
    return {p: fsum(row) for p, row in zip(table.people, table.scores, strict=True)}
