"""Rules of scenes, with their lines, choices, hubs and ways on: PP200 to PP229."""

from __future__ import annotations

from ppsim.format.diagnostics import Registry

RULES = Registry()

BAD_LINE = RULES.add(
    "PP200",
    "Not a line",
    "a line is text, or one speaker and the words: {problem}",
    "For example: - He waits.   or: - inner: Not yet.",
)
PROSE_COLON = RULES.add(
    "PP201",
    "Colon in narration",
    "{speaker} is read as a speaker, since ': ' follows it",
    "If the line is narration, put the whole of it in double quotes.",
)
TWO_SPEAKERS = RULES.add(
    "PP202", "Two speakers", "one line has one speaker; here are {names}", "Make two lines of it."
)
GROUP_WITHOUT_IF = RULES.add(
    "PP203",
    "Lines without a condition",
    "'lines' groups lines under one 'if', and there is none",
    "Add 'if:', or write the lines one by one.",
)
IF_WITHOUT_LINES = RULES.add(
    "PP204",
    "Condition without a line",
    "'if' stands alone here",
    "Add a speaker and words, or 'lines:' with a list.",
)
NO_MODE = RULES.add(
    "PP210",
    "No words in a choice",
    "the choice {choice} has none of 'say', 'do' and 'think'",
    "say: spoken words. do: an act or a silence. think: an inner move.",
)
TWO_MODES = RULES.add(
    "PP211",
    "Two modes in a choice",
    "the choice {choice} has {modes}; a choice has exactly one",
    "Keep one; what follows from it belongs under 'then'.",
)
MIXED_MODES = RULES.add(
    "PP212",
    "Inner and outward mixed",
    "the options of one decision are all inner or all outward; {inner} is inner, {outward} is not",
    "Turn 'think' into say or do, or the others into 'think'.",
)
DUPLICATE_CHOICE = RULES.add(
    "PP213",
    "Choice id twice",
    "the choice {choice} stands twice in this scene; the first is in line {line}",
    "Give one of them another id.",
)
NO_WAY_ON = RULES.add(
    "PP214",
    "No way on",
    "nothing follows: {what} has no 'next'",
    "Add 'next:' to the scene, or to each of its choices.",
)
LAST_BRANCH = RULES.add(
    "PP215",
    "No last branch",
    "the last branch of this 'next' has a condition, so the play could get stuck",
    "End the list with a branch without 'if': - {{go: ...}}",
)
EARLY_BRANCH = RULES.add(
    "PP216",
    "Branches never reached",
    "this branch has no 'if', so those after it are never reached",
    "Give it a condition, or make it the last.",
)
DEAD_SCENE = RULES.add(
    "PP217",
    "Neither choices nor next nor ending",
    "the scene {scene} has neither choices nor next nor ending",
    "Add what happens here.",
)
ENDING_GOES_ON = RULES.add(
    "PP218",
    "Ending that goes on",
    "the scene {scene} is an ending, and has '{key}' as well",
    "Take one of them out.",
)
NO_PHASE = RULES.add(
    "PP219",
    "No phase",
    "the scene {scene} has no 'phase'",
    "One of: therapy, between, supervision, own_therapy.",
)
NEEDS_CHOICES = RULES.add(
    "PP220",
    "Needs choices",
    "'{key}' has a meaning only beside 'choices'",
    "Add choices, or take it out.",
)
HUB_CODED = RULES.add(
    "PP221",
    "Hub choice that scores",
    "the choice {choice} of a hub has '{key}'; what is done in a hub is never scored",
    "Take it out, or make the scene a decision by taking out 'hub'.",
)
HUB_NEXT = RULES.add(
    "PP222",
    "Hub choice with a next",
    "the choice {choice} of a hub has a 'next'; a hub goes on as a whole",
    "Put 'next' on the scene.",
)
HUB_COUNT = RULES.add(
    "PP223",
    "Hub that cannot be filled",
    "{problem}",
    "min is how many are needed, max how many are allowed; the hub has {choices} choices.",
)
HUB_KEY = RULES.add(
    "PP224",
    "Not in a hub",
    "'{key}' belongs to a decision, and this scene is a hub",
    "Take one of them out.",
)
ENDING_ONLY = RULES.add(
    "PP225",
    "For endings only",
    "'{key}' belongs to an ending, and the scene {scene} is none",
    "Take it out; a choice can have a 'recap' of its own.",
)
