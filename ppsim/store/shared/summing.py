"""What takes a person's choices together, summed by the database: items, A, whole ways.

The database lays a person's scores at the items of a case out in one row, and sums these rows and
their products: only the sums come here. Where single people's scores are asked for, such a row is
what comes, and no choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, case, cast, func, select

from ppsim.store.shared.tables import DECISIONS, PROFILES, SCORED
from ppsim.store.shared.which import at_case, counted, everybody, passed
from scoring.cohort.item_scores import Item, ItemScores, ItemSums, item_sums, items_of
from scoring.cohort.rows import Faced
from scoring.cohort.stakes import judgement, stakes
from scoring.cohort.ways import Routes, routes_of

COLUMNS = 900
"""Sums asked for at once; databases take some 1,600 columns at most."""
_STEP, _PART = "\n", "\t"
"""Between two steps of a way, and within one; no id holds either."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The attempts at one case under one rubric of one cohort, and what was faced in them."""

    connection: Connection
    cohort: str
    case_hash: str
    rubric_hash: str
    faced: Mapping[int, Faced]
    """Id -> what was faced."""

    @property
    def everybody(self) -> Select[tuple[int]]:
        """Attempts of those who agreed to be counted."""
        return everybody(self.cohort, self.case_hash, self.rubric_hash)

    @property
    def counted(self) -> Select[tuple[int]]:
        """Of these, the ones that enter group figures."""
        return counted(self.cohort, self.case_hash, self.rubric_hash)


def sums_of_items(asked: Asked, met: Collection[int], people: int) -> ItemSums:
    """The sums that item statistics are made of, over those with every item.

    Args:
        asked: of whom.
        met: ids of what was faced by anybody counted.
        people: how many are counted.
    """
    items = [(id_, item) for id_, item in _items(asked) if id_ in met]
    every = [*combinations_with_replacement(range(len(items)), 2)]
    if not items:
        return item_sums((), (), people, 0, (), {})
    rows = _rows(asked, items).subquery()
    x = [rows.c[f"x{at}"] for at in range(len(items))]
    sums: list[ColumnElement[int]] = [func.count(), *map(func.sum, x)]
    sums += [func.sum(x[i] * x[j]) for i, j in every]
    found = [
        int(value or 0)
        for start in range(0, len(sums), COLUMNS)
        for value in asked.connection.execute(select(*sums[start : start + COLUMNS])).one()
    ]
    n, of_items, products = found[0], found[1 : 1 + len(items)], found[1 + len(items) :]
    return item_sums(
        [item.scene for _, item in items],
        [item.top for _, item in items],
        n,
        people - n,
        of_items,
        dict(zip(every, products, strict=True)),
    )


def scores_of_items(asked: Asked, scenes: Collection[str], people: int) -> ItemScores:
    """Who scored what; one row a person, so for groups that fit into memory.

    Args:
        asked: of whom.
        scenes: of the items.
        people: how many are counted.
    """
    items = [(id_, item) for id_, item in _items(asked) if item.scene in scenes]
    rows = _rows(asked, items).subquery()
    query = (
        select(PROFILES.c.name, *(rows.c[f"x{at}"] for at in range(len(items))))
        .join_from(rows, SCORED, SCORED.c.id == rows.c.scored)
        .join(PROFILES, PROFILES.c.id == SCORED.c.profile)
    )
    found = sorted(map(tuple, asked.connection.execute(query))) if items else []
    return ItemScores(
        items=tuple(item.scene for _, item in items),
        tops=tuple(item.top for _, item in items),
        people=tuple(row[0] for row in found),
        steps=tuple(tuple(int(x) for x in row[1:]) for row in found),
        left_out=people - len(found),
    )


