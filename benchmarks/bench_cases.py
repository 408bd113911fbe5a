"""``ppsim cases`` whole, as a process, against a process that only imports pydantic and a YAML."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).parents[1]
BARE = [sys.executable, "-c", "from pydantic import BaseModel; import ruamel.yaml"]
CASES = [sys.executable, "-m", "ppsim", "cases", "--json"]
AT_MOST = 2.0
"""The budget: times the bare import."""


def run(rounds: int = 15) -> dict[str, Any]:
    """Medians over paired runs, in milliseconds; ``ratio`` is the median of the paired ratios."""
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "PPSIM_HOME": home}
        listed = json.loads(_output(CASES, env))
        assert all("problem" not in case for case in listed)
        _output(BARE, env)
        bare, cases = [], []
        for _ in range(rounds):
            bare.append(_milliseconds(BARE, env))
            cases.append(_milliseconds(CASES, env))
    ratios = [mine / base for mine, base in zip(cases, bare, strict=True)]
    return {
        "name": "list the cases",
        "cases": len(listed),
        "bare_ms": round(statistics.median(bare), 1),
        "cases_ms": round(statistics.median(cases), 1),
        "ratio": round(statistics.median(ratios), 2),
        "at_most": AT_MOST,
        "rounds": rounds,
    }


def _output(command: list[str], env: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def _milliseconds(command: list[str], env: dict[str, str]) -> float:
    start = perf_counter()
    _output(command, env)
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
