"""The moves of a play, the points it can go back to, and the refusal of what does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ppsim.engine.events import Noticed, Reasoned
from ppsim.engine.values import ChoiceView, SceneView, State
from ppsim.format.case import Notice, Reasons

PlayMode = Literal["practice", "straight-through"]
"""``practice`` lets a decision be taken again; the first pass counts all the same."""


class Refused(ValueError):
    """An event that does not fit where the play stands; the message says why, in plain words."""

    def __init__(self, reason: str, event: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.event = event
        """The event's index, where a whole list was replayed."""


@dataclass(frozen=True, slots=True)
class Step:
    """One move made: a choice taken, a hub left, or a passage gone on from."""

    event: int
    """Index of its event among all events of the attempt."""
    before: State
    after: State
    offered: tuple[ChoiceView, ...]
    """What was on offer, in the author's order."""
    choice: ChoiceView | None
    """``None`` for leaving a hub or going on."""
    first_visit: bool
    reason: Reasoned | None = None


@dataclass(frozen=True, slots=True)
class DecisionPoint:
    """A decision that can be taken again."""

    event: int
    """The number to put into a ``Retake``."""
    scene: SceneView
    chosen: ChoiceView
    rehearsed: bool
    """Whether it was made after the first pass."""


def check_notice(notice: Notice, event: Noticed) -> None:
    """Hold the answer to a check-in against what was asked.

    Raises:
        Refused: it names what was not asked for, or an intensity beyond 0 to 10.
    """
    for name, intensity in event.feelings.items():
        if name not in notice.feelings:
            raise Refused(f"{name} is not among the feelings asked for")
        if not 0 <= intensity <= 10:
            raise Refused(f"{name} goes from 0 to 10, and {intensity} does not lie there")
    for pull in event.pulls:
        if pull not in notice.pulls:
            raise Refused(f"{pull} is not among the pulls asked for")


def check_reason(reasons: Reasons, event: Reasoned) -> None:
    """Hold a reason against the list it was to be picked from.

    Raises:
        Refused: it is not in the list, or says how sure where that was not asked, or beyond 10.
    """
    if event.reason is not None and all(r.id != event.reason for r in reasons.options):
        raise Refused(f"{event.reason} is not among the reasons asked for")
    if event.confidence is not None:
        if not reasons.confidence:
            raise Refused("how sure was not asked for here")
        if not 0 <= event.confidence <= 10:
            raise Refused(f"how sure goes from 0 to 10, and {event.confidence} is not there")
