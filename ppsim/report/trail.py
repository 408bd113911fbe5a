"""An attempt told again, step by step, with what was shown at each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ppsim.engine.events import Choose, Event, Go, Leave
from ppsim.engine.story import Story
from ppsim.engine.values import Spoken, State
from ppsim.format.case import Line
from ppsim.format.expression import And, Chose, Expr, Or
from ppsim.format.expression_parser import parse


@dataclass(frozen=True, slots=True)
class Shown:
    """A line that was shown, and the choices it was there because of."""

    spoken: Spoken
    because_of: tuple[tuple[str, str], ...]
    """(scene, choice) pairs its conditions name, not counting negated ones."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an attempt: a choice, a hub left, a passage gone on from."""

    state: State
    scene: str
    chosen: str | None
    """``None`` where a hub was left or a passage gone on from."""
    shown: tuple[Shown, ...]
    """The scene's own lines."""
    consequence: tuple[Shown, ...]
    after: State


@dataclass(frozen=True, slots=True)
class Trail:
    """All steps of an attempt, and what is shown where it stands now."""

    steps: tuple[Step, ...]
    last: State
    last_shown: tuple[Shown, ...]

    @property
    def picks(self) -> tuple[Step, ...]:
        """The steps that took a choice; they run in parallel with the record's picks."""
        return tuple(s for s in self.steps if s.chosen is not None)


def trail(story: Story, events: Iterable[Event]) -> Trail:
    """Tell ``events`` again from the start; events that move nothing are passed over.

    Raises:
        NotOffered: an event that the state does not allow.
    """
    steps = tuple(_steps(story, events))
    last = steps[-1].after if steps else story.start
    return Trail(steps, last, shown(story.scene(last).source.text, story.lines(last)))


def _steps(story: Story, events: Iterable[Event]) -> Iterator[Step]:
    state = story.start
    for event in events:
        scene = story.scene(state)
        lines = shown(scene.source.text, story.lines(state))
        if isinstance(event, Choose):
            choice = next(c for c in story.offers(state) if c.id == event.choice)
            said = shown(choice.source.then, story.consequence(state, event.choice))
            after = story.step(state, event.choice)
            yield Step(state, scene.id, event.choice, lines, said, after)
        elif isinstance(event, Leave | Go):
            after = story.leave(state) if isinstance(event, Leave) else story.go_on(state)
            yield Step(state, scene.id, None, lines, (), after)
        else:
            continue
        state = after


def shown(authored: Sequence[Line], spoken: Sequence[Spoken]) -> tuple[Shown, ...]:
    """Find each spoken line's authored one, in order, for the choices it depends on."""
    waiting = iter(authored)
    found = []
    for line in spoken:
        source = next(a for a in waiting if (a.speaker, a.words) == (line.speaker, line.words))
        named = tuple(pair for c in source.conditions for pair in _choices_of(parse(c)))
        found.append(Shown(line, named))
    return tuple(found)


def _choices_of(expr: Expr) -> Iterator[tuple[str, str]]:
    if isinstance(expr, Chose):
        yield expr.scene, expr.choice
    elif isinstance(expr, And | Or):
        for part in expr.parts:
            yield from _choices_of(part)
