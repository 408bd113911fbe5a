"""Rubrics: whether each code says what it is, and what stands beside it fits its weight.

Of a rubric that extends another only what it says itself is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePath

from ppsim.check.registry import OF_RUBRICS, RULES
from ppsim.format.diagnostics import Diagnostic, Rule, quoted, suggest
from ppsim.format.load import Loaded
from ppsim.format.places import Document
from ppsim.format.source import Findings, Marked
from scoring.rubric import Code, Rubric


def _rule(code: str, title: str, message: str, do: str) -> Rule:
    OF_RUBRICS.add(code)
    return RULES.add(code, title, message, do, severity="warning")


NO_EXAMPLE = _rule(
    "PP611",
    "Code without an example",
    "the code {code} has no 'example'",
    "Write one reply or act that carries it; authors code by likeness to it.",
)
NO_NEAR_MISS = _rule(
    "PP612",
    "Code without a near-miss",
    "the code {code} has no 'near_miss'",
    "Say what is often mistaken for it, and in brackets which code that carries.",
)
STRANGE_NEAR_MISS = _rule(
    "PP613",
    "Near-miss names an unknown code",
    "the near-miss of {code} names {name}, and the rubric has no such code",
    "Name a code of this rubric, or say it in words.",
)
EMPTY_DIMENSION = _rule(
    "PP614",
    "Dimension without codes",
    "no code is of the dimension {name}, so nothing can ever be said of it",
    "Add codes to it, or take it out.",
)
ONE_SIDE = _rule(
    "PP615",
    "Dimension with one side only",
    "every code of the dimension {name} is {stance}, so nobody can choose well or badly in it",
    "Add what the other side of it would be.",
)
PULL_TO_GOOD = _rule(
    "PP616",
    "Pull to something that is not reactive",
    "the pull {role} has the code {code}, which is {stance}",
    "A pull is given in to: its codes are reactive ones.",
)
REPAIR_NOT_GOOD = _rule(
    "PP617",
    "Repair that is not reflective",
    "the code {code} is {stance}, and marked 'repair: true'",
    "What mends a strain weighs above zero; take the mark out, or look at the weight.",
)
CRITICAL_NOT_BAD = _rule(
    "PP618",
    "Critical code that is not reactive",
    "the code {code} is {stance}, and marked 'critical: true'",
    "What is to be brought to supervision at once weighs below zero; look at the mark.",
)
UNTRUE_NOT_WORSE = _rule(
    "PP619",
    "Untrue, and no worse for it",
    "the code {code} weighs {untrue} where it is untrue and {weight} where it is true",
    "'weight_untrue' is for what must not be said: let it be below zero, and below the weight.",
)
SAME_MEANING = _rule(
    "PP620",
    "Two codes in the same words",
    "the codes {code} and {other} have the same {key}",
    "Say what tells them apart; if nothing does, keep one.",
)
EVERY_TEST = _rule(
    "PP621",
    "Untruth that costs nothing",
    "the rubric has codes for telling about oneself, and none of them has 'weight_untrue'",
    "Give the code that an untrue answer would carry a 'weight_untrue' below zero.",
)

OTHER_FILE = _rule(
    "PP622",
    "Rubric under another file name",
    "the rubric is called {name}, and a case that names it looks for a file {name}.yaml",
    "Rename the file, or change the id under 'rubric:'.",
)

_NAMED = re.compile(r"(?<![\w.])[A-Z][A-Z0-9]*\.[A-Z][A-Z0-9]*(?![\w.])")
_TELLING = re.compile(r"(?i)\b(?:self-)?disclos(?:es?|ure|ing|ed)\b")


class _Own:
    """A rubric, and the places of what its own file says."""

    def __init__(self, rubric: Rubric, document: Document, findings: Findings) -> None:
        self.rubric = rubric
        self.document = document
        self.findings = findings

    def names(self, key: str) -> list[str]:
        """The entries of a top-level key that stand in this file."""
        data = self.document.data.get(key, {})
        return list(data) if isinstance(data, dict) else []

    def codes(self) -> Iterator[Code]:
        """Its own codes, as they come out."""
        for name in self.names("codes"):
            yield self.rubric.codes[name]

    def add(self, rule: Rule, at: Marked, hint: str | None = None, /, **fields: object) -> None:
        """One finding."""
        self.findings.add(rule, at, hint, **fields)

    def key(self, *path: str) -> Marked:
        """Where a key stands; what is above it, where it is another file's."""
        return self.document.key(path)


