"""What a debrief holds: the figures of scoring beside the words of the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.attempt import AttemptScore
from scoring.options import Telling


@dataclass(frozen=True, slots=True)
class Said:
    """One line as it was played: narration where ``name`` is ``None``."""

    name: str | None
    words: str
    inner: bool = False


@dataclass(frozen=True, slots=True)
class CodeNote:
    """A code on an option, as the rubric words it."""

    id: str
    name: str
    definition: str
    near_miss: str
    stance: str
    intensity: float


@dataclass(frozen=True, slots=True)
class OptionNote:
    """An option of a decision, with what the author says of it."""

    id: str
    mode: str
    words: str
    to: str | None
    weight: float
    codes: tuple[CodeNote, ...]
    because: str | None
    client_side: str | None
    chosen: bool
    best: bool
    contested: bool
    telling: Telling | None


@dataclass(frozen=True, slots=True)
class HeardAgain:
    """A line of a later scene that was there because of this choice."""

    scene: str
    time: str | None
    said: Said


@dataclass(frozen=True, slots=True)
class ReasonNote:
    """The reason given for a choice, what it is sound for, and the cell it falls in."""

    text: str
    confidence: int | None
    cell: str
    sound_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionNote:
    """One decision met, with all that a reader can open it for."""

    scene: str
    number: int
    """1-based, in the order met."""
    time: str | None
    phase: str
    ask: str
    before: tuple[Said, ...]
    """The scene's lines as they were shown."""
    options: tuple[OptionNote, ...]
    """On offer, in the author's order."""
    stance: str
    mixed: bool
    loss: float
    happened: tuple[Said, ...]
    later: tuple[HeardAgain, ...]
    neighbour: str | None
    """Id of the option it is told from."""
    reason: ReasonNote | None
    recap: str

    @property
    def chosen(self) -> OptionNote:
        """The option that was taken."""
        return next(o for o in self.options if o.chosen)

    def option(self, option_id: str) -> OptionNote:
        """The option of that id.

        Raises:
            StopIteration: no such option was on offer.
        """
        return next(o for o in self.options if o.id == option_id)


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What the trainee noticed, as she gave it: data, with no right answer."""

    scene: str
    feelings: Mapping[str, int]
    pulls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A private note and where it was pinned."""

    scene: str | None
    time: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Names:
    """How things are called in this case and rubric."""

    people: Mapping[str, str]
    you: str
    client: str
    dimensions: Mapping[str, str]
    codes: Mapping[str, str]
    roles: Mapping[str, str]
    features: Mapping[str, str]
    client_does: Mapping[str, str]
    """Pattern id -> what the client does of the same kind, where the author says so."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What was played and read by what, so that a figure can be traced."""

    case_id: str
    case_version: str
    case_hash: str
    rubric_id: str
    rubric_version: str
    rubric_hash: str
    key_status: str
    ppsim_version: str
    seed: int
    mode: str


@dataclass(frozen=True, slots=True)
class Debrief:
    """A whole debrief of one first pass."""

    title: str
    minutes: int | None
    """Between the first and the last event of the first pass; ``None`` where times are missing."""
    finished: bool
    rehearsed: bool
    ending: str | None
    ending_lines: tuple[Said, ...]
    path: str
    decisions: tuple[DecisionNote, ...]
    moments: tuple[str, ...]
    """Scenes of the one or two decisions that mattered most."""
    best_repair: str | None
    score: AttemptScore
    practise: str
    question: str
    check_ins: tuple[CheckIn, ...]
    notes: tuple[Note, ...]
    names: Names
    provenance: Provenance

    @property
    def by_pick(self) -> Mapping[int, DecisionNote]:
        """The decisions met, found by the index of their pick, as ``score`` names them."""
        return {d.pick: n for d, n in zip(self.score.decisions, self.decisions, strict=True)}

    def decision(self, scene: str) -> DecisionNote:
        """The decision met in that scene.

        Raises:
            StopIteration: none was met there.
        """
        return next(d for d in self.decisions if d.scene == scene)
