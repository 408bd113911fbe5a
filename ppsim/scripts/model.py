"""A play script as frozen values; docs/authoring.md has the format in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ppsim.engine.play import PlayMode
from ppsim.format.diagnostics import Registry, Span

STOPPED = "stopped"
"""The ``ending`` of a script that stops before the case does."""


@dataclass(frozen=True, slots=True)
class Choose:
    """Take an option, in ``scene`` where that is said."""

    scene: str | None
    choice: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave a hub."""

    scene: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    """Answer a check-in: feelings 0-10, and pulls."""

    feelings: Mapping[str, int]
    pulls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Say what decided the last choice, and how sure, 0-10."""

    id: str | None
    confidence: int | None


@dataclass(frozen=True, slots=True)
class Expect:
    """Texts that have been shown since the last step, or, not ``shown``, have not been."""

    texts: tuple[str, ...]
    shown: bool = True


Act = Choose | Leave | Notice | Reason


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the script, and where it stands."""

    does: Act | Expect
    span: Span


@dataclass(frozen=True, slots=True)
class Score:
    """What scoring is to say; only what is given is looked at."""

    counts: Mapping[str, int] = field(default_factory=dict)
    """``reflective``, ``reactive``, ``neutral`` -> how many picks."""
    features: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """``met``, ``missed``, ``foreclosed`` -> exactly these key features."""
    echo: Mapping[str, int] = field(default_factory=dict)
    """``counted``, ``echoed``, ``broken``, ``carried_back`` -> how many."""


@dataclass(frozen=True, slots=True)
class Script:
    """A whole script."""

    name: str
    case: str | None
    seed: int
    mode: PlayMode
    steps: tuple[Step, ...]
    notice: Mapping[str, Notice]
    """Scene -> the answer of its check-in, where no step gives it."""
    reasons: Mapping[str, Reason]
    ending: str | None
    score: Score
    spans: Mapping[str, Span]
    """Top-level key, or ``score`` and a key of it with a dot between -> where it stands."""

    def span(self, key: str) -> Span:
        """Where a key stands; the script's first place where it is left out."""
        return self.spans.get(key) or self.spans[""]


RULES = Registry()
NOT_A_SCRIPT = RULES.add(
    "PT001",
    "Not a play script",
    "this is no play script: it has no list 'play'",
    "A script has 'play:' and below it steps, such as - choose: room/say-so",
)
UNKNOWN = RULES.add("PT002", "Unknown key", "{key} is no key of {what}")
WRONG = RULES.add("PT003", "Wrong kind of value", "'{key}' takes {wanted}, and this is {found}")
NOT_FIT = RULES.add("PT101", "The play asks something else", "{problem}")
NOT_SHOWN = RULES.add("PT102", "Not shown", "{text} has not been shown since the last step")
SHOWN = RULES.add("PT103", "Shown", "{text} has been shown since the last step")
ENDED = RULES.add("PT104", "Another ending", "the play should end {expected}, and it ended {found}")
GOES_ON = RULES.add(
    "PT105",
    "The case goes on",
    "the script ends here, and the case goes on in {scene}",
    "Add steps, or write 'ending: stopped'.",
)
SCORED = RULES.add("PT106", "Another score", "{key} should be {expected}, and it is {found}")
