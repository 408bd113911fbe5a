"""One scene compiled: what is heard in it, what is on offer, and every way out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ppsim.engine.conditions import ALWAYS, Condition
from ppsim.engine.layout import Field, Layout
from ppsim.engine.memo import Memo
from ppsim.engine.moves import (
    LEAVE,
    NOWHERE,
    Arrival,
    Change,
    Move,
    Ways,
    compile_change,
    compile_ways,
)
from ppsim.engine.offering import Offering, compile_offering
from ppsim.engine.script import Script
from ppsim.engine.values import ChoiceView, SceneKind, SceneView
from ppsim.format.case import Case, Choice, Scene
from scoring.options import Coding, Moment, Option, Tells
from scoring.record import Reason


@dataclass(frozen=True, slots=True)
class SceneProgram:
    """A scene as the engine runs it."""

    view: SceneView
    text: Script
    choices: tuple[ChoiceView, ...]
    """All of them, in the author's order, on offer or not."""
    offer_mask: int
    offers: Memo[tuple[ChoiceView, ...]]
    """What is on offer: ``offers[bits & offer_mask]``; the same offers are the same tuple."""
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


def compile_scene(case: Case, scene_id: str, layout: Layout, flagged: bool) -> SceneProgram:
    """Compile one scene; ``flagged`` where it can be entered twice.

    Raises:
        ValueError: a condition, a variable or a way on that the loader would have refused.
    """
    scene = case.scenes[scene_id]
    view = _view(case, scene_id, scene)
    choices = tuple(
        _choice_view(case, scene_id, scene, index) for index in range(len(scene.choices))
    )
    offering = compile_offering(scene_id, scene, layout)
    seen = layout.seen.get(scene_id)
    visited = seen.mask if flagged and seen is not None else 0
    moves: dict[str, Move] = {}
    for index, choice in enumerate(scene.choices):
        guard = offering.guards[index]
        chose = layout.chose.get((scene_id, choice.id))
        if scene.hub is not None:
            change = compile_change(choice, None, chose, layout, visited)
            ways = compile_ways(scene.next, layout)
            moves[choice.id] = _hub_move(choice.id, scene_id, guard, change, ways, seen, offering)
        else:
            change = compile_change(choice, seen, chose, layout, visited)
            ways = compile_ways(choice.next or scene.next, layout)
            moves[choice.id] = _move(choice.id, guard, change, ways)
    out: Move | None = None
    if view.kind in ("hub", "passage"):
        change = compile_change(None, seen, None, layout, visited)
        out = _move(LEAVE, offering.may_leave, change, compile_ways(scene.next, layout))

    @lru_cache(1024)
    def shown(indices: tuple[int, ...]) -> tuple[ChoiceView, ...]:
        return tuple(choices[i] for i in indices)

    return SceneProgram(
        view=view,
        text=Script(scene.text, case.cast, layout),
        choices=choices,
        offer_mask=offering.mask,
        offers=Memo(lambda bits: shown(offering.on_offer(bits))),
        moves=moves,
        then={choice.id: Script(choice.then, case.cast, layout) for choice in scene.choices},
        out=out,
        visited=visited,
    )


# ---- moves


def _move(move_id: str, guard: Condition, change: Change, ways: Ways) -> Move:
    mask = guard.mask | change.clears | change.grows | change.reads | ways.mask
    apply, always = change.apply, guard is ALWAYS
    only = ways.targets[0] if len(ways.targets) == 1 else None

    def arrive(bits: int) -> Arrival:
        if always or guard.holds(bits):
            after = apply(bits)
            return Arrival(only or ways.choose(after), after - bits)
        return NOWHERE

    only_assigns = not change.grows and len(ways.targets) == 1
    return Move(
        id=move_id,
        mask=mask,
        arrive=Memo(arrive),
        targets=ways.targets,
        assigns=(change.clears, change.sets) if only_assigns else None,
        needs=guard.mask | change.reads,
        judges=ways.mask,
        clears=change.clears,
    )


def _hub_move(
    move_id: str,
    scene_id: str,
    guard: Condition,
    change: Change,
    ways: Ways,
    seen: Field | None,
    offering: Offering,
) -> Move:
    """Take one thing in a hub: stay, or where that leaves nothing on offer, go on to ``next``."""
    completed = seen.mask if seen is not None else 0

    def arrive(bits: int) -> Arrival:
        if not guard.holds(bits):
            return NOWHERE
        after = change.apply(bits)
        if offering.on_offer(after):
            return Arrival(scene_id, after - bits)
        after |= completed
        return Arrival(ways.choose(after), after - bits)

    mask = guard.mask | change.clears | change.grows | change.reads | ways.mask | completed
    return Move(
        id=move_id,
        mask=mask,
        arrive=Memo(arrive),
        targets=tuple(dict.fromkeys((scene_id, *ways.targets))),
        assigns=None,
        needs=guard.mask | change.reads,
        judges=ways.mask | offering.mask,
        clears=change.clears,
    )


# ---- frames


def _kind(scene: Scene) -> SceneKind:
    if scene.ending is not None:
        return "ending"
    if scene.hub is not None:
        return "hub"
    return "decision" if scene.choices else "passage"


def _view(case: Case, scene_id: str, scene: Scene) -> SceneView:
    said = scene.disclosure
    moment = None
    if said is not None:
        norm = said.setting_norm or case.setting
        moment = Moment(said.what, said.cue, said.at, said.stage, norm)
    reasons = scene.reasons.options if scene.reasons is not None else ()
    return SceneView(
        id=scene_id,
        phase=scene.phase,
        time=scene.time,
        kind=_kind(scene),
        content_notes=scene.content_notes,
        ask=scene.ask,
        notice=scene.notice,
        reasons=scene.reasons,
        sound=tuple(Reason(reason.id, frozenset(reason.sound)) for reason in reasons),
        disclosure=said,
        moment=moment,
        contested=scene.contested,
        leave=scene.hub.leave if scene.hub is not None else None,
        ending=scene.ending,
        source=scene,
    )


def _choice_view(case: Case, scene_id: str, scene: Scene, index: int) -> ChoiceView:
    choice = scene.choices[index]
    usual = case.addressee(scene.phase)
    to = None if choice.mode == "think" else choice.to or usual
    whom = case.cast.get(to) if to is not None else None
    return ChoiceView(
        id=choice.id,
        scene=scene_id,
        index=index,
        mode=choice.mode,
        words=choice.words,
        to=to,
        to_name=whom.name if whom is not None else None,
        aside=to is not None and to != usual,
        option=option_of(choice, to),
        source=choice,
    )


def option_of(choice: Choice, to: str | None) -> Option:
    """What scoring knows of a choice: codes and marks, never its words."""
    codings = choice.codes
    tells = choice.tells
    return Option(
        id=choice.id,
        codings=None if codings is None else tuple(Coding(c.code, c.intensity) for c in codings),
        meets=choice.meets,
        strain=choice.strain,
        tells=None
        if tells is None
        else Tells(
            decision=tells.decision,
            amount=tells.amount,
            type=tells.type,
            reference=tells.reference,
            route=tells.route,
            function=tells.function,
            whose_need=tells.whose_need,
            resolved=tells.resolved,
            truthful=tells.truthful,
            returned=tells.returned,
            passes=frozenset(tells.passes),
        ),
        to=to,
        fallback=choice.fallback,
    )
