"""The report of a group as plain values: what HTML, JSON, tables and the app only render.

Made by ``ppsim.report.cohort_make`` from what the policy shows (``ppsim.cohort.shown``) and the
words of the case; nothing here knows of figures that a view may not see. Shares are 0 to 1. A
number that is not given is ``None``, and ``says`` or ``refused`` holds the reason in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

View = Literal["instructor", "projection", "external"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number, with all that has to stand beside it."""

    name: str
    value: float | None
    n: int
    """Of how many."""
    low: float | None
    high: float | None
    interval: str
    """How the interval was made; empty where there is none."""
    missing: str
    """The rule for missing data."""
    refused: str | None
    """Why it is not given."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How many took one option or came to one outcome; or several, merged since few did."""

    ids: tuple[str, ...]
    label: str
    """Letters of options, or words."""
    count: int | None
    n: int | None
    """Of how many; ``None`` where only a rounded share is shown."""
    percent: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class OptionText:
    """An option as authored."""

    id: str
    letter: str
    mode: Literal["say", "do", "think"]
    words: str
    stance: Literal["reflective", "reactive", "neutral"] | None
    """``None`` where nothing is at stake."""
    codes: tuple[str, ...]
    """Names of its codes, the primary one first."""
    because: str | None
    contested: bool
    best: bool
    """It weighs most of what is on offer."""


@dataclass(frozen=True, slots=True)
class LineText:
    """A line of a scene; without a speaker it is narrated."""

    speaker: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of the case, and what the group did there."""

    scene: str
    number: int
    """Its place in the file, from 1."""
    title: str
    when: str
    """Clock line and place."""
    lines: tuple[LineText, ...]
    """The end of its text."""
    cut: bool
    """More stands before."""
    ask: str
    telling: str | None
    """What a disclosure here would be of, and whether telling would have served."""
    options: tuple[OptionText, ...]
    cells: tuple[Cell, ...]
    says: str | None
    """Instead of counts, or beside them."""
    reached: str
    """In words; empty where it is not shown."""
    dissent: float | None
    loss: float | None
    agenda: float | None
    weight: int
    """2 where a key feature was on offer, else 1."""
    labels: tuple[Literal["shared miss", "split"], ...]
    contested: tuple[str, ...]
    """Letters."""
    as_of: int | None
    """Counts are those of this issue."""
    missing: str
    counts: bool
    """Whether it is scored."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Choices summed over decisions and people; so no interval that would pretend otherwise."""

    name: str
    taken: int
    offered: int
    expected: float | None
    """What picking at random would have come to."""
    decisions: int | None
    missing: str


@dataclass(frozen=True, slots=True)
class Balance:
    """The two-by-two of telling and not telling at moments that are clear."""

    told_at_t: int
    withheld_at_t: int
    told_at_w: int
    withheld_at_w: int
    wrong_dose: int | None
    missing: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Endings, or what became of one pattern between client and supervision."""

    name: str
    title: str
    cells: tuple[Cell, ...]
    says: str | None
    note: str | None
    """What else there is to say of it."""
    as_of: int | None
    missing: str
    about: str | None = None
    """What is counted, in words of the case and its rubric."""


@dataclass(frozen=True, slots=True)
class Edge:
    """From a decision to the next or to an ending: how many went so."""

    scene: str
    letters: str
    to: tuple[str, ...]
    """One scene; several where options that lead apart were merged."""
    count: int


@dataclass(frozen=True, slots=True)
class Place:
    """A scene of the flow."""

    scene: str
    title: str
    rank: int
    """Decisions that can come before it, at most."""
    ending: bool


@dataclass(frozen=True, slots=True)
class Flow:
    """Ways through the case; the width of a way is how many went it."""

    places: tuple[Place, ...]
    edges: tuple[Edge, ...]
    missing: str
    shared: tuple[tuple[tuple[str, ...], int], ...]
    """Whole ways shared by five or more, as decision numbers with letters; instructor alone."""
    lone: int | None
    """How many went ways shared by fewer than five; the ways themselves are never shown."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """First against second attempts."""

    says: str | None
    """In words, or why nothing is said."""
    figures: tuple[Figure, ...]
    better: int | None
    worse: int | None
    same: int | None
    p_sign: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One option here and in the other cohort."""

    scene: str
    letter: str
    words: str
    here: tuple[int, int]
    there: tuple[int, int]
    difference: float
    low: float
    high: float
    missing: str


@dataclass(frozen=True, slots=True)
class Item:
    """A decision as an item of a programme's statistics."""

    scene: str
    title: str
    difficulty: Figure
    item_rest: Figure
    dif: Figure | None
    dif_size: str | None
    """A negligible, B moderate, C large."""


@dataclass(frozen=True, slots=True)
class DeadOption:
    """An option that fewer than 5 % took."""

    scene: str
    letter: str
    words: str
    taken: Figure


@dataclass(frozen=True, slots=True)
class Programme:
    """Statistics of a hundred people and more."""

    figures: tuple[Figure, ...]
    """Alpha, omega, and G where it can be given; each may be refused."""
    items: tuple[Item, ...]
    items_refused: str | None
    dead: tuple[DeadOption, ...]
    dead_refused: str | None
    dif_refused: str | None
    dif_groups: tuple[str, str] | None
    """The two groups that were compared, the reference first; ``None`` where none were named."""
    components: tuple[tuple[str, float], ...]
    cases_for_70: int | None


@dataclass(frozen=True, slots=True)
class About:
    """Of whom and of what this is."""

    case_id: str
    case_version: str
    case_hash: str
    title: str
    language: str
    key_status: Literal["author-provisional", "panel"]
    rubric_id: str
    rubric_version: str
    rubric_hash: str
    cohorts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attended:
    """How many there were: counts, never a list. Words where a view rounds or shows nothing."""

    began: str
    finished: str
    too_fast: int | None
    counted: int | None
    again: int | None
    not_agreed: int | None
    other_texts: int | None
    set_aside: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one view may see of a group at one case, in the order of a seminar."""

    view: View
    synthetic: str | None
    """What is to be said where people are made up."""
    about: About
    cannot: tuple[str, ...]
    """What this cannot show, in plain words."""
    withheld: tuple[str, ...]
    attended: Attended
    agenda: tuple[str, ...]
    """Scenes, what is most worth talking about first."""
    decisions: tuple[Decision, ...]
    not_met: tuple[str, ...]
    """Titles of decisions that nobody met; instructor alone."""
    patterns: tuple[Pattern, ...]
    balance: Balance | None
    echoes: tuple[Outcomes, ...]
    endings: Outcomes | None
    flow: Flow
    rehearsal: Rehearsal
    differences: tuple[Difference, ...]
    against: str | None
    """What the other cohort is, or why it is not shown; ``None`` where none was given."""
    programme: Programme | None
    """``None`` in views that never show it."""
    people: tuple[str, ...]
    """Pseudonyms; instructor alone."""
    issue: int | None

    def decision(self, scene: str) -> Decision:
        """One decision by its scene.

        Raises:
            KeyError: there is none.
        """
        for decision in self.decisions:
            if decision.scene == scene:
                return decision
        raise KeyError(scene)
