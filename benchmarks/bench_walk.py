"""The exhaustive walk beside a bare walk of the same states."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from statistics import median
from time import process_time

from benchmarks import game
from benchmarks.bare import bare_walk
from benchmarks.rows import Row, at_most, paired
from ppsim.explore import walk

SIZES = (10, 20, 30, 40, 50)
GOAL = 5.0
STATES = 5_000
"""Walked by each side in one turn, at the least: a turn much shorter is all chance."""


def run(quick: bool) -> list[Row]:
    """Games of 10 to 50 decisions. Every walk is of a story compiled for it, cold."""
    rounds = 5 if quick else 25
    rows: list[Row] = []
    whole: list[list[float]] = [[] for _ in range(rounds)]
    for size in SIZES:
        states, _, _ = bare_walk(size)
        times = -(-STATES // states)

        def alone(size: int = size) -> float:
            game.story(size)  # so that neither side finds the processor's memory warmer
            begin = process_time()
            bare_walk(size)
            return process_time() - begin

        def once(size: int = size, states: int = states) -> float:
            story = game.story(size)
            begin = process_time()
            found = walk(story, game.rubric(), lines=True)
            took = process_time() - begin
            ends = sum(len(s.index) for s in found.graph.scenes if s.program.view.kind == "ending")
            assert found.states - ends == states, "not the same states"
            return took

        def turn(once: Callable[[], float], times: int = times) -> float:
            return sum(once() for _ in range(times)) / times

        floor, ours = paired((partial(turn, alone), partial(turn, once)), rounds)
        ratios = [b / a for a, b in zip(floor, ours, strict=True)]
        for i, pair in enumerate(zip(floor, ours, strict=True)):
            whole[i] += pair
        note = f"{median(ours) * 1e3:.2f} ms against {median(floor) * 1e3:.2f} ms"
        what = f"{size} decisions, {states:,} states: walk / bare"
        rows.append(at_most("walk", what, ratios, GOAL, note))
    sums = [sum(times[1::2]) / sum(times[::2]) for times in whole]
    rows.append(at_most("walk", "all of them: walk / bare", sums, GOAL, "with V* of every state"))
    return rows
