"""A player who picks at random, worked out exactly: how often each state is come to.

At each prompt every way on that is open is as likely as the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ppsim.engine.graph import Group
from ppsim.explore.forward import LEFT, ROUNDS, Batch, batches
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
        entered = sum(self._entered[index])
        group = self._group[index]
        if not group.loops:
            return min(1.0, entered)
        return self._ever(group, index, lambda _, target: target == index, entered)

    def takes(self, source: str, target: str, ids: Iterable[str]) -> float:
        """How likely a play goes from one scene to another by one of some moves, from 0 to 1."""
        a, b = self.graph.order[source], self.graph.order[target]
        moves = frozenset(ids)
        group = self._group[a]
        if not group.loops or self._group[b] is not group:
            return min(1.0, sum(self.flow.get((a, move, b), 0.0) for move in moves))

        def caught(way: tuple[int, str], to: int) -> bool:
            return way[0] == a and way[1] in moves and to == b

        return self._ever(group, None, caught, 0.0)

    def _ever(
        self,
        group: Group,
        out_of: int | None,
        caught: Callable[[tuple[int, str], int], bool],
        chance: float,
    ) -> float:
        """The chance that a play which goes round in a group is ever caught at a move.

        Args:
            group: scenes that can lead to each other.
            out_of: a scene whose states stay where they are, having been caught already.
            caught: by the scene and the move's id, and where it leads.
            chance: what was caught before.
        """
        graph = self.graph
        coming = {s: list(self._entered[s]) for s in map(graph.order.__getitem__, group.scenes)}
        for batch in batches(graph, group):
            places = [place for place in batch.places if place[0].scene != out_of]
            ends = not batch.closed or any(
                caught((block.scene, move.id), target)
                for block, _ in places
                for move, target in zip(block.moves, block.targets, strict=True)
            )
            for _ in range(ROUNDS if batch.turns and ends else 1):
                for block, at in places:
                    chance += _send_on(coming, block, at, caught)
                held = (coming[b.scene][b.rows[i]] for b, at in places for i in at)
                if max(held, default=0.0) <= LEFT:
                    break
        return min(1.0, chance)


def _send_on(
    coming: dict[int, list[float]],
    block: Block,
    at: Sequence[int],
    caught: Callable[[tuple[int, str], int], bool],
) -> float:
    found = 0.0
    here = coming[block.scene]
    if not block.moves:
        return found
    for i in at:
        held, here[block.rows[i]] = here[block.rows[i]], 0.0
        if not held:
            continue
        share = held / len(block.moves)
        for move, target, children in zip(block.moves, block.targets, block.children, strict=True):
            if caught((block.scene, move.id), target):
                found += share
            elif target in coming:
                coming[target][children[i]] += share
    return found


def _nothing(graph: StateGraph) -> Columns:
    return [[0.0] * len(scene.index) for scene in graph.scenes]


def _left(coming: Columns, batch: Batch) -> bool:
    return any(coming[block.scene][block.rows[i]] > LEFT for block, at in batch.places for i in at)
