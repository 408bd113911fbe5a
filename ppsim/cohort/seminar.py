"""The run of a seminar as one frozen value: what is talked about, where it stands, the hands.

docs/scoring.md section 11 ranks the agenda; the facilitator may change it at any time. Nobody is
in a seminar: it holds ids of scenes, and hands that were counted in the room.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ppsim.cohort.seminar_hands import Hands
from ppsim.cohort.seminar_time import fits

Step = Literal["scene", "options", "hands", "talk", "again", "before", "why", "divide"]
STEPS: tuple[Step, ...] = (
    "scene",
    "options",
    "hands",
    "talk",
    "again",
    "before",
    "why",
    "divide",
)
"""Of one decision, in their order. What was voted before is shown only after people have raised
their hands twice: who sees it earlier votes with it."""
COUNTED: tuple[Step, ...] = ("hands", "again")
"""The steps at which hands are counted."""

Place = Literal["opening", "decision", "closing"]


@dataclass(frozen=True, slots=True)
class Agenda:
    """Every decision once: those to be talked about, in their order, and those left out."""

    planned: tuple[str, ...]
    aside: tuple[str, ...]

    @property
    def every(self) -> tuple[str, ...]:
        """All of them, the planned ones first."""
        return self.planned + self.aside

    def move(self, scene: str, by: int) -> Agenda:
        """Earlier or later among those planned, not past the ends; others stay where they are."""
        if scene not in self.planned:
            return self
        at = self.planned.index(scene)
        rest = [s for s in self.planned if s != scene]
        rest.insert(min(len(rest), max(0, at + by)), scene)
        return replace(self, planned=tuple(rest))

    def drop(self, scene: str) -> Agenda:
        """Leave one out; it is the first that could be put in again."""
        if scene not in self.planned:
            return self
        planned = tuple(s for s in self.planned if s != scene)
        return Agenda(planned, (scene, *self.aside))

    def add(self, scene: str) -> Agenda:
        """Put one in, as the last."""
        if scene not in self.aside:
            return self
        return Agenda((*self.planned, scene), tuple(s for s in self.aside if s != scene))


@dataclass(frozen=True, slots=True)
class Talk:
    """The hands at one decision: before it was discussed, and after."""

    first: Hands
    again: Hands


@dataclass(frozen=True, slots=True)
class Seminar:
    """A seminar as it stands."""

    case: str
    """Hash of the case's text."""
    case_id: str
    minutes: int
    agenda: Agenda
    talks: Mapping[str, Talk]
    """Scene -> its hands, of every decision."""
    place: Place = "opening"
    at: str | None = None
    """The decision at hand; ``None`` while the seminar opens or closes."""
    step: Step = "scene"
    visited: tuple[str, ...] = ()
    """Decisions that were opened, in that order."""
    begun: float = 0.0
    """Seconds of the seminar that had gone when the decision at hand was opened first."""
    elapsed: float = 0.0
    """Seconds that had gone when it was last kept."""
    closed: bool = False
    """The facilitator has ended it."""

    @property
    def ahead(self) -> tuple[str, ...]:
        """What is planned and was not opened yet."""
        return tuple(s for s in self.agenda.planned if s not in self.visited)

    @property
    def hands(self) -> Hands | None:
        """The hands being counted now; ``None`` at any other step."""
        if self.at is None or self.step not in COUNTED:
            return None
        talk = self.talks[self.at]
        return talk.first if self.step == "hands" else talk.again

    def count(self, hands: Hands) -> Seminar:
        """With these hands at the show that is being counted; else as it is."""
        if self.at is None or self.step not in COUNTED:
            return self
        talk = self.talks[self.at]
        if len(hands.counts) != len(talk.first.counts):
            raise ValueError("hands for another number of options")
        first = hands if self.step == "hands" else talk.first
        again = hands if self.step == "again" else talk.again
        return replace(self, talks={**self.talks, self.at: Talk(first, again)})

    def on(self, now: float) -> Seminar:
        """The next step, decision or the closing; ``now``: seconds of the seminar gone."""
        if self.place == "closing":
            return self
        if self.at is not None and self.step != STEPS[-1]:
            return replace(self, step=STEPS[STEPS.index(self.step) + 1])
        return self.next(now)

    def next(self, now: float) -> Seminar:
        """The next decision, or the closing after the last one."""
        if self.place == "closing":
            return self
        later = self.visited[self.visited.index(self.at) + 1 :] if self.at is not None else ()
        if self.place == "opening" and self.visited:
            later = self.visited
        for scene in (*later, *self.ahead):
            return self.open(scene, now)
        return replace(self, place="closing", at=None, step=STEPS[0])

    def back(self, now: float) -> Seminar:
        """The step before; before the first step the decision before, or the opening."""
        if self.place == "opening":
            return self
        if self.at is not None and self.step != STEPS[0]:
            return replace(self, step=STEPS[STEPS.index(self.step) - 1])
        before = self.visited if self.at is None else self.visited[: self.visited.index(self.at)]
        if before:
            return replace(self.open(before[-1], now), step=STEPS[-1], closed=False)
        return replace(self, place="opening", at=None, step=STEPS[0], closed=False)

    def open(self, scene: str, now: float) -> Seminar:
        """Go to a decision of the agenda, to its first step.

        Raises:
            KeyError: there is no such decision.
        """
        if scene not in self.talks:
            raise KeyError(scene)
        new = scene not in self.visited
        return replace(
            self,
            place="decision",
            at=scene,
            step=STEPS[0],
            visited=(*self.visited, scene) if new else self.visited,
            begun=now if new else self.begun,
        )


def begin(
    case: str,
    case_id: str,
    options: Mapping[str, int],
    ranked: Iterable[str],
    minutes: int = 50,
) -> Seminar:
    """A seminar about to open.

    Args:
        case: hash of the case's text.
        case_id: its id.
        options: scene -> how many options it has; every decision of the case, in its order.
        ranked: scenes, what is most worth talking about first; those not named come last.
        minutes: how long it is to be. As many decisions are planned as fit; the rest stand aside.

    Raises:
        ValueError: there is no decision to talk about.
    """
    if not options:
        raise ValueError("this case has no decision to talk about")
    order = list(dict.fromkeys([*(s for s in ranked if s in options), *options]))
    many = fits(minutes)
    return Seminar(
        case=case,
        case_id=case_id,
        minutes=minutes,
        agenda=Agenda(tuple(order[:many]), tuple(order[many:])),
        talks={scene: Talk(Hands.none(n), Hands.none(n)) for scene, n in options.items()},
    )
