"""What scoring says of a block of states: is it a decision, what do its options weigh.

Definitions are scoring's own (``scoring.decisions``, ``scoring.attainment``,
``scoring.disclosure``); they are asked once a block, not once a state.
"""

from __future__ import annotations

from functools import cached_property

from ppsim.engine.moves import Move
from ppsim.engine.values import SceneView
from ppsim.explore.states import Block, StateGraph
from scoring.attainment import informs
from scoring.decisions import Met, decisions_met
from scoring.disclosure import Clear, clear_side, ledger
from scoring.options import Coding, Option
from scoring.record import AttemptRecord, Pick
from scoring.rubric import Rubric
from scoring.weights import Weight, weigh, weigh_offer


class BlockFacts:
    """What scoring says of the states of one block; moves are named by their index in it."""

    def __init__(self, block: Block, scene: SceneView, rubric: Rubric) -> None:
        self._block = block
        self._scene = scene
        self._rubric = rubric

    @cached_property
    def _pick(self) -> Pick | None:
        """A pick made here, of whatever option."""
        scene, offers = self._scene, self._block.offers
        if not offers or scene.phase is None:
            return None
        return Pick(
            scene=scene.id,
            phase=scene.phase,
            offered=tuple(choice.option for choice in offers),
            chosen=offers[0].id,
            first_visit=self._block.first_visit,
            hub=scene.kind == "hub",
            contested=scene.contested,
            moment=scene.moment,
        )

    @cached_property
    def met(self) -> Met | None:
        """The decision met here; ``None`` where picking does not score."""
        if self._pick is None:
            return None
        found = decisions_met(_alone(self._pick), self._rubric)
        return found[0] if found else None

    def gains_in(self, dimension: str) -> tuple[float, ...]:
        """What each move earns in one dimension."""
        if self.met is None:
            return (0.0,) * len(self._block.moves)
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

    def __init__(self, graph: StateGraph, rubric: Rubric) -> None:
        self._scenes = [scene.program.view for scene in graph.scenes]
        self._rubric = rubric
        self._known: dict[tuple[int, bool, tuple[Move, ...]], BlockFacts] = {}
        self._gains: dict[tuple[int, bool, tuple[Move, ...]], tuple[float, ...]] = {}
        self._weights: dict[tuple[Coding, ...] | None, Weight] = {}

    def __call__(self, block: Block) -> BlockFacts:
        """The facts of one block."""
        key = (block.scene, block.first_visit, block.moves)
        known = self._known.get(key)
        if known is None:
            known = BlockFacts(block, self._scenes[block.scene], self._rubric)
            self._known[key] = known
        return known

    def gains(self, block: Block) -> tuple[float, ...]:
        """What each move earns: w, with contested options raised; 0 where nothing scores."""
        key = (block.scene, block.first_visit, block.moves)
        known = self._gains.get(key)
        if known is None:
            known = self._gains[key] = self._weigh(block)
        return known

    def _weigh(self, block: Block) -> tuple[float, ...]:
        scene = self._scenes[block.scene]
        if block.first_visit and len(block.offers) > 1 and scene.kind == "decision":
            offered = [choice.option for choice in block.offers]
            row = weigh_offer(self._rubric, offered, scene.contested, self._weigh_one)
            if row.is_decision:
                return row.overall
        return (0.0,) * len(block.moves)

    def _weigh_one(self, rubric: Rubric, option: Option) -> Weight:
        """The same, remembered by its codes, which are few; what is told may weigh besides."""
        if option.tells is not None:
            return weigh(rubric, option)
        known = self._weights.get(option.codings)
        if known is None:
            known = self._weights[option.codings] = weigh(rubric, option)
        return known
