"""Answers at random to whatever a play asks."""

from __future__ import annotations

from random import Random

from ppsim.engine.events import Choose, Event, Go, Leave, Noticed, Reasoned, Retake, Stop
from ppsim.engine.play import Play
from ppsim.engine.prompts import CheckIn, Decision, HubPrompt, Passage, WhyPrompt


def answer(play: Play, rnd: Random) -> Event | None:
    """An answer that fits; ``None`` where the play has ended."""
    prompt = play.prompt
    scene = prompt.scene.id
    match prompt:
        case Passage():
            return Go(scene)
        case CheckIn():
            feelings = {name: rnd.randint(0, 10) for name in prompt.feelings if rnd.random() < 0.7}
            return Noticed(scene, feelings, prompt.pulls[: rnd.randint(0, 2)])
        case WhyPrompt():
            sure = rnd.randint(0, 10) if prompt.confidence else None
            reason = rnd.choice([None, *(r.id for r in prompt.reasons)])
            return Reasoned(scene, prompt.choice.id, reason, sure)
        case HubPrompt() if prompt.may_leave and rnd.random() < 0.3:
            return Leave(scene)
        case Decision() | HubPrompt():
            return Choose(scene, rnd.choice(prompt.offers).id)
        case _:
            return None


def play_on(play: Play, rnd: Random, most: int, *, wander: bool = True) -> Play:
    """The play after up to ``most`` answers; wandering, with stops and re-takes among them."""
    for _ in range(most):
        points = play.decision_points
        if wander and points and rnd.random() < 0.08:
            play = play.apply(Retake(rnd.choice(points).event))
        elif wander and not play.ended and rnd.random() < 0.02:
            play = play.apply(Stop())
        else:
            event = answer(play, rnd)
            if event is None:
                break
            play = play.apply(event)
    return play
