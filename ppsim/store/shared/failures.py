"""What can go wrong with the shared store, each told in one plain sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from sqlalchemy import exc

Reason = Literal["away", "foreign", "full", "newer", "not-allowed", "not-found", "refused", "usage"]


class StoreError(Exception):
    """The store could not do what was asked; what it held before is as it was.

    Attributes:
        reason: one word for programs; ``away`` is worth trying again.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason: Reason = reason


@contextmanager
def telling(place: str) -> Iterator[None]:
    """Turn what the database says about the store at ``place`` into a `StoreError`.

    A message of the database may quote the values it was given, so none is passed on.
    """
    try:
        yield
    except exc.SQLAlchemyError as error:
        raise _translated(place, error) from None


_PASSWORD = "a password's place is ~/.pgpass, where PostgreSQL's own clients look for it"
_CONNECTING: tuple[tuple[str, Reason, str], ...] = (
    (r"database .* does not exist", "not-found", "there is no such database: {}"),
    (
        r"starting up|shutting down|recovery mode|too many|remaining connection slots",
        "away",
        "the store {} cannot be reached just now",
    ),
    (
        r"pg_hba\.conf",
        "not-allowed",
        "the server of {} lets nobody in this way (its pg_hba.conf says so): see that the address "
        "is the one you were given, with its ?sslmode=..., or ask whoever runs it",
    ),
    (
        r"SSL|TLS|certificate",
        "not-allowed",
        "the server of {} and this machine find no encryption that both take: see that "
        "?sslmode=... is as you were given it, or ask whoever runs it",
    ),
    (
        r"resolve host|translate host name",
        "away",
        "the store {} cannot be reached just now: the name of its host is not known here",
    ),
    (r"invalid|bad value", "usage", "{} is no address of a store: PostgreSQL does not take it"),
    (
        r"authentication failed|role .* does not exist|not permitted to log in",
        "not-allowed",
        "the store {} does not know this user or password; " + _PASSWORD,
    ),
)
"""What is found in the message of a connection that was not made, and what it means.

Such an error carries no SQLSTATE. A server that speaks another language than English is told by
``used_password`` alone.
"""


def _not_connected(place: str, error: object) -> StoreError | None:
    """Why PostgreSQL could not be connected to; ``None`` where it is none of what is known."""
    if getattr(error, "sqlstate", None) is not None or not hasattr(error, "pgconn"):
        return None
    tried = getattr(error, "pgconn", None)
    if getattr(tried, "needs_password", False):
        return StoreError("not-allowed", f"the store {place} asks for a password; {_PASSWORD}")
    for pattern, reason, message in _CONNECTING:
        if re.search(pattern, str(error)):
            return StoreError(reason, message.format(place))
    if getattr(tried, "used_password", False) and "FATAL" in str(error):
        return StoreError("not-allowed", _CONNECTING[-1][2].format(place))
    return None


def _translated(place: str, error: exc.SQLAlchemyError) -> StoreError:
    original = getattr(error, "orig", None)
    if (why := _not_connected(place, original)) is not None:
        return why
    sqlstate = str(getattr(original, "sqlstate", None) or "")
    sqlite = str(getattr(original, "sqlite_errorname", None) or "")
    if sqlstate == "42501":
        return StoreError("not-allowed", f"this account may not do that in the store {place}")
    if sqlite.startswith("SQLITE_READONLY"):
        return StoreError(
            "not-allowed",
            f"this account may not write to the store {place}, which an SQLite file needs even "
            "where it is only read: see that the file and its folder are yours to write",
        )
    if sqlstate.startswith("28"):
        return StoreError("not-allowed", _CONNECTING[-1][2].format(place))
    if sqlstate == "3D000":
        return StoreError("not-found", f"there is no such database: {place}")
    if sqlstate == "42P01" or "no such table" in str(original):
        return StoreError(
            "not-found", f"{place} is no store of ppsim yet; make one with: ppsim store init"
        )
    if sqlstate in ("53100", "53200") or sqlite == "SQLITE_FULL":
        return StoreError("full", f"the store {place} is full: nothing more could be kept there")
    if sqlstate == "23503" or sqlite == "SQLITE_CONSTRAINT_FOREIGNKEY":
        return StoreError("refused", f"there is no such cohort in the store {place}")
    if sqlstate.startswith("23") or sqlite.startswith("SQLITE_CONSTRAINT"):
        return StoreError("refused", f"the store {place} does not take this")
    if sqlite.startswith("SQLITE_CANTOPEN"):
        return StoreError(
            "not-allowed",
            f"the store {place} cannot be opened: see that the file and its folder are yours to "
            "read and write",
        )
    if sqlite == "SQLITE_NOTADB":
        return StoreError("foreign", f"{place} is no store of ppsim; it was left untouched")
    if isinstance(error, exc.OperationalError | exc.InterfaceError | exc.TimeoutError) or (
        isinstance(error, exc.DBAPIError) and error.connection_invalidated
    ):
        return StoreError("away", f"the store {place} cannot be reached just now")
    kind = sqlstate or sqlite or type(error).__name__
    return StoreError("refused", f"the store {place} failed ({kind})")
