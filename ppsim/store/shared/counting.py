"""How a group went through a case, counted by the database's own GROUP BY.

The same figures as ``scoring.cohort.ways`` makes of rows in memory, for groups of any size: no row
of a person leaves the database.
"""

from __future__ import annotations

import json

from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from ppsim.store.shared.database import Database
from ppsim.store.shared.migrations import check_version
from ppsim.store.shared.tables import ATTEMPTS, DECISIONS, ECHOES, FACED, SCORED
from ppsim.store.shared.which import counted, everybody
from scoring.cohort.ways import Attendance, EchoMap, Edge, EndingVotes
from scoring.intervals import share


def attendance(database: Database, cohort: str, case_hash: str, rubric_hash: str) -> Attendance:
    """How many of those who agreed to be counted began, finished, clicked through, came again."""
    everyone = everybody(cohort, case_hash, rubric_hash).subquery()
    first = SCORED.c.number == 1
    finished = and_(first, SCORED.c.state == "finished")

    def number(which: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((which, 1), else_=0)), 0)

    query = (
        select(
            func.count(ATTEMPTS.c.profile.distinct()),
            number(first),
            number(finished),
            number(and_(finished, SCORED.c.too_fast)),
            number(and_(finished, ~SCORED.c.too_fast)),
            number(~first),
        )
        .select_from(SCORED)
        .join(everyone, everyone.c.id == SCORED.c.id)
        .join(ATTEMPTS, ATTEMPTS.c.id == SCORED.c.attempt)
    )
    with database.reading() as connection:
        check_version(connection, database.place)
        return Attendance(*(int(n) for n in connection.execute(query).one()))


def edges(database: Database, cohort: str, case_hash: str, rubric_hash: str) -> tuple[Edge, ...]:
    """From one decision, by one option, to the next or to an ending: how many went so."""
    which = counted(cohort, case_hash, rubric_hash).subquery()
    query = (
        select(DECISIONS.c.faced, DECISIONS.c.chosen, DECISIONS.c.leads_to, func.count())
        .join(which, which.c.id == DECISIONS.c.scored)
        .where(DECISIONS.c.leads_to.is_not(None))
        .group_by(DECISIONS.c.faced, DECISIONS.c.chosen, DECISIONS.c.leads_to)
    )
    with database.reading() as connection:
        check_version(connection, database.place)
        scenes = _scenes(connection, case_hash, rubric_hash)
        found: dict[tuple[str, str, str], int] = {}
        for faced, chosen, to, count in connection.execute(query):
            key = (scenes[faced], chosen, to)
            found[key] = found.get(key, 0) + count
    return tuple(Edge(*key, count) for key, count in sorted(found.items()))


def endings(
    database: Database, cohort: str, case_hash: str, rubric_hash: str
) -> tuple[EndingVotes, ...]:
    """How often each ending was reached."""
    which = counted(cohort, case_hash, rubric_hash).subquery()
    query = (
        select(SCORED.c.ending_scene, func.coalesce(SCORED.c.ending, ""), func.count())
        .join(which, which.c.id == SCORED.c.id)
        .where(SCORED.c.ending_scene.is_not(None))
        .group_by(SCORED.c.ending_scene, SCORED.c.ending)
        .order_by(SCORED.c.ending_scene, SCORED.c.ending)
    )
    with database.reading() as connection:
        check_version(connection, database.place)
        rows = [(row[0], row[1], row[2]) for row in connection.execute(query)]
    n = sum(count for _, _, count in rows)
    return tuple(
        EndingVotes(scene, kind, share(count, n, "attempts that count"))
        for scene, kind, count in sorted(rows)
    )


def echo_maps(
    database: Database, cohort: str, case_hash: str, rubric_hash: str
) -> tuple[EchoMap, ...]:
    """What came back in supervision, pattern by pattern."""
    which = counted(cohort, case_hash, rubric_hash).subquery()
    query = (
        select(ECHOES.c.pattern, ECHOES.c.outcome, ECHOES.c.carried, func.count())
        .join(which, which.c.id == ECHOES.c.scored)
        .where(ECHOES.c.counted)
        .group_by(ECHOES.c.pattern, ECHOES.c.outcome, ECHOES.c.carried)
    )
    found: dict[str, dict[str, int]] = {}
    with database.reading() as connection:
        check_version(connection, database.place)
        for pattern, outcome, carried, count in connection.execute(query):
            counts = found.setdefault(pattern, {})
            counts[outcome] = counts.get(outcome, 0) + count
            if carried == "carried_back":
                counts[carried] = counts.get(carried, 0) + count
    return tuple(_echo_map(pattern, counts) for pattern, counts in sorted(found.items()))


def _echo_map(pattern: str, counts: dict[str, int]) -> EchoMap:
    return EchoMap(
        pattern=pattern,
        pairs=sum(n for outcome, n in counts.items() if outcome != "carried_back"),
        not_taken=counts.get("not_taken", 0),
        echoed=counts.get("echo", 0),
        broken=counts.get("broken", 0),
        not_echoed=counts.get("not_echoed", 0),
        carried_back=counts.get("carried_back", 0),
    )


def _scenes(connection: Connection, case_hash: str, rubric_hash: str) -> dict[int, str]:
    """Id of what was faced -> its scene."""
    rows = connection.execute(
        select(FACED.c.id, FACED.c.key).where(
            FACED.c.case_hash == case_hash, FACED.c.rubric_hash == rubric_hash
        )
    )
    return {row[0]: json.loads(row[1])[0] for row in rows}
