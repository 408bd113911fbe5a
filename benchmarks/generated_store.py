"""A shared store of generated attempts, as handing in and deriving leave it.

So many attempts at one case of ten decisions with four options, all of them on every way. Nine in
ten are somebody's first, the tenth is a second one of the person before; all agreed to be counted.
The same size gives the same store.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from random import Random
from typing import Any

from sqlalchemy import Connection

from benchmarks.game import rubric_file
from benchmarks.generate import generate_case
from ppsim.cohort.rows import RowMaker
from ppsim.cohort.structure import structure_of
from ppsim.format.load import load_case
from ppsim.store.material import Material, material
from ppsim.store.shared.database import Database
from ppsim.store.shared.keeping import add_cohort
from ppsim.store.shared.migrations import bring_up_to_date
from ppsim.store.shared.tables import (
    ATTEMPTS,
    CONSENTS,
    DECISIONS,
    FACED,
    METADATA,
    PROFILES,
    SCORED,
    TEXTS,
)
from scoring.cohort.item_scores import answers_of
from scoring.cohort.rehearsal import judgement_of
from scoring.cohort.rows import Decision, Faced, faced_to_json

NOW = "2026-03-02T10:00:00.000+00:00"
COHORT = "bench"
DECISIONS_EACH, OPTIONS = 10, 4
AGAIN = 10
"""Every so many attempts one is a second one."""
CHUNK = 20_000
_GUARD = "        if: alliance > 1\n"


@cache
def played() -> Material:
    """The generated case without its guard, so that everybody is offered the same everywhere."""
    rubric = rubric_file()
    text = generate_case(DECISIONS_EACH, OPTIONS).replace(_GUARD, "")
    return material(load_case(text, "generated.yaml", rubric.value), rubric)


@cache
def decisions() -> tuple[Faced, ...]:
    """What everybody faces."""
    return structure_of(RowMaker(played().story, played().rubric)).decisions


def fill(size: int, address: str) -> None:
    """Make a store of ``size`` attempts, in place of one that is there."""
    database = Database(address)
    database.create_file()
    with database.writing() as connection:
        METADATA.drop_all(connection)
    bring_up_to_date(database, NOW)
    add_cohort(database, COHORT, None, NOW)
    made = played()
    with database.writing() as connection:
        for text in (made.case_text, made.rubric_text):
            connection.execute(TEXTS.insert().values(**{k: getattr(text, k) for k in _TEXT}))
        connection.execute(FACED.insert(), [*_faced()])
    random = Random(20261122)
    for start in range(0, size, CHUNK):
        with database.writing() as connection:
            _hand_in(connection, range(start, min(start + CHUNK, size)), random)
    if not database.is_file:  # as a server does by itself, a while after
        with database.engine.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.exec_driver_sql("VACUUM ANALYZE")
    database.close()


_TEXT = ("kind", "hash", "id", "version", "title", "source")


def _hand_in(connection: Connection, numbers: range, random: Random) -> None:
    first = [n for n in numbers if not _again(n)]
    connection.execute(PROFILES.insert(), [_profile(n) for n in first])
    connection.execute(CONSENTS.insert(), [_consent(n) for n in first])
    connection.execute(ATTEMPTS.insert(), [_attempt(n) for n in numbers])
    taken = {n: _taken(n, random) for n in numbers}
    connection.execute(SCORED.insert(), [_scored(n, random, taken[n]) for n in numbers])
    connection.execute(DECISIONS.insert(), [_decision(n, d) for n in numbers for d in taken[n]])


def _again(n: int) -> bool:
    return n % AGAIN == AGAIN - 1


def _person(n: int) -> str:
    return f"p{n - _again(n)}"


def _id(n: int) -> str:
    return blake2b(n.to_bytes(8), digest_size=16).hexdigest()


def _faced() -> Iterator[dict[str, Any]]:
    for place, faced in enumerate(decisions(), start=1):
        yield {
            "id": place,
            "case_hash": played().case_text.hash,
            "rubric_hash": played().rubric_text.hash,
            "key": json.dumps(faced.key),
            "json": json.dumps(faced_to_json(faced)),
        }


def _profile(n: int) -> dict[str, Any]:
    person = _person(n)
    return {"id": f"{COHORT}/{person}", "cohort": COHORT, "name": person, "created_at": NOW}


def _consent(n: int) -> dict[str, Any]:
    return {"id": f"c{n}", "profile": f"{COHORT}/{_person(n)}", "consent": "yes", "at": NOW}


def _attempt(n: int) -> dict[str, Any]:
    case, rubric = played().case_text, played().rubric_text
    return {
        "id": _id(n),
        "profile": f"{COHORT}/{_person(n)}",
        "case_id": case.id,
        "case_version": case.version,
        "case_hash": case.hash,
        "rubric_id": rubric.id,
        "rubric_version": rubric.version,
        "rubric_hash": rubric.hash,
        "seed": n,
        "mode": "practice",
        "started_at": NOW,
        "changed_at": NOW,
        "state": "finished",
        "events": 2 * DECISIONS_EACH,
        "received_at": NOW,
        "keep_until": "2027-03-02",
    }


def _scored(n: int, random: Random, taken: tuple[Decision, ...]) -> dict[str, Any]:
    ending = "intact" if random.random() < 0.6 else "flat"
    state = "finished" if random.random() < 0.9 else "stopped"
    return {
        "id": n + 1,
        "attempt": _id(n),
        "profile": f"{COHORT}/{_person(n)}",
        "cohort": COHORT,
        "case_hash": played().case_text.hash,
        "rubric_hash": played().rubric_text.hash,
        "number": 2 if _again(n) else 1,
        "state": state,
        "ending": ("held" if ending == "intact" else "unspoken") if state == "finished" else None,
        "ending_scene": ending if state == "finished" else None,
        "too_fast": random.random() < 0.02,
        "judgement": judgement_of(taken),
        "answers": answers_of(taken),
    }


def _taken(n: int, random: Random) -> tuple[Decision, ...]:
    """Choices of somebody more or less able, so that decisions hang together a little."""
    leaning = random.uniform(0.8, 2.2)
    faced = decisions()
    to = [*(f.scene for f in faced[1:]), "intact"]
    return tuple(
        Decision(_id(n), at, f, f.offered[int(OPTIONS * random.random() ** leaning)], leads_to)
        for at, (f, leads_to) in enumerate(zip(faced, to, strict=True), start=1)
    )


def _decision(n: int, taken: Decision) -> dict[str, Any]:
    return {
        "scored": n + 1,
        "n": taken.n,
        "faced": taken.n,
        "chosen": taken.chosen,
        "leads_to": taken.leads_to,
        "reason": None,
    }
