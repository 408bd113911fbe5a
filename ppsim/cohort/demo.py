"""A made-up cohort, so that everything can be tried at once. Every play in it is synthetic.

Each member is a mixture: *skill* (how often the option that weighs most is seen), one *pull* (a
role of the rubric that she gives in to where it is offered), and chance. They play through the
engine, with times, so that what comes out is what a real play would have left; some stop, some play
twice, one clicks through. The same seed gives the same cohort.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from ppsim.engine.events import Choose, Event, Go, Leave, Noticed, Reasoned, Stop
from ppsim.engine.play import Play, begin
from ppsim.engine.prompts import CheckIn, Decision, Ended, HubPrompt, Passage, WhyPrompt
from ppsim.engine.story import Story
from ppsim.engine.values import ChoiceView
from scoring.decisions import carries
from scoring.rubric import Rubric
from scoring.weights import weigh_offer

LABEL = "synthetic demo cohort: nobody in it exists"
"""To be said wherever anything of a demo cohort is shown or written."""
BEGINS = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
LONGEST = 400
"""Prompts after which a member gives up, in a case that can go round for ever."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody made up. Skill and pull are chances, 0 to 1."""

    pseudonym: str
    skill: float
    pull: str | None
    """A role of the rubric."""
    strength: float
    """How often she gives in to her pull where it is offered."""
    seconds_per_word: float


@dataclass(frozen=True, slots=True)
class DemoAttempt:
    """One play of one member, as helper floors write it to a file or a store."""

    id: str
    member: Member
    number: int
    """1 for the first attempt, 2 for a second."""
    began: str
    """ISO 8601, UTC."""
    play: Play


def members(people: int, rubric: Rubric, seed: int) -> tuple[Member, ...]:
    """A mixture of beginners and others, some under a pull; one clicks through, from 8 people on.

    Args:
        people: how many.
        rubric: whose roles are the pulls.
        seed: the same seed gives the same members.
    """
    rng = Random(f"members/{seed}")
    roles = tuple(rubric.roles)
    found = []
    for n in range(people):
        beginner = rng.random() < 0.6
        skill = rng.betavariate(3, 5) if beginner else rng.betavariate(6, 3)
        pull = rng.choice(roles) if roles and rng.random() < 0.7 else None
        hurried = people >= 8 and n == people - 1
        found.append(
            Member(
                pseudonym=f"demo-{n + 1:03}-{rng.randrange(16**4):04x}",
                skill=skill,
                pull=pull,
                strength=rng.uniform(0.3, 0.8),
                seconds_per_word=0.004 if hurried else rng.uniform(0.15, 0.35),
            )
        )
    return tuple(found)


def demo_cohort(
    story: Story, rubric: Rubric, people: int = 14, seed: int = 1
) -> Iterator[DemoAttempt]:
    """The attempts of a made-up cohort at one case, first attempts before second ones.

    About one in twelve stops on the way; about one in three plays a second time, with a little more
    skill and less of the pull.

    Args:
        story: the case, compiled.
        rubric: by which a member sees what weighs most.
        people: how many members, from 1 on.
        seed: the same seed gives the same cohort.
    """
    if people < 1:
        raise ValueError("a cohort has at least one member")
    group = members(people, rubric, seed)
    for number in (1, 2):
        for n, member in enumerate(group):
            rng = Random(f"{story.case.id}/{seed}/{n}/{number}")
            stops = number == 1 and rng.random() < 1 / 12
            if number == 2:
                again = Random(f"again/{story.case.id}/{seed}/{n}").random() < 1 / 3
                if not again:
                    continue
                member = replace(
                    member, skill=min(1.0, member.skill + 0.15), strength=member.strength * 0.7
                )
            began = BEGINS + timedelta(days=7 * (number - 1), minutes=11 * n)
            play = play_as(member, story, rubric, rng, began, stops=stops)
            id_ = UUID(int=rng.getrandbits(128), version=4).hex
            yield DemoAttempt(id_, member, number, began.isoformat(), play)


def play_as(
    member: Member,
    story: Story,
    rubric: Rubric,
    rng: Random,
    began: datetime,
    *,
    stops: bool = False,
) -> Play:
    """One play through the engine, straight through, with the times a reader takes."""
    play = begin(story, rng.randrange(2**31), "straight-through")
    now = began
    last = rng.randrange(4, 20) if stops else LONGEST
    for n in range(LONGEST):
        prompt = play.prompt
        if isinstance(prompt, Ended):
            break
        now += timedelta(seconds=0.5 + _words(play) * member.seconds_per_word)
        event: Event = Stop() if n >= last else _answer(play, member, rubric, rng)
        play = play.apply(replace(event, at=now.isoformat(timespec="milliseconds")))
    return play


def _words(play: Play) -> int:
    """Words on the screen now."""
    prompt = play.prompt
    texts = [words for line in prompt.lines if (words := getattr(line, "words", ""))]
    if isinstance(prompt, Decision | HubPrompt):
        texts += [offer.words for offer in prompt.offers]
    return sum(len(text.split()) for text in texts)


def _answer(play: Play, member: Member, rubric: Rubric, rng: Random) -> Event:
    prompt = play.prompt
    scene = prompt.scene.id
    if isinstance(prompt, Passage):
        return Go(scene)
    if isinstance(prompt, CheckIn):
        return Noticed(scene)
    if isinstance(prompt, WhyPrompt):
        return Reasoned(scene, prompt.choice.id, rng.choice(prompt.reasons).id)
    assert isinstance(prompt, Decision | HubPrompt)
    if isinstance(prompt, HubPrompt):
        if prompt.may_leave and rng.random() < 0.5:
            return Leave(scene)
        return Choose(scene, rng.choice(prompt.offers).id)
    offers = sorted(prompt.offers, key=lambda offer: offer.index)
    return Choose(scene, _pick(offers, prompt.scene.contested, member, rubric, rng).id)


def _pick(
    offers: list[ChoiceView],
    contested: tuple[str, ...],
    member: Member,
    rubric: Rubric,
    rng: Random,
) -> ChoiceView:
    """The pull first, where it is offered and not resisted; then skill; then chance."""
    codes = rubric.roles[member.pull].codes if member.pull is not None else ()
    pulling = [o for o in offers if carries(o.option, codes)]
    if pulling and rng.random() < member.strength:
        return rng.choice(pulling)
    if rng.random() < member.skill:
        row = weigh_offer(rubric, [o.option for o in offers], contested)
        return rng.choice([o for o in offers if row.at(o.id) == row.best])
    return rng.choice(offers)
