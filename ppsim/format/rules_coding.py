"""Rules of codes, disclosure and reasons: PP5."""

from __future__ import annotations

from ppsim.format.diagnostics import Registry

RULES = Registry()

TOO_MANY_CODES = RULES.add(
    "PP500",
    "Too many codes",
    "the choice {choice} has {count} codes; three is the most",
    "Keep what the choice mainly does, the main thing first.",
)
SAME_DIMENSION = RULES.add(
    "PP501",
    "Two codes of one dimension",
    "{first} and {second} are both of the dimension {dimension}",
    "Keep the one that says more.",
)
INTENSITY = RULES.add(
    "PP502",
    "Intensity",
    "the intensity of {code} is {found}; it can be 0.5 or 1",
    "Write {code} alone for the whole of it, {{{code}: 0.5}} for half.",
)
CODE_PHASE = RULES.add(
    "PP503",
    "Code out of its phase",
    "{code} belongs to {phases}, and this scene is {phase}",
    "Take another code, or look at the scene's phase.",
)
NO_TELLS = RULES.add(
    "PP510",
    "Nothing on the telling",
    "the choice {choice} is coded in a disclosure scene and has no 'tells'",
    "Add tells: with decision, whose_need, passes and, where told, amount.",
)
TELLS_ALONE = RULES.add(
    "PP511",
    "Tells without disclosure",
    "the choice {choice} has 'tells', and its scene has no 'disclosure'",
    "Add disclosure: {{what, cue, at, stage}} to the scene.",
)
WITHHELD_AMOUNT = RULES.add(
    "PP512",
    "Withheld, yet told",
    "the decision is withheld and the amount {amount}",
    "Withheld has amount 0; something told in part is 'partial'.",
)
TOLD_NOTHING = RULES.add(
    "PP513",
    "Told, yet nothing",
    "the decision is {decision} and the amount is 0",
    "amount: 1 headline, 2 some detail, 3 story.",
)
CONTESTED_SINGLE = RULES.add(
    "PP520",
    "Contested with itself",
    "'contested' names {count}; it takes two or more",
    "Name each choice that supervisors would defend.",
)
