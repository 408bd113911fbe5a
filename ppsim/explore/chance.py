"""A player who picks at random: how often each ending and each total comes out, worked exactly.

At each prompt every way on that is open is as likely as the next. The chances go forward once
over all states; only where states can reach each other are they sent round until none is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from ppsim.explore.forward import LEFT, Batch, batches
from ppsim.explore.states import Block, StateGraph

Totals = dict[float, float]
"""Total of w -> chance."""


@dataclass(frozen=True, slots=True)
class Chances:
    """What comes of playing at random, from the start of a complete graph."""

    endings: dict[str, float]
    """Ending scene -> chance of ending there."""
    totals: Totals
    """Total of w over the decisions met -> chance, among plays that reach an ending; ascending."""
    stuck: float
    """Chance of coming to where nothing can be done, or of going round for ever."""

    @property
    def mean(self) -> float | None:
        """The mean total; ``None`` where no play ends."""
        ended = sum(self.totals.values())
        return sum(t * p for t, p in self.totals.items()) / ended if ended else None

    @property
    def deviation(self) -> float | None:
        """The standard deviation of the total."""
        mean, ended = self.mean, sum(self.totals.values())
        if mean is None:
            return None
        return sqrt(sum((t - mean) ** 2 * p for t, p in self.totals.items()) / ended)


def chances(graph: StateGraph, gains: Callable[[Block], Sequence[float]]) -> Chances:
    """Play at random, all plays at once; ``gains`` is what each move of a block earns."""
    coming: list[dict[int, Totals]] = [{} for _ in graph.scenes]
    start = graph.row(graph.start)
    assert start is not None
    coming[start[0]][start[1]] = {0.0: 1.0}
    for group in reversed(graph.groups):
        for batch in batches(graph, group):
            moved = [(gains(block), block, at) for block, at in batch.places]
            for _ in range(batch.rounds):
                for place in moved:
                    _move_on(coming, *place)
                if not batch.turns or not _left(coming, batch):
                    break
    return _gather(graph, coming)


def _move_on(
    coming: list[dict[int, Totals]], gains: Sequence[float], block: Block, at: Iterable[int]
) -> None:
    """Send what has come to some states of a block on by its moves; at an ending it stays."""
    if not block.moves:
        return
    here = coming[block.scene]
    share = 1 / len(block.moves)
    for i in at:
        totals = here.pop(block.rows[i], None)
        if totals is None:
            continue
        for gain, target, children in zip(gains, block.targets, block.children, strict=True):
            there = coming[target].setdefault(children[i], {})
            for total, chance in totals.items():
                there[total + gain] = there.get(total + gain, 0.0) + chance * share


def _left(coming: list[dict[int, Totals]], batch: Batch) -> bool:
    return any(
        sum(coming[block.scene].get(block.rows[i], {}).values()) > LEFT
        for block, at in batch.places
        for i in at
    )


def _gather(graph: StateGraph, coming: list[dict[int, Totals]]) -> Chances:
    endings: dict[str, float] = {}
    whole: Totals = {}
    stuck = 0.0
    for scene, by_row in zip(graph.scenes, coming, strict=True):
        ends = scene.program.view.kind == "ending"
        for totals in by_row.values():
            for total, chance in totals.items():
                if ends:
                    endings[scene.id] = endings.get(scene.id, 0.0) + chance
                    whole[total] = whole.get(total, 0.0) + chance
                else:
                    stuck += chance
    return Chances(endings, dict(sorted(whole.items())), stuck)
