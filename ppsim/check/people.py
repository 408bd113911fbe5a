"""Prose: the people of a case stay who they are. Conservative: silence where there is doubt."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from ppsim.check.lines import Prose
from ppsim.check.registry import RULES, check
from ppsim.check.subject import Subject
from ppsim.format.diagnostics import Diagnostic, quoted

OTHER_NAME = RULES.add(
    "PP961",
    "Name spelled in two ways",
    "{found} stands here once or twice, and {name} is in the cast",
    "If it is the same person, write {name}; if not, add them to the cast.",
    severity="warning",
)
OTHER_PRONOUN = RULES.add(
    "PP962",
    "Pronoun that changes",
    "{name} is {found} here, and {usual} elsewhere",
    "Keep to one, unless the text means the change.",
    severity="warning",
)
OTHER_AGE = RULES.add(
    "PP963",
    "Age that changes",
    "{name} is {found} here, and {usual} in the cast",
    "Write the same age, or say how much time has passed.",
    severity="warning",
)

_WITHIN = r"(?<![.!?…:\"'“‘] )(?<!^)(?<!\w)"
"""Before a word within a sentence, where only a name is written with a capital."""
_SEEN_OFTEN = 4
"""Times the right name must stand in the text before a like one is doubted."""
_SEEN_SELDOM = 2
_SELVES = {"himself": "he", "herself": "she"}


def _names(subject: Subject) -> dict[str, str]:
    """First names of the cast, by which the text calls people; a shared one is left out."""
    firsts = Counter(m.name.split()[0] for m in subject.case.cast.values())
    return {
        m.name.split()[0]: id_
        for id_, m in subject.case.cast.items()
        if firsts[m.name.split()[0]] == 1 and m.name[:1].isupper()
    }


@check(OTHER_NAME)
def names(subject: Subject) -> Iterator[Diagnostic]:
    """Capitalised words one letter from a name of the cast, seen once or twice."""
    text = subject.text
    every = {word for m in subject.case.cast.values() for word in m.name.split()}
    capitalised = set(re.findall(r"\b[A-Z][a-z]{3,}\b", text)) - every
    for name in _names(subject):
        if len(name) < 4 or len(re.findall(rf"\b{re.escape(name)}\b", text)) < _SEEN_OFTEN:
            continue
        for found in sorted(word for word in capitalised if one_apart(word, name)):
            if re.search(rf"\b{found.lower()}\b", text):
                continue  # a word like any other, at the start of a sentence
            within = re.compile(rf"{_WITHIN}{found}\b")
            at = [piece for piece in subject.pieces for _ in within.finditer(piece.words)]
            if 0 < len(at) <= _SEEN_SELDOM:
                place = subject.within(at[0].at, found)
                yield subject.finding(OTHER_NAME, place, found=quoted(found), name=name)


def one_apart(a: str, b: str) -> bool:
    """Whether one letter changed, added, left out or two exchanged turn one into the other.

    A plural or possessive ``s`` does not count.
    """
    if a == b or abs(len(a) - len(b)) > 1 or a in (b + "s", b + "'s") or b == a + "s":
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    x, y = a[start:], b[start:]
    if len(x) == len(y):
        return x[1:] == y[1:] or (x[:2] == y[1::-1] and x[2:] == y[2:])
    return x[1:] == y or x == y[1:]


@check(OTHER_PRONOUN)
def pronouns(subject: Subject) -> Iterator[Diagnostic]:
    """``Mark ... herself`` within one clause, where elsewhere it is ``Mark ... himself``."""
    known = _names(subject)
    if not known or not all(word in subject.text for word in _SELVES):
        return
    any_name = "|".join(map(re.escape, known))
    pattern = re.compile(rf"\b({any_name})\b([^.,;:!?()\n]{{0,60}}?)\b(himself|herself)\b")
    found: defaultdict[str, list[tuple[str, Prose]]] = defaultdict(list)
    for piece in subject.pieces:
        for match in pattern.finditer(piece.words):
            if not re.search(r"\b(?:[A-Z]\w+|he|she|him|her|who|to|with|for|by|than)\b", match[2]):
                found[match[1]].append((match[3], piece))
    for name, uses in found.items():
        counts = Counter(word for word, _ in uses)
        if len(counts) < 2:
            continue
        usual = counts.most_common(1)[0][0]
        for word, piece in uses:
            if word != usual:
                yield subject.finding(
                    OTHER_PRONOUN,
                    subject.within(piece.at, word),
                    name=name,
                    found=_SELVES[word],
                    usual=_SELVES[usual],
                )


@check(OTHER_AGE)
def ages(subject: Subject) -> Iterator[Diagnostic]:
    """``Mark, 43,`` and the like, where the cast says otherwise."""
    for name, id_ in _names(subject).items():
        about = subject.case.cast[id_].about or ""
        stated = re.search(
            r"^(?:[A-Z][\w' ]*, )?(\d{2})\b(?!\s*(?:st|nd|rd|th))|\baged (\d{2})", about
        )
        if stated is None:
            continue
        usual = int(stated[1] or stated[2])
        pattern = re.compile(
            rf"\b{re.escape(name)}(?:, (?:aged )?(\d{{2}}),|,? (?:who is|is|was) (\d{{2}})"
            r"(?= years old|\.|,|$)|,? a (\d{2})-year-old)"
        )
        for piece in subject.pieces:
            for match in pattern.finditer(piece.words):
                age = next(int(a) for a in match.groups() if a)
                if abs(age - usual) > 1:
                    at = subject.within(piece.at, match[0])
                    yield subject.finding(OTHER_AGE, at, name=name, found=age, usual=usual)
