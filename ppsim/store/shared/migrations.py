"""How a store comes to its tables, step by step; nothing that was handed in is ever dropped.

The tables are few and change seldom, so the steps are a numbered list here, with no tool.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, inspect, select, text

from ppsim.store.shared.database import Database, alone
from ppsim.store.shared.failures import StoreError
from ppsim.store.shared.tables import DERIVED, HANDED_IN, META, METADATA, SCORED

Step = Callable[[Connection], None]


def _handed_in(connection: Connection) -> None:
    METADATA.create_all(connection, tables=[META, *HANDED_IN])


def _derived(connection: Connection) -> None:
    METADATA.create_all(connection, tables=[*DERIVED])


def _summed(connection: Connection) -> None:
    """Derived rows that lack what stands in them since; what was granted on the table stays."""
    there = {column["name"] for column in inspect(connection).get_columns(SCORED.name)}
    missing = [
        column for column in (SCORED.c.judgement, SCORED.c.answers) if column.name not in there
    ]
    for column in missing:
        kind = column.type.compile(connection.dialect)
        connection.execute(text(f"ALTER TABLE {SCORED.name} ADD COLUMN {column.name} {kind}"))
    if missing:
        connection.execute(SCORED.delete())


STEPS: tuple[Step, ...] = (_handed_in, _derived, _summed)
"""``STEPS[v]`` brings a store of version ``v`` to version ``v + 1``.

A step that changes derived tables may empty them: ``ppsim store rebuild`` fills them again.
"""

VERSION = len(STEPS)


def bring_up_to_date(database: Database, now: str, to: int = VERSION) -> int:
    """Make the tables, or bring older ones up to date, in one transaction.

    Returns:
        The version it had; 0 where it was new.

    Raises:
        StoreError: the database is another program's, or a newer ppsim's; nothing was changed.
    """
    database.create_file()
    with database.writing() as connection:
        alone(connection)
        had = _version(connection, database.place)
        for number, step in enumerate(STEPS[had:to], start=had + 1):
            step(connection)
            connection.execute(META.insert().values(key=f"schema {number} since", value=now))
        if had == 0:
            connection.execute(META.insert().values(key="schema", value=str(to)))
        elif had < to:
            connection.execute(META.update().where(META.c.key == "schema").values(value=str(to)))
    return had


def check_version(connection: Connection, place: str) -> None:
    """See that a store is of the version this ppsim works with.

    Raises:
        StoreError: it is older or newer.
    """
    found = connection.execute(select(META.c.value).where(META.c.key == "schema")).scalar()
    if found is None or not found.isdecimal():
        raise StoreError("foreign", f"{place} is no store of ppsim")
    if int(found) > VERSION:
        raise StoreError("newer", f"the store {place} is of a newer ppsim: upgrade ppsim")
    if int(found) < VERSION:
        raise StoreError(
            "refused",
            f"the store {place} is of an older ppsim; whoever keeps it runs: ppsim store init",
        )


def _version(connection: Connection, place: str) -> int:
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return 0
    if META.name not in tables:
        raise StoreError(
            "foreign", f"{place} is a database of another program; it was left untouched"
        )
    found = connection.execute(select(META.c.value).where(META.c.key == "schema")).scalar()
    if found is None or not found.isdecimal() or int(found) < 1:
        raise StoreError("foreign", f"{place} is a database of another program")
    if int(found) > VERSION:
        raise StoreError(
            "newer",
            f"the store {place} was made by a newer ppsim (layout {found}, this one knows "
            f"{VERSION}): upgrade ppsim; nothing was changed",
        )
    return int(found)
