"""The rows of an attempt as they are written into the journal, begun here or taken in from a file.

Each is written within a transaction, which tells what SQLite says of it (`sqlite3.Error`).
"""

from __future__ import annotations

import json
import sqlite3

from ppsim.store.records import AnnexKind, AttemptState, EventData, Mode, Text


def write_attempt(
    db: sqlite3.Connection,
    id: str,
    *,
    profile: str,
    case: Text,
    rubric: Text,
    seed: int,
    mode: Mode,
    began: str,
    changed: str,
    state: AttemptState,
) -> None:
    """A new attempt, and the texts it is played on where they are not kept yet.

    Args:
        db: the journal.
        id: of the attempt.
        profile: the person's id.
        case: as it is played.
        rubric: as it is played.
        seed: of the order in which options are shown.
        mode: of play.
        began: when, ISO 8601 in UTC.
        changed: when last, the same.
        state: as it stands.
    """
    for text in (case, rubric):
        db.execute(
            "INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (text.kind, text.hash, text.id, text.version, text.title, text.source),
        )
    played_on = (case.id, case.version, case.hash, rubric.id, rubric.version, rubric.hash)
    db.execute(
        "INSERT INTO attempts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (id, profile, *played_on, seed, mode, began, changed, state),
    )


def write_event(db: sqlite3.Connection, attempt: str, n: int, event: EventData) -> None:
    """Event number ``n`` (from 0) of an attempt, without what is private of it."""
    db.execute(
        "INSERT INTO events VALUES (?, ?, ?, ?, ?)",
        (attempt, n, str(event["kind"]), as_json(event), str(event["at"])),
    )


def write_private(
    db: sqlite3.Connection, attempt: str, event: int, kind: AnnexKind, words: str, at: str
) -> None:
    """Private words, pinned to the moment after ``event`` events."""
    db.execute(
        "INSERT INTO annex (attempt, event, kind, words, at) VALUES (?, ?, ?, ?, ?)",
        (attempt, event, kind, words, at),
    )


def as_json(data: EventData) -> str:
    """Data of an event as the journal keeps it."""
    return json.dumps(data, separators=(",", ":"))
