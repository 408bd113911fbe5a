"""What a face shows: what has been heard, and what is asked now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ppsim.engine.values import ChoiceView, Mode, SceneView, Spoken
from ppsim.format.case import EndingKind, ReasonText
from scoring.record import Phase


@dataclass(frozen=True, slots=True)
class Arrived:
    """A scene begins."""

    scene: str
    phase: Phase | None
    time: str | None
    """The author's clock line, such as "Session six, two minutes before the end"."""
    content_notes: tuple[str, ...]
    """What to know before reading on; only at the first visit."""
    first_visit: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the trainee said, did or thought."""

    scene: str
    choice: str
    mode: Mode
    words: str
    to: str | None
    to_name: str | None
    aside: bool
    """Whether it went to somebody else than the phase's own addressee."""


Entry = Arrived | Spoken | Chosen
"""One thing in a transcript, in the order in which it came."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Read, and go on (a ``Go`` event)."""

    scene: SceneView
    lines: tuple[Entry, ...]
    """What is new since the last prompt: what the last choice set off, then the scene."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What do you notice? Feelings at 0-10 and pulls; no answer is right (a ``Noticed`` event)."""

    scene: SceneView
    lines: tuple[Entry, ...]
    feelings: tuple[str, ...]
    pulls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """Choose one (a ``Choose`` event)."""

    scene: SceneView
    lines: tuple[Entry, ...]
    ask: str | None
    offers: tuple[ChoiceView, ...]
    """In the order in which to show them."""


@dataclass(frozen=True, slots=True)
class HubPrompt:
    """Things to do, each once (``Choose``), or move on (``Leave``) where that is allowed."""

    scene: SceneView
    lines: tuple[Entry, ...]
    ask: str | None
    offers: tuple[ChoiceView, ...]
    """Those left, in the author's order: nothing here scores."""
    may_leave: bool
    leave: str
    """The author's words for moving on."""


@dataclass(frozen=True, slots=True)
class WhyPrompt:
    """What decided the choice just made? (a ``Reasoned`` event)."""

    scene: SceneView
    lines: tuple[Entry, ...]
    choice: ChoiceView
    ask: str
    reasons: tuple[ReasonText, ...]
    """In the order in which to show them."""
    confidence: bool
    """Whether to ask how sure, 0-10."""


@dataclass(frozen=True, slots=True)
class Ended:
    """Nothing more is asked."""

    scene: SceneView
    lines: tuple[Entry, ...]
    how: Literal["ending", "stopped", "dead_end"]
    """``dead_end``: every option of the scene is guarded away, which is the author's mistake."""
    kind: EndingKind | None
    """The kind of ending; ``None`` unless one was reached."""


Prompt = Passage | CheckIn | Decision | HubPrompt | WhyPrompt | Ended
