"""Rules of names, which are held against what is declared: PP3."""

from __future__ import annotations

from ppsim.format.diagnostics import Registry

RULES = Registry()

UNKNOWN_SCENE = RULES.add("PP300", "Unknown scene", "there is no scene {name}")
UNKNOWN_CHOICE = RULES.add("PP301", "Unknown choice", "the scene {scene} has no choice {name}")
UNKNOWN_SPEAKER = RULES.add("PP302", "Unknown speaker", "nobody in the cast is called {name}")
UNKNOWN_VARIABLE = RULES.add("PP303", "Unknown variable", "there is no variable {name}")
UNKNOWN_CODE = RULES.add("PP304", "Unknown code", "the rubric {rubric} has no code {name}")
UNKNOWN_FEATURE = RULES.add("PP305", "Unknown key feature", "there is no key feature {name}")
UNKNOWN_PULL = RULES.add("PP306", "Unknown pull", "the rubric {rubric} has no pull {name}")
NO_ADDRESSEE = RULES.add(
    "PP307",
    "Nobody to say it to",
    "the choice {choice} is said to nobody: the cast has no {role}",
    "Name the one it is said to with 'to:', or add them to the cast.",
)
SELF_REFERENCE = RULES.add(
    "PP308",
    "Refers to itself",
    "{name} cannot be an alternative of itself",
    "Name the other key feature.",
)
