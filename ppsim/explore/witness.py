"""The shortest way to each scene and to each option on offer, over the states found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from ppsim.engine.moves import LEAVE
from ppsim.explore.states import Block, StateGraph


class Move(NamedTuple):
    """One move of a witness: a choice taken, or ``choice`` ``None`` for going on or leaving."""

    scene: str
    choice: str | None


Path = tuple[Move, ...]
Node = tuple[int, int]
"""A state: index of its scene, and row."""
K = TypeVar("K")


class Ways(Mapping[K, Path], Generic[K]):
    """A shortest way to each of many things, told only where it is asked for.

    All of them together can be as long as the square of the case.
    """

    def __init__(self, told: Callable[[K, Node], Path]) -> None:
        self._told = told
        self._nodes: dict[K, Node] = {}

    def note(self, what: K, node: Node) -> None:
        """It is first come to in the state ``node``."""
        self._nodes.setdefault(what, node)

    def __getitem__(self, what: K) -> Path:
        return self._told(what, self._nodes[what])

    def __contains__(self, what: object) -> bool:
        return what in self._nodes

    def __iter__(self) -> Iterator[K]:
        return iter(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)


class Witnesses:
    """A breadth-first search from the start; where two ways are as short, the author's first."""

    def __init__(self, graph: StateGraph) -> None:
        self._graph = graph
        self._came: dict[Node, tuple[Node, str] | None] = {}
        self.scenes: Ways[str] = Ways(lambda _, node: self.to(node))
        """Scene -> the shortest way there."""
        self.choices: Ways[tuple[str, str]] = Ways(lambda way, node: (*self.to(node), Move(*way)))
        """Scene and choice -> the shortest way on which it is taken, itself included."""
        self.dead_ends: Ways[str] = Ways(lambda _, node: self.to(node))
        """Scene -> the shortest way to it in a state where nothing at all can be done."""
        self._search()

    def _search(self) -> None:
        graph = self._graph
        at = graph.row(graph.start)
        assert at is not None
        place = [_places(scene.blocks, len(scene.index)) for scene in graph.scenes]
        self._came[at] = None
        line = [at]
        for node in line:
            scene, row = node
            found = place[scene][row]
            if found is None:
                continue
            block, column = found
            self._note(node, block)
            for move, target, children in zip(
                block.moves, block.targets, block.children, strict=True
            ):
                child = (target, children[column])
                if child not in self._came:
                    self._came[child] = (node, move.id)
                    line.append(child)

    def _note(self, node: Node, block: Block) -> None:
        name = self._graph.scenes[node[0]].id
        self.scenes.note(name, node)
        for choice in block.offers:
            self.choices.note((name, choice.id), node)
        ends = self._graph.scenes[node[0]].program.view.kind == "ending"
        if not block.moves and not ends:
            self.dead_ends.note(name, node)

    def to(self, node: Node) -> Path:
        """The shortest way to a state, by scene index and row."""
        back: list[Move] = []
        came = self._came[node]
        while came is not None:
            node, move = came
            back.append(Move(self._graph.scenes[node[0]].id, None if move == LEAVE else move))
            came = self._came[node]
        return tuple(reversed(back))


def _places(blocks: list[Block], rows: int) -> list[tuple[Block, int] | None]:
    """For each row of a scene its block and column; ``None`` where the walk stopped before it."""
    found: list[tuple[Block, int] | None] = [None] * rows
    for block in blocks:
        whole = len(block.children[-1]) if block.children else len(block.rows)
        for column, row in enumerate(block.rows[:whole]):
            found[row] = (block, column)
    return found
