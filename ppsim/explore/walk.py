"""The exhaustive walk: what can be reached, what it can still come to, what is still possible.

All states are found once, forwards; everything else is worked out backwards over them, V* at
once and the rest when first asked for. Definitions: docs/scoring.md sections 2, 6 and 7.
"""

from __future__ import annotations

from functools import cached_property

from ppsim.engine.story import Story
from ppsim.engine.values import State
from ppsim.explore.bounds import Bounds, bounds
from ppsim.explore.facts import Facts
from ppsim.explore.fold import best_of, fold, union_of
from ppsim.explore.states import Block, StateGraph, find_states
from ppsim.explore.witness import Path, Witnesses
from ppsim.format.collector import no_collection
from scoring.rubric import Rubric

BUDGET = 200_000
"""States found before a walk gives up, unless told otherwise."""


def walk(
    story: Story,
    rubric: Rubric,
    budget: int = BUDGET,
    *,
    lines: bool = False,
) -> Walk:
    """Walk every state that can be reached.

    States are counted by what can still matter: what nothing reachable reads any more is dropped.

    Args:
        story: the compiled case.
        rubric: by which options are weighed.
        budget: states after which to give up; ``complete`` is then false, and every answer that
            would need all of them is ``None``.
        lines: whether to tell states apart that differ only in what is said.

    Raises:
        KeyError: the case carries a code the rubric does not have.
    """
    with no_collection():
        return Walk(story, rubric, find_states(story, budget, lines=lines), budget)


class Walk:
    """What a walk found."""

    def __init__(self, story: Story, rubric: Rubric, graph: StateGraph, budget: int) -> None:
        self.story = story
        self.rubric = rubric
        self.graph = graph
        self.budget = budget
        self.facts = Facts(graph, rubric)
        self._v_star = fold(graph, best_of(self.facts.gains, max)) if graph.complete else None

    @property
    def complete(self) -> bool:
        """Whether every reachable state was found within the budget."""
        return self.graph.complete

    @property
    def values(self) -> list[list[float]] | None:
        """V* of every state, by scene index and row; ``None`` where the walk was bounded."""
        return self._v_star

    @property
    def states(self) -> int:
        """States found; all there are where the walk is complete."""
        return self.graph.states

    @property
    def moves(self) -> int:
        """Moves between them."""
        return sum(len(block.rows) * len(block.moves) for block in self.graph.blocks())

    # ---- of one state

    def v_star(self, state: State) -> float | None:
        """V*: the best total of w still reachable; ``None`` where the walk was bounded.

        ``None`` also for a state that no play reaches.
        """
        at = self.graph.row(state)
        return None if at is None or self._v_star is None else self._v_star[at[0]][at[1]]

    def features_open(self, state: State) -> frozenset[str] | None:
        """Key features that some state reachable from here, this one included, still offers."""
        return self._names(self._features, state, self._feature_names)

    def endings_open(self, state: State) -> frozenset[str] | None:
        """Ending scenes that can still be reached, this one included."""
        return self._names(self._endings, state, self._ending_names)

    def _names(
        self, values: list[list[int]] | None, state: State, names: tuple[str, ...]
    ) -> frozenset[str] | None:
        at = self.graph.row(state)
        if at is None or values is None:
            return None
        bits = values[at[0]][at[1]]
        return frozenset(name for i, name in enumerate(names) if bits >> i & 1)

    @cached_property
    def _feature_names(self) -> tuple[str, ...]:
        return tuple(self.story.case.key_features)

    @cached_property
    def _features(self) -> list[list[int]] | None:
        place = {name: i for i, name in enumerate(self._feature_names)}

        def marks(block: Block) -> int:
            found = 0
            for choice in block.offers:
                for name in choice.option.meets:
                    found |= 1 << place[name]
            return found

        return fold(self.graph, union_of(marks)) if self.complete else None

    @cached_property
    def _ending_names(self) -> tuple[str, ...]:
        scenes = self.story.case.scenes
        return tuple(name for name, scene in scenes.items() if scene.ending is not None)

    @cached_property
    def _endings(self) -> list[list[int]] | None:
        place = {self.graph.order[name]: i for i, name in enumerate(self._ending_names)}

        def marks(block: Block) -> int:
            ending = place.get(block.scene)
            return 0 if ending is None else 1 << ending

        return fold(self.graph, union_of(marks)) if self.complete else None

    # ---- of the whole

    @cached_property
    def bounds(self) -> Bounds | None:
        """What plays can come to; ``None`` where the walk was bounded."""
        if not self.complete:
            return None
        return bounds(self.graph, self.facts, tuple(self.rubric.dimensions))

    @cached_property
    def witnesses(self) -> Witnesses:
        """The shortest way to every scene and every option found; so far, where bounded."""
        return Witnesses(self.graph)

    def witness(self, scene: str) -> Path | None:
        """The shortest way to a scene; ``None`` where none was found."""
        return self.witnesses.scenes.get(scene)

    @cached_property
    def traps(self) -> frozenset[str] | None:
        """Scenes that some play enters in a state from which no ending can be reached."""
        if self._endings is None:
            return None
        return frozenset(
            scene.id
            for scene, endings in zip(self.graph.scenes, self._endings, strict=True)
            if not all(endings)
        )
