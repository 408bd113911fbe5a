"""An attempt as scoring is handed it: picks and what was on offer, never scenes or prose.

``ppsim.explore`` makes these records from a case and its events; a notebook may make them by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scoring.options import Moment, Option

Phase = Literal["therapy", "between", "supervision", "own_therapy"]


class RecordError(ValueError):
    """A record that no play can have made; the message says which pick and what is wrong."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One entry of a two-tier decision's list: the choices it is sound for."""

    id: str
    sound: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ReasonGiven:
    """The trainee's answer to *what decided it*, and how sure (0-10) where that was asked."""

    id: str
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """One choice taken. Only some picks are decisions met (docs/scoring.md section 2).

    Raises:
        RecordError: the chosen option was not on offer, two options share an id, or a fallback
            stands beside an option that is none.
    """

    scene: str
    phase: Phase
    offered: tuple[Option, ...]
    """On offer with guards applied, in the author's order; a fallback only where nothing else."""
    chosen: str
    first_visit: bool = True
    hub: bool = False
    value_before: float | None = None
    """V* of the state picked in; ``None`` where the walk was bounded."""
    value_after: float | None = None
    """V* of the state after the pick."""
    open_before: frozenset[str] | None = None
    """Key features that some state reachable from here, this one included, still offers."""
    open_after: frozenset[str] | None = None
    contested: tuple[str, ...] = ()
    moment: Moment | None = None
    reasons: tuple[Reason, ...] = ()
    reason: ReasonGiven | None = None

    def __post_init__(self) -> None:
        ids = [o.id for o in self.offered]
        if self.chosen not in ids:
            raise RecordError(f"{self.scene}: {self.chosen!r} was not on offer")
        if len(set(ids)) != len(ids):
            raise RecordError(f"{self.scene}: two options on offer share an id")
        if len({o.fallback for o in self.offered}) > 1:
            raise RecordError(f"{self.scene}: a fallback is offered only if nothing else is")

    @property
    def option(self) -> Option:
        """The option that was taken."""
        return next(o for o in self.offered if o.id == self.chosen)


@dataclass(frozen=True, slots=True)
class Leave:
    """A hub left by choice: it weighs nothing and takes no option, yet can close doors."""

    scene: str
    after_picks: int
    """How many picks came before it."""
    value_before: float | None = None
    value_after: float | None = None
    open_before: frozenset[str] | None = None
    open_after: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class KeyFeature:
    """A key feature of the case; not applicable once one it is an alternative of was met."""

    id: str
    alternative_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a therapist is drawn into with the client and then does with the supervisor."""

    id: str
    therapy: frozenset[str]
    supervision: frozenset[str]


@dataclass(frozen=True, slots=True)
class StepRef:
    """Where a step stands: an index into ``picks``, or into ``leaves`` where ``leaving``."""

    index: int
    leaving: bool = False


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """All of a first pass that scoring reads."""

    parallel: Literal["life", "process"]
    picks: tuple[Pick, ...]
    key_features: tuple[KeyFeature, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    ending: str | None = None
    """The kind of ending reached; ``None`` for an attempt stopped or still under way."""
    value_start: float | None = None
    value_last: float | None = None
    open_start: frozenset[str] | None = None
    leaves: tuple[Leave, ...] = ()
    """Hubs left by choice, in order; a hub that ends by itself is no step of the trainee's."""

    @property
    def steps(self) -> Iterator[tuple[StepRef, Pick | Leave]]:
        """Picks and leaves as they came, each with where it stands in the record."""
        waiting = list(enumerate(self.leaves))
        for at, pick in enumerate(self.picks):
            while waiting and waiting[0][1].after_picks <= at:
                number, leave = waiting.pop(0)
                yield StepRef(number, leaving=True), leave
            yield StepRef(at), pick
        for number, leave in waiting:
            yield StepRef(number, leaving=True), leave
