"""Plays game.json, the compiled ink, through inkcpp-py (a C++ core)."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import inkcpp_py
from answering import Choices, answer

folder = Path(sys.argv[1])
inkcpp_py.compile_json(str(folder / "game.json"), str(folder / "game.bin"))
story = inkcpp_py.Story.from_file(str(folder / "game.bin"))


def play(plays: int) -> dict[str, int]:
    pick = Choices()
    endings: dict[str, int] = {}
    for _ in range(plays):
        runner = story.new_runner()
        last = ""
        while True:
            while runner.can_continue():
                line = runner.getline()
                if line.startswith("ENDING "):
                    last = line.strip()[7:]
            count = runner.num_choices()
            if not count:
                break
            runner.choose(pick(count))
        endings[last] = endings.get(last, 0) + 1
    return endings


answer(version("inkcpp-py"), play)
