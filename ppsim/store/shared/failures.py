"""What can go wrong with the shared store, each told in one plain sentence."""

from __future__ import annotations

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


def _translated(place: str, error: exc.SQLAlchemyError) -> StoreError:
    original = getattr(error, "orig", None)
    sqlstate = str(getattr(original, "sqlstate", None) or "")
    sqlite = str(getattr(original, "sqlite_errorname", None) or "")
    if sqlstate == "42501" or sqlite == "SQLITE_READONLY":
        return StoreError("not-allowed", f"this account may not do that in the store {place}")
    if sqlstate.startswith("28"):
        return StoreError("not-allowed", f"the store {place} does not know this user or password")
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
    if sqlite == "SQLITE_NOTADB":
        return StoreError("foreign", f"{place} is no store of ppsim; it was left untouched")
    if isinstance(error, exc.OperationalError | exc.InterfaceError | exc.TimeoutError) or (
        isinstance(error, exc.DBAPIError) and error.connection_invalidated
    ):
        return StoreError("away", f"the store {place} cannot be reached just now")
    kind = sqlstate or sqlite or type(error).__name__
    return StoreError("refused", f"the store {place} failed ({kind})")
