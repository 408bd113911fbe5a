"""One scene compiled: what is heard in it, what is on offer, and every way out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ppsim.engine.effects import EffectsCompiler
from ppsim.engine.frames import choice_view, scene_view
from ppsim.engine.layout import Layout
from ppsim.engine.memo import Memo
from ppsim.engine.moves import LEAVE, Move, compile_hub_ways, compile_move, compile_ways
from ppsim.engine.offering import Indices, compile_offering
from ppsim.engine.script import Script
from ppsim.engine.values import ChoiceView, SceneView
from ppsim.format.case import Case


@dataclass(frozen=True, slots=True)
class SceneProgram:
    """A scene as the engine runs it."""

    view: SceneView
    text: Script
    choices: tuple[ChoiceView, ...]
    """All of them, in the author's order, on offer or not."""
    offer_mask: int
    on_offer: Callable[[int], Indices]
    """Which of them are on offer, by index."""
    offers: Memo[tuple[ChoiceView, ...]]
    """What is on offer: ``offers[bits & offer_mask]``."""
    moves: Mapping[str, Move]
    """The moves by choice."""
    then: Mapping[str, Script]
    """What each choice sets off at once."""
    out: Move | None
    """On from a passage, or out of a hub; ``None`` for decisions and endings."""
    visited: int
    """The bit that says this scene was completed before; 0 where it can be entered only once."""

    @property
    def exits(self) -> tuple[Move, ...]:
        """Every way out: the choices in the author's order, then leaving."""
        return (*self.moves.values(), *((self.out,) if self.out else ()))


def compile_scene(
    case: Case, scene_id: str, layout: Layout, effects: EffectsCompiler, flagged: bool
) -> SceneProgram:
    """Compile one scene; ``flagged`` where it can be entered twice.

    Raises:
        ValueError: a condition, a variable or a way on that the loader would have refused.
    """
    scene = case.scenes[scene_id]
    view = scene_view(case, scene_id, scene)
    choices = tuple(
        choice_view(case, scene_id, scene, index) for index in range(len(scene.choices))
    )
    offering = compile_offering(scene_id, scene, layout)
    seen = layout.seen.get(scene_id)
    visited = seen.mask if flagged and seen is not None else 0
    moves: dict[str, Move] = {}
    ways = compile_ways(scene.next, layout) if scene.next else None
    if scene.hub is not None:
        ways = compile_hub_ways(scene_id, scene.next, offering, seen, layout)
    for choice, guard in zip(scene.choices, offering.guards, strict=True):
        chose = layout.chose.get((scene_id, choice.id))
        completes = seen if scene.hub is None else None
        does = effects.compile(choice, completes, chose, visited)
        own = compile_ways(choice.next, layout) if choice.next or ways is None else ways
        moves[choice.id] = compile_move(choice.id, guard, does, own)
    out: Move | None = None
    if view.kind in ("hub", "passage"):
        does = effects.compile(None, seen, None, visited)
        out = compile_move(LEAVE, offering.may_leave, does, compile_ways(scene.next, layout))

    @lru_cache(1024)
    def shown(indices: tuple[int, ...]) -> tuple[ChoiceView, ...]:
        return tuple(choices[i] for i in indices)

    return SceneProgram(
        view=view,
        text=Script(scene.text, case.cast, layout),
        choices=choices,
        offer_mask=offering.mask,
        on_offer=offering.on_offer,
        offers=Memo(lambda bits: shown(offering.on_offer(bits))),
        moves=moves,
        then={choice.id: Script(choice.then, case.cast, layout) for choice in scene.choices},
        out=out,
        visited=visited,
    )
