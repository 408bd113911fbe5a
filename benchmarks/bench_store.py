"""A cohort's report over generated attempts, from an open store to its JSON, beside bare SQL.

Each round is a process of its own, as a command is: it imports, which is a row by itself, then
makes the report once, and asks the same database for one GROUP BY over the same rows: those of
first attempts that were finished and not too fast, by people whose last word on being counted was
yes. They take turns in who comes first. What is measured is what ``ppsim cohort report STORE
--format json`` does after its imports, all of it. A report costs something whatever the number,
bare SQL next to nothing, so the goal on their ratio is for what grows: the time that the largest
size takes longer than the smallest. Whether it grows as the number does is seen by a line, time = a
+ b n. PostgreSQL is measured where ``PPSIM_BENCH_POSTGRES`` is the URL of an empty database, whose
tables of ppsim are thrown away.

``python -m benchmarks.bench_store 5000`` measures one size, and prints one line.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from benchmarks.processes import environment
from benchmarks.rows import Row, absent

SIZES, QUICK = (1_000, 10_000, 100_000, 1_000_000), (1_000, 10_000, 100_000)
SIZES_POSTGRES, QUICK_POSTGRES = (1_000, 10_000, 100_000), (1_000, 10_000)
GOAL_TIMES, GOAL_MIB, GOAL_LINEAR = 3.0, 400, 1.5
NO_SERVER = "PPSIM_BENCH_POSTGRES names an empty database"

WHOEVER_AGREED = """
SELECT d.faced, d.chosen, d.leads_to, count(*)
FROM decisions d JOIN scored s ON s.id = d.scored
WHERE s.cohort = 'bench' AND s.number = 1 AND s.state = 'finished' AND NOT s.too_fast
GROUP BY d.faced, d.chosen, d.leads_to
"""
"""Of rows that in a real store may be nobody's to count."""
BARE = WHOEVER_AGREED.replace(
    "GROUP",
    """AND s.profile IN (
  SELECT c.profile FROM consents c WHERE c.consent = 'yes' AND NOT EXISTS (
    SELECT 1 FROM consents l
    WHERE l.profile = c.profile AND l.consent = 'no' AND l.at >= c.at))
GROUP""",
)
"""Of the same rows as a report: those of people whose last word on being counted was yes."""


def run(quick: bool) -> list[Row]:
    """Times, growth and memory; on PostgreSQL too where there is one."""
    rounds = 3 if quick else 5
    rows = _rows("SQLite", [_measured(n, rounds) for n in (QUICK if quick else SIZES)])
    server = os.environ.get("PPSIM_BENCH_POSTGRES")
    if server is None:
        return [
            *rows,
            absent("store", "PostgreSQL", "PPSIM_BENCH_POSTGRES names an empty database"),
        ]
    sizes = QUICK_POSTGRES if quick else SIZES_POSTGRES
    return [*rows, *_rows("PostgreSQL", [_measured(n, rounds, server) for n in sizes])]


def line(sizes: Sequence[int], seconds: Sequence[float]) -> tuple[float, float]:
    """a and b of seconds = a + b n, by least squares of relative errors; a is 0 or more."""
    weights = [1 / t**2 for t in seconds]
    whole = sum(weights)
    n_mean = sum(w * n for w, n in zip(weights, sizes, strict=True)) / whole
    t_mean = sum(w * t for w, t in zip(weights, seconds, strict=True)) / whole
    above = sum(
        w * (n - n_mean) * (t - t_mean) for w, n, t in zip(weights, sizes, seconds, strict=True)
    )
    b = above / sum(w * (n - n_mean) ** 2 for w, n in zip(weights, sizes, strict=True))
    a = t_mean - b * n_mean
    if a >= 0:
        return a, b
    above = sum(w * n * t for w, n, t in zip(weights, sizes, seconds, strict=True))
    return 0.0, above / sum(w * n * n for w, n in zip(weights, sizes, strict=True))


