"""What may be drawn: the values that pages and screens are made from. Only the policy makes them.

Words here are plain sentences without names; ids of scenes and options are the case's own, whose
texts a renderer looks up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ppsim.cohort.figures import Exact
from scoring.intervals import Interval
from scoring.record import Phase

View = Literal["self", "instructor", "projection", "external"]
Label = Literal["shared miss", "split"]


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One option, or several that are shown together because few took them."""

    options: tuple[str, ...]
    count: int | None
    """``None`` outside, where only shares go."""
    percent: int
    """Of those who met it; rounded to 5 outside, so that a sum need not be 100."""
    interval: Interval | None
    """Wilson's 95 %; ``None`` where the share is rounded."""


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """One decision as this view may see it."""

    scene: str
    phase: Phase
    k: int
    contested: tuple[str, ...]
    says: str | None
    """What is said instead of, or beside, counts; a whole sentence."""
    one_way: str | None
    """The option that nearly all took, where that is all that may be said."""
    reached: str
    """How many met it, in words: "12 of 14", "5 to 9", "about 30"."""
    cells: tuple[ShownCell, ...]
    """None where only words may be shown."""
    dissent: float | None
    loss: float | None
    agenda: float | None
    """Of what is shown, so that they tell no more than it does; ``None`` where nothing is."""
    labels: tuple[Label, ...]
    as_of: int | None
    """The issue whose counts these are; ``None`` in the instructor's view, which is of now."""
    missing: str


@dataclass(frozen=True, slots=True)
class ShownTable:
    """Endings, or what became of one pattern, in the same forms as a decision."""

    name: str
    says: str | None
    one_way: str | None
    cells: tuple[ShownCell, ...]
    as_of: int | None
    missing: str


@dataclass(frozen=True, slots=True)
class ShownEdge:
    """From a decision by one option, or by merged ones, to where they can lead."""

    scene: str
    options: tuple[str, ...]
    to: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ShownPattern:
    """One share summed over the decisions whose counts are shown."""

    name: str
    taken: int
    offered: int
    decisions: int
    """Over how many decisions."""
    missing: str


@dataclass(frozen=True, slots=True)
class OwnChoice:
    """What the reader chose at one decision; in her own view only."""

    scene: str
    chosen: str


@dataclass(frozen=True, slots=True)
class Shown:
    """All that one view may see of one group at one case."""

    view: View
    case: str
    case_id: str
    rubric: str
    began: str
    """How many began, in words."""
    finished: str
    decisions: tuple[ShownDecision, ...]
    """In the order of the case."""
    agenda: tuple[str, ...]
    """Scenes, what is most worth talking about first."""
    withheld: tuple[str, ...]
    """What is not shown, and why, in whole sentences."""
    tables: tuple[ShownTable, ...] = ()
    edges: tuple[ShownEdge, ...] = ()
    patterns: tuple[ShownPattern, ...] = ()
    rehearsal: str | None = None
    """First against second attempts, in a sentence; counts are in the instructor's view."""
    issue: int | None = None
    exact: Exact | None = None
    """All figures with their intervals; in the instructor's view only."""
    people: tuple[str, ...] = ()
    """Pseudonyms, sorted; in the instructor's view only."""
    own: tuple[OwnChoice, ...] = ()
    """In the reader's own view only."""
    own_way_was_lone: bool | None = None
    """True where what is shown tells the reader that fewer than five went her way through, and
    ``None`` where it does not; told to nobody else."""
