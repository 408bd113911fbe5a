"""Spine decisions as items: who scored what, and the sums that item statistics are made of.

A score, (w - w_min) / (w_max - w_min), is kept as whole steps of the item: sums of whole numbers
come out the same in any order, in memory or in a database. docs/scoring.md section 11.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from math import gcd, lcm
from operator import mul

from scoring.cohort.rows import Attempt, Decision, Faced

_NINTH = 10**9
"""Weights are rounded at the ninth decimal (``scoring.weights.weigh``)."""
FINEST = 100_000
"""Steps of an item at most: a database then sums products of two over 900 million people.

Only a rubric whose weights have five decimals and more would need finer ones."""


@dataclass(frozen=True, slots=True)
class Item:
    """One spine decision, which all meet with the same options on offer."""

    scene: str
    top: int
    """Steps from the least weight on offer to the greatest."""
    steps: Mapping[str, int]
    """Option -> whole steps above the least, 0 to ``top``."""

    @property
    def width(self) -> int:
        """Digits of its steps in a row of answers (``answers_of``)."""
        return len(str(self.top))


@dataclass(frozen=True, slots=True)
class ItemScores:
    """The scores of people: one row a person, one column an item, nothing missing."""

    items: tuple[str, ...]
    """Scenes, sorted."""
    tops: tuple[int, ...]
    """Steps of each item: a score is steps / top, 0 to 1."""
    people: tuple[str, ...]
    """Pseudonyms, sorted."""
    steps: tuple[tuple[int, ...], ...]
    """People by items."""
    left_out: int = 0
    """People without all items."""

    @property
    def n(self) -> int:
        """How many people."""
        return len(self.people)

    def totals(self) -> tuple[int, ...]:
        """Each person's sum of scores, which matches people of like skill for the test of DIF.

        In whole parts of the finest unit that all items share, so that equal sums are equal.
        """
        worth = [lcm(*self.tops) // top for top in self.tops]
        return tuple(sum(n * w for n, w in zip(row, worth, strict=True)) for row in self.steps)


@dataclass(frozen=True, slots=True)
class ItemSums:
    """All that item statistics need of people, and no person: sums over complete rows."""

    items: tuple[str, ...]
    """Scenes, sorted."""
    tops: tuple[int, ...]
    """Steps of each item."""
    n: int
    """People with all items."""
    left_out: int
    """People without."""
    sums: tuple[int, ...]
    """Of the steps of each item."""
    products: tuple[tuple[int, ...], ...]
    """Of the steps of two items, multiplied; items by items, symmetric."""


def items_of(faced: Iterable[Faced]) -> tuple[tuple[Faced, Item], ...]:
    """The spine decisions among these that are scored, each as an item, by scene."""
    spine = {f.key: f for f in faced if f.spine and f.scored}
    return tuple((f, _item(f)) for _, f in sorted(spine.items()))


def _item(faced: Faced) -> Item:
    weights = {o.id: round(o.w * _NINTH) for o in faced.options}
    least, most = min(weights.values()), max(weights.values())
    step = gcd(*(w - least for w in weights.values()))
    top = min((most - least) // step, FINEST)
    return Item(
        faced.scene, top, {o: round((w - least) * top / (most - least)) for o, w in weights.items()}
    )


def answers_of(decisions: Iterable[Decision]) -> str:
    """An attempt's steps at the items it met, by scene, each in as many digits as its item has.

    Of two attempts at one case the one that met every item has the longer row, and all that did
    have rows alike: where an item stands in them is known without the row.
    """
    met = {d.faced.key: d for d in decisions if d.faced.spine and d.faced.scored}
    items = items_of(d.faced for d in met.values())
    return "".join(f"{item.steps[met[f.key].chosen]:0{item.width}}" for f, item in items)


def item_scores(attempts: Iterable[Attempt], decisions: Iterable[Decision]) -> ItemScores:
    """Lay the spine decisions of the attempts that count out as items; listwise."""
    counted = {a.id: a.person for a in attempts if a.counts}
    chosen: dict[str, dict[tuple[str, tuple[str, ...]], str]] = {p: {} for p in counted.values()}
    met: dict[tuple[str, tuple[str, ...]], Faced] = {}
    for d in decisions:
        person = counted.get(d.attempt)
        if person is not None and d.faced.spine and d.faced.scored:
            met[d.faced.key] = d.faced
            chosen[person][d.faced.key] = d.chosen
    items = items_of(met.values())
    whole = {person: c for person, c in sorted(chosen.items()) if len(c) == len(items)}
    return ItemScores(
        items=tuple(item.scene for _, item in items),
        tops=tuple(item.top for _, item in items),
        people=tuple(whole),
        steps=tuple(tuple(item.steps[c[f.key]] for f, item in items) for c in whole.values()),
        left_out=len(chosen) - len(whole),
    )


def sums_of(table: ItemScores) -> ItemSums:
    """The sums over people, as a database would make them."""
    columns = [*zip(*table.steps, strict=True)] if table.people else [()] * len(table.items)
    upper = {
        (i, j): sum(map(mul, columns[i], columns[j]))
        for i, j in combinations_with_replacement(range(len(columns)), 2)
    }
    return item_sums(table.items, table.tops, table.n, table.left_out, [*map(sum, columns)], upper)


def item_sums(
    items: Sequence[str],
    tops: Sequence[int],
    n: int,
    left_out: int,
    sums: Sequence[int],
    upper: Mapping[tuple[int, int], int],
) -> ItemSums:
    """The sums, of which products are given once for each pair of items, the lower first."""
    places = range(len(items))
    products = tuple(tuple(upper[min(i, j), max(i, j)] for j in places) for i in places)
    return ItemSums(tuple(items), tuple(tops), n, left_out, tuple(sums), products)
