"""What scoring says of a block of states: is it a decision, what do its options weigh.

Definitions are scoring's own (``scoring.decisions``, ``scoring.attainment``,
``scoring.disclosure``); they are asked once a block, not once a state.
"""

from __future__ import annotations

from functools import cached_property

from ppsim.engine.story import Story
from ppsim.explore.states import Block, StateGraph
from scoring.attainment import informs
from scoring.decisions import Met, decisions_met
from scoring.disclosure import Clear, clear_side, ledger
from scoring.record import AttemptRecord, Pick
from scoring.rubric import Rubric


class BlockFacts:
    """What scoring says of the states of one block; moves are named by their index in it."""

    def __init__(self, block: Block, pick: Pick | None, rubric: Rubric) -> None:
        self._pick = pick
        self._moves = len(block.moves)
        self._rubric = rubric

    @cached_property
    def met(self) -> Met | None:
        """The decision met here; ``None`` where picking does not score."""
        if self._pick is None:
            return None
        found = decisions_met(_alone(self._pick), self._rubric)
        return found[0] if found else None

    @cached_property
    def gains(self) -> tuple[float, ...]:
        """What each move earns: w, with contested options raised; 0 where nothing scores."""
        if self.met is None:
            return (0.0,) * self._moves
        return self.met.row.overall

    def gains_in(self, dimension: str) -> tuple[float, ...]:
        """What each move earns in one dimension."""
        if self.met is None:
            return (0.0,) * self._moves
        return self.met.column(dimension)

    def informs(self, dimension: str) -> bool:
        """Whether a decision is met here that informs the dimension."""
        return self.met is not None and informs(self.met, dimension)

    @cached_property
    def is_disclosure(self) -> bool:
        """Whether a disclosure decision is met here."""
        return self._pick is not None and bool(ledger(_alone(self._pick)))

    @cached_property
    def clear(self) -> Clear | None:
        """``T`` or ``W`` where the moment is a clear one."""
        if self._pick is None or self._pick.moment is None or not self.is_disclosure:
            return None
        return clear_side(self._pick.offered, self._pick.moment)


def _alone(pick: Pick) -> AttemptRecord:
    return AttemptRecord("life", (pick,))


class Facts:
    """The facts of every block of a state graph, worked out as they are asked for."""

    def __init__(self, story: Story, graph: StateGraph, rubric: Rubric) -> None:
        self._story = story
        self._graph = graph
        self._rubric = rubric
        self._known: dict[int, BlockFacts] = {}
        self._alike: dict[tuple[int, bool, tuple[str, ...]], BlockFacts] = {}

    def __call__(self, block: Block) -> BlockFacts:
        """The facts of one block."""
        known = self._known.get(id(block))
        if known is None:
            ids = tuple(choice.id for choice in block.offers)
            key = (block.scene, block.first_visit, ids)
            known = self._alike.get(key)
            if known is None:
                known = self._alike[key] = BlockFacts(block, self._pick(block), self._rubric)
            self._known[id(block)] = known
        return known

    def _pick(self, block: Block) -> Pick | None:
        scene = self._graph.scenes[block.scene].program.view
        if not block.offers or scene.phase is None:
            return None
        return Pick(
            scene=scene.id,
            phase=scene.phase,
            offered=tuple(choice.option for choice in block.offers),
            chosen=block.offers[0].id,
            first_visit=block.first_visit,
            hub=scene.kind == "hub",
            contested=scene.contested,
            moment=scene.moment,
        )