def check_rubric(loaded: Loaded[Rubric]) -> tuple[Diagnostic, ...]:
    """What an author of cases would miss in a rubric that loads; none where it does not."""
    if loaded.value is None or loaded.document is None:
        return ()
    own = _Own(loaded.value, loaded.document, Findings(loaded.source))
    for look in _LOOKS:
        look(own)
    return own.findings.result()


def _said(own: _Own) -> None:
    """Each code with an example and a near-miss, which names codes that there are."""
    codes = own.rubric.codes
    for code in own.codes():
        if not code.example.strip():
            own.add(NO_EXAMPLE, own.key("codes", code.id), code=code.id)
        if not code.near_miss.strip():
            own.add(NO_NEAR_MISS, own.key("codes", code.id), code=code.id)
        for name in dict.fromkeys(_NAMED.findall(code.near_miss)):
            if name not in codes and name.partition(".")[0] in own.rubric.dimensions:
                at = own.document.part(("codes", code.id, "near_miss"))
                hint = suggest(name, codes)
                own.add(STRANGE_NEAR_MISS, at, hint, code=code.id, name=quoted(name))


def _apart(own: _Own) -> None:
    """No two codes with one name or one definition."""
    for key in ("name", "definition"):
        first: dict[str, str] = {}
        for code in own.rubric.codes.values():
            words = " ".join(getattr(code, key).casefold().split())
            other = first.setdefault(words, code.id)
            if other != code.id and code.id in own.names("codes"):
                at = own.document.part(("codes", code.id, key))
                own.add(SAME_MEANING, at, code=code.id, other=other, key=key)


def _sides(own: _Own) -> None:
    """Each dimension with something to choose between."""
    for name in own.names("dimensions"):
        stances = {c.stance for c in own.rubric.codes.values() if c.dimension == name}
        at = own.key("dimensions", name)
        if not stances:
            own.add(EMPTY_DIMENSION, at, name=name)
        elif len(stances) == 1:
            own.add(ONE_SIDE, at, name=name, stance=next(iter(stances)))


def _marks(own: _Own) -> None:
    """Pulls, repair, critical and untrue, each with the weight that it makes sense for."""
    for role_id in own.names("roles"):
        for name in own.rubric.roles[role_id].codes:
            code = own.rubric.codes[name]
            if code.weight >= 0:
                at = own.key("roles", role_id)
                own.add(PULL_TO_GOOD, at, role=role_id, code=name, stance=code.stance)
    for code in own.codes():
        if code.repair and code.weight <= 0:
            at = own.key("codes", code.id, "repair")
            own.add(REPAIR_NOT_GOOD, at, code=code.id, stance=code.stance)
        if code.critical and code.weight >= 0:
            at = own.key("codes", code.id, "critical")
            own.add(CRITICAL_NOT_BAD, at, code=code.id, stance=code.stance)
        untrue = code.weight_untrue
        if untrue is not None and (untrue >= 0 or untrue > code.weight):
            at = own.document.part(("codes", code.id, "weight_untrue"))
            said = {"untrue": f"{untrue:g}", "weight": f"{code.weight:g}"}
            own.add(UNTRUE_NOT_WORSE, at, code=code.id, **said)


def _untruth(own: _Own) -> None:
    """A rubric of disclosure that says what an untrue answer weighs."""
    if any(code.weight_untrue is not None for code in own.rubric.codes.values()):
        return
    for code in own.codes():
        if _TELLING.search(f"{code.name} {code.definition}"):
            own.add(EVERY_TEST, own.key("codes", code.id))
            return


def _file(own: _Own) -> None:
    """A file by whose name the rubric is found."""
    if PurePath(own.findings.source.name).name != f"{own.rubric.id}.yaml":
        own.add(OTHER_FILE, own.document.part(("rubric",)), name=own.rubric.id)


_LOOKS: tuple[Callable[[_Own], None], ...] = (_file, _said, _apart, _sides, _marks, _untruth)
