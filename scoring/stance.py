"""Reactive, reflective, neutral: the flags and their count (docs/scoring.md section 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.decisions import Met, codes_of
from scoring.intervals import Share, share
from scoring.options import Option
from scoring.rubric import Rubric
from scoring.weights import stance_of


@dataclass(frozen=True, slots=True)
class Stances:
    """How the decisions met were taken, counted."""

    decisions: int
    reflective: int
    reactive: int
    neutral: int
    reactivity: Share
    """Reactive picks out of the decisions at which both signs were on offer."""


def is_mixed(rubric: Rubric, option: Option) -> bool:
    """Whether an option carries codes of both stances; a mark beside its flag, not a flag."""
    stances = {rubric.codes[c].stance for c in codes_of(option)}
    return {"reflective", "reactive"} <= stances


def offers_both(met: Met) -> bool:
    """Whether an option above zero and one below it were both on offer."""
    return min(met.row.overall) < 0 < met.row.best


def stances(met: Sequence[Met]) -> Stances:
    """Count the flags of the chosen options, and reactivity where there was a choice of sign."""
    flags = [stance_of(m.w) for m in met]
    both = [m for m in met if offers_both(m)]
    reactive = sum(m.w < 0 for m in both)
    return Stances(
        decisions=len(met),
        reflective=flags.count("reflective"),
        reactive=flags.count("reactive"),
        neutral=flags.count("neutral"),
        reactivity=share(reactive, len(both), "decisions at which both signs were on offer"),
    )
