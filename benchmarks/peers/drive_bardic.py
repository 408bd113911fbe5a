"""Plays game.bard through bardic."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

from answering import Choices, answer
from bardic import BardCompiler, BardEngine

story = BardCompiler().compile_string((Path(sys.argv[1]) / "game.bard").read_text("utf-8"))


def play(plays: int) -> dict[str, int]:
    pick = Choices()
    endings: dict[str, int] = {}
    for _ in range(plays):
        engine = BardEngine(story)
        while True:
            output = engine.current()
            count = len(output.choices)
            if not count:
                break
            engine.choose(pick(count))
        told = next(s for s in reversed(output.content.split("\n")) if s.startswith("ENDING "))
        last = told[7:].strip()
        endings[last] = endings.get(last, 0) + 1
    return endings


answer(version("bardic"), play)
