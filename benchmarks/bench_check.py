"""``ppsim check`` of a 40-scene case of 90 KiB, as a process, against the bare imports."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.generate import generate_case
from benchmarks.rows import Row, at_most, paired

ROOT = Path(__file__).parents[1]
BARE = (sys.executable, "-c", "from pydantic import BaseModel; import ruamel.yaml")
DECISIONS, OPTIONS, KIB = 38, 4, 90
"""With its two endings a case of 40 scenes."""
GOAL = 3.0


def run(quick: bool) -> list[Row]:
    """Start to end of each process, in paired rounds."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "generated.yaml"
        made.write_text(generate_case(DECISIONS, OPTIONS, KIB), encoding="utf-8")
        shipped = ROOT / "vignettes" / "lois.yaml"
        contestants = [_process(BARE, (0,)), _check(made), _check(shipped)]
        bare, generated, lois = paired(contestants, 5 if quick else 21)
    beside = "beside the bare imports"
    return [
        at_most("check", f"check 40 scenes, 90 KiB, {beside}", _over(generated, bare), GOAL),
        at_most("check", f"check Lois, {beside}", _over(lois, bare), GOAL),
        Row("check", "the bare imports", median(bare) * 1000, "ms", len(bare)),
        Row("check", "check 40 scenes", median(generated) * 1000, "ms", len(bare)),
    ]


def _over(ours: list[float], theirs: list[float]) -> list[float]:
    return [a / b for a, b in zip(ours, theirs, strict=True)]


def _check(path: Path) -> Callable[[], float]:
    return _process((sys.executable, "-m", "ppsim", "check", str(path)), (0, 1))


def _process(command: tuple[str, ...], codes: tuple[int, ...]) -> Callable[[], float]:
    def once() -> float:
        begin = perf_counter()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        taken = perf_counter() - begin
        if done.returncode not in codes:
            raise RuntimeError(done.stderr.decode(errors="replace"))
        return taken

    return once
