"""What a play shows: its ending, key features, counter-moments, echo, cells of the two-by-two."""

from __future__ import annotations

import random

from ppsim.engine.events import Choose, Event, Go, Leave, Noticed, Reasoned
from ppsim.engine.play import Play, begin
from ppsim.engine.prompts import CheckIn, Decision, Ended, HubPrompt, Passage, WhyPrompt
from ppsim.explore import record
from ppsim.explore.walk import Walk
from ppsim.store.material import Material
from scoring.attempt import score
from scoring.disclosure import told
from scoring.weights import weigh_offer

Trait = tuple[str, ...]


def traits(play: Play, material: Material, walk: Walk, counter: frozenset[str]) -> set[Trait]:
    """Everything a library's scripts must show at least once."""
    scored = score(record(play, walk), material.rubric)
    found: set[Trait] = {("ending", play.prompt.scene.id)}
    found |= {("key feature", f.id, f.status) for f in scored.features}
    for decision in scored.decisions:
        if decision.scene in counter:
            way = "plain one taken" if decision.choice.best else "missed"
            found.add(("counter-moment", decision.scene, way))
    if scored.echo:
        counted = [p for p in scored.echo.pairs if p.counted]
        found |= {("echo", p.outcome) for p in counted}
        found |= {("echo", p.carried) for p in counted if p.carried}
    for row in scored.ledger:
        if row.clear and row.tells:
            found.add(("cell", row.clear, "told" if told(row.tells) else "kept"))
    found |= {("strain", s.outcome) for s in scored.repairs.strains if s.outcome != "not_counted"}
    return found


def random_play(material: Material, rng: random.Random, skill: float) -> Play:
    """A play that takes a best option with chance ``skill``, and any other time one at random."""
    play = begin(material.story, 1, "practice")
    while not isinstance(play.prompt, Ended):
        play = play.apply(_event(play, material, rng, skill))
    return play


def _event(play: Play, material: Material, rng: random.Random, skill: float) -> Event:
    prompt = play.prompt
    scene = prompt.scene.id
    if isinstance(prompt, Passage):
        return Go(scene)
    if isinstance(prompt, CheckIn):
        return Noticed(scene)
    if isinstance(prompt, WhyPrompt):
        return Reasoned(scene, prompt.choice.id, None)
    assert isinstance(prompt, Decision | HubPrompt)
    if isinstance(prompt, HubPrompt) and prompt.may_leave and rng.random() < 0.3:
        return Leave(scene)
    offered = sorted(prompt.offers, key=lambda o: o.index)
    if isinstance(prompt, Decision) and rng.random() < skill:
        row = weigh_offer(material.rubric, [o.option for o in offered], prompt.scene.contested)
        return Choose(scene, offered[row.overall.index(row.best)].id)
    return Choose(scene, rng.choice(offered).id)
