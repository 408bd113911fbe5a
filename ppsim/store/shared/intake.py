"""Taking in what is handed in: written once however often it is sent, and read by no writer.

Every row's key comes with it, and ``ON CONFLICT DO NOTHING`` leaves a row that is there as it is:
so a transaction whose answer was lost is sent again and changes nothing. No statement here reads,
so that an account that may only insert can run them all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite

from ppsim.store.handed_in import Consent, HandedIn
from ppsim.store.shared.database import Database
from ppsim.store.shared.migrations import check_version
from ppsim.store.shared.tables import ANNEX, ATTEMPTS, CONSENTS, EVENTS, PROFILES, TEXTS

KEPT_FOR = timedelta(days=365)
"""How long an attempt is kept where its cohort sets no date of its own."""


def profile_id(cohort: str, pseudonym: str) -> str:
    """The key of a person in a cohort."""
    return f"{cohort}/{pseudonym}"


def take_attempt(database: Database, handed: HandedIn, now: str) -> None:
    """Keep an attempt with its texts, its person, and what was picked out with it.

    Args:
        database: the store.
        handed: the attempt; of a cohort that the store has.
        now: the time, ISO 8601.

    Raises:
        StoreError: ``away`` where it is to be sent again; ``refused`` where the cohort is unknown.
    """
    person = profile_id(handed.cohort, handed.person)
    with database.writing() as connection:
        check_version(connection, database.place)
        _texts(connection, handed)
        _person(connection, handed.cohort, handed.person, now)
        _add(connection, ATTEMPTS, [_attempt(handed, person, now)])
        _add(connection, EVENTS, _events(handed))
        _add(connection, ANNEX, _annex(handed))


def take_consent(
    database: Database, *, id: str, cohort: str, pseudonym: str, consent: Consent, at: str
) -> None:
    """Keep what a person said of being counted; ``id`` is that saying's own, drawn at random.

    Raises:
        StoreError: as for `take_attempt`.
    """
    with database.writing() as connection:
        check_version(connection, database.place)
        _person(connection, cohort, pseudonym, at)
        person = profile_id(cohort, pseudonym)
        _add(connection, CONSENTS, [{"id": id, "profile": person, "consent": consent, "at": at}])


def _texts(connection: Connection, handed: HandedIn) -> None:
    _add(
        connection,
        TEXTS,
        [
            {
                "kind": text.kind,
                "hash": text.hash,
                "id": text.id,
                "version": text.version,
                "title": text.title,
                "source": text.source,
            }
            for text in (handed.case, handed.rubric)
        ],
    )


def _person(connection: Connection, cohort: str, pseudonym: str, now: str) -> None:
    row = {"id": profile_id(cohort, pseudonym), "cohort": cohort, "name": pseudonym}
    _add(connection, PROFILES, [{**row, "created_at": now}])


def _attempt(handed: HandedIn, person: str, now: str) -> dict[str, Any]:
    until = date.fromisoformat(now[:10]) + KEPT_FOR
    return {
        "id": handed.id,
        "profile": person,
        "case_id": handed.case.id,
        "case_version": handed.case.version,
        "case_hash": handed.case.hash,
        "rubric_id": handed.rubric.id,
        "rubric_version": handed.rubric.version,
        "rubric_hash": handed.rubric.hash,
        "seed": handed.seed,
        "mode": handed.mode,
        "started_at": handed.started_at,
        "changed_at": handed.ended_at,
        "state": handed.state,
        "events": len(handed.events),
        "received_at": now,
        "keep_until": until.isoformat(),
    }


def _events(handed: HandedIn) -> list[dict[str, Any]]:
    return [
        {
            "attempt": handed.id,
            "n": n,
            "kind": event["kind"],
            "json": json.dumps(event, separators=(",", ":")),
            "at": event["at"],
        }
        for n, event in enumerate(handed.events)
    ]


def _annex(handed: HandedIn) -> list[dict[str, Any]]:
    rows = []
    for picked in handed.picked:
        named = json.dumps([handed.id, picked.kind, picked.event, picked.words])
        rows.append(
            {
                "id": hashlib.sha256(named.encode()).hexdigest()[:32],
                "attempt": handed.id,
                "event": picked.event,
                "kind": picked.kind,
                "words": picked.words,
            }
        )
    return rows


def _add(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(_or_nothing(connection, table), rows)


def _or_nothing(connection: Connection, table: Table) -> Executable:
    """An insert that leaves what is there; without a target, so that it needs no right to read."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()
