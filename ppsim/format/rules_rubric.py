"""Rules of rubric files: PP6."""

from __future__ import annotations

from ppsim.format.diagnostics import Registry

RULES = Registry()

STANCE_WEIGHT = RULES.add(
    "PP600",
    "Stance and weight",
    "{code} is {stance}, and its weight is {weight}",
    "reflective: above 0; reactive: below 0; neutral: 0.",
)
UNKNOWN_DIMENSION = RULES.add("PP601", "Unknown dimension", "there is no dimension {name}")
ROLE_CODE = RULES.add("PP602", "Unknown code in a role", "there is no code {name}")
CODE_NAME = RULES.add(
    "PP603",
    "Spelling of a code",
    "{name} is no code: capitals, as in SAR.NOTICE, its dimension before the dot",
)
CODE_DIMENSION = RULES.add(
    "PP604",
    "Code of another dimension",
    "{code} says by its name which dimension it is of, and it is not {dimension}",
    "Rename the code, or change its dimension.",
)
NOTHING_TO_EXTEND = RULES.add(
    "PP605",
    "Nothing to extend",
    "the rubric {name} cannot be extended: {why}",
    "Name a rubric that stands beside this one or came with ppsim, or write everything out here.",
)
