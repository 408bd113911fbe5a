"""How a group went through a case, counted by the database's own GROUP BY.

The same ``Tally`` as ``scoring.cohort`` makes of rows in memory, for groups of any size: no row of
a person leaves the database. Decisions are gone over once, by what was faced, what was chosen and
where it led, which is enough for the votes and for the ways; the rest goes along attempts.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, func, select, text

from ppsim.store.shared.database import Database
from ppsim.store.shared.migrations import check_version
from ppsim.store.shared.summing import (
    Again,
    Asked,
    judgements,
    later_attempts,
    scores_of_items,
    sums_of_items,
    whole_ways,
)
from ppsim.store.shared.tables import DECISIONS, ECHOES, FACED, SCORED
from scoring.cohort.counts import Cell, VoteTable
from scoring.cohort.item_scores import ItemScores, ItemSums
from scoring.cohort.rows import Faced, faced_from_json
from scoring.cohort.tally import Tally
from scoring.cohort.ways import Attendance, EchoMap, Edge, EndingVotes
from scoring.intervals import share

FOR_SUMS = {
    "work_mem": "64MB",
    "jit": "off",
    "parallel_setup_cost": "10",
    "parallel_tuple_cost": "0.001",
    "min_parallel_table_scan_size": "1MB",
    "min_parallel_index_scan_size": "256kB",
}
"""For one transaction of PostgreSQL: 100,000 people are then summed without writing to disk,
nothing is compiled for it, which takes longer than summing them, and as many processors take part
as the server lets one query have, which it would not for a hundred milliseconds."""


def tally(
    database: Database, cohort: str, case_hash: str, rubric_hash: str, *, ways: bool = True
) -> Tally:
    """Count and sum a cohort at one case, as it is at one moment of the store.

    Args:
        database: the store.
        cohort: by name.
        case_hash: of the case's text.
        rubric_hash: of the rubric.
        ways: look at whole ways through the case too, each of which comes here.

    Raises:
        StoreError: the store could not answer.
    """
    with database.reading() as connection:
        check_version(connection, database.place)
        if not database.is_file:
            for_sums(connection)
        faced = all_faced(connection, case_hash, rubric_hash)
        asked = Asked(connection, cohort, case_hash, rubric_hash, faced)
        people = connection.execute(_people(asked)).all()
        there = _attendance(people)
        again = later_attempts(asked) if there.again else Again(0, ())
        there = replace(there, people=there.began + again.only)
        taken = connection.execute(_taken(asked)).all()
        return Tally(
            attendance=there,
            table=VoteTable(there.counted, _cells(taken, faced)),
            edges=_edges(taken, faced),
            endings=_endings(people),
            echoes=_echoes(asked),
            items=sums_of_items(asked, asked.items({row[0] for row in taken}), there.counted),
            pairs=again.pairs,
            routes=whole_ways(asked) if ways else None,
        )


def for_sums(connection: Connection) -> None:
    """Settings for one transaction; what speaks PostgreSQL's language may lack some of them."""
    known = """
        SELECT set_config(name, CAST(:values AS json) ->> name, true)
        FROM pg_catalog.pg_settings
        WHERE name IN (SELECT json_object_keys(CAST(:values AS json)))
    """
    connection.execute(text(known), {"values": json.dumps(FOR_SUMS)}).all()


def scores(
    database: Database, cohort: str, case_hash: str, rubric_hash: str, sums: ItemSums
) -> ItemScores:
    """Who scored what at the items of a tally: one row a person, so for groups that fit in memory.

    Raises:
        StoreError: the store could not answer.
    """
    with database.reading() as connection:
        check_version(connection, database.place)
        faced = all_faced(connection, case_hash, rubric_hash)
        asked = Asked(connection, cohort, case_hash, rubric_hash, faced)
        met = [id_ for id_, each in faced.items() if each.scene in sums.items]
        return scores_of_items(asked, asked.items(met), sums.n + sums.left_out)


def judged(
    database: Database, cohort: str, case_hash: str, rubric_hash: str
) -> tuple[tuple[str, float], ...]:
    """(pseudonym, A) of each first attempt that counts; for groups that fit in memory.

    Raises:
        StoreError: the store could not answer.
    """
    with database.reading() as connection:
        check_version(connection, database.place)
        faced = all_faced(connection, case_hash, rubric_hash)
        return judgements(Asked(connection, cohort, case_hash, rubric_hash, faced))


def all_faced(connection: Connection, case_hash: str, rubric_hash: str) -> dict[int, Faced]:
    """Id -> what was faced, of one case under one rubric."""
    rows = connection.execute(
        select(FACED.c.id, FACED.c.json).where(
            FACED.c.case_hash == case_hash, FACED.c.rubric_hash == rubric_hash
        )
    )
    return {row[0]: faced_from_json(json.loads(row[1])) for row in rows}


def _people(asked: Asked) -> Select[Any]:
    """Attempts by what became of them: everybody's who agreed to be counted."""
    kinds = (
        SCORED.c.number == 1,
        SCORED.c.state,
        SCORED.c.too_fast,
        SCORED.c.ending_scene,
        SCORED.c.ending,
    )
    return asked.everybody.with_only_columns(*kinds, func.count()).group_by(*kinds)


def _taken(asked: Asked) -> Select[Any]:
    """Choices by what was faced, what was chosen and where it led."""
    kinds = (DECISIONS.c.faced, DECISIONS.c.chosen, DECISIONS.c.leads_to)
    which = asked.unsought(DECISIONS.c.scored).in_(asked.counted)  # as the index: no sorting
    return (
        select(*kinds, func.count())
        .where(DECISIONS.c.faced.in_([*asked.faced]), which)
        .group_by(*kinds)
    )


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


def _echoes(asked: Asked) -> tuple[EchoMap, ...]:
    rows = asked.connection.execute(
        select(ECHOES.c.pattern, ECHOES.c.outcome, ECHOES.c.carried, func.count())
        .where(ECHOES.c.counted, ECHOES.c.scored.in_(asked.counted))
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
