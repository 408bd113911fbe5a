"""What the engine hands out: states, spoken lines, options on offer, and a scene's frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ppsim.format.case import INNER, Choice, DisclosureMoment, EndingKind, Notice, Reasons, Scene
from scoring.options import Moment, Option
from scoring.record import Phase, Reason

SceneKind = Literal["decision", "hub", "passage", "ending"]
Mode = Literal["say", "do", "think"]


class State(NamedTuple):
    """Where an attempt stands: a scene, and all that can matter to what comes, in one integer.

    Equal states have the same future. ``Story.values`` reads the declared variables out of it.
    """

    scene: str
    bits: int


class Spoken(NamedTuple):
    """One line that is heard: narration, a cast member's words, or the inner voice."""

    speaker: str | None
    """``None`` for narration, ``inner``, or a cast id."""
    words: str
    name: str | None = None
    """The cast member's name as shown; ``None`` for narration and the inner voice."""

    @property
    def is_inner(self) -> bool:
        """Whether this is the inner voice."""
        return self.speaker == INNER


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """An option on offer."""

    id: str
    scene: str
    index: int
    """Its place in the author's order, from 0."""
    mode: Mode
    words: str
    to: str | None
    """Cast id of whom it is said or done to; ``None`` for a thought, or where nobody is there."""
    to_name: str | None
    """The same, as shown."""
    aside: bool
    """Whether it goes to somebody else than the phase's own addressee, which a face should say."""
    option: Option
    """What scoring knows of it."""
    source: Choice = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class SceneView:
    """A scene's frame: all of it that no state changes."""

    id: str
    phase: Phase | None
    """``None`` only on endings that leave it out."""
    time: str | None
    kind: SceneKind
    content_notes: tuple[str, ...]
    ask: str | None
    notice: Notice | None
    reasons: Reasons | None
    sound: tuple[Reason, ...]
    """The two-tier list as scoring reads it: which reason is sound for which choices."""
    disclosure: DisclosureMoment | None
    moment: Moment | None
    """The disclosure moment as scoring reads it, the setting norm filled in."""
    contested: tuple[str, ...]
    leave: str | None
    """A hub's words for moving on."""
    ending: EndingKind | None
    source: Scene = field(repr=False, compare=False)


class NotOffered(ValueError):
    """A step that the state does not allow: a choice not on offer, a hub not yet to be left."""
