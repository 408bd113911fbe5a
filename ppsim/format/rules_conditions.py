"""Rules of conditions: PP4."""

from __future__ import annotations

from ppsim.format.diagnostics import Registry

RULES = Registry()

EXPRESSION = RULES.add(
    "PP400",
    "Condition",
    "this condition cannot be read: {problem}",
    'For example: pressure >= 4 and not told   chose("scene/choice")   '
    'seen("scene")   count("CODE") >= 2',
)
EXPRESSION_TYPE = RULES.add("PP401", "Condition does not fit", "{problem}")
