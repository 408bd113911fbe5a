"""An hour divided over an agenda. The clock is handed in: seconds of the seminar that have gone."""

from __future__ import annotations

from dataclasses import dataclass

LENGTHS = (50, 90)
"""Minutes that a seminar may have."""
EDGE = 0.1
"""The part of the time for opening, and the same for closing."""
EACH = 10
"""Minutes that one decision is worth: two shows of hands with a talk between, and the reasons."""
LEAST = 5
"""Minutes below which a decision is better left out."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How the time stands, in seconds."""

    share: float
    """What the decision at hand has, if those ahead are to have as much."""
    left: float
    """What is left of it; below zero where it has run over."""
    whole: float
    """What is left of the seminar; below zero where it has run over."""

    @property
    def tight(self) -> bool:
        """Whether decisions have so little that one had better be left out."""
        return self.share < 60 * LEAST


def fits(minutes: int) -> int:
    """How many decisions are worth planning: at least one."""
    return max(1, round(minutes * (1 - 2 * EDGE) / EACH))


def first_share(minutes: int, decisions: int) -> float:
    """What each of so many decisions has when all keep to their time, in seconds."""
    return 60 * minutes * (1 - 2 * EDGE) / max(1, decisions)


def pace(minutes: int, begun: float, now: float, ahead: int) -> Pace:
    """How the time stands at a decision.

    Args:
        minutes: of the whole seminar.
        begun: seconds that had gone when this decision was opened.
        now: seconds that have gone.
        ahead: how many decisions are still to come after this one.
    """
    talking = 60 * minutes * (1 - EDGE)
    share = max(0.0, talking - begun) / (ahead + 1)
    return Pace(share, share - (now - begun), 60 * minutes - now)


def in_minutes(seconds: float) -> str:
    """A time left as it is told: whole minutes, and "over" below zero."""
    if seconds < 0:
        return f"{int(-seconds // 60) + 1} min over"
    minutes = int(seconds // 60)
    return f"{minutes} min" if minutes else "under 1 min"


@dataclass(frozen=True, slots=True)
class Watch:
    """A stopwatch on a clock that is handed in; it can be stopped and goes on where it was."""

    gone: float = 0.0
    """Seconds counted until it was last started."""
    since: float | None = None
    """What the clock said then; ``None`` while it stands."""

    def now(self, clock: float) -> float:
        """Seconds counted; a clock that goes back takes nothing away."""
        return self.gone + (max(0.0, clock - self.since) if self.since is not None else 0.0)

    def start(self, clock: float) -> Watch:
        """Go on counting."""
        return self if self.since is not None else Watch(self.gone, clock)

    def stop(self, clock: float) -> Watch:
        """Stand still."""
        return Watch(self.now(clock))
