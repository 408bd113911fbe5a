"""Load and validate a case of 90 KiB, beside libyaml's bare event pass over the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.generate import generate_case
from benchmarks.rows import Row, at_most, paired
from ppsim.format.canonical import case_hash
from ppsim.format.header import read_header
from ppsim.format.libyaml import open_parser
from ppsim.format.load import load_case, load_rubric

RUBRIC = Path(__file__).parents[1] / "scoring" / "rubrics" / "ppsim-core.yaml"
DECISIONS, OPTIONS, KIB = 30, 4, 90
GOAL = 4.0


def run(quick: bool) -> list[Row]:
    """The ratio that is held to, and what goes into it in milliseconds."""
    text = generate_case(DECISIONS, OPTIONS, KIB)
    data = text.encode()
    rubric = load_rubric(RUBRIC.read_bytes(), RUBRIC.name).value
    loaded = load_case(data, "generated.yaml", rubric)
    case = loaded.value
    if case is None:
        raise RuntimeError(f"the generated case does not load: {loaded.diagnostics}")

    def bare() -> None:
        parser = open_parser(text)
        while parser.get_event() is not None:
            pass
        parser.dispose()

    timed = [
        _timed(bare),
        _timed(lambda: load_case(data, "generated.yaml", rubric)),
        _timed(lambda: read_header(data)),
        _timed(lambda: case_hash(case)),
    ]
    events, load, header, hashed = paired(timed, 7 if quick else 41)
    ratios = [ours / theirs for ours, theirs in zip(load, events, strict=True)]
    size = f"{round(len(data) / 1024)} KiB"
    return [
        at_most("load", f"load and validate {size}, beside the bare event pass", ratios, GOAL),
        _milliseconds("the bare event pass", events),
        _milliseconds("load and validate", load),
        _milliseconds("read the header alone", header),
        _milliseconds("hash the case", hashed),
    ]


def _timed(work: Callable[[], object]) -> Callable[[], float]:
    def once() -> float:
        begin = process_time()
        made = work()  # and kept until the clock stands
        taken = process_time() - begin
        del made
        return taken

    return once


def _milliseconds(what: str, seconds: list[float]) -> Row:
    return Row("load", what, median(seconds) * 1000, "ms", len(seconds))
