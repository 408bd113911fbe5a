"""What a proof holds: a whole case in a reading order, in words, with its cross-references."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to a scene or an option of the same proof."""

    label: str
    """As read: "12", "5b" or "12, The empty chair"."""
    anchor: str
    """The id of the place it leads to."""


Words = tuple["str | Ref", ...]
"""A sentence with references in it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text as authored."""

    speaker: str | None
    """The name before it; ``None`` for narration."""
    inner: bool
    words: str
    condition: Words = ()
    """When it is heard; empty where always."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way on."""

    target: Ref
    condition: Words = ()
    """Empty where it is always open, or the last of several."""
    otherwise: bool = False
    """Whether it is the way where none of those above it is open."""


@dataclass(frozen=True, slots=True)
class CodeNote:
    """A code in the margin."""

    id: str
    name: str
    stance: str
    in_part: bool


@dataclass(frozen=True, slots=True)
class Option:
    """One option with all that stands beside it."""

    id: str
    letter: str
    anchor: str
    kind: str
    """How it is done: "Say", "Say to Nora", "Do", "Think"."""
    words: str
    spoken: bool
    condition: Words
    weight: str | None
    """What the rubric's codes come to, signed; ``None`` where it carries none."""
    codes: tuple[CodeNote, ...]
    coded: str
    """A word where there is no code: neutral on purpose, or not coded yet."""
    because: str | None
    client_side: str | None
    recap: str | None
    notes: tuple[tuple[str, str], ...]
    """Further margin notes, label and text."""
    then: tuple[Line, ...]
    ways: tuple[Way, ...]
    """Its own ways on; empty where the scene's serve."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One entry of the second question, and the options it is sound for."""

    text: str
    sound_for: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene."""

    id: str
    number: int
    anchor: str
    title: str
    meta: tuple[str, ...]
    """Phase, clock line, and marks such as "Every play decides here"."""
    came_from: tuple[Ref, ...]
    is_start: bool
    unreached: bool
    """Whether the walk shows that no play comes here."""
    content_notes: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[tuple[str, str], ...]
    """The check-in and the disclosure moment, label and text."""
    ask: str | None
    options_intro: str
    options: tuple[Option, ...]
    leave: str | None
    reasons_ask: str | None
    reasons: tuple[Reason, ...]
    contested: tuple[Ref, ...]
    ways: tuple[Way, ...]
    ways_intro: str
    ending: str | None
    recap: str | None


@dataclass(frozen=True, slots=True)
class KeyFeature:
    """A key feature, and where it can be met."""

    text: str
    met_at: tuple[Ref, ...]
    alternative_of: tuple[str, ...]
    practise: str | None
    question: str | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of the parallel, and where its codes are on offer."""

    id: str
    client: str | None
    therapy: tuple[str, ...]
    therapy_at: tuple[Ref, ...]
    supervision: tuple[str, ...]
    supervision_at: tuple[Ref, ...]
    practise: str | None
    question: str | None


@dataclass(frozen=True, slots=True)
class GlossaryCode:
    """A code used in this case, as the rubric words it."""

    id: str
    name: str
    stance: str
    weight: str
    definition: str
    near_miss: str
    used_at: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """The whole document."""

    id: str
    title: str
    language: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    """Seat, setting, length, rubric ...: label and text."""
    cast: tuple[str, ...]
    content_notes: tuple[str, ...]
    objectives: tuple[str, ...]
    sources: tuple[str, ...]
    variables: tuple[str, ...]
    scenes: tuple[Scene, ...]
    endings: tuple[Scene, ...]
    key_features: tuple[KeyFeature, ...]
    patterns: tuple[Pattern, ...]
    codes: tuple[GlossaryCode, ...]
    remarks: tuple[str, ...]
    """What the proof could not tell, such as where the walk was bounded."""
