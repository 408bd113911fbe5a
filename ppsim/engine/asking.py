"""What is asked where a play stands: the prompt that a face shows."""

from __future__ import annotations

from ppsim.engine.prompts import (
    CheckIn,
    Decision,
    Ended,
    Entry,
    HubPrompt,
    Passage,
    Prompt,
    WhyPrompt,
)
from ppsim.engine.shuffle import Seed, display_order
from ppsim.engine.steps import Step
from ppsim.engine.story import Story
from ppsim.engine.values import State

Lines = tuple[Entry, ...]
"""What is new since the last prompt."""


def asked(story: Story, seed: Seed, state: State, lines: Lines) -> Prompt:
    """What a scene asks: a choice, or to go on; nothing, where it is an ending."""
    scene = story.scene(state)
    if scene.kind == "ending":
        return Ended(scene, lines, "ending", scene.ending)
    offers = story.offers(state)
    if scene.kind == "decision":
        if not offers:
            return Ended(scene, lines, "dead_end", None)
        order = display_order(seed, scene.id, [choice.id for choice in offers])
        return Decision(scene, lines, scene.ask, tuple(offers[i] for i in order))
    if not offers:
        return Passage(scene, lines)
    return HubPrompt(scene, lines, scene.ask, offers, story.can_leave(state), scene.leave or "")


def check_in(story: Story, state: State, lines: Lines) -> CheckIn:
    """What a scene with a ``notice`` asks before anything else."""
    scene = story.scene(state)
    assert scene.notice is not None
    return CheckIn(scene, lines, scene.notice.feelings, scene.notice.pulls)


def why(story: Story, seed: Seed, step: Step, lines: Lines) -> WhyPrompt:
    """What a decision with ``reasons`` asks after it was made."""
    scene = story.scene(step.before)
    assert step.choice is not None
    assert scene.reasons is not None
    options = scene.reasons.options
    order = display_order(seed, scene.id, [reason.id for reason in options])
    shown = tuple(options[i] for i in order)
    return WhyPrompt(scene, lines, step.choice, scene.reasons.ask, shown, scene.reasons.confidence)
