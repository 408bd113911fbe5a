"""The texts of cases and rubrics that a shared store keeps."""

from __future__ import annotations

from sqlalchemy import select

from ppsim.store.records import Text
from ppsim.store.shared.database import Database
from ppsim.store.shared.migrations import check_version
from ppsim.store.shared.tables import TEXTS


def texts_of(database: Database, case_hash: str, rubric_hash: str) -> tuple[Text, Text]:
    """The text of a case and of a rubric, by their hashes; their sources may be empty.

    Raises:
        KeyError: the store has no attempt at it.
    """
    query = select(TEXTS).where(TEXTS.c.hash.in_((case_hash, rubric_hash)))
    with database.reading() as connection:
        check_version(connection, database.place)
        found = {(row.kind, row.hash): row for row in connection.execute(query)}
    case, rubric = found["case", case_hash], found["rubric", rubric_hash]
    return Text(case.kind, case.hash, *case[2:]), Text(rubric.kind, rubric.hash, *rubric[2:])
