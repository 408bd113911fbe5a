"""Structure: what is declared and never used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ppsim.check.registry import RULES, check
from ppsim.check.subject import Subject
from ppsim.engine.conditions import expressions_of
from ppsim.format.diagnostics import Diagnostic
from ppsim.format.expression import And, Compare, Expr, Name, Not, Or
from ppsim.format.expression_parser import parse

UNUSED_CAST = RULES.add(
    "PP701",
    "Cast member who never appears",
    "{id} is in the cast, and never speaks, is never spoken to and never mentioned",
    "Take them out of the cast, or give them a line.",
    severity="warning",
)
UNREAD_VARIABLE = RULES.add(
    "PP702",
    "Variable that nothing reads",
    "no condition reads the variable {name}, so it makes no difference",
    "Use it in an 'if:', or take it out.",
    severity="warning",
)
FIXED_VARIABLE = RULES.add(
    "PP703",
    "Variable that never changes",
    "no choice adds to the variable {name} or sets it, so it is always {start}",
    "Change it in some choice, or take it and its conditions out.",
    severity="warning",
)


@check(UNUSED_CAST)
def cast(subject: Subject) -> Iterator[Diagnostic]:
    """Cast members nobody meets."""
    case = subject.case
    met: set[str | None] = set()
    for scene in case.scenes.values():
        met.update(line.speaker for line in scene.text)
        for choice in scene.choices:
            met.update(line.speaker for line in choice.then)
            met.add(choice.to or case.addressee(scene.phase))
    unmet = {id_: m for id_, m in case.cast.items() if id_ not in met and not m.you}
    if not unmet:
        return
    for id_, member in unmet.items():
        names = "|".join(re.escape(word) for word in {member.name, *member.name.split()})
        if not re.search(rf"\b(?:{names})\b", subject.text):
            yield subject.finding(UNUSED_CAST, subject.key("cast", id_), id=id_)


@check(UNREAD_VARIABLE, FIXED_VARIABLE)
def variables(subject: Subject) -> Iterator[Diagnostic]:
    """Variables that are never read, and those that never change."""
    case = subject.case
    read: set[str] = set()
    for text in expressions_of(case):
        read |= names_in(parse(text))
    changed = {
        name
        for scene in case.scenes.values()
        for choice in scene.choices
        for name in (*choice.add, *choice.set)
    }
    for name, variable in case.variables.items():
        at = subject.key("variables", name)
        if name not in read:
            yield subject.finding(UNREAD_VARIABLE, at, name=name)
        elif name not in changed:
            start = variable.start
            said = str(start).lower() if isinstance(start, bool) else start
            yield subject.finding(FIXED_VARIABLE, at, name=name, start=said)


def names_in(expr: Expr) -> set[str]:
    """The variables a condition reads."""
    match expr:
        case Name(name):
            return {name}
        case Not(part):
            return names_in(part)
        case And(parts) | Or(parts):
            return set().union(*(names_in(part) for part in parts))
        case Compare(_, left, right):
            return names_in(left) | names_in(right)
    return set()
