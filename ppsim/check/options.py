"""Fairness: the options of one decision, and what gives them away before they are picked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ppsim.check.registry import RULES, check
from ppsim.check.subject import Subject
from ppsim.format.diagnostics import Diagnostic, quoted

LONE = RULES.add(
    "PP921",
    "Choice without an alternative",
    "{scene} offers one choice only, so nothing is decided",
    "Add an option, or make it a passage: text and 'next' without choices.",
    severity="warning",
)
TOO_MANY = RULES.add(
    "PP922",
    "More options than can be weighed",
    "{scene} offers {count} options; beyond {most} people stop comparing them",
    "Keep three to five that somebody would defend.",
    severity="warning",
)
SAME_WORDS = RULES.add(
    "PP923",
    "Options in the same words",
    "{choice} says the same as {other}",
    "Let them differ in their words as they do in their codes.",
    severity="warning",
)
NAMES_CODE = RULES.add(
    "PP924",
    "Code named before the choice",
    "{found} names the rubric's {code}, and is read before anybody has chosen",
    "Show it in the body or in the words; the debrief gives it its name.",
    severity="warning",
)
FEW_COUNTER_MOMENTS = RULES.add(
    "PP925",
    "Few counter-moments",
    "at {count} of {all} decisions something that sounds reflective is wrong ({codes}); fewer "
    "than {wanted} let a single habit win",
    "Let a fair question deserve an answer, a silence be withdrawal, a naming come too early.",
    severity="note",
)

MOST_OPTIONS = 6
_WORD = re.compile(r"\w+")
COUNTER_MOMENTS = 4
"""Counter-moments a case should have (docs/scoring.md section 0)."""
LONG_ENOUGH = 8
"""Decisions from which they are asked for."""
NEAR_MISSES = ("FRM.MISTIME", "DIS.BLANK", "DIS.EVADE", "FRA.NEGLECT", "SAR.WITHDRAW")
"""Codes of what sounds reflective and is not (docs/scoring.md section 0)."""


@check(LONE, TOO_MANY, SAME_WORDS)
def each_decision(subject: Subject) -> Iterator[Diagnostic]:
    """How many options, and whether two of them read the same."""
    for name, scene in subject.decisions():
        at = subject.key("scenes", name, "choices")
        count = len(scene.choices)
        if count == 1:
            yield subject.finding(LONE, at, scene=name)
        elif len([c for c in scene.choices if c.when is None]) > MOST_OPTIONS:
            yield subject.finding(TOO_MANY, at, scene=name, count=count, most=MOST_OPTIONS)
        first: dict[tuple[str, ...], str] = {}
        for index, choice in enumerate(scene.choices):
            key = tuple(_WORD.findall(choice.words.casefold()))
            if key and key in first:
                here = subject.part("scenes", name, "choices", index, choice.mode)
                yield subject.finding(SAME_WORDS, here, choice=choice.id, other=first[key])
            first.setdefault(key, choice.id)


@check(NAMES_CODE)
def codes_named(subject: Subject) -> Iterator[Diagnostic]:
    """Codes, or their names of two words and more, in what is read while playing."""
    names = {code.id: code.id for code in subject.rubric.codes.values()}
    names |= {
        code.name.lower(): code.id for code in subject.rubric.codes.values() if " " in code.name
    }
    text = subject.text.lower()
    there = [name for name in names if name.lower() in text]
    if not there:
        return
    any_of = "|".join(re.escape(name) for name in sorted(there, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{any_of})(?!\w)", re.IGNORECASE)
    for piece in subject.pieces:
        for match in pattern.finditer(piece.words):
            code = names.get(match[0]) or names.get(match[0].lower())
            if code is not None:
                yield subject.finding(NAMES_CODE, piece.at, found=quoted(match[0]), code=code)


@check(FEW_COUNTER_MOMENTS)
def counter_moments(subject: Subject) -> Iterator[Diagnostic]:
    """Decisions at which an option that sounds reflective carries its near-miss's code."""
    known = [code for code in NEAR_MISSES if code in subject.rubric.codes]
    items = subject.items
    if not known or len(items) < LONG_ENOUGH:
        return
    found = sum(
        any(o.weight < 0 and set(known) & set(o.codes) for o in item.options) for item in items
    )
    if found < COUNTER_MOMENTS:
        yield subject.finding(
            FEW_COUNTER_MOMENTS,
            subject.key("scenes"),
            count=found,
            all=len(items),
            codes=", ".join(known),
            wanted=COUNTER_MOMENTS,
        )
