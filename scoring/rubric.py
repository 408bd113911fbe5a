"""What a rubric is: dimensions, codes with polarity and weight, roles, and where codes may stand.

These are plain frozen values. Reading them from YAML is the business of ``ppsim.format``;
from a notebook they can be built by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Stance = Literal["reflective", "reactive", "neutral"]
"""The sign of a weight, in words: above zero, below zero, zero."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One word of the feedback vocabulary, not a proven trait (docs/scoring.md section 0)."""

    id: str
    name: str
    anchor: str = ""
    """The literature the dimension leans on, as the rubric's author names it."""


@dataclass(frozen=True, slots=True)
class Code:
    """One thing an option can do, with the weight that only the rubric may set."""

    id: str
    dimension: str
    stance: Stance
    weight: float
    name: str
    definition: str
    example: str = ""
    near_miss: str = ""
    """What is often mistaken for it, and the code that other thing carries."""
    repair: bool = False
    """Taken within two decisions of a strain with the same person, it repairs it."""
    critical: bool = False
    """Said once, plainly, to the trainee alone: bring this to supervision."""
    weight_untrue: float | None = None
    """Where set: the weight when the option's ``truthful`` is false, and then it is critical."""


@dataclass(frozen=True, slots=True)
class Role:
    """A pull, in a verb: the codes that give in to it."""

    id: str
    phrase: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rubric:
    """Codes and weights by which an attempt is read. Mappings keep the author's order."""

    id: str
    version: str
    title: str
    dimensions: Mapping[str, Dimension]
    codes: Mapping[str, Code]
    roles: Mapping[str, Role] = field(default_factory=dict)
    phases: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Dimension id -> phases its codes may stand in; a dimension left out may stand anywhere."""
    hash: str = ""
    """sha256 of the canonical rubric, hex; empty where it was built by hand."""
