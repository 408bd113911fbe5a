"""What the Python drivers share: the same picks for everybody, and the line protocol.

These run in the peers' own environment and import nothing of ppsim.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from time import perf_counter


class Choices:
    def __init__(self) -> None:
        self.seed = 1

    def __call__(self, count: int) -> int:
        self.seed = (self.seed * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.seed >> 8) % count


def answer(version: str, play: Callable[[int], dict[str, int]]) -> None:
    print(json.dumps({"version": version}), flush=True)
    for line in sys.stdin:
        begin = perf_counter()
        endings = play(int(line))
        seconds = perf_counter() - begin
        print(json.dumps({"seconds": seconds, "endings": endings}), flush=True)
