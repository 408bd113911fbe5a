"""A path played on one text of a case, gone again on the next: as far as it leads, and why no
further.

What is kept of a path are its moves, by the ids of scenes and options. Check-ins and reasons that
came or went with an edit are passed over: they change nothing of what comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ppsim.engine.events import Choose, Event, Go, Leave, Noticed, Reasoned
from ppsim.engine.layout import Value
from ppsim.engine.play import Play, Refused, begin
from ppsim.engine.prompts import CheckIn, Ended, HubPrompt, Passage, WhyPrompt
from ppsim.engine.shuffle import Seed
from ppsim.engine.story import Story
from ppsim.engine.values import State
from ppsim.format.diagnostics import nearest

Move = Choose | Leave | Go


@dataclass(frozen=True, slots=True)
class Start:
    """A path that begins in the midst of a case, as if nothing had been played before."""

    scene: str
    values: Mapping[str, Value] = field(default_factory=dict)
    """Variables set by hand; the others are as declared."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Where a path can no longer be gone on with."""

    kept: int
    """Moves that still can be made."""
    of: int
    """Moves there were."""
    move: str
    """The first that cannot: ``scene/option``, or a scene that was gone on from."""
    why: str
    """The reason, in a clause."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of a path."""

    play: Play
    lost: Lost | None
    changed: tuple[str, ...] = ()
    """What of its start no longer can be as it was, in clauses."""


def moves(events: Iterable[Event]) -> tuple[Move, ...]:
    """The moves among events."""
    return tuple(event for event in events if isinstance(event, Choose | Leave | Go))


def go_again(story: Story, seed: Seed, start: Start | None, path: Sequence[Event]) -> Replayed:
    """Go ``path`` on ``story`` from ``start`` as far as it leads; ``None`` is the case's own."""
    wanted = moves(path)
    if start is not None and start.scene not in story.programs:
        lost = Lost(0, len(wanted), start.scene, f"there is no scene {start.scene} any more")
        return Replayed(begin(story, seed), lost)
    state, changed = _state(story, start)
    play = begin(story, seed, state=state)
    kept = 0
    for event in path:
        if isinstance(event, Choose | Leave | Go):
            after = _moved(play, event)
            if after is None:
                lost = Lost(kept, len(wanted), named(event), why_not(play, event))
                return Replayed(play, lost, changed)
            play = after
            kept += 1
        else:
            play = _answered(play, event)
    return Replayed(play, None, changed)


def named(move: Move) -> str:
    """A move in short."""
    return f"{move.scene}/{move.choice}" if isinstance(move, Choose) else move.scene


def passed(play: Play) -> Play:
    """The play past a check-in or a reason that it waits for, neither of them answered."""
    while True:
        prompt = play.prompt
        if isinstance(prompt, CheckIn):
            play = play.apply(Noticed(prompt.scene.id))
        elif isinstance(prompt, WhyPrompt):
            play = play.apply(Reasoned(prompt.scene.id, prompt.choice.id, None))
        else:
            return play


def why_not(play: Play, move: Move) -> str:
    """Why a move that cannot be made cannot be made, in a clause."""
    prompt = passed(play).prompt
    story, here = play.story, prompt.scene.id
    if here != move.scene:
        gone = move.scene not in story.programs
        told = f"there is no scene {move.scene} any more" if gone else ""
        comes = "it begins in" if not play.steps else "the way leads to"
        return "; ".join(part for part in (f"{comes} {here} now", told) if part)
    if isinstance(prompt, Ended):
        return f"{here} is an ending now" if prompt.how == "ending" else f"{here} offers nothing"
    if isinstance(move, Choose):
        return _no_choice(play, move, isinstance(prompt, Passage))
    if isinstance(prompt, HubPrompt):
        return f"{here} cannot be left yet"
    return f"{here} asks for a choice now"


def _no_choice(play: Play, move: Choose, passage: bool) -> str:
    ids = [choice.id for choice in play.story.programs[move.scene].choices]
    if move.choice in ids:
        source = play.story.programs[move.scene].choices[ids.index(move.choice)].source
        guard = f" (if: {source.when})" if source.when else ""
        return f"{move.choice} is not on offer in {move.scene} now{guard}"
    if passage or not ids:
        return f"nothing is chosen in {move.scene} any more"
    near = nearest(move.choice, ids)
    like = f"; there is {near}" if near else ""
    return f"{move.scene} has no option {move.choice} any more{like}"


def _moved(play: Play, move: Move) -> Play | None:
    """The play after a move; going on is the same whether a hub is left or a passage read."""
    play = passed(play)
    on: Event = move
    if not isinstance(move, Choose):
        on = Go(move.scene) if isinstance(play.prompt, Passage) else Leave(move.scene)
    try:
        return play.apply(on)
    except Refused:
        return None


def _answered(play: Play, event: Event) -> Play:
    """The play after an answer, without it where it no longer fits."""
    prompt = play.prompt
    asked = (isinstance(event, Noticed) and isinstance(prompt, CheckIn)) or (
        isinstance(event, Reasoned) and isinstance(prompt, WhyPrompt)
    )
    if not asked:
        return play
    try:
        return play.apply(event)
    except Refused:
        return passed(play)


def _state(story: Story, start: Start | None) -> tuple[State | None, tuple[str, ...]]:
    """The state to begin in, and what of the values set by hand no longer can be."""
    if start is None:
        return None, ()
    fitting: dict[str, Value] = {}
    changed = []
    for name, value in start.values.items():
        declared = story.case.variables.get(name)
        if declared is None:
            changed.append(f"there is no variable {name} any more")
            continue
        try:
            held = story.values(story.state_at(start.scene, {name: value}))[name]
        except ValueError:
            changed.append(f"{name} can no longer be {written(value)}")
            continue
        if held != value:
            changed.append(f"{name} can no longer be {written(value)}, and is {written(held)}")
        fitting[name] = held
    return story.state_at(start.scene, fitting), tuple(changed)


def written(value: Value) -> str:
    """A value as an author writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
