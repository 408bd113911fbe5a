"""Are the names in a condition declared, and do their kinds fit together?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ppsim.format import rules_conditions, rules_names
from ppsim.format.diagnostics import Rule, quoted, suggest
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
    Or,
    Seen,
    Word,
)

Kind = Literal["flag", "number", "word"]


@dataclass(frozen=True, slots=True)
class DeclaredVariable:
    """What a condition may know of a variable; ``None`` for a kind that could not be read."""

    kind: Kind | None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Declared:
    """All names a condition may use.

    A scene whose choices are ``None`` could not be read; what is asked of it is not judged.
    ``codes`` is ``None`` where no rubric is at hand.
    """

    variables: Mapping[str, DeclaredVariable]
    scenes: Mapping[str, Collection[str] | None]
    codes: Collection[str] | None
    rubric: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a condition; ``at`` and ``length`` within its text."""

    rule: Rule
    fields: Mapping[str, object]
    at: int
    length: int
    hint: str | None = None


def check(expr: Expr, declared: Declared) -> tuple[Fault, ...]:
    """The faults of a whole condition, one per cause."""
    return tuple(_truth(expr, declared))


def _truth(expr: Expr, declared: Declared) -> Iterator[Fault]:
    """``expr`` must be something that holds or not."""
    match expr:
        case Or(parts) | And(parts):
            for part in parts:
                yield from _truth(part, declared)
        case Not(part):
            yield from _truth(part, declared)
        case Compare():
            yield from _comparison(expr, declared)
        case _:
            yield from _names(expr, declared)
            kind = _kind(expr, declared)
            if kind in ("number", "word"):
                text = _said(expr)
                example = "> 0" if kind == "number" else '== "..."'
                yield _misfit(
                    f"{text} is a {kind}, so it cannot hold or not by itself",
                    expr,
                    f"Compare it: {text} {example}",
                )


def _comparison(expr: Compare, declared: Declared) -> Iterator[Fault]:
    bare = _bare_word(expr.right, expr.left, declared) or _bare_word(
        expr.left, expr.right, declared
    )
    if bare is not None:
        yield bare
        return
    for side in (expr.left, expr.right):
        if isinstance(side, Or | And | Not | Compare):
            yield from _truth(side, declared)
        else:
            yield from _names(side, declared)
    left, right = _kind(expr.left, declared), _kind(expr.right, declared)
    if left is None or right is None:
        return
    if left != right:
        yield _misfit(
            f"{_said(expr.left)} is a {left} and {_said(expr.right)} a {right}; "
            "they cannot be compared",
            expr,
        )
    elif left != "number" and expr.op not in ("==", "!="):
        yield _misfit(f"{expr.op} compares numbers, and {_said(expr.left)} is a {left}", expr)
    elif left == "word":
        yield from _words(expr, declared)


def _bare_word(side: Expr, other: Expr, declared: Declared) -> Fault | None:
    """A word of the other side's variable, written without quotes."""
    if not isinstance(side, Name) or not isinstance(other, Name):
        return None
    variable = declared.variables.get(other.id)
    if side.id in declared.variables or variable is None or side.id not in variable.words:
        return None
    return _misfit(f"{side.id} is a word, and words stand in quotes", side, f'Write "{side.id}"')


def _words(expr: Compare, declared: Declared) -> Iterator[Fault]:
    for side, other in ((expr.left, expr.right), (expr.right, expr.left)):
        if isinstance(side, Word) and isinstance(other, Name):
            variable = declared.variables[other.id]
            if variable.words and side.value not in variable.words:
                yield _misfit(
                    f"{other.id} is never {quoted(side.value)}",
                    side,
                    suggest(side.value, variable.words, "Its words"),
                )


def _names(expr: Expr, declared: Declared) -> Iterator[Fault]:
    match expr:
        case Name(id, at) if id not in declared.variables:
            hint = suggest(id, declared.variables, "Declared")
            yield Fault(rules_names.UNKNOWN_VARIABLE, {"name": quoted(id)}, at, len(id), hint)
        case Seen(scene, at) if scene not in declared.scenes:
            yield _unknown_scene(scene, at, declared)
        case Chose(scene, choice, at):
            if scene not in declared.scenes:
                yield _unknown_scene(scene, at, declared)
                return
            choices = declared.scenes[scene]
            if choices is not None and choice not in choices:
                hint = suggest(choice, choices, "Its choices")
                fields = {"scene": scene, "name": quoted(choice)}
                start = at + len(scene) + 1
                yield Fault(rules_names.UNKNOWN_CHOICE, fields, start, len(choice), hint)
        case Count(code, at) if declared.codes is not None and code not in declared.codes:
            fields = {"rubric": declared.rubric, "name": quoted(code)}
            hint = suggest(code, declared.codes)
            yield Fault(rules_names.UNKNOWN_CODE, fields, at, len(code), hint)
        case _:
            return


def _unknown_scene(scene: str, at: int, declared: Declared) -> Fault:
    hint = suggest(scene, declared.scenes)
    return Fault(rules_names.UNKNOWN_SCENE, {"name": quoted(scene)}, at, len(scene), hint)


def _kind(expr: Expr, declared: Declared) -> Kind | None:
    match expr:
        case Number() | Count():
            return "number"
        case Word():
            return "word"
        case Name(id):
            variable = declared.variables.get(id)
            return variable.kind if variable else None
        case _:
            return "flag"


def _said(expr: Expr) -> str:
    match expr:
        case Name(id):
            return id
        case Number(value):
            return str(value)
        case Word(value):
            return quoted(value)
        case Count(code):
            return f'count("{code}")'
        case Flag(value):
            return "true" if value else "false"
        case _:
            return "a condition"


def _misfit(problem: str, expr: Expr, hint: str | None = None) -> Fault:
    at, length = _extent(expr)
    return Fault(rules_conditions.EXPRESSION_TYPE, {"problem": problem}, at, length, hint)


def _extent(expr: Expr) -> tuple[int, int]:
    match expr:
        case Compare(op, _, _, at):
            return at, len(op)
        case Name(id, at):
            return at, len(id)
        case Number(value, at):
            return at, len(str(value))
        case Word(value, at):
            return at, len(value) + 2
        case Flag(value, at):
            return at, 4 if value else 5
        case Count(code, at):
            return at, len(code)
        case _:
            return 0, 1
