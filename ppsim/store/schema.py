"""Tables of the journal, and how an older journal is brought up to them.

The tables are plain SQL that PostgreSQL has too, since a programme's shared store uses the same.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ppsim.store.failures import JournalError

APPLICATION_ID = 0x70705349
"""Marks the file as a journal of ppsim in SQLite's header."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE meta (
            key TEXT PRIMARY KEY,
            value TEXT NOT NULL
        )""",
        """CREATE TABLE texts (
            kind TEXT NOT NULL CHECK (kind IN ('case', 'rubric')),
            hash TEXT NOT NULL,
            id TEXT NOT NULL,
            version TEXT NOT NULL,
            title TEXT NOT NULL,
            source TEXT NOT NULL,
            PRIMARY KEY (kind, hash)
        )""",
        """CREATE TABLE profiles (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            created_at TEXT NOT NULL
        )""",
        """CREATE TABLE attempts (
            id TEXT PRIMARY KEY,
            profile TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
            case_id TEXT NOT NULL,
            case_version TEXT NOT NULL,
            case_hash TEXT NOT NULL,
            rubric_id TEXT NOT NULL,
            rubric_version TEXT NOT NULL,
            rubric_hash TEXT NOT NULL,
            seed BIGINT NOT NULL,
            mode TEXT NOT NULL CHECK (mode IN ('practice', 'straight-through')),
            started_at TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'finished', 'stopped'))
        )""",
        "CREATE INDEX attempts_by_person ON attempts (profile, case_id, changed_at)",
        """CREATE TABLE events (
            attempt TEXT NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
            n INTEGER NOT NULL,
            kind TEXT NOT NULL,
            json TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (attempt, n)
        )""",
        """CREATE TABLE annex (
            id INTEGER PRIMARY KEY,
            attempt TEXT NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
            event INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('note', 'reply', 'argument', 'check-in')),
            words TEXT NOT NULL,
            at TEXT NOT NULL
        )""",
        "CREATE INDEX annex_by_attempt ON annex (attempt, event)",
    ),
    (
        """CREATE TABLE memberships (
            profile TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
            cohort TEXT NOT NULL,
            pseudonym TEXT NOT NULL,
            consent TEXT CHECK (consent IN ('yes', 'no')),
            changed_at TEXT NOT NULL,
            PRIMARY KEY (profile, cohort)
        )""",
        """CREATE TABLE outbox (
            id TEXT PRIMARY KEY,
            store TEXT NOT NULL,
            cohort TEXT NOT NULL,
            pseudonym TEXT NOT NULL,
            attempt TEXT REFERENCES attempts (id) ON DELETE CASCADE,
            picked TEXT NOT NULL,
            consent TEXT CHECK (consent IN ('yes', 'no')),
            queued_at TEXT NOT NULL,
            sent_at TEXT
        )""",
        "CREATE INDEX outbox_by_store ON outbox (store, sent_at)",
    ),
)
"""``MIGRATIONS[v]`` brings a journal of version ``v`` to version ``v + 1``."""

VERSION = len(MIGRATIONS)


def bring_up_to_date(connection: sqlite3.Connection, path: Path, now: str) -> None:
    """Create the tables in a new file, or migrate an older one, in one transaction.

    Raises:
        JournalError: the file belongs to another program, or to a newer ppsim.
    """
    if _version(connection, path) == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection, path)  # another process may have been quicker
        for target, statements in enumerate(MIGRATIONS[version:], start=version + 1):
            for statement in statements:
                connection.execute(statement)
            connection.execute("INSERT INTO meta VALUES (?, ?)", (f"schema {target} since", now))
        connection.execute(
            "INSERT INTO meta VALUES ('schema', ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (str(VERSION),),
        )
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """Schema version of the file; 0 for an empty one."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if not tables:
        return 0
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID or "meta" not in tables:
        raise JournalError(
            "foreign", f"{path} is a database of another program; it was left untouched"
        )
    row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    version = int(row[0]) if row is not None and str(row[0]).isdecimal() else 0
    if version > VERSION:
        raise JournalError(
            "newer",
            f"the journal {path} was written by a newer ppsim (layout {version}, "
            f"this one knows {VERSION}): upgrade ppsim; nothing was changed",
        )
    if version < 1:
        raise JournalError("damaged", f"the journal {path} does not say its layout")
    return version
