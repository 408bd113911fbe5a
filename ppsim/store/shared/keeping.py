"""What the keeper of a store does: cohorts, erasing a person, dates after which rows go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, case, delete, func, or_, select, update

from ppsim.store.shared.database import Database
from ppsim.store.shared.failures import StoreError
from ppsim.store.shared.intake import profile_id
from ppsim.store.shared.migrations import check_version
from ppsim.store.shared.tables import ATTEMPTS, COHORTS, DECISIONS, FACED, PROFILES, TEXTS


@dataclass(frozen=True, slots=True)
class CohortRow:
    """A cohort as the store knows it."""

    id: str
    keep_until: str | None
    """ISO date; ``None``: each attempt is kept for a year from when it came."""
    people: int
    attempts: int


def add_cohort(database: Database, cohort: str, keep_until: date | None, now: str) -> None:
    """Make a cohort that attempts can be handed in to, or give one another date.

    Raises:
        StoreError: it could not be kept.
    """
    until = keep_until.isoformat() if keep_until is not None else None
    with database.writing() as connection:
        check_version(connection, database.place)
        if connection.execute(select(COHORTS.c.id).where(COHORTS.c.id == cohort)).scalar() is None:
            row = {"id": cohort, "keep_until": until, "created_at": now}
            connection.execute(COHORTS.insert().values(row))
        elif until is not None:
            connection.execute(
                update(COHORTS).where(COHORTS.c.id == cohort).values(keep_until=until)
            )


def cohorts(database: Database) -> tuple[CohortRow, ...]:
    """The cohorts of a store, by name."""
    people = select(func.count()).where(PROFILES.c.cohort == COHORTS.c.id).scalar_subquery()
    attempts = (
        select(func.count())
        .select_from(ATTEMPTS.join(PROFILES))
        .where(PROFILES.c.cohort == COHORTS.c.id)
        .scalar_subquery()
    )
    with database.reading() as connection:
        check_version(connection, database.place)
        rows = connection.execute(
            select(COHORTS.c.id, COHORTS.c.keep_until, people, attempts).order_by(COHORTS.c.id)
        )
        return tuple(CohortRow(*row) for row in rows)


def erase_person(database: Database, cohort: str, pseudonym: str) -> int:
    """Erase a person of a cohort with all that came of them; how many attempts that were.

    Raises:
        StoreError: ``not-found`` where nobody is called so there.
    """
    person = profile_id(cohort, pseudonym)
    with database.writing() as connection:
        check_version(connection, database.place)
        count = connection.execute(
            select(func.count()).select_from(ATTEMPTS).where(ATTEMPTS.c.profile == person)
        ).scalar_one()
        if not connection.execute(delete(PROFILES).where(PROFILES.c.id == person)).rowcount:
            raise StoreError("not-found", f"there is nobody called {pseudonym} in {cohort}")
        _orphans(connection)
    database.wipe()
    return count


def expire(database: Database, today: date) -> int:
    """Erase every attempt whose date is past, and people who then have none; how many attempts.

    A cohort's own date goes before that of an attempt.
    """
    of_cohort = (
        select(COHORTS.c.keep_until)
        .join(PROFILES, PROFILES.c.cohort == COHORTS.c.id)
        .where(PROFILES.c.id == ATTEMPTS.c.profile)
        .scalar_subquery()
    )
    until = case((of_cohort.is_not(None), of_cohort), else_=ATTEMPTS.c.keep_until)
    with database.writing() as connection:
        check_version(connection, database.place)
        gone = connection.execute(delete(ATTEMPTS).where(until < today.isoformat())).rowcount
        if gone:
            connection.execute(
                delete(PROFILES).where(PROFILES.c.id.not_in(select(ATTEMPTS.c.profile)))
            )
            _orphans(connection)
    if gone:
        database.wipe()
    return gone


def _orphans(connection: Connection) -> None:
    """Remove what belongs to no attempt any more."""
    connection.execute(delete(FACED).where(FACED.c.id.not_in(select(DECISIONS.c.faced))))
    connection.execute(
        delete(TEXTS).where(
            or_(
                (TEXTS.c.kind == "case") & TEXTS.c.hash.not_in(select(ATTEMPTS.c.case_hash)),
                (TEXTS.c.kind == "rubric") & TEXTS.c.hash.not_in(select(ATTEMPTS.c.rubric_hash)),
            )
        )
    )
