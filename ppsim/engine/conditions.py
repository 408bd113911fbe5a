"""Expressions compiled to closures over a state's bits; the author's text is never evaluated."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ppsim.engine.layout import History, Layout, Value
from ppsim.format.case import Case
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
from ppsim.format.expression_parser import parse

Read = Callable[[int], Value]

_COMPARE: dict[str, Callable[[Value, Value], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


class Condition(NamedTuple):
    """A guard: the bits it reads, and whether it holds in them."""

    mask: int
    holds: Callable[[int], Value]
    """True or false of some bits, as Python judges truth."""


ALWAYS = Condition(0, lambda _: True)


def compile_condition(texts: Iterable[str], layout: Layout) -> Condition:
    """One condition of several guards that must all hold; ``ALWAYS`` where there is none.

    Raises:
        ValueError: the text is not an expression, or names what the layout does not know.
    """
    exprs = [parse(text) for text in texts]
    if not exprs:
        return ALWAYS
    mask, read = _compile(exprs[0] if len(exprs) == 1 else And(tuple(exprs)), layout)
    return Condition(mask, read)


def _compile(expr: Expr, layout: Layout) -> tuple[int, Read]:
    match expr:
        case Flag(value) | Number(value) | Word(value):
            constant: Value = value
            return 0, lambda _: constant
        case Name(name):
            variable = layout.variables.get(name)
            if variable is None:
                raise ValueError(f"no variable is called {name!r}")
            return variable.field.mask, variable.value
        case Seen(scene):
            return _flag(layout.seen[scene].mask)
        case Chose(scene, choice):
            return _flag(layout.chose[scene, choice].mask)
        case Count(code):
            field = layout.count[code]
            return field.mask, field.index
        case Not(inner):
            mask, read = _compile(inner, layout)
            return mask, lambda bits: not read(bits)
        case And(parts):
            mask, reads = _compile_all(parts, layout)
            return mask, lambda bits: all(read(bits) for read in reads)
        case Or(parts):
            mask, reads = _compile_all(parts, layout)
            return mask, lambda bits: any(read(bits) for read in reads)
        case Compare(op, left, Number(constant) | Word(constant)):
            compare = _COMPARE[op]
            mask, read = _compile(left, layout)
            fixed: Value = constant
            return mask, lambda bits: compare(read(bits), fixed)
        case Compare(op, left, right):
            compare = _COMPARE[op]
            mask, (a, b) = _compile_all((left, right), layout)
            return mask, lambda bits: compare(a(bits), b(bits))


def _flag(mask: int) -> tuple[int, Read]:
    return mask, lambda bits: bits & mask != 0


def _compile_all(parts: Iterable[Expr], layout: Layout) -> tuple[int, tuple[Read, ...]]:
    compiled = [_compile(part, layout) for part in parts]
    mask = 0
    for part_mask, _ in compiled:
        mask |= part_mask
    return mask, tuple(read for _, read in compiled)


# ---- what of the past is read at all


def history_read(case: Case) -> History:
    """What the expressions of a case read of the past.

    A count is kept as far as it can be told from a larger one: up to the largest number it is
    compared with (one more for ``==``, ``!=``, ``>`` and ``<=``, which tell that number from the
    next), and never beyond the scenes that offer the code, each of which counts it once.
    """
    seen: set[str] = set()
    chose: set[tuple[str, str]] = set()
    count: dict[str, int] = {}
    most = _most_counts(case)
    for text in expressions_of(case):
        for expr in _within(parse(text)):
            match expr:
                case Seen(scene):
                    seen.add(scene)
                case Chose(scene, choice):
                    chose.add((scene, choice))
                case Count(code):
                    count.setdefault(code, 1)
                case Compare(op, Count(code), other):
                    count[code] = max(count.get(code, 1), _top(op, other, most.get(code, 0)))
                case Compare(op, other, Count(code)):
                    top = _top(_FLIPPED.get(op, op), other, most.get(code, 0))
                    count[code] = max(count.get(code, 1), top)
    count = {code: max(1, min(top, most.get(code, 0))) for code, top in count.items()}
    return History(frozenset(seen), frozenset(chose), count)


def expressions_of(case: Case) -> Iterator[str]:
    """Every expression's text, in the order of the file."""
    for scene in case.scenes.values():
        for line in scene.text:
            yield from line.conditions
        for choice in scene.choices:
            if choice.when is not None:
                yield choice.when
            for line in choice.then:
                yield from line.conditions
            yield from (branch.when for branch in choice.next if branch.when is not None)
        yield from (branch.when for branch in scene.next if branch.when is not None)


def _within(expr: Expr) -> Iterator[Expr]:
    yield expr
    match expr:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _within(part)
        case Not(inner):
            yield from _within(inner)
        case Compare(_, left, right):
            yield from _within(left)
            yield from _within(right)


def _top(op: str, other: Expr, most: int) -> int:
    match other:
        case Number(n):
            return n if op in ("<", ">=") else n + 1
    return most


def _most_counts(case: Case) -> dict[str, int]:
    most: dict[str, int] = {}
    for scene in case.scenes.values():
        codes = {coded.code for choice in scene.choices for coded in choice.codes or ()}
        for code in codes:
            most[code] = most.get(code, 0) + 1
    return most
