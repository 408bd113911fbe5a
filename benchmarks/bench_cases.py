"""``ppsim cases`` whole, as a process, against a process that only imports pydantic and a YAML."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.processes import environment
from benchmarks.rows import Row, at_most, paired

ROOT = Path(__file__).parents[1]
BARE = (sys.executable, "-c", "from pydantic import BaseModel; import ruamel.yaml")
CASES = (sys.executable, "-m", "ppsim", "cases", "--json")
GOAL = 2.0


def run(quick: bool) -> list[Row]:
    """Start to end of each process, in milliseconds, in paired rounds."""
    rounds = 5 if quick else 21
    with tempfile.TemporaryDirectory() as home:
        env = environment(Path(home))
        listed = json.loads(_output(CASES, env))
        assert listed
        assert all("problem" not in case for case in listed)
        cases, bare = paired([partial(_timed, CASES, env), partial(_timed, BARE, env)], rounds)
    ratios = [mine / base for mine, base in zip(cases, bare, strict=True)]
    return [
        Row("cases", f"ppsim cases, {len(listed)} cases", median(cases), "ms", rounds),
        Row("cases", "import pydantic and ruamel.yaml", median(bare), "ms", rounds),
        at_most("cases", "ppsim cases / bare import", ratios, GOAL),
    ]


def _output(command: tuple[str, ...], env: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def _timed(command: tuple[str, ...], env: dict[str, str]) -> float:
    start = perf_counter()
    _output(command, env)
    return (perf_counter() - start) * 1000
