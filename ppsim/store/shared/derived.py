"""Rows derived from what was handed in: written when it is replayed.

They can be rebuilt at any time and are never exported as truth (`ppsim.exchange.deriving`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, func, select, update

from ppsim.store.handed_in import HandedIn
from ppsim.store.records import Text
from ppsim.store.shared.database import Database, alone
from ppsim.store.shared.migrations import check_version
from ppsim.store.shared.tables import (
    ATTEMPTS,
    DECISIONS,
    ECHOES,
    EVENTS,
    FACED,
    PROFILES,
    SCORED,
    TEXTS,
    UNREADABLE,
)
from ppsim.store.shared.which import last_word
from scoring.cohort.item_scores import answers_of
from scoring.cohort.rehearsal import judgement_of
from scoring.cohort.rows import (
    Attempt,
    Faced,
    Rows,
    faced_to_json,
)

BATCH = 200
"""Attempts read at once."""

_Known = dict[tuple[str, str, Faced], int]
"""(case hash, rubric hash, what was faced) -> its id."""


def forget(database: Database) -> None:
    """Remove every derived row; what was handed in stays."""
    with database.writing() as connection:
        check_version(connection, database.place)
        for table in (DECISIONS, ECHOES, SCORED, FACED, UNREADABLE):
            connection.execute(delete(table))


def all_derived(database: Database) -> bool:
    """Whether every attempt of the store has its rows, or is known not to replay.

    By their numbers: an attempt is in one of the two once at most, as `keep` sees to.
    """
    attempts, done, failed = (
        select(func.count()).select_from(table).scalar_subquery()
        for table in (ATTEMPTS, SCORED, UNREADABLE)
    )
    with database.reading() as connection:
        check_version(connection, database.place)
        return bool(connection.execute(select(attempts == done + failed)).scalar_one())


def pending(database: Database, most: int) -> tuple[str, ...]:
    """Ids of up to ``most`` attempts that are not derived yet; those of one case together."""
    derived = exists().where(SCORED.c.attempt == ATTEMPTS.c.id)
    failed = exists().where(UNREADABLE.c.attempt == ATTEMPTS.c.id)
    query = (
        select(ATTEMPTS.c.id)
        .where(~derived, ~failed)
        .order_by(ATTEMPTS.c.case_hash, ATTEMPTS.c.rubric_hash, ATTEMPTS.c.id)
        .limit(most)
    )
    with database.reading() as connection:
        check_version(connection, database.place)
        return tuple(connection.execute(query).scalars())


def from_cohort(database: Database, cohort: str) -> Iterator[HandedIn]:
    """A cohort's attempts as handed in, each with what its person last said of being counted.

    An attempt that is not whole is left out.
    """
    query = (
        select(ATTEMPTS.c.id, last_word(PROFILES.c.id))
        .join_from(ATTEMPTS, PROFILES)
        .where(PROFILES.c.cohort == cohort)
        .order_by(ATTEMPTS.c.id)
    )
    with database.reading() as connection:
        check_version(connection, database.place)
        consents = {row[0]: row[1] for row in connection.execute(query)}
    ids = [*consents]
    for start in range(0, len(ids), BATCH):
        for handed, whole in handed_in(database, ids[start : start + BATCH]):
            if whole:
                yield replace(handed, consent=consents[handed.id])


def handed_in(database: Database, ids: Sequence[str]) -> Iterator[tuple[HandedIn, bool]]:
    """Attempts as they were handed in, each with whether all its events are there."""
    with database.reading() as connection:
        events: dict[str, list[Any]] = {id_: [] for id_ in ids}
        for attempt, n, text in connection.execute(
            select(EVENTS.c.attempt, EVENTS.c.n, EVENTS.c.json)
            .where(EVENTS.c.attempt.in_(ids))
            .order_by(EVENTS.c.attempt, EVENTS.c.n)
        ):
            events[attempt].append((n, json.loads(text)))
        rows = connection.execute(
            select(ATTEMPTS, PROFILES.c.cohort, PROFILES.c.name)
            .join(PROFILES)
            .where(ATTEMPTS.c.id.in_(ids))
        ).all()
        texts = {
            (row.kind, row.hash): Text(row.kind, row.hash, *row[2:])
            for row in connection.execute(
                select(TEXTS).where(
                    TEXTS.c.hash.in_({h for r in rows for h in (r.case_hash, r.rubric_hash)})
                )
            )
        }
    for row in rows:
        found = events[row.id]
        whole = [n for n, _ in found] == list(range(row.events))
        yield (
            HandedIn(
                id=row.id,
                cohort=row.cohort,
                person=row.name,
                consent=None,
                case=texts["case", row.case_hash],
                rubric=texts["rubric", row.rubric_hash],
                seed=row.seed,
                mode=row.mode,
                state=row.state,
                started_at=row.started_at,
                ended_at=row.changed_at,
                events=tuple(event for _, event in found),
            ),
            whole,
        )


def keep(database: Database, rows: Sequence[Rows], unreadable: Iterable[tuple[str, str]]) -> int:
    """Keep the rows of attempts, and which attempts do not replay, with the reason.

    What another process derived meanwhile, or somebody erased, is passed over.

    Returns:
        How many attempts had their rows kept.
    """
    with database.writing() as connection:
        alone(connection)
        rows = [each for each in rows if _is_new(connection, each.attempt.id)]
        unreadable = [each for each in unreadable if _is_new(connection, each[0])]
        known: _Known = {}
        whose = _whose(connection, [each.attempt.id for each in rows])
        for each in rows:
            _keep(connection, each, whose[each.attempt.id], known)
        for attempt, reason in unreadable:
            connection.execute(UNREADABLE.insert().values(attempt=attempt, reason=reason))
        if rows:
            _number(connection, [each.attempt.id for each in rows])
    return len(rows)


def _is_new(connection: Connection, attempt: str) -> bool:
    there = select(ATTEMPTS.c.id).where(ATTEMPTS.c.id == attempt)
    derived = exists().where(SCORED.c.attempt == attempt)
    failed = exists().where(UNREADABLE.c.attempt == attempt)
    return connection.execute(there.where(~derived, ~failed)).scalar() is not None


def _whose(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Attempt -> its person and cohort."""
    rows = connection.execute(
        select(ATTEMPTS.c.id, PROFILES.c.id, PROFILES.c.cohort)
        .join_from(ATTEMPTS, PROFILES)
        .where(ATTEMPTS.c.id.in_(ids))
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def _keep(connection: Connection, rows: Rows, whose: tuple[str, str], known: _Known) -> None:
    attempt = rows.attempt
    made = connection.execute(
        SCORED.insert().values(
            attempt=attempt.id,
            profile=whose[0],
            cohort=whose[1],
            case_hash=attempt.case,
            rubric_hash=attempt.rubric,
            number=attempt.number,
            state=attempt.state,
            ending=attempt.ending,
            ending_scene=attempt.ending_scene,
            too_fast=attempt.too_fast,
            judgement=judgement_of(rows.decisions),
            answers=answers_of(rows.decisions),
        )
    )
    (scored,) = made.inserted_primary_key or (None,)
    decisions = [
        {
            "scored": scored,
            "n": d.n,
            "faced": _faced(connection, attempt, d.faced, known),
            "chosen": d.chosen,
            "leads_to": d.leads_to,
            "reason": d.reason,
        }
        for d in rows.decisions
    ]
    if decisions:
        connection.execute(DECISIONS.insert(), decisions)
    echoes = [
        {
            "scored": scored,
            "pattern": e.pattern,
            "pair": e.pair,
            "counted": e.counted,
            "outcome": e.outcome,
            "carried": e.carried,
        }
        for e in rows.echoes
    ]
    if echoes:
        connection.execute(ECHOES.insert(), echoes)


def _faced(connection: Connection, of: Attempt, faced: Faced, known: _Known) -> int:
    """The id of what was faced; written down where it is new."""
    named = (of.case, of.rubric, faced)
    if named in known:
        return known[named]
    key = json.dumps(faced.key)
    found = connection.execute(
        select(FACED.c.id).where(
            FACED.c.case_hash == of.case, FACED.c.rubric_hash == of.rubric, FACED.c.key == key
        )
    ).scalar()
    if found is None:
        made = connection.execute(
            FACED.insert().values(
                case_hash=of.case,
                rubric_hash=of.rubric,
                key=key,
                json=json.dumps(faced_to_json(faced)),
            )
        )
        (found,) = made.inserted_primary_key or (0,)
    known[named] = found
    return int(found)


def _number(connection: Connection, ids: Sequence[str]) -> None:
    """Say of each attempt of the people concerned which of theirs at its case it is."""
    people = select(ATTEMPTS.c.profile).where(ATTEMPTS.c.id.in_(ids))
    own, earlier = ATTEMPTS.alias("own"), ATTEMPTS.alias("earlier")
    number = (
        select(func.count())
        .select_from(own)
        .join(
            earlier,
            and_(
                earlier.c.profile == own.c.profile,
                earlier.c.case_id == own.c.case_id,
                (earlier.c.started_at < own.c.started_at)
                | ((earlier.c.started_at == own.c.started_at) & (earlier.c.id <= own.c.id)),
            ),
        )
        .where(own.c.id == SCORED.c.attempt)
        .scalar_subquery()
    )
    theirs = select(ATTEMPTS.c.id).where(ATTEMPTS.c.profile.in_(people))
    connection.execute(update(SCORED).where(SCORED.c.attempt.in_(theirs)).values(number=number))
