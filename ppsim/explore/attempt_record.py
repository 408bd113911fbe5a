"""The first pass of a play, as scoring reads it."""

from __future__ import annotations

from ppsim.engine.play import Play, Step
from ppsim.engine.values import SceneView
from ppsim.explore.walk import Walk
from scoring.record import (
    AttemptRecord,
    KeyFeature,
    Leave,
    Pattern,
    Pick,
    ReasonGiven,
)


def record(play: Play, walk: Walk | None = None) -> AttemptRecord:
    """The record of a play's first pass.

    Args:
        play: an attempt, ended or not.
        walk: the walk of the same story, for V* and what was still possible; without one, or
            where it was bounded, these stay ``None``.
    """
    first = play.first
    case = first.story.case
    picks: list[Pick] = []
    leaves: list[Leave] = []
    for step in first.steps:
        scene = first.story.scene(step.before)
        if step.choice is not None:
            picks.append(_pick(step, scene, walk))
        elif scene.kind == "hub" and step.offered:
            leaves.append(_leave(step, len(picks), walk))
    began = first.steps[0].before if first.steps else first.state
    return AttemptRecord(
        parallel=case.parallel,
        picks=tuple(picks),
        key_features=tuple(
            KeyFeature(id_, feature.alternative_of) for id_, feature in case.key_features.items()
        ),
        patterns=tuple(
            Pattern(p.id, frozenset(p.therapy), frozenset(p.supervision)) for p in case.patterns
        ),
        ending=first.ending,
        value_start=walk.v_star(began) if walk else None,
        value_last=walk.v_star(first.state) if walk else None,
        open_start=walk.features_open(began) if walk else None,
        leaves=tuple(leaves),
    )


def _pick(step: Step, scene: SceneView, walk: Walk | None) -> Pick:
    assert step.choice is not None
    assert scene.phase is not None
    reason = None
    if step.reason is not None and step.reason.reason is not None:
        reason = ReasonGiven(step.reason.reason, step.reason.confidence)
    return Pick(
        scene=scene.id,
        phase=scene.phase,
        offered=tuple(choice.option for choice in step.offered),
        chosen=step.choice.id,
        first_visit=step.first_visit,
        hub=scene.kind == "hub",
        value_before=walk.v_star(step.before) if walk else None,
        value_after=walk.v_star(step.after) if walk else None,
        open_before=walk.features_open(step.before) if walk else None,
        open_after=walk.features_open(step.after) if walk else None,
        contested=scene.contested,
        moment=scene.moment,
        reasons=scene.sound,
        reason=reason,
    )


def _leave(step: Step, after_picks: int, walk: Walk | None) -> Leave:
    return Leave(
        scene=step.before.scene,
        after_picks=after_picks,
        value_before=walk.v_star(step.before) if walk else None,
        value_after=walk.v_star(step.after) if walk else None,
        open_before=walk.features_open(step.before) if walk else None,
        open_after=walk.features_open(step.after) if walk else None,
    )
