"""What takes a person's choices together, summed by the database: items, A, whole ways.

The database reads each person's row of answers (``scoring.cohort.item_scores.answers_of``), and
sums scores and their products: only the sums come here. Where single people's scores are asked
for, it is their scores that come, and no choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import accumulate, combinations_with_replacement, pairwise

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    case,
    cast,
    func,
    select,
)

from ppsim.store.shared.tables import DECISIONS, PROFILES, SCORED
from ppsim.store.shared.which import at_case, counted, everybody
from scoring.cohort.item_scores import Item, ItemScores, ItemSums, item_sums, items_of
from scoring.cohort.rows import Faced
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

    def unsought(self, column: Column[int]) -> ColumnElement[int]:
        """A column as SQLite does not look it up in an index: the other way is the short one here.

        PostgreSQL weighs that for itself, by what it knows of the column as it is.
        """
        return column + 0 if self.connection.dialect.name == "sqlite" else column

    def items(self, met: Collection[int]) -> tuple[Item, ...]:
        """The items among what was faced by ids, in the order in which answers stand in a row."""
        return tuple(item for _, item in items_of(self.faced[id_] for id_ in met))


def sums_of_items(asked: Asked, items: Collection[Item], people: int) -> ItemSums:
    """The sums that item statistics are made of, over those with every item.

    Args:
        asked: of whom.
        items: those met by anybody counted.
        people: how many are counted.
    """
    every = [*combinations_with_replacement(range(len(items)), 2)]
    if not items:
        return item_sums((), (), people, 0, (), {})
    ends = [*accumulate((item.width for item in items), initial=0)]
    # an offset keeps a database from going by the length, and from reading it anew for each sum
    answers = asked.counted.with_only_columns(SCORED.c.answers).offset(0).subquery().c.answers
    scores = [
        cast(func.substr(answers, start + 1, item.width), BigInteger).label(f"x{at}")
        for at, (start, item) in enumerate(zip(ends, items, strict=False))
    ]
    rows = select(*scores).where(func.length(answers) == ends[-1]).offset(0).subquery()
    x = [rows.c[f"x{at}"] for at in range(len(items))]
    sums: list[ColumnElement[int]] = [func.count(), *map(func.sum, x)]
    sums += [func.sum(x[i] * x[j]) for i, j in every]
    found = [
        int(value or 0)
        for start in range(0, len(sums), COLUMNS)
        for value in asked.connection.execute(
            select(*sums[start : start + COLUMNS]).select_from(rows)
        ).one()
    ]
    n, of_items, products = found[0], found[1 : 1 + len(items)], found[1 + len(items) :]
    return item_sums(
        [item.scene for item in items],
        [item.top for item in items],
        n,
        people - n,
        of_items,
        dict(zip(every, products, strict=True)),
    )


def scores_of_items(asked: Asked, items: Collection[Item], people: int) -> ItemScores:
    """Who scored what; one row a person, so for groups that fit into memory.

    Args:
        asked: of whom.
        items: those met by anybody counted.
        people: how many are counted.
    """
    ends = [*accumulate((item.width for item in items), initial=0)]
    query = (
        asked.counted.join(PROFILES, PROFILES.c.id == SCORED.c.profile)
        .where(func.length(SCORED.c.answers) == ends[-1])
        .with_only_columns(PROFILES.c.name, SCORED.c.answers)
    )
    found = sorted((name, row) for name, row in asked.connection.execute(query))
    return ItemScores(
        items=tuple(item.scene for item in items),
        tops=tuple(item.top for item in items),
        people=tuple(name for name, _ in found),
        steps=tuple(tuple(int(row[a:b]) for a, b in pairwise(ends)) for _, row in found),
        left_out=people - len(found),
    )


@dataclass(frozen=True, slots=True)
class Again:
    """Those with a later attempt."""

    only: int
    """People of whom only later attempts are at this text of the case."""
    pairs: tuple[tuple[float, float], ...]
    """A of the first and of the second attempt of each person who finished both; sorted."""


def later_attempts(asked: Asked) -> Again:
    """What there is of those with a later attempt: one row a person, without a name."""
    first, second = SCORED.c.number == 1, SCORED.c.number == 2
    whole = and_(SCORED.c.state == "finished", SCORED.c.too_fast.is_(False))
    whose = asked.everybody.where(SCORED.c.number > 1).with_only_columns(SCORED.c.profile)
    query = (
        at_case(asked.cohort, asked.case_hash, asked.rubric_hash)
        .where(SCORED.c.profile.in_(whose))
        .with_only_columns(
            func.min(SCORED.c.number),
            func.max(case((and_(first, whole), SCORED.c.judgement))),
            func.max(case((and_(second, whole), SCORED.c.judgement))),
        )
        .group_by(SCORED.c.profile)
    )
    only, pairs = 0, []
    for least, a, b in asked.connection.execute(query):
        only += least > 1
        if a is not None and b is not None:
            pairs.append((a, b))
    return Again(only, tuple(sorted(pairs)))


def judgements(asked: Asked) -> tuple[tuple[str, float], ...]:
    """(pseudonym, A) of each first attempt that counts."""
    query = (
        asked.counted.where(SCORED.c.judgement.is_not(None))
        .join(PROFILES, PROFILES.c.id == SCORED.c.profile)
        .with_only_columns(PROFILES.c.name, SCORED.c.judgement)
    )
    return tuple((name, a) for name, a in asked.connection.execute(query))


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
        steps = [step.split(_PART) for step in way.split(_STEP)]  # in no telling order
        steps.sort(key=lambda step: int(step[0]))
        found[tuple((asked.faced[int(at)].scene, option) for _, at, option in steps)] += count
    return routes_of(found)
