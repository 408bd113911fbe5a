"""Opening the shared store by URL, so that what is committed stays committed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool

from ppsim.store.shared.failures import StoreError, telling
from ppsim.words.extras import how_to_install

BUSY_SECONDS = 30.0
_PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "application_name": "ppsim",
}
"""psycopg: a server that is gone is noticed in seconds, in the middle of a query too."""


_LOCK = 0x70705349


def alone(connection: Connection) -> None:
    """Until the transaction ends, no other that asks for this may go on: for the keeper's work.

    On SQLite a transaction that writes is alone already.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def store_url(address: str) -> URL:
    """A store's address as typed: a URL, or the path of an SQLite file.

    Raises:
        StoreError: ``usage`` where it is neither.
    """
    if "://" not in address:
        if re.match(r"postgres\w*:|\w{2,}:/|.*\bpassword ?=", address):
            raise StoreError("usage", _HOW)  # nor is it repeated: it may hold a password
        return URL.create("sqlite", database=str(Path(address).expanduser().absolute()))
    try:
        url = make_url(address)
    except (exc.ArgumentError, ValueError):
        raise StoreError("usage", f"{_bare(address)} is no address of a store; {_HOW}") from None
    if url.get_backend_name() in ("postgresql", "postgres") or url.drivername == "postgres":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        return url.set(drivername="sqlite")
    raise StoreError("usage", _HOW)


_HOW = "a store is postgresql://user@host/database, or sqlite:///path, or a file's path"


def _bare(address: str) -> str:
    """An address that is none, without what may be a password."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2].partition('?')[0]}"


_SERVER = ("host", "hostaddr", "port", "service", "dbname")
"""What of the further words of an address says which store it is, and is nobody's secret."""


def _shown(url: URL) -> URL:
    """An address without password, and without further words that may hold one."""
    kept = {key: value for key, value in url.query.items() if key in _SERVER}
    bare = url.set(drivername=url.get_backend_name(), query=kept)
    return bare._replace(password=None)


class Database:
    """A shared store's connections; each block is one transaction on a connection of its own."""

    def __init__(self, address: str) -> None:
        """Know where the store is; nothing is opened yet.

        Raises:
            StoreError: ``usage`` where the address is none, or what it needs is not installed.
        """
        url = store_url(address)
        self._file = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
        shown = _shown(url)
        self.place = str(self._file or shown.render_as_string())
        """Where it is, for people; no password is in it."""
        known = shown._replace(
            username=None, host=(shown.host or "").lower() or None, port=shown.port or 5432
        )
        self.identity = str(self._file.resolve() if self._file else known.render_as_string())
        """Which store it is, however it was typed: the same for another user or encryption."""
        try:
            self.engine = _sqlite(url) if self._file is not None else _postgres(url)
        except ImportError as error:
            raise StoreError(
                "usage",
                f"for {self.place}, {how_to_install('postgres')} ({error.name} is missing)",
            ) from None

    @property
    def is_file(self) -> bool:
        """Whether the store is an SQLite file."""
        return self._file is not None

    def create_file(self) -> None:
        """Make the file of an SQLite store, readable by its owner alone, where there is none."""
        if self._file is not None and not self._file.exists():
            self._file.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self._file, os.O_CREAT | os.O_RDWR, 0o600))

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept when the block is left, or none of it.

        Raises:
            StoreError: it could not be committed. Where the server went away while committing,
                all may have been kept: what is written must be safe to write again.
        """
        self._needs_file()
        with telling(self.place), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Queries that see one state of the store.

        Raises:
            StoreError: they could not be answered.
        """
        self._needs_file()
        options: dict[str, Any] = {"ppsim_reading": True}
        if not self.is_file:
            options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with telling(self.place), self.engine.connect() as connection:
            yield connection.execution_options(**options)

    def wipe(self) -> None:
        """After an erasure: overwrite what it left behind, as far as the database lets us."""
        with telling(self.place):
            if self.is_file:
                connection = self.engine.raw_connection()
                try:
                    connection.cursor().execute("VACUUM")
                    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                finally:
                    connection.close()
            else:
                with self.engine.connect() as connected:
                    alone = connected.execution_options(isolation_level="AUTOCOMMIT")
                    alone.exec_driver_sql("VACUUM")

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    def _needs_file(self) -> None:
        if self._file is None:
            return
        if self._file.is_dir():
            raise StoreError(
                "usage",
                f"{self._file} is a folder, and a store is one file, such as "
                f"{self._file / 'store.db'}; a folder of attempt files is read as it is: "
                "ppsim cohort report FOLDER",
            )
        if not self._file.exists():
            raise StoreError(
                "not-found", f"there is no store {self._file}; make one with: ppsim store init"
            )


def _postgres(url: URL) -> Engine:
    return create_engine(url, poolclass=NullPool, connect_args=_PATIENCE, hide_parameters=True)


def _sqlite(url: URL) -> Engine:
    engine = create_engine(
        url, poolclass=NullPool, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            "trusted_schema = OFF",
            "cache_size = -32768",  # KiB: sets of a million attempts stay in memory
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get("ppsim_reading")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine
