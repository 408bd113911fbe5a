"""Erasing so that what was erased is not left lying in the file."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from ppsim.store.database import writing
from ppsim.store.failures import JournalError, telling

_ORPHANS = (
    "DELETE FROM profiles WHERE id NOT IN (SELECT profile FROM attempts) "
    "AND id NOT IN (SELECT profile FROM memberships)",
    "DELETE FROM texts WHERE kind = 'case' AND hash NOT IN (SELECT case_hash FROM attempts)",
    "DELETE FROM texts WHERE kind = 'rubric' AND hash NOT IN (SELECT rubric_hash FROM attempts)",
)


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did."""

    attempts: int
    wiped: bool
    """Whether the space was overwritten too; not while another ppsim reads the journal."""


def erase(connection: sqlite3.Connection, path: Path, statement: str, key: str) -> Erased:
    """Run one DELETE with its ``key``, and remove what then belongs to no attempt.

    Deleted content is overwritten (``secure_delete``), the file rewritten, the log emptied.
    """
    with writing(connection, path):
        before = _attempts(connection)
        connection.execute(statement, (key,))
        for orphans in _ORPHANS:
            connection.execute(orphans)
        gone = before - _attempts(connection)
    try:
        with telling(path):
            connection.execute("VACUUM")
            (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except JournalError as error:
        if error.reason not in {"busy", "full"}:
            raise
        busy = 1
    return Erased(gone, wiped=not busy)


def _attempts(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute("SELECT count(*) FROM attempts").fetchone()
    return int(count)
