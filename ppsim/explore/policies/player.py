"""A rule of thumb at play: the attempt it would make, so that its debrief can be read."""

from __future__ import annotations

from ppsim.engine.events import Choose, Event, Go, Leave, Noticed, Reasoned
from ppsim.engine.play import Play, begin
from ppsim.engine.prompts import CheckIn, Decision, Ended, HubPrompt, Passage, WhyPrompt
from ppsim.engine.story import Story
from ppsim.engine.values import State
from ppsim.explore.policies.items import item_of
from ppsim.explore.policies.rules import Policy
from scoring.rubric import Rubric


def play_by(policy: Policy, story: Story, rubric: Rubric) -> Play:
    """The attempt of somebody who always picks by ``policy``.

    Of options that tie, and where the rule says nothing, the first in the author's order; a hub
    is left as soon as it may be; check-ins and reasons are left unanswered. A case in which that
    player would go round for ever is left where she comes back to a state she was in.
    """
    play = begin(story, 0, "straight-through")
    decided: set[State] = set()
    while not isinstance(play.prompt, Ended):
        if isinstance(play.prompt, Passage | Decision | HubPrompt):
            if play.state in decided:
                break
            decided.add(play.state)
        play = play.apply(_event(play, policy, rubric))
    return play


def _event(play: Play, policy: Policy, rubric: Rubric) -> Event:
    prompt = play.prompt
    scene = prompt.scene.id
    if isinstance(prompt, Passage):
        return Go(scene)
    if isinstance(prompt, CheckIn):
        return Noticed(scene)
    if isinstance(prompt, WhyPrompt):
        return Reasoned(scene, prompt.choice.id, None)
    assert isinstance(prompt, Decision | HubPrompt)
    if isinstance(prompt, HubPrompt) and prompt.may_leave:
        return Leave(scene)
    offered = sorted(prompt.offers, key=lambda o: o.index)
    item = item_of(play.story, rubric, play.state)
    shares = policy.shares(item) if item is not None else None
    pick = shares.index(max(shares)) if shares else 0
    return Choose(scene, offered[pick].id)
