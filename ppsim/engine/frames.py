"""The unchanging part of scenes and choices, as the engine hands it out and scoring reads it."""

from __future__ import annotations

from ppsim.engine.values import ChoiceView, SceneKind, SceneView
from ppsim.format.case import Case, Choice, Scene
from scoring.options import Coding, Moment, Option, Tells
from scoring.record import Reason


def kind_of(scene: Scene) -> SceneKind:
    """What a scene asks of the player."""
    if scene.ending is not None:
        return "ending"
    if scene.hub is not None:
        return "hub"
    return "decision" if scene.choices else "passage"


def scene_view(case: Case, scene_id: str, scene: Scene) -> SceneView:
    """The frame of a scene; the setting norm of its moment defaults to the case's setting."""
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
        kind=kind_of(scene),
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


def choice_view(case: Case, scene_id: str, scene: Scene, index: int) -> ChoiceView:
    """A choice with its addressee: a thought has none, else the phase's own unless named."""
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
