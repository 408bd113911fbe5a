"""A player without a plan: how often each ending and each total comes out, worked exactly.

At each prompt every way on that is open is as likely as the next, unless a rule for the shares is
given. The chances go forward once over all states; only where states can reach each other are they
sent round until none is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from ppsim.explore.forward import LEFT, Batch, batches
from ppsim.explore.states import Block, StateGraph

Totals = dict[float, float]
"""Total of w -> chance."""
DECIMALS = 9
"""To which totals that came by different ways count as the same."""


Shares = Callable[[Block], Sequence[Sequence[float]]]
"""Of a block: for each of its moves, how likely it is made in each of the states."""


def mean(totals: Totals) -> float | None:
    """The mean of totals by chance, or by count; ``None`` where there are none."""
    whole = sum(totals.values())
    return sum(t * p for t, p in totals.items()) / whole if whole else None


def deviation(totals: Totals) -> float | None:
    """The standard deviation of totals by chance."""
    middle, whole = mean(totals), sum(totals.values())
    if middle is None:
        return None
    return sqrt(sum((t - middle) ** 2 * p for t, p in totals.items()) / whole)


@dataclass(frozen=True, slots=True)
class Chances:
    """What comes of playing without a plan, from the start of a complete graph."""

    by_ending: dict[str, Totals]
    """Ending scene -> total of what is earned by then -> chance of ending there with it."""
    stuck: float
    """Chance of coming to where nothing can be done, or of going round for ever."""

    @property
    def endings(self) -> dict[str, float]:
        """Ending scene -> chance of ending there."""
        return {name: sum(totals.values()) for name, totals in self.by_ending.items()}

    @property
    def totals(self) -> Totals:
        """Total -> chance, among plays that reach an ending; ascending."""
        whole: Totals = {}
        for totals in self.by_ending.values():
            for total, chance in totals.items():
                whole[total] = whole.get(total, 0.0) + chance
        return dict(sorted(whole.items()))

    @property
    def mean(self) -> float | None:
        """The mean total; ``None`` where no play ends."""
        return mean(self.totals)

    @property
    def deviation(self) -> float | None:
        """The standard deviation of the total."""
        return deviation(self.totals)


def chances(
    graph: StateGraph, gains: Callable[[Block], Sequence[float]], shares: Shares | None = None
) -> Chances:
    """All plays at once.

    Args:
        graph: complete.
        gains: what each move of a block earns.
        shares: how likely each move is; all the same by default.
    """
    coming: list[dict[int, Totals]] = [{} for _ in graph.scenes]
    start = graph.row(graph.start)
    assert start is not None
    coming[start[0]][start[1]] = {0.0: 1.0}
    for group in reversed(graph.groups):
        for batch in batches(graph, group):
            moved = [
                (gains(block), shares(block) if shares else None, block, at)
                for block, at in batch.places
            ]
            for _ in range(batch.rounds):
                for place in moved:
                    _move_on(coming, *place)
                if not batch.turns or not _left(coming, batch):
                    break
    return _gather(graph, coming)


def _move_on(
    coming: list[dict[int, Totals]],
    gains: Sequence[float],
    shares: Sequence[Sequence[float]] | None,
    block: Block,
    at: Iterable[int],
) -> None:
    """Send what has come to some states of a block on by its moves; at an ending it stays."""
    if not block.moves:
        return
    here = coming[block.scene]
    same = 1 / len(block.moves)
    for i in at:
        totals = here.pop(block.rows[i], None)
        if totals is None:
            continue
        for n, (gain, target) in enumerate(zip(gains, block.targets, strict=True)):
            share = shares[n][i] if shares else same
            if not share:
                continue
            there = coming[target].setdefault(block.children[n][i], {})
            for total, chance in totals.items():
                there[total + gain] = there.get(total + gain, 0.0) + chance * share


def _left(coming: list[dict[int, Totals]], batch: Batch) -> bool:
    return any(
        sum(coming[block.scene].get(block.rows[i], {}).values()) > LEFT
        for block, at in batch.places
        for i in at
    )


def _gather(graph: StateGraph, coming: list[dict[int, Totals]]) -> Chances:
    endings: dict[str, Totals] = {}
    stuck = 0.0
    for scene, by_row in zip(graph.scenes, coming, strict=True):
        ends = scene.program.view.kind == "ending"
        for totals in by_row.values():
            for total, chance in totals.items():
                if ends:
                    mine, exact = endings.setdefault(scene.id, {}), round(total, DECIMALS)
                    mine[exact] = mine.get(exact, 0.0) + chance
                else:
                    stuck += chance
    return Chances({name: dict(sorted(totals.items())) for name, totals in endings.items()}, stuck)