def _rows(where: str, found: list[dict[str, Any]]) -> list[Row]:
    rows = [Row("store", f"{where}, importing", 1000 * found[0]["importing"], "ms")]
    for one in found:
        n, rounds, times = one["attempts"], one["rounds"], one["times"]
        rows += [
            Row("store", f"{where}, {n:,} attempts", 1000 * one["report"], "ms", rounds),
            Row("store", f"{where}, {n:,}: processor", 1000 * one["report_cpu"], "ms", rounds),
            Row("store", f"{where}, {n:,}: bare SQL", 1000 * one["bare"], "ms", rounds),
            Row("store", f"{where}, {n:,}: times bare", times, "x", rounds),
            Row("store", f"{where}, {n:,}: times bare, whoever agreed", one["loose"], "x", rounds),
            Row("store", f"{where}, {n:,}: peak", one["mib"], "MiB", rounds),
        ]
    sizes = [one["attempts"] for one in found]
    a, b = line(sizes, [one["report"] for one in found])
    more = {what: found[-1][what] - found[0][what] for what in ("report", "bare", "whoever")}
    further = sizes[-1] - sizes[0]
    away = max(max(t / (a + b * n), (a + b * n) / t) for n, t in _times(found))
    peak = found[-1]["mib"]
    return [
        *rows,
        Row("store", f"{where}, whatever the number (a)", 1000 * a, "ms"),
        Row("store", f"{where}, each further attempt", 1e6 * more["report"] / further, "us"),
        Row(
            "store", f"{where}, each further attempt: bare SQL", 1e6 * more["bare"] / further, "us"
        ),
        _most(f"{where}, further: times bare", more["report"] / more["bare"], "x", GOAL_TIMES),
        Row(
            "store",
            f"{where}, further: times bare, whoever agreed",
            more["report"] / more["whoever"],
            "x",
        ),
        _most(f"{where}, farthest from a + b n", away, "x", GOAL_LINEAR),
        _most(f"{where}, peak at {sizes[-1]:,}", peak, "MiB", GOAL_MIB),
    ]


def _times(found: list[dict[str, Any]]) -> list[tuple[int, float]]:
    return [(one["attempts"], one["report"]) for one in found]


def _most(what: str, value: float, unit: str, goal: float) -> Row:
    return Row("store", what, value, unit, 1, f"at most {goal:g}", value <= goal)


def _measured(size: int, rounds: int, server: str | None = None) -> dict[str, Any]:
    """One size: one process fills, then each round asks in one, so that its peak is its own."""
    with tempfile.TemporaryDirectory() as folder:
        address = server or f"{folder}/store.db"
        command = [sys.executable, "-m", "benchmarks.bench_store"]
        subprocess.run([*command, "fill", str(size), address], check=True)
        asked = [_asked(command, address, Path(folder), n) for n in range(-1, rounds)][1:]
    return {
        "attempts": size,
        "rounds": rounds,
        "times": median(one["report"] / one["bare"] for one in asked),
        "loose": median(one["report"] / one["whoever"] for one in asked),
        **{what: median(one[what] for one in asked) for what in asked[0]},
    }


def _asked(command: list[str], address: str, folder: Path, number: int) -> dict[str, float]:
    which = "bare-first" if number % 2 else "report-first"
    done = subprocess.run(
        [*command, which, address], check=True, stdout=subprocess.PIPE, env=environment(folder)
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def ask(address: str, bare_first: bool) -> dict[str, float]:
    """One report as the command makes it, bare SQL beside it, and the peak of this process."""
    began = perf_counter()
    from ppsim.cli.commands.cohort_report import report_of
    from ppsim.cli.parser import parse
    from ppsim.report.cohort_json import render
    from ppsim.store.shared.database import Database

    for name in LOADED_LATER:
        __import__(name)
    Database(address)  # loads the database's driver, and opens nothing
    importing = perf_counter() - began
    found: dict[str, float] = {}

    def bare() -> None:
        found["whoever"], _ = _bare(address, WHOEVER_AGREED)
        found["bare"], counted = _bare(address, BARE)
        found["counted"] = counted

    if bare_first:
        bare()
    words = ["cohort", "report", address, "--cohort", "bench", "--format", "json"]
    began, began_cpu = perf_counter(), process_time()
    report = report_of(parse(words))
    text = render(report)
    found |= {"report": perf_counter() - began, "report_cpu": process_time() - began_cpu}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if not bare_first:
        bare()
    shown = sum(cell["count"] for d in json.loads(text)["decisions"] for cell in d["cells"])
    if shown != found.pop("counted"):
        raise RuntimeError("the report and bare SQL count different rows")
    mib = peak / (1 << 20) if sys.platform == "darwin" else peak / 1024
    return {**found, "importing": importing, "mib": mib}


LOADED_LATER = (
    "ppsim.cli.sources_store",
    "ppsim.cohort.beside",
    "ppsim.cohort.demo",
    "ppsim.cohort.omega",
    "ppsim.cohort.policy",
    "ppsim.report.cohort_make",
    "numpy",
)
"""What the command imports while it runs."""


def _bare(address: str, query: str) -> tuple[float, int]:
    """Seconds of bare SQL over a connection that is open, and how many rows it counted."""
    from sqlalchemy import text

    from ppsim.store.shared.database import Database

    database = Database(address)
    with database.reading() as connection:
        began = perf_counter()
        rows = connection.execute(text(query)).all()
        seconds = perf_counter() - began
    database.close()
    return seconds, sum(row[3] for row in rows)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["fill", size, address]:
            from benchmarks.generated_store import fill

            fill(int(size), address)
        case ["report-first" | "bare-first" as which, address]:
            print(json.dumps(ask(address, which == "bare-first")))
        case [size]:
            print(json.dumps(_measured(int(size), 5)))
        case _:
            sys.exit(__doc__)
