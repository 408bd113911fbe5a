"""Opening the journal's file so that what is committed stays committed.

Every commit is written through (``synchronous = FULL``), in write-ahead mode where the folder
can carry it and with a rollback journal where it cannot (network folders, for one). The file is
readable by its owner alone, and so is the folder around it.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from ppsim.store.failures import telling

BUSY_SECONDS = 10.0
"""How long a command waits for another process's commit before it says so."""

PRAGMAS = (
    "synchronous = FULL",
    "fullfsync = ON",
    "checkpoint_fullfsync = ON",
    "foreign_keys = ON",
    "secure_delete = ON",
    "trusted_schema = OFF",
)


def private_folder(folder: Path) -> None:
    """Make ``folder``, or tighten it, so that only its owner may look inside."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _tighten(folder, 0o700)


def _tighten(path: Path, mode: int) -> None:
    """Take from others what ``mode`` does not grant, without opening the file.

    Closing any handle of a database drops the locks that this process holds on it (POSIX), and
    another process would then take the journal for abandoned.
    """
    if os.name == "posix":
        info = path.stat()
        if stat.S_IMODE(info.st_mode) & ~mode and info.st_uid == os.getuid():
            path.chmod(mode)


def connect(path: Path, vfs: str | None = None) -> sqlite3.Connection:
    """A connection to ``path``, set up; the file and its folder are made where missing.

    Args:
        path: the database.
        vfs: a file layer of SQLite by name, for folders that need one of their own.

    Raises:
        JournalError: it cannot be opened or written, or is no database.
    """
    with telling(path):
        private_folder(path.parent)
        uri = f"file:{quote(path.absolute().as_posix())}?mode=rwc" + (f"&vfs={vfs}" if vfs else "")
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            _tighten(path, 0o600)
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}").fetchall()
            _choose_journal_mode(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def _choose_journal_mode(connection: sqlite3.Connection) -> None:
    """Write-ahead where the folder can, as a first write lock shows; else rollback."""
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
    except sqlite3.OperationalError as error:
        # another process is changing over at this moment: it keeps the mode it finds
        if not error.sqlite_errorname.startswith("SQLITE_BUSY"):
            raise
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if not error.sqlite_errorname.startswith(("SQLITE_IOERR", "SQLITE_PROTOCOL")):
            raise
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()


@contextmanager
def writing(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """One transaction: all of it is on disk when the block is left, or none of it.

    Raises:
        JournalError: it could not be committed; nothing of the block was kept.
    """
    with telling(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
