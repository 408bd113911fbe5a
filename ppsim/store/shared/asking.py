"""Derived rows asked back: which cases there are, and everybody who agreed to be counted.

Whether a person agreed is seen from their last word, at the moment of asking: one who took it
back is in no figure from then on.
"""

from __future__ import annotations

from sqlalchemy import and_, func, select

from ppsim.store.shared.counting import all_faced
from ppsim.store.shared.database import Database
from ppsim.store.shared.migrations import check_version
from ppsim.store.shared.tables import (
    ATTEMPTS,
    DECISIONS,
    ECHOES,
    PROFILES,
    SCORED,
    TEXTS,
)
from ppsim.store.shared.which import everybody
from scoring.cohort.rows import Attempt, Decision, EchoRow, Rows


def cases(database: Database, cohort: str) -> tuple[tuple[str, str, str, int], ...]:
    """(case id, case hash, rubric hash, attempts) for each case of a cohort that was derived."""
    of_case = TEXTS.c.hash == SCORED.c.case_hash, TEXTS.c.kind == "case"
    query = (
        select(TEXTS.c.id, SCORED.c.case_hash, SCORED.c.rubric_hash, func.count())
        .join_from(SCORED, TEXTS, and_(*of_case))
        .where(SCORED.c.cohort == cohort)
        .group_by(TEXTS.c.id, SCORED.c.case_hash, SCORED.c.rubric_hash)
    )
    with database.reading() as connection:
        check_version(connection, database.place)
        return tuple(sorted((row[0], row[1], row[2], row[3]) for row in connection.execute(query)))


def pseudonyms(
    database: Database, cohort: str, case_hash: str, rubric_hash: str
) -> tuple[str, ...]:
    """The people of a case who agreed to be counted, sorted."""
    whose = everybody(cohort, case_hash, rubric_hash).with_only_columns(SCORED.c.profile)
    with database.reading() as connection:
        check_version(connection, database.place)
        query = select(PROFILES.c.name).where(PROFILES.c.id.in_(whose))
        return tuple(sorted(connection.execute(query).scalars()))


def pseudonym_like(database: Database, cohort: str, form: str) -> str | None:
    """Any one pseudonym of a form (SQL's LIKE) in a cohort, at whatever case."""
    query = select(PROFILES.c.name).where(PROFILES.c.cohort == cohort, PROFILES.c.name.like(form))
    with database.reading() as connection:
        check_version(connection, database.place)
        return connection.execute(query.limit(1)).scalar()


def group_rows(
    database: Database, cohort: str, case_hash: str, rubric_hash: str
) -> tuple[Rows, ...]:
    """The rows of everybody who agreed to be counted: every attempt, in no telling order.

    For a seminar; a programme's counts come from `ppsim.store.shared.counting`.
    """
    theirs = everybody(cohort, case_hash, rubric_hash).subquery()
    query = (
        select(SCORED, ATTEMPTS.c.case_id, ATTEMPTS.c.mode, PROFILES.c.name)
        .add_columns(ATTEMPTS.c.started_at, ATTEMPTS.c.changed_at)
        .join_from(SCORED, ATTEMPTS)
        .join(PROFILES)
        .join(theirs, theirs.c.id == SCORED.c.id)
        .order_by(SCORED.c.attempt)
    )
    with database.reading() as connection:
        check_version(connection, database.place)
        faced = all_faced(connection, case_hash, rubric_hash)
        found = connection.execute(query).all()
        ids = [row.id for row in found]
        decisions: dict[int, list[Decision]] = {id_: [] for id_ in ids}
        echoes: dict[int, list[EchoRow]] = {id_: [] for id_ in ids}
        names = {row.id: row.attempt for row in found}
        for row in connection.execute(
            select(DECISIONS)
            .join(theirs, theirs.c.id == DECISIONS.c.scored)
            .order_by(*DECISIONS.primary_key)
        ):
            decisions[row.scored].append(
                Decision(
                    names[row.scored], row.n, faced[row.faced], row.chosen, row.leads_to, row.reason
                )
            )
        for row in connection.execute(
            select(ECHOES)
            .join(theirs, theirs.c.id == ECHOES.c.scored)
            .order_by(*ECHOES.primary_key)
        ):
            echoes[row.scored].append(
                EchoRow(
                    names[row.scored], row.pattern, row.pair, row.counted, row.outcome, row.carried
                )
            )
    return tuple(
        Rows(
            Attempt(
                id=row.attempt,
                person=row.name,
                case=row.case_hash,
                case_id=row.case_id,
                rubric=row.rubric_hash,
                number=row.number,
                mode=row.mode,
                state=row.state,
                ending=row.ending,
                ending_scene=row.ending_scene,
                began=row.started_at,
                ended=row.changed_at,
                too_fast=row.too_fast,
            ),
            tuple(decisions[row.id]),
            tuple(echoes[row.id]),
        )
        for row in found
    )
