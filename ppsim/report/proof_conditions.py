"""Conditions in plain words, with references: ``pressure >= 4`` is "pressure is 4 or more"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from ppsim.format.expression import (
    And,
    Chose,
    Compare,
    Count,
    Expr,
    Flag,
    Name,
    Not,
    Number,
    Operator,
    Or,
    Seen,
    Word,
)
from ppsim.format.expression_parser import parse
from ppsim.report.proof_model import Words
from ppsim.report.proof_order import Names

_CONTRARY: dict[Operator, Operator] = {
    "==": "!=",
    "!=": "==",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
}
_SWAPPED: dict[Operator, Operator] = {
    "==": "==",
    "!=": "!=",
    "<": ">",
    ">": "<",
    "<=": ">=",
    ">=": "<=",
}


def in_words(conditions: Sequence[str], names: Names) -> Words:
    """Conditions that all must hold, as one clause; empty where there are none.

    Args:
        conditions: as written in the file.
        names: what scenes and options are called here.

    Raises:
        ExpressionError: a condition that cannot be read (the loader lets none through).
    """
    trees = [parse(text) for text in conditions]
    if not trees:
        return ()
    return _say(trees[0] if len(trees) == 1 else And(tuple(trees)), True, names)


def _say(expr: Expr, holds: bool, names: Names) -> Words:
    """The clause for "``expr`` holds", or for its contrary."""
    match expr:
        case Not(part):
            return _say(part, not holds, names)
        case And(parts):
            return _joined(parts, holds, "and" if holds else "or", names)
        case Or(parts):
            return _joined(parts, holds, "or" if holds else "and", names)
        case Compare(op, left, right):
            return _compare(op if holds else _CONTRARY[op], left, right, names)
        case Seen(scene):
            been = "you have been through " if holds else "you have not been through "
            return (been, names.titled(scene))
        case Chose(scene, choice):
            return ("you chose " if holds else "you did not choose ", names.option(scene, choice))
        case Name(id):
            return (f"{names.variable(id)} is {'yes' if holds else 'no'}",)
        case Flag(value):
            return ("always" if value is holds else "never",)
        case _:
            return (*_value(expr, names), " is yes" if holds else " is no")


def _joined(parts: Iterable[Expr], holds: bool, word: str, names: Names) -> Words:
    clauses = [_within(part, holds, word, names) for part in parts]
    if word == "or" and len(clauses) == 2:
        return ("either ", *clauses[0], " or ", *clauses[1])
    start = "any of these: " if word == "or" else ""
    between = "; or " if word == "or" else ", and "
    return (start, *chain(*([*c, between] for c in clauses[:-1])), *clauses[-1])


def _within(expr: Expr, holds: bool, word: str, names: Names) -> Words:
    """A part of a joined clause, in brackets where it is itself joined by the other word."""
    said = _say(expr, holds, names)
    inner, turned = expr, holds
    while isinstance(inner, Not):
        inner, turned = inner.part, not turned
    if isinstance(inner, And | Or):
        own = "and" if isinstance(inner, And) is turned else "or"
        if own != word:
            return ("(", *said, ")")
    return said


def _compare(op: Operator, left: Expr, right: Expr, names: Names) -> Words:
    if isinstance(left, Number | Word | Flag) and not isinstance(right, Number | Word | Flag):
        left, right, op = right, left, _SWAPPED[op]
    if isinstance(right, Flag) and op in ("==", "!="):
        return _say(left, right.value is (op == "=="), names)
    if isinstance(left, Count) and isinstance(right, Number):
        choices = "choice" if right.value == 1 else "choices"
        return (f"you have made {_amount(op, right.value)} {choices} coded {left.code}",)
    measured = _value(left, names)
    if isinstance(right, Number):
        return (*measured, f" is {_level(op, right.value)}")
    link = {
        "==": " is ",
        "!=": " is not ",
        "<": " is less than ",
        "<=": " is not more than ",
        ">": " is more than ",
        ">=": " is not less than ",
    }[op]
    return (*measured, link, *_value(right, names))


def _level(op: Operator, value: int) -> str:
    return {
        "==": f"{value}",
        "!=": f"not {value}",
        "<": f"less than {value}",
        "<=": f"{value} or less",
        ">": f"more than {value}",
        ">=": f"{value} or more",
    }[op]


def _amount(op: Operator, value: int) -> str:
    return {
        "==": f"exactly {value}",
        "!=": f"other than {value}",
        "<": f"fewer than {value}",
        "<=": f"at most {value}",
        ">": f"more than {value}",
        ">=": f"at least {value}",
    }[op]


def _value(expr: Expr, names: Names) -> Words:
    match expr:
        case Name(id):
            return (names.variable(id),)
        case Number(value):
            return (str(value),)
        case Word(value):
            return (f"\u201c{value}\u201d",)
        case Flag(value):
            return ("yes" if value else "no",)
        case Count(code):
            return (f"the number of your choices coded {code}",)
        case _:
            return ("(", *_say(expr, True, names), ")")
