"""How a group went through a case, counted by the database's own GROUP BY.

The same figures as ``scoring.cohort`` makes of rows in memory, for groups of any size: no row of a
person leaves the database. Decisions are gone over once, by what was faced, what was chosen and
where it led, which is enough for the votes and for the ways.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, func, select

from ppsim.store.shared.database import Database
from ppsim.store.shared.migrations import check_version
from ppsim.store.shared.tables import DECISIONS, ECHOES, FACED, SCORED
from ppsim.store.shared.which import counted, everybody
from scoring.cohort.counts import Cell, VoteTable
from scoring.cohort.rows import Faced, faced_from_json
from scoring.cohort.ways import Attendance, EchoMap, Edge, EndingVotes
from scoring.intervals import share


@dataclass(frozen=True)
class Counts:
    """All that is counted of one case under one rubric, at one moment of the store.

    Attendance is over those who agreed to be counted; the rest over their first attempts that were
    finished and not faster than reading.
    """

    attendance: Attendance
    table: VoteTable
    edges: tuple[Edge, ...]
    endings: tuple[EndingVotes, ...]
    echoes: tuple[EchoMap, ...]


def counts(database: Database, cohort: str, case_hash: str, rubric_hash: str) -> Counts:
    """Count a cohort's choices at one case.

    Raises:
        StoreError: the store could not answer.
    """
    with database.reading() as connection:
        check_version(connection, database.place)
        faced = all_faced(connection, case_hash, rubric_hash)
        people = connection.execute(_people(cohort, case_hash, rubric_hash)).all()
        there = _attendance(people)
        if there.again:
            # somebody came again, so attempts are not people
            everyone = everybody(cohort, case_hash, rubric_hash).with_only_columns(
                func.count(SCORED.c.profile.distinct())
            )
            there = replace(there, people=int(connection.execute(everyone).scalar_one()))
        which = counted(cohort, case_hash, rubric_hash)
        taken = connection.execute(
            select(DECISIONS.c.faced, DECISIONS.c.chosen, DECISIONS.c.leads_to, func.count())
            .where(
                DECISIONS.c.faced.in_([*faced]),
                (DECISIONS.c.scored + 0).in_(which),  # by choice, in the index's order: no sorting
            )
            .group_by(DECISIONS.c.faced, DECISIONS.c.chosen, DECISIONS.c.leads_to)
        ).all()
        return Counts(
            there,
            VoteTable(there.counted, _cells(taken, faced)),
            _edges(taken, faced),
            _endings(people),
            _echoes(connection, which),
        )


def vote_table(database: Database, cohort: str, case_hash: str, rubric_hash: str) -> VoteTable:
    """Only the votes of `counts`."""
    return counts(database, cohort, case_hash, rubric_hash).table


def all_faced(connection: Connection, case_hash: str, rubric_hash: str) -> dict[int, Faced]:
    """Id -> what was faced, of one case under one rubric."""
    rows = connection.execute(
        select(FACED.c.id, FACED.c.json).where(
            FACED.c.case_hash == case_hash, FACED.c.rubric_hash == rubric_hash
        )
    )
    return {row[0]: faced_from_json(json.loads(row[1])) for row in rows}


def _people(cohort: str, case_hash: str, rubric_hash: str) -> Select[Any]:
    """Attempts by what became of them: everybody's who agreed to be counted."""
    kinds = (
        SCORED.c.number == 1,
        SCORED.c.state,
        SCORED.c.too_fast,
        SCORED.c.ending_scene,
        SCORED.c.ending,
    )
    everyone = everybody(cohort, case_hash, rubric_hash)
    return everyone.with_only_columns(*kinds, func.count()).group_by(*kinds)


def _attendance(people: Sequence[Any]) -> Attendance:
    """How many began and finished; people as if each came once."""
    began = finished = too_fast = again = 0
    for first, state, fast, _, _, count in people:
        began += count if first else 0
        again += 0 if first else count
        finished += count if first and state == "finished" else 0
        too_fast += count if first and state == "finished" and fast else 0
    return Attendance(began, began, finished, too_fast, finished - too_fast, again)


def _cells(taken: Sequence[Any], faced: dict[int, Faced]) -> tuple[Cell, ...]:
    found: Counter[tuple[int, str]] = Counter()
    for row in taken:
        found[row[0], row[1]] += row[3]
    return tuple(Cell(faced[at], chosen, count) for (at, chosen), count in found.items())


def _edges(taken: Sequence[Any], faced: dict[int, Faced]) -> tuple[Edge, ...]:
    found: Counter[tuple[str, str, str]] = Counter()
    for row in taken:
        if row[2] is not None:
            found[faced[row[0]].scene, row[1], row[2]] += row[3]
    return tuple(Edge(*key, count) for key, count in sorted(found.items()))


def _endings(people: Sequence[Any]) -> tuple[EndingVotes, ...]:
    found: Counter[tuple[str, str]] = Counter()
    for first, state, fast, scene, kind, count in people:
        if first and state == "finished" and not fast and scene is not None:
            found[scene, kind or ""] += count
    return tuple(
        EndingVotes(scene, kind, share(count, found.total(), "attempts that count"))
        for (scene, kind), count in sorted(found.items())
    )


def _echoes(connection: Connection, which: Select[tuple[int]]) -> tuple[EchoMap, ...]:
    rows = connection.execute(
        select(ECHOES.c.pattern, ECHOES.c.outcome, ECHOES.c.carried, func.count())
        .where(ECHOES.c.counted, ECHOES.c.scored.in_(which))
        .group_by(ECHOES.c.pattern, ECHOES.c.outcome, ECHOES.c.carried)
    )
    outcomes: dict[str, Counter[str]] = {}
    carried_back: Counter[str] = Counter()
    for pattern, outcome, carried, count in rows:
        outcomes.setdefault(pattern, Counter())[outcome] += count
        carried_back[pattern] += count if carried == "carried_back" else 0
    return tuple(
        EchoMap(
            pattern=pattern,
            pairs=found.total(),
            not_taken=found["not_taken"],
            echoed=found["echo"],
            broken=found["broken"],
            not_echoed=found["not_echoed"],
            carried_back=carried_back[pattern],
        )
        for pattern, found in sorted(outcomes.items())
    )
