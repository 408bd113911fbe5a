"""What can go wrong with the journal, each told in one plain sentence for its owner."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

Reason = Literal[
    "busy",
    "conflict",
    "damaged",
    "foreign",
    "full",
    "held",
    "newer",
    "not-found",
    "refused",
    "unreadable",
    "unwritable",
]


class JournalError(Exception):
    """The journal could not do what was asked; what it held before is as it was.

    Attributes:
        reason: one word for programs; the message is for people.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason: Reason = reason


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say about the journal at ``path`` into a `JournalError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(path, error) from error
    except OSError as error:
        raise JournalError(
            "unwritable", f"the journal {path} cannot be used: {error.strerror or error}"
        ) from error


def _translated(path: Path, error: sqlite3.Error) -> JournalError:
    name = getattr(error, "sqlite_errorname", None) or ""
    if name == "SQLITE_CONSTRAINT_PRIMARYKEY":
        return JournalError(
            "conflict", "this attempt has been gone on with elsewhere; resume it to see where it is"
        )
    if name == "SQLITE_CONSTRAINT_FOREIGNKEY":
        return JournalError("not-found", "this attempt has been erased meanwhile")
    if name.startswith("SQLITE_FULL"):
        return JournalError(
            "full", f"the disk is full: nothing more could be kept in {path}; all before it is safe"
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return JournalError(
            "busy", f"the journal {path} is in use by another program; try again in a moment"
        )
    if name.startswith("SQLITE_READONLY"):
        return JournalError(
            "unwritable",
            f"the journal {path} may not be written to; see that the file and its folder are yours",
        )
    if name.startswith("SQLITE_CANTOPEN"):
        return JournalError(
            "unreadable",
            f"the journal {path} cannot be opened; see that the file and its folder are yours",
        )
    if name.startswith("SQLITE_NOTADB"):
        return JournalError("foreign", f"{path} is not a journal of ppsim; it was left untouched")
    if name.startswith("SQLITE_CORRUPT"):
        return JournalError(
            "damaged",
            f"the journal {path} is damaged; move it aside to begin a new one, "
            "and keep it, since much of it can often be recovered",
        )
    return JournalError(
        "unwritable", f"the journal {path} failed ({error}); what it held before is as it was"
    )
