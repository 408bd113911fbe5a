"""A cohort report's counts over generated attempts, beside bare SQL over the same rows.

The store is filled with rows as deriving leaves them: so many people, one attempt each at a case
of ten decisions with four options, all agreed to be counted. What is measured is everything a
report of counts asks (`ppsim.store.shared.counting.counts`); the peer is one GROUP BY in SQL over
the same rows, with nothing of ppsim. Peak memory is that of a process of its own. PostgreSQL is
measured where ``PPSIM_BENCH_POSTGRES`` is the URL of an empty database.

``python -m benchmarks.bench_store 1000000`` measures one size, and prints one line.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from random import Random
from time import perf_counter
from typing import Any

from sqlalchemy import text

from benchmarks.rows import Row, absent
from ppsim.store.shared.counting import counts
from ppsim.store.shared.database import Database
from ppsim.store.shared.keeping import add_cohort
from ppsim.store.shared.migrations import bring_up_to_date
from ppsim.store.shared.tables import (
    ATTEMPTS,
    CONSENTS,
    DECISIONS,
    FACED,
    PROFILES,
    SCORED,
)
from scoring.cohort.rows import Faced, OptionFacts, faced_to_json

NOW = "2026-03-02T10:00:00.000+00:00"
CASE, RUBRIC = "c" * 64, "a" * 64
PLACES, OPTIONS = 10, 4
SIZES, QUICK = (1_000, 10_000, 100_000), (1_000, 10_000)
GOAL_TIMES, GOAL_MIB = 3.0, 400
CHUNK = 20_000

BARE = """
SELECT d.faced, d.chosen, d.leads_to, count(*)
FROM decisions d JOIN scored s ON s.id = d.scored
WHERE s.case_hash = :case AND s.rubric_hash = :rubric
  AND s.number = 1 AND s.state = 'finished' AND NOT s.too_fast
