"""Load and validate a case of 90 KiB, against libyaml's bare event pass over the same bytes."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from generate import generate_case

from ppsim.format.canonical import case_hash
from ppsim.format.header import read_header
from ppsim.format.libyaml import open_parser
from ppsim.format.load import load_case, load_rubric

RUBRIC = Path(__file__).parents[1] / "scoring" / "rubrics" / "ppsim-core.yaml"
AT_MOST = 4.0
"""The budget: times the bare pass."""


def run(rounds: int = 25) -> dict[str, Any]:
    """Medians over paired runs, in milliseconds; ``ratio`` is the median of the paired ratios."""
    text = generate_case(decisions=30, options=4, kib=90)
    data = text.encode()
    rubric = load_rubric(RUBRIC.read_bytes(), RUBRIC.name).value
    loaded = load_case(data, "generated.yaml", rubric)
    case = loaded.value
    assert case is not None, loaded.diagnostics
    events = 0

    def bare() -> None:
        nonlocal events
        parser = open_parser(text)
        events = 0
        while parser.get_event() is not None:
            events += 1
        parser.dispose()

    times: dict[str, list[float]] = {"bare": [], "load": [], "header": [], "hash": []}
    runs: dict[str, Callable[[], object]] = {
        "bare": bare,
        "load": lambda: load_case(data, "generated.yaml", rubric),
        "header": lambda: read_header(data),
        "hash": lambda: case_hash(case),
    }
    for name in runs:
        runs[name]()
    for _ in range(rounds):
        for name, timed in runs.items():
            start = perf_counter()
            timed()
            times[name].append((perf_counter() - start) * 1000)
    ratios = [load / base for load, base in zip(times["load"], times["bare"], strict=True)]
    return {
        "name": "load and validate a case",
        "kib": round(len(data) / 1024, 1),
        "events": events,
        "bare_ms": round(statistics.median(times["bare"]), 2),
        "load_ms": round(statistics.median(times["load"]), 2),
        "header_ms": round(statistics.median(times["header"]), 3),
        "hash_ms": round(statistics.median(times["hash"]), 2),
        "ratio": round(statistics.median(ratios), 2),
        "at_most": AT_MOST,
        "rounds": rounds,
    }


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