def pairs_of_judgements(asked: Asked) -> tuple[tuple[float, float], ...]:
    """A of the first and of the second attempt of each person who finished both; sorted."""
    scored = _scored(asked)
    if not scored:
        return ()
    earned, possible = _stakes(scored)
    first, second = SCORED.c.number == 1, SCORED.c.number == 2
    again = passed(asked.everybody).where(second).with_only_columns(SCORED.c.profile)
    sums = (
        func.sum(case((first, earned))),
        func.sum(case((first, possible))),
        func.sum(case((second, earned))),
        func.sum(case((second, possible))),
    )
    query = (
        passed(at_case(asked.cohort, asked.case_hash, asked.rubric_hash))
        .where(SCORED.c.number.in_((1, 2)), SCORED.c.profile.in_(again), _among(scored))
        .join(DECISIONS, DECISIONS.c.scored == SCORED.c.id)
        .with_only_columns(*sums)
        .group_by(SCORED.c.profile)
        .having(func.count(SCORED.c.number.distinct()) == 2)
    )
    return tuple(
        sorted(
            (judgement(int(a), int(b)), judgement(int(c), int(d)))
            for a, b, c, d in asked.connection.execute(query)
        )
    )


def judgements(asked: Asked) -> tuple[tuple[str, float], ...]:
    """(pseudonym, A) of each first attempt that counts."""
    scored = _scored(asked)
    if not scored:
        return ()
    query = (
        asked.counted.where(_among(scored))
        .join(DECISIONS, DECISIONS.c.scored == SCORED.c.id)
        .join(PROFILES, PROFILES.c.id == SCORED.c.profile)
        .with_only_columns(PROFILES.c.name, *map(func.sum, _stakes(scored)))
        .group_by(SCORED.c.id, PROFILES.c.name)
    )
    return tuple(
        (name, judgement(int(earned), int(possible)))
        for name, earned, possible in asked.connection.execute(query)
    )


def whole_ways(asked: Asked) -> Routes:
    """The ways taken by five or more; every way comes here, so for groups that fit into memory."""
    step = (
        cast(DECISIONS.c.n, Text)
        + _PART
        + cast(DECISIONS.c.faced, Text)
        + _PART
        + DECISIONS.c.chosen
    )
    ways = (
        select(func.aggregate_strings(step, _STEP).label("way"))
        .where(DECISIONS.c.scored.in_(asked.counted))
        .group_by(DECISIONS.c.scored)
        .subquery()
    )
    query = select(ways.c.way, func.count()).group_by(ways.c.way)
    found: Counter[tuple[tuple[str, str], ...]] = Counter()
    for way, count in asked.connection.execute(query):
        # in whatever order the database put the steps together
        steps = sorted(
            (int(n), int(at), o) for n, at, o in (s.split(_PART) for s in way.split(_STEP))
        )
        found[tuple((asked.faced[at].scene, option) for _, at, option in steps)] += count
    return routes_of(found)


def _items(asked: Asked) -> list[tuple[int, Item]]:
    ids = {faced.key: id_ for id_, faced in asked.faced.items()}
    return [(ids[faced.key], item) for faced, item in items_of(asked.faced.values())]


def _rows(asked: Asked, items: Sequence[tuple[int, Item]]) -> Select[Any]:
    """One row for each attempt that counts and met every item: its scores in steps."""
    columns = [
        func.sum(case((DECISIONS.c.faced == id_, _by_option(item.steps)))).label(f"x{at}")
        for at, (id_, item) in enumerate(items)
    ]
    return (
        select(DECISIONS.c.scored, *columns)
        .where(DECISIONS.c.scored.in_(asked.counted), _among([id_ for id_, _ in items]))
        .group_by(DECISIONS.c.scored)
        .having(func.count() == len(items))
    )


def _scored(asked: Asked) -> dict[int, Faced]:
    return {id_: faced for id_, faced in asked.faced.items() if faced.scored}


def _stakes(scored: Mapping[int, Faced]) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """What a choice earned and could have earned towards A."""
    found = dict(zip(scored, stakes([*scored.values()]), strict=True))
    earned = {id_: _by_option(stake.earned) for id_, stake in found.items()}
    possible = {id_: stake.possible for id_, stake in found.items()}
    return case(earned, value=DECISIONS.c.faced), case(possible, value=DECISIONS.c.faced)


def _by_option(values: Mapping[str, int]) -> ColumnElement[int]:
    return case(dict(values), value=DECISIONS.c.chosen)


def _among(ids: Any) -> ColumnElement[bool]:
    """One of these was faced; along the attempts, not along an index of what was faced."""
    return (DECISIONS.c.faced + 0).in_([*ids])
