"""Fairness: best options in another voice than the others.

A register gap (the best speak like a textbook, or the others do) and a valence gap (the best are
kind, the others harsh) are told from the words before anything is weighed. Held against what
chance would do (Fisher), as in ``ppsim.check.looks``. English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ppsim.check.looks import CHANCE, ENOUGH, SHARE_GAP, fisher
from ppsim.check.registry import RULES, check
from ppsim.check.subject import Subject
from ppsim.format.diagnostics import Diagnostic

REGISTER = RULES.add(
    "PP911",
    "Another register on one side",
    "{best} of {all_best} best options have {what}, and {others} of {all_others} others",
    "Let all talk as people in a room do; a technical word can be right, and a plain one wrong.",
    severity="warning",
)
VALENCE = RULES.add(
    "PP912",
    "Kind or harsh words on one side",
    "{best} of {all_best} best options have {what}, and {others} of {all_others} others",
    "Let a warm reply be wrong sometimes and a plain no right; errors have good intentions.",
    severity="warning",
)

_LONG = re.compile(r"[^\W\d_]{10,}")
_SHORT_FORM = re.compile(r"\b\w+(?:n't|'re|'ve|'ll|'m|'d)\b", re.IGNORECASE)
_KIND = re.compile(
    r"\b(thank\w*|glad|kind|kindly|brave\w*|well done|lovely|gentle|gently|welcome|proud|warm\w*"
    r"|appreciat\w*|wonderful\w*|brilliant\w*|trust\w*)\b",
    re.IGNORECASE,
)
_HARSH = re.compile(
    r"\b(blam\w+|fault|wrong|fail\w*|nonsense|ridiculous|lazy|stupid|useless|stop it|rude\w*"
    r"|should|ought|refus\w+|waste\w*|complain\w*|enough of)\b",
    re.IGNORECASE,
)
_SIGNS = (
    (REGISTER, "a word of ten letters or more", _LONG),
    (REGISTER, "a short form (don't, I'm)", _SHORT_FORM),
    (VALENCE, "a kind word (thank, glad, brave ...)", _KIND),
    (VALENCE, "a harsh word (fault, should, wrong ...)", _HARSH),
)


@check(REGISTER, VALENCE)
def tone(subject: Subject) -> Iterator[Diagnostic]:
    """Signs of a voice that stand in best options and hardly elsewhere, or the other way round."""
    items = subject.items
    if len(items) < ENOUGH or not subject.case.language.startswith("en"):
        return
    best = [o.words for i in items for o in i.options if o.weight == i.best]
    others = [o.words for i in items for o in i.options if o.weight < i.best]
    for rule, what, sign in _SIGNS:
        k = sum(sign.search(words) is not None for words in best)
        m = sum(sign.search(words) is not None for words in others)
        gap = abs(k / len(best) - m / len(others))
        if gap >= SHARE_GAP and fisher(k, len(best), m, len(others)) < CHANCE:
            yield subject.finding(
                rule,
                subject.key("scenes"),
                what=what,
                best=k,
                all_best=len(best),
                others=m,
                all_others=len(others),
            )
