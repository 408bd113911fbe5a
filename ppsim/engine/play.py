"""An attempt as a pure fold over its events; every face drives this, and none adds to it.

``begin`` gives a play, ``Play.apply`` the play after one more event, ``replay`` the play after all
of them. The same story, seed and events always give the same play. ``Play.prompt`` is what is
asked now. A play never changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from ppsim.engine.asking import asked, check_in, why
from ppsim.engine.events import Choose, Event, Go, Leave, Noticed, Reasoned, Retake, Stop
from ppsim.engine.prompts import Arrived, Chosen, Ended, Entry, Prompt
from ppsim.engine.shuffle import Seed
from ppsim.engine.steps import (
    DecisionPoint,
    PlayMode,
    Refused,
    Step,
    check_notice,
    check_reason,
)
from ppsim.engine.story import Story
from ppsim.engine.values import NotOffered, State
from ppsim.format.case import EndingKind

__all__ = ["DecisionPoint", "Play", "PlayMode", "Refused", "Step", "begin", "replay"]


@dataclass(frozen=True, slots=True)
class Play:
    """Where an attempt stands. Made by ``begin`` and ``replay``; changed by nobody."""

    story: Story
    seed: Seed
    mode: PlayMode
    state: State
    events: tuple[Event, ...] = ()
    steps: tuple[Step, ...] = ()
    """The moves that led here; after a re-take, those before it and those since."""
    transcript: tuple[Entry, ...] = ()
    """Everything heard and chosen on the way here, for looking back."""
    _stage: Literal["check_in", "open", "why", "stopped"] = "open"
    _new_from: int = 0
    _first: Play | None = field(default=None, repr=False, compare=False)
    _choosing: tuple[tuple[int, Play], ...] = field(default=(), repr=False, compare=False)
    """Every decision made in any pass: the index of its event, and the play before it."""

    # ---- what is asked

    @property
    def prompt(self) -> Prompt:
        """What is asked now."""
        lines = tuple(e for e in self.transcript[self._new_from :] if not isinstance(e, Chosen))
        match self._stage:
            case "open":
                return asked(self.story, self.seed, self.state, lines)
            case "check_in":
                return check_in(self.story, self.state, lines)
            case "why":
                return why(self.story, self.seed, self.steps[-1], lines)
            case "stopped":
                return Ended(self.story.scene(self.state), lines, "stopped", None)

    # ---- what has been

    @property
    def ended(self) -> bool:
        """Whether nothing more is asked."""
        return isinstance(self.prompt, Ended)

    @property
    def ending(self) -> EndingKind | None:
        """The kind of ending reached; ``None`` before that, or where the play was stopped."""
        return self.story.scene(self.state).ending if self._stage == "open" else None

    @property
    def rehearsing(self) -> bool:
        """Whether a decision has been taken again: what follows does not count."""
        return self._first is not None

    @property
    def first(self) -> Play:
        """The first pass: the play as it stood before the first re-take."""
        return self._first if self._first is not None else self

    @property
    def first_pass(self) -> tuple[Event, ...]:
        """The events that count."""
        return self.first.events

    @property
    def decision_points(self) -> tuple[DecisionPoint, ...]:
        """Every decision that can be taken again, in the order made; none outside practice."""
        if self.mode != "practice":
            return ()
        counted = len(self.first_pass)
        points = []
        for index, before in self._choosing:
            event = self.events[index]
            assert isinstance(event, Choose)
            offers = before.story.offers(before.state)
            chosen = next(choice for choice in offers if choice.id == event.choice)
            scene = before.story.scene(before.state)
            points.append(DecisionPoint(index, scene, chosen, index >= counted))
        return tuple(points)

    # ---- what happens

    def apply(self, event: Event) -> Play:
        """The play after one more event.

        Raises:
            Refused: the event does not fit what is asked now.
        """
        if isinstance(event, Retake):
            return self._retake(event)
        if self._stage == "stopped":
            raise Refused("the attempt was stopped")
        match event:
            case Choose():
                return self._choose(event)
            case Leave() | Go():
                return self._go_on(event)
            case Noticed():
                return self._notice(event)
            case Reasoned():
                return self._reason(event)
            case Stop():
                if isinstance(self.prompt, Ended):
                    raise Refused("the case has already ended")
                return replace(
                    self,
                    events=(*self.events, event),
                    _stage="stopped",
                    _new_from=len(self.transcript),
                )

    def _choose(self, event: Choose) -> Play:
        self._expect("open", event.scene)
        story, state = self.story, self.state
        try:
            after = story.step(state, event.choice)
        except NotOffered:
            raise Refused(f"{event.choice} is not on offer in {event.scene} now") from None
        offered = story.offers(state)
        choice = next(choice for choice in offered if choice.id == event.choice)
        scene = story.scene(state)
        index = len(self.events)
        first_visit = story.first_visit(state)
        chosen = Chosen(
            scene.id, choice.id, choice.mode, choice.words, choice.to, choice.to_name, choice.aside
        )
        is_decision = scene.kind == "decision"
        play = replace(
            self,
            state=after,
            events=(*self.events, event),
            steps=(*self.steps, Step(index, state, after, offered, choice, first_visit)),
            transcript=(*self.transcript, chosen),
            _new_from=len(self.transcript) + 1,
            _choosing=(*self._choosing, (index, self)) if is_decision else self._choosing,
        )
        if scene.reasons is not None and is_decision and first_visit and not self.rehearsing:
            return replace(play, _stage="why")
        return play._follow()

    def _follow(self) -> Play:
        """What the last choice sets off, and then the next scene."""
        step = self.steps[-1]
        assert step.choice is not None
        told = replace(
            self,
            transcript=(
                *self.transcript,
                *self.story.consequence(step.before, step.choice.id),
            ),
            _stage="open",
        )
        stays = (
            self.state.scene == step.before.scene and self.story.scene(step.before).kind == "hub"
        )
        if stays and self.story.offers(self.state):
            return told
        return told._arrive()

    def _arrive(self) -> Play:
        story, state = self.story, self.state
        scene = story.scene(state)
        first = story.first_visit(state)
        notes = scene.content_notes if first else ()
        arrived = Arrived(scene.id, scene.phase, scene.time, notes, first)
        asks = scene.notice is not None and first and not self.rehearsing
        return replace(
            self,
            transcript=(*self.transcript, arrived, *story.lines(state)),
            _stage="check_in" if asks else "open",
        )

    def _go_on(self, event: Leave | Go) -> Play:
        self._expect("open", event.scene)
        story, state = self.story, self.state
        offered = story.offers(state)
        if isinstance(event, Go) and offered:
            raise Refused(f"{event.scene} asks for a choice")
        if isinstance(event, Leave) and not offered:
            raise Refused(f"there is nothing to leave in {event.scene}")
        if not story.can_leave(state):
            raise Refused(f"{event.scene} cannot be left yet")
        after = story.leave(state)
        step = Step(len(self.events), state, after, offered, None, story.first_visit(state))
        return replace(
            self,
            state=after,
            events=(*self.events, event),
            steps=(*self.steps, step),
            _new_from=len(self.transcript),
        )._arrive()

    def _notice(self, event: Noticed) -> Play:
        self._expect("check_in", event.scene)
        notice = self.story.scene(self.state).notice
        assert notice is not None
        check_notice(notice, event)
        return replace(
            self, events=(*self.events, event), _stage="open", _new_from=len(self.transcript)
        )

    def _reason(self, event: Reasoned) -> Play:
        step = self.steps[-1] if self.steps else None
        self._expect("why", step.before.scene if step else event.scene)
        assert step is not None
        assert step.choice is not None
        if (event.scene, event.choice) != (step.choice.scene, step.choice.id):
            raise Refused(f"the reason asked for is that of {step.choice.scene}/{step.choice.id}")
        reasons = self.story.scene(step.before).reasons
        assert reasons is not None
        check_reason(reasons, event)
        return replace(
            self,
            events=(*self.events, event),
            steps=(*self.steps[:-1], replace(step, reason=event)),
            _new_from=len(self.transcript),
        )._follow()

    def _retake(self, event: Retake) -> Play:
        if self.mode != "practice":
            raise Refused("decisions can be taken again in practice mode only")
        before = dict(self._choosing).get(event.event)
        if before is None:
            raise Refused(f"event {event.event} is no decision that can be taken again")
        here = max(i for i, e in enumerate(before.transcript) if isinstance(e, Arrived))
        return replace(
            before,
            events=(*self.events, event),
            _new_from=here,
            _first=self.first,
            _choosing=self._choosing,
        )

    def _expect(self, stage: str, scene: str) -> None:
        """Refuse an event for another scene, or out of its turn."""
        if self._stage != stage:
            raise Refused(f"the play now waits for {_WAITS_FOR[self._stage]}")
        if stage != "why" and scene != self.state.scene:
            raise Refused(f"the play stands in {self.state.scene}, not in {scene}")


_WAITS_FOR = {
    "check_in": "the check-in",
    "open": "a choice, or to go on",
    "why": "what decided the choice",
}


def begin(
    story: Story, seed: Seed, mode: PlayMode = "practice", state: State | None = None
) -> Play:
    """A play at its start, or, to try a case out, at any ``state`` of it."""
    return Play(story, seed, mode, state or story.start)._arrive()


def replay(
    story: Story,
    seed: Seed,
    mode: PlayMode,
    events: Iterable[Event],
    state: State | None = None,
) -> Play:
    """The play after all of the events.

    Raises:
        Refused: one of them does not fit; ``event`` is its index.
    """
    play = begin(story, seed, mode, state)
    for index, event in enumerate(events):
        try:
            play = play.apply(event)
        except Refused as refused:
            raise Refused(refused.reason, index) from None
    return play
