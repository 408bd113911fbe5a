"""The app at a terminal against a bare Textual app: first paint, answers, memory, hard texts.

Each round runs the contestants one after the other, each in a process of its own at a
pseudo-terminal; a moment is when the bytes that paint the words have been read from it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks.generate import generate_case
from benchmarks.rows import Row, absent, at_most, paired
from benchmarks.watched import Watched

ROOT = Path(__file__).parents[1]
GOOD = ROOT / "tests" / "cases" / "good"
BARE = (sys.executable, "-m", "benchmarks.bare_app")
PPSIM = (sys.executable, "-m", "ppsim")
TITLE = "A generated case"
FIRST_PAINT, ECHO, MEMORY, HARD = 1.6, 2.0, 1.5, 2.0
DECISIONS = 12
SCENE = b"number %d."
LINE, WORDS, LINES = b"echo number %03d", b"words number %03d", b"line number %03d"
"""What is painted for a key, each time with the next number."""
PLAIN = "tomasz"
HARD_CASES = ("brackets", "right-to-left", "wide", "long-scene")


def run(quick: bool) -> list[Row]:
    """First paint, answers to keys, memory and hard texts, in paired rounds."""
    if sys.platform != "linux":
        return [absent("app", "the app at a terminal", "measured on Linux alone")]
    rounds = 5 if quick else 15
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        return [
            *bench.first_paint(rounds),
            *bench.answers(rounds),
            *bench.hard_texts(max(3, rounds // 2)),
        ]


class Bench:
    """Contestants in a home of their own."""

    def __init__(self, folder: Path) -> None:
        self._cases = folder / "cases"
        self._cases.mkdir()
        text = generate_case(DECISIONS, 3)
        self._case = self._cases / "generated.yaml"
        self._case.write_text(text, encoding="utf-8")
        self._env = {
            **{name: value for name, value in os.environ.items() if name != "NO_COLOR"},
            "PPSIM_HOME": str(folder / "home"),
            "PPSIM_CASES": str(self._cases),
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
        }

    def first_paint(self, rounds: int) -> list[Row]:
        """Milliseconds from the start to the first title, and memory once all is at rest."""
        memory: dict[tuple[str, ...], list[float]] = {}

        def contestant(command: tuple[str, ...], words: str) -> Callable[[], float]:
            def timed() -> float:
                with closing(Watched(command, self._env)) as app:
                    taken = app.painted(words.encode()) - app.began
                    app.quiet()
                    memory.setdefault(command, []).append(app.resident)
                    return taken * 1000

            return timed

        bare = (*BARE, TITLE)
        mine, base = paired([contestant(PPSIM, TITLE), contestant(bare, TITLE)], rounds)
        fat, thin = memory[PPSIM][1:], memory[bare][1:]
        return [
            Row("app", "ppsim, start to first titles", median(mine), "ms", rounds),
            Row("app", "bare Textual app, start to first paint", median(base), "ms", rounds),
            at_most("app", "first titles / bare first paint", _ratios(mine, base), FIRST_PAINT),
            Row("app", "ppsim, memory after first paint", median(fat), "MiB", rounds),
            Row("app", "bare Textual app, memory", median(thin), "MiB", rounds),
            at_most("app", "memory / bare memory", _ratios(fat, thin), MEMORY),
        ]

    def answers(self, rounds: int) -> list[Row]:
        """From a key to the next scene, and to what the bare app does for a key.

        In milliseconds until it is painted, and in the processor's until all is at rest again.
        """
        worked: dict[bytes, list[float]] = {}

        def times(app: Watched, key: bytes, words: bytes) -> float:
            taken, work = [], []
            for number in range(1, DECISIONS):
                app.quiet()
                before = app.worked
                pressed = app.press(key)
                taken.append(app.painted(words % number) - pressed)
                app.quiet()
                work.append(app.worked - before)
            worked.setdefault(words, []).append(median(work) * 1000)
            return median(taken) * 1000

        def scenes() -> float:
            command = (*PPSIM, "play", str(self._case), "--new", "--seed", "3")
            with closing(Watched(command, self._env)) as app:
                app.painted(b"before you begin")
                app.quiet()
                app.press(b"\r")
                app.painted(b"number 0.")
                return times(app, b"1", SCENE)

        def bare(key: bytes, words: bytes) -> Callable[[], float]:
            def timed() -> float:
                with closing(Watched((*BARE, TITLE), self._env)) as app:
                    app.painted(TITLE.encode())
                    return times(app, key, words)

            return timed

        echoes, worded, scrolls = bare(b"e", LINE), bare(b"w", WORDS), bare(b"s", LINES)
        mine, echo, words, scroll = paired([scenes, echoes, worded, scrolls], rounds)
        cost = _ratios(worked[SCENE][1:], worked[LINE][1:])  # less the warming up
        return [
            Row("app", "key to next scene painted", median(mine), "ms", rounds),
            Row("app", "bare Textual app, key to echo", median(echo), "ms", rounds),
            at_most("app", "next scene / bare echo", _ratios(mine, echo), ECHO),
            Row("app", "the same by processor time", median(cost), "x", rounds),
            Row("app", "bare Textual app, a window of words", median(words), "ms", rounds),
            Row("app", "next scene / bare words", median(_ratios(mine, words)), "x", rounds),
            Row("app", "bare Textual app, as many lines scrolled in", median(scroll), "ms", rounds),
            Row("app", "next scene / bare lines", median(_ratios(mine, scroll)), "x", rounds),
        ]

    def hard_texts(self, rounds: int) -> list[Row]:
        """From the key that ends the hub to the scene after it, plain and with hard texts."""
        names = (PLAIN, *HARD_CASES)
        for name in names:
            shutil.copy(GOOD / f"{name}.yaml", self._cases)

        def goes_on(name: str) -> Callable[[], float]:
            def timed() -> float:
                case = str(self._cases / f"{name}.yaml")
                with closing(Watched((*PPSIM, "play", case, "--seed", "3"), self._env)) as app:
                    app.painted(b"before you begin")
                    for key in (b"\r", b"1"):
                        app.quiet()
                        app.press(key)
                        app.painted(b"  1  ")  # the first thing to choose
                    app.quiet()
                    pressed = app.press(b"1")
                    return (app.painted(b"In the room") - pressed) * 1000

            return timed

        found = paired([goes_on(name) for name in names], rounds)
        plain = found[0]
        rows = [Row("app", "plain case, key to next scene", median(plain), "ms", rounds)]
        for name, times in zip(HARD_CASES, found[1:], strict=True):
            rows += [
                Row("app", f"{name}, key to next scene", median(times), "ms", rounds),
                at_most("app", f"{name} / plain", _ratios(times, plain), HARD),
            ]
        return rows


def _ratios(mine: list[float], base: list[float]) -> list[float]:
    return [m / b for m, b in zip(mine, base, strict=True)]
