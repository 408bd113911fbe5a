"""What scoring knows of an option: codes and marks, never its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Telling = Literal["disclosed", "partial", "withheld"]
Need = Literal["client", "mixed", "therapist", "unclear"]
Resolved = Literal["done", "partly", "open"]
Test = Literal["client_benefit", "cue_fit", "timing_fit", "dose_fit", "resolved_enough", "norm_fit"]


@dataclass(frozen=True, slots=True)
class Coding:
    """A code on an option, at intensity 0.5 or 1."""

    code: str
    intensity: float = 1.0


@dataclass(frozen=True, slots=True)
class Tells:
    """The option's half of a ledger row (docs/scoring.md section 9)."""

    decision: Telling
    amount: int = 0
    """0 none, 1 headline, 2 some detail, 3 story."""
    type: str | None = None
    reference: str | None = None
    route: str | None = None
    function: str | None = None
    whose_need: Need = "unclear"
    resolved: Resolved | None = None
    truthful: bool = True
    returned: bool | None = None
    passes: frozenset[str] = frozenset()
    """The tests the author judges it to pass, argued in the option's ``because``."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment's half of a ledger row (docs/scoring.md section 9)."""

    what: str
    """The matter, in words."""
    cue: str
    at: str
    """Where in the session, or between sessions."""
    stage: str
    """Of the treatment."""
    setting_norm: str = "default"


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a decision."""

    id: str
    codings: tuple[Coding, ...] | None = ()
    """Primary first, at most one per dimension; ``()`` neutral on purpose; ``None`` uncoded."""
    meets: tuple[str, ...] = ()
    strain: bool = False
    tells: Tells | None = None
    to: str | None = None
    """Whom it is said or done to; ``None`` for a thought."""
    fallback: bool = False
