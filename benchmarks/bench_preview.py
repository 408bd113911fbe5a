"""From a save to its finding on the screen of ``ppsim preview``, beside the check itself.

The preview runs at a pseudo-terminal on a case of 40 scenes and 90 KiB, findings in view. A save
declares a variable that nothing uses, under a new name each time: the text loads, so that every
check runs, and the name can be waited for. The check itself is the same work on the same file in a
process that is warm; ``ppsim check`` as a command is shown beside it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.generate import generate_case
from benchmarks.rows import Row, absent, at_most, paired
from benchmarks.watched import Watched
from ppsim.report.checked import check_file

ROOT = Path(__file__).parents[1]
PPSIM = (sys.executable, "-m", "ppsim")
DECISIONS, OPTIONS, KIB = 38, 4, 90
"""With its two endings a case of 40 scenes."""
GOAL = 2.0


def run(quick: bool) -> list[Row]:
    """Saves, checks and commands, in paired rounds."""
    if sys.platform != "linux":
        return [absent("preview", "the preview at a terminal", "measured on Linux alone")]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "generated.yaml"
        text = generate_case(DECISIONS, OPTIONS, KIB)
        file.write_text(text, encoding="utf-8")
        env = {
            **{name: value for name, value in os.environ.items() if name != "NO_COLOR"},
            "PPSIM_HOME": str(Path(folder) / "home"),
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
        }
        with closing(Watched((*PPSIM, "preview", str(file), "--at", "findings"), env)) as app:
            app.painted(b"Findings (")
            app.quiet(1.0)
            contestants = [_save(app, file, text), _check(file), _command(file, env)]
            saves, checks, commands = paired(contestants, 7 if quick else 31)
    rounds = len(saves)
    return [
        Row("preview", "a save, to its finding painted", median(saves) * 1000, "ms", rounds),
        Row("preview", "the check itself, warm", median(checks) * 1000, "ms", rounds),
        at_most("preview", "save to findings / the check itself", _over(saves, checks), GOAL),
        Row("preview", "ppsim check, as a command", median(commands) * 1000, "ms", rounds),
        Row("preview", "save to findings / ppsim check", median(_over(saves, commands)), "x",
            rounds),
    ]  # fmt: skip


def _over(ours: list[float], theirs: list[float]) -> list[float]:
    return [a / b for a, b in zip(ours, theirs, strict=True)]


def _save(app: Watched, file: Path, text: str) -> Callable[[], float]:
    numbers = count()

    def once() -> float:
        name = f"spare{next(numbers):04}"
        changed = text.replace("variables:\n", f"variables:\n  {name}: false\n", 1)
        app.quiet()
        begin = app.press(b"")
        other = file.with_suffix(".new")
        other.write_text(changed, encoding="utf-8")
        other.replace(file)
        return app.painted(name.encode()) - begin

    return once


def _check(file: Path) -> Callable[[], float]:
    def once() -> float:
        begin = perf_counter()
        check_file(file)
        return perf_counter() - begin

    return once


def _command(file: Path, env: dict[str, str]) -> Callable[[], float]:
    def once() -> float:
        begin = perf_counter()
        done = subprocess.run(
            (*PPSIM, "check", str(file)), cwd=ROOT, env=env, capture_output=True, check=False
        )
        if done.returncode not in (0, 1):
            raise RuntimeError(done.stderr.decode(errors="replace"))
        return perf_counter() - begin

    return once
