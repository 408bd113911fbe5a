"""Conditions: a small, total language over variables and what has happened.

    or      = and {"or" and}
    and     = not {"and" not}
    not     = "not" not | compare
    compare = value [("==" | "!=" | "<" | "<=" | ">" | ">=") value]
    value   = number | "word" | true | false | name | call | "(" or ")"
    call    = seen("scene") | chose("scene/choice") | count("CODE")

This is its tree of frozen values. ``ppsim.format.expression_parser`` reads it from a text,
``unparse`` writes it: ``parse(unparse(e)) == e``. ``ppsim.format.expression_types`` checks types,
the engine compiles the tree. Nothing of a text is ever handed to ``eval``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Operator = Literal["==", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of the parts."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part is false."""

    part: Expr


@dataclass(frozen=True, slots=True)
class Compare:
    """Two values compared; order only between numbers."""

    op: Operator
    left: Expr
    right: Expr
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A declared variable."""

    id: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Number:
    """An integer."""

    value: int
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, in quotes in the text."""

    value: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Flag:
    """``true`` or ``false``."""

    value: bool
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Seen:
    """The scene was completed before now."""

    scene: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Chose:
    """The choice was taken."""

    scene: str
    choice: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Count:
    """How many first-visit picks carried the code."""

    code: str
    at: int = field(default=0, compare=False)


Expr = Or | And | Not | Compare | Name | Number | Word | Flag | Seen | Chose | Count


def unparse(expr: Expr) -> str:
    """The text of a tree, with no bracket more than it needs."""
    match expr:
        case Or(parts):
            return " or ".join(_within(p, Or) for p in parts)
        case And(parts):
            return " and ".join(_within(p, Or, And) for p in parts)
        case Not(part):
            return f"not {_within(part, Or, And)}"
        case Compare(op, left, right):
            return f"{_operand(left)} {op} {_operand(right)}"
        case _:
            return _operand(expr)


def _within(expr: Expr, *weaker: type) -> str:
    text = unparse(expr)
    return f"({text})" if isinstance(expr, weaker) else text


def _operand(expr: Expr) -> str:
    match expr:
        case Or() | And() | Not() | Compare():
            return f"({unparse(expr)})"
        case Name(id):
            return id
        case Number(value):
            return str(value)
        case Word(value):
            return f"'{value}'" if '"' in value else f'"{value}"'
        case Flag(value):
            return "true" if value else "false"
        case Seen(scene):
            return f'seen("{scene}")'
        case Chose(scene, choice):
            return f'chose("{scene}/{choice}")'
        case Count(code):
            return f'count("{code}")'