GROUP BY d.faced, d.chosen, d.leads_to
"""


def run(quick: bool) -> list[Row]:
    """Times, growth and memory; on PostgreSQL too where there is one."""
    rows = _rows("SQLite", [_measured(size) for size in (QUICK if quick else SIZES)])
    if os.environ.get("PPSIM_BENCH_POSTGRES"):
        return [*rows, *_rows("PostgreSQL", [_measured(QUICK[-1] if quick else 100_000, True)])]
    return [*rows, absent("store", "PostgreSQL", "PPSIM_BENCH_POSTGRES names an empty database")]


def _rows(where: str, found: list[dict[str, Any]]) -> list[Row]:
    rows = []
    for one in found:
        n, times = one["attempts"], one["seconds"] / one["bare"]
        goal = f"at most {GOAL_TIMES:.0f}"
        rows += [
            Row("store", f"{where}, {n:,} attempts", one["seconds"] * 1000, "ms"),
            Row("store", f"{where}, {n:,}: bare SQL", one["bare"] * 1000, "ms"),
            Row("store", f"{where}, {n:,}: times bare", times, "x", 3, goal, times <= GOAL_TIMES),
        ]
    last = found[-1]
    mib = last["mib"]
    rows.append(
        Row("store", f"{where}, peak", mib, "MiB", 1, f"at most {GOAL_MIB}", mib <= GOAL_MIB)
    )
    if len(found) > 1:
        before = found[-2]
        growth = (last["seconds"] / before["seconds"]) / (last["attempts"] / before["attempts"])
        what = f"{where}, last step over linear"
        rows.append(Row("store", what, growth, "x", 3, "at most 1.5", growth <= 1.5))
    return rows


def _measured(size: int, postgres: bool = False) -> dict[str, Any]:
    """One size in processes of its own: one fills, one asks, so that its peak is its own."""
    with tempfile.TemporaryDirectory() as folder:
        address = os.environ["PPSIM_BENCH_POSTGRES"] if postgres else f"{folder}/store.db"
        command = [sys.executable, "-m", "benchmarks.bench_store"]
        subprocess.run([*command, "fill", str(size), address], check=True)
        done = subprocess.run([*command, "ask", address], check=True, stdout=subprocess.PIPE)
        return {"attempts": size, **json.loads(done.stdout)}


def fill(size: int, address: str) -> None:
    """Make a store of ``size`` attempts; the same one each time."""
    database = Database(address)
    bring_up_to_date(database, NOW)
    with database.writing() as connection:
        for table in (DECISIONS, SCORED, FACED, ATTEMPTS, CONSENTS, PROFILES):
            connection.execute(table.delete())
    add_cohort(database, "bench", None, NOW)
    with database.writing() as connection:
        connection.execute(FACED.insert(), [*_faced()])
    random = Random(20261122)
    for start in range(0, size, CHUNK):
        people = range(start, min(start + CHUNK, size))
        with database.writing() as connection:
            connection.execute(PROFILES.insert(), [_profile(n) for n in people])
            connection.execute(CONSENTS.insert(), [_consent(n) for n in people])
            connection.execute(ATTEMPTS.insert(), [_attempt(n) for n in people])
            connection.execute(SCORED.insert(), [_scored(n, random) for n in people])
            connection.execute(DECISIONS.insert(), [d for n in people for d in _taken(n, random)])
    with database.writing() as connection:
        connection.exec_driver_sql("ANALYZE")
    database.close()


def ask(address: str) -> dict[str, float]:
    """The median of three rounds, each asking both, and the peak of this process."""
    database = Database(address)
    ours, bare = [], []
    for _ in range(3):
        began = perf_counter()
        found = counts(database, "bench", CASE, RUBRIC)
        ours.append(perf_counter() - began)
        began = perf_counter()
        with database.reading() as connection:
            rows = connection.execute(text(BARE), {"case": CASE, "rubric": RUBRIC}).all()
        bare.append(perf_counter() - began)
        if sum(row[3] for row in rows) != sum(cell.count for cell in found.table.cells):
            raise RuntimeError("the report and bare SQL count different rows")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    mib = peak / (1 << 20) if sys.platform == "darwin" else peak / 1024
    return {"seconds": sorted(ours)[1], "bare": sorted(bare)[1], "mib": mib}


def _faced() -> Iterator[dict[str, Any]]:
    for place in range(PLACES):
        options = tuple(
            OptionFacts(f"o{o}", w, "reactive" if w < 0 else "reflective" if w > 0 else "neutral")
            for o, w in enumerate((-1.0, 0.0, 1.0, 2.0))
        )
        faced = Faced(f"n{place}", "therapy", options, spine=True)
        yield {
            "id": place + 1,
            "case_hash": CASE,
            "rubric_hash": RUBRIC,
            "key": json.dumps(faced.key),
            "json": json.dumps(faced_to_json(faced)),
        }


def _profile(n: int) -> dict[str, Any]:
    return {"id": f"bench/p{n}", "cohort": "bench", "name": f"p{n}", "created_at": NOW}


def _consent(n: int) -> dict[str, Any]:
    return {"id": f"c{n}", "profile": f"bench/p{n}", "consent": "yes", "at": NOW}


def _attempt(n: int) -> dict[str, Any]:
    return {
        "id": f"{n:032x}",
        "profile": f"bench/p{n}",
        "case_id": "generated",
        "case_version": "1.0.0",
        "case_hash": CASE,
        "rubric_id": "ppsim-core",
        "rubric_version": "1.0.0",
        "rubric_hash": RUBRIC,
        "seed": n,
        "mode": "practice",
        "started_at": NOW,
        "changed_at": NOW,
        "state": "finished",
        "events": 2 * PLACES,
        "received_at": NOW,
        "keep_until": "2027-03-02",
    }


def _scored(n: int, random: Random) -> dict[str, Any]:
    state = "finished" if random.random() < 0.9 else "stopped"
    return {
        "id": n + 1,
        "attempt": f"{n:032x}",
        "profile": f"bench/p{n}",
        "cohort": "bench",
        "case_hash": CASE,
        "rubric_hash": RUBRIC,
        "number": 1,
        "state": state,
        "ending": "held" if state == "finished" else None,
        "ending_scene": "end" if state == "finished" else None,
        "too_fast": random.random() < 0.02,
    }


def _taken(n: int, random: Random) -> Iterator[dict[str, Any]]:
    for place in range(PLACES):
        yield {
            "scored": n + 1,
            "n": place + 1,
            "faced": place + 1,
            "chosen": f"o{int(OPTIONS * random.random() ** 1.5)}",
            "leads_to": f"n{place + 1}" if place + 1 < PLACES else "end",
            "reason": None,
        }


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["fill", size, address]:
            fill(int(size), address)
        case ["ask", address]:
            print(json.dumps(ask(address)))
        case [size]:
            print(json.dumps(_measured(int(size))))
        case _:
            sys.exit(__doc__)
