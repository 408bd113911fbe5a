"""What the journal keeps, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Mode = Literal["practice", "straight-through"]
AttemptState = Literal["open", "finished", "stopped"]
TextKind = Literal["case", "rubric"]
AnnexKind = Literal["note", "reply", "argument", "check-in"]


@dataclass(frozen=True, slots=True)
class Text:
    """A case or rubric as it was played: enough to replay after its file has changed."""

    kind: TextKind
    hash: str
    """sha256 of the canonical validated model, hex; not of the bytes."""
    id: str
    version: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Profile:
    """One person on this machine. The id is random and says nothing of the name."""

    id: str
    name: str
    created_at: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a case; its events are read apart."""

    id: str
    profile: str
    """The person's name."""
    case_id: str
    case_version: str
    case_hash: str
    case_title: str
    rubric_id: str
    rubric_version: str
    rubric_hash: str
    seed: int
    mode: Mode
    started_at: str
    """ISO 8601, UTC."""
    changed_at: str
    state: AttemptState
    """``finished`` once the first pass met an ending, ``stopped`` once it was ended early."""
    events: int
    choices: int
    """Choices taken, rehearsal among them."""

    @property
    def short_id(self) -> str:
        """The first eight characters, as lists show it."""
        return self.id[:8]


@dataclass(frozen=True, slots=True)
class Private:
    """A private note, a reply composed in one's own words, an argument with the key, a check-in."""

    id: int
    kind: AnnexKind
    event: int
    """How many events had happened; for a check-in, the index of its event."""
    words: str
    """As typed; for a check-in the JSON of its answers."""
    at: str


EventData = Mapping[str, Any]
"""An event as JSON data; ``kind`` and ``at`` are always in it."""
