"""A player who picks at random, worked out exactly: how often each state is come to.

At each prompt every way on that is open is as likely as the next. One pass forward over the
states; only where states can reach each other is the chance sent round until none is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ppsim.explore.states import Block, StateGraph

_LEFT = 1e-12
"""Chance that may be lost going round a loop."""
_ROUNDS = 400


class RandomPlay:
    """Expected visits of each state of a complete graph, by scene and row."""

    def __init__(self, graph: StateGraph) -> None:
        self.graph = graph
        self.visits: list[list[float]] = [[0.0] * len(scene.index) for scene in graph.scenes]
        at = graph.row(graph.start)
        assert at is not None
        self._coming: list[list[float]] = [[0.0] * len(scene.index) for scene in graph.scenes]
        self._coming[at[0]][at[1]] = 1.0
        for group in reversed(graph.groups):
            self._pass([graph.order[name] for name in group.scenes], group.inward)

    def _pass(self, scenes: Sequence[int], inward: bool) -> None:
        rounds = _ROUNDS if inward else 1
        while rounds and any(max(self._coming[s], default=0.0) > _LEFT for s in scenes):
            rounds -= 1
            for scene in scenes:
                self._move_on(scene)

    def _move_on(self, scene: int) -> None:
        coming = self._coming[scene]
        self._coming[scene] = [0.0] * len(coming)
        visits = self.visits[scene]
        for row, chance in enumerate(coming):
            visits[row] += chance
        for block in self.graph.scenes[scene].blocks:
            share = len(block.moves)
            for target, children in zip(block.targets, block.children, strict=True):
                there = self._coming[target]
                for row, child in zip(block.rows, children, strict=True):
                    if coming[row]:
                        there[child] += coming[row] / share

    def of(self, block: Block) -> float:
        """Expected visits of a block's states together."""
        visits = self.visits[block.scene]
        return sum(visits[row] for row in block.rows)

    def likeliest(self, scene: int, blocks: Iterable[Block]) -> Block | None:
        """Of some blocks of a scene, one with the offers that are likeliest together."""
        chances: dict[tuple[str, ...], float] = {}
        first: dict[tuple[str, ...], Block] = {}
        for block in blocks:
            assert block.scene == scene
            ids = tuple(choice.id for choice in block.offers)
            chances[ids] = chances.get(ids, 0.0) + self.of(block)
            first.setdefault(ids, block)
        if not chances:
            return None
        return first[max(chances, key=lambda ids: (round(chances[ids], 9), len(ids), ids))]
