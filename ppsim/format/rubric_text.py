"""The rubric as its file says it. ``scoring.rubric.Rubric`` is made of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ppsim.format.case import Model, Phase
from scoring.rubric import Stance

Weight = Annotated[float, Field(ge=-2, le=2)]


class DimensionText(Model):
    """A word of the feedback vocabulary."""

    name: str
    anchor: str = ""


class CodeText(Model):
    """One thing an option can do."""

    dimension: str
    stance: Stance
    weight: Weight
    name: str
    definition: str
    example: str = ""
    near_miss: str = ""
    repair: bool = False
    critical: bool = False
    weight_untrue: Weight | None = None


class RoleText(Model):
    """A pull, as a verb, with the codes that give in to it."""

    phrase: str
    codes: Annotated[tuple[str, ...], Field(min_length=1)]


class RubricText(Model):
    """A whole rubric file."""

    ppsim: Literal[1]
    rubric: str
    version: str
    title: str
    extends: str | None = None
    """The id of a rubric that this one adds to or changes; resolved before anything is scored."""
    dimensions: dict[str, DimensionText]
    codes: dict[str, CodeText]
    roles: dict[str, RoleText] = Field(default_factory=dict)
    phases: dict[str, tuple[Phase, ...]] = Field(default_factory=dict)
