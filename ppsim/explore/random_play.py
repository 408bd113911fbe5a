"""A player who picks at random, worked out exactly: how often each state is come to.

At each prompt every way on that is open is as likely as the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ppsim.engine.graph import Group
from ppsim.explore.ever import Ever
from ppsim.explore.forward import LEFT, Batch, batches
from ppsim.explore.states import Block, StateGraph

Columns = list[list[float]]
"""A figure for each state: by scene and row."""
Way = tuple[int, str, int]
"""A scene, the id of a move out of it, and the scene this leads to."""


class RandomPlay:
    """Expected visits of each state of a complete graph, and how likely each way is taken at all.

    Where a play can go round with no way out, visits are counted once round.
    """

    def __init__(self, graph: StateGraph) -> None:
        self.graph = graph
        self.visits = _nothing(graph)
        """Expected visits, by scene and row; staying in a hub is a visit of its next state."""
        self.flow: dict[Way, float] = {}
        """How often each way is taken, on average."""
        self._group = {graph.order[name]: group for group in graph.groups for name in group.scenes}
        self._entered = _nothing(graph)
        at = graph.row(graph.start)
        assert at is not None
        self._entered[at[0]][at[1]] = 1.0
        self._coming = _nothing(graph)
        self._loops: dict[Group, Ever] = {}
        for group in reversed(graph.groups):
            for scene in (graph.order[name] for name in group.scenes):
                self._coming[scene] = list(self._entered[scene])
            for batch in batches(graph, group):
                self._send(batch, group)

    def _send(self, batch: Batch, group: Group) -> None:
        for _ in range(batch.rounds):
            for block, at in batch.places:
                self._move_on(block, at, group)
            if not batch.turns or not _left(self._coming, batch):
                return

    def _move_on(self, block: Block, at: Sequence[int], group: Group) -> None:
        coming, visits = self._coming[block.scene], self.visits[block.scene]
        leaving = []
        for i in at:
            row = block.rows[i]
            leaving.append(coming[row])
            visits[row] += coming[row]
            coming[row] = 0.0
        if not block.moves:
            return
        share = 1 / len(block.moves)
        whole = sum(leaving) * share
        for move, target, children in zip(block.moves, block.targets, block.children, strict=True):
            way = block.scene, move.id, target
            self.flow[way] = self.flow.get(way, 0.0) + whole
            inside = self._group[target] is group
            there = (self._coming if inside else self._entered)[target]
            for i, chance in zip(at, leaving, strict=True):
                if chance:
                    there[children[i]] += chance * share

    # ---- of blocks

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

    # ---- of the whole

    def passes(self, scene: str) -> float:
        """How likely a play comes to the scene at all, from 0 to 1."""
        index = self.graph.order[scene]
        group = self._group[index]
        began = self.graph.start.scene == scene
        if not group.loops or began:
            return 1.0 if began else min(1.0, sum(self._entered[index]))
        entered = sum(self._entered[index])
        others = self._ever(group).chance(lambda _, __, target: target == index, index)
        return min(1.0, entered + others)

    def takes(self, source: str, target: str, ids: Iterable[str]) -> float:
        """How likely a play goes from one scene to another by one of some moves, from 0 to 1."""
        a, b = self.graph.order[source], self.graph.order[target]
        moves = frozenset(ids)
        group = self._group[a]
        if not group.loops or self._group[b] is not group:
            return min(1.0, sum(self.flow.get((a, move, b), 0.0) for move in moves))
        return self._ever(group).chance(
            lambda scene, move, to: scene == a and move in moves and to == b
        )

    def _ever(self, group: Group) -> Ever:
        found = self._loops.get(group)
        if found is None:
            found = self._loops[group] = Ever(self.graph, group, self._entered)
        return found


def _nothing(graph: StateGraph) -> Columns:
    return [[0.0] * len(scene.index) for scene in graph.scenes]


def _left(coming: Columns, batch: Batch) -> bool:
    return any(coming[block.scene][block.rows[i]] > LEFT for block, at in batch.places for i in at)
