"""Rules of what a case declares beside its scenes (cast, variables, patterns): PP230 to PP299."""

from __future__ import annotations

from ppsim.format.diagnostics import Registry

RULES = Registry()

NO_YOU = RULES.add(
    "PP230",
    "Nobody is the player",
    "nobody in the cast is the player",
    "Add you: true to the one whose seat it is.",
)
TWO_YOU = RULES.add(
    "PP231",
    "Two players",
    "{first} and {second} are both marked 'you: true'",
    "Keep one.",
)
CAST_INNER = RULES.add(
    "PP232",
    "Reserved cast id",
    "{id} cannot be the id of a cast member; {why}",
    "Choose another id.",
)
NO_SCENES = RULES.add("PP233", "No scenes", "there are no scenes", "Add one under 'scenes:'.")
BAD_VARIABLE = RULES.add(
    "PP240",
    "Not a variable",
    "the variable {name} is none of the three kinds: {problem}",
    "told: false   pressure: {{start: 2, min: 0, max: 6}}   "
    "mood: {{start: calm, words: [calm, cross]}}",
)
VARIABLE_BOUNDS = RULES.add(
    "PP241",
    "Bounds of a variable",
    "the variable {name}: {problem}",
    "Every variable is bounded, so that every way through the case can be walked.",
)
VARIABLE_NAME = RULES.add(
    "PP242",
    "Name of a variable",
    "{name} cannot name a variable: small letters, digits and '_', beginning with a letter{also}",
    "For example: {right}",
)
EFFECT_TYPE = RULES.add("PP243", "Effect does not fit", "{problem}")
LIFE_PATTERNS = RULES.add(
    "PP250",
    "Patterns in a life case",
    "patterns tell what comes back in supervision; with 'parallel: life' there is no such echo",
    "Take 'patterns' out, or write parallel: process.",
)
