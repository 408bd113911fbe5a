"""Conditions made by hypothesis, and what they mean, written down a second time."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

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

FLAGS = ("told", "asked")
NUMBERS = ("pressure", "trust")
WORDS = {"mood": ("calm", "cross", "it's late")}

_ids = st.from_regex(r"[a-z][a-z0-9-]{0,6}", fullmatch=True)
number = st.one_of(
    st.integers(-999, 999).map(Number),
    st.sampled_from(NUMBERS).map(Name),
    st.sampled_from(["SAR.PAUSE", "FRA.HOLD"]).map(Count),
)
word = st.one_of(st.sampled_from(WORDS["mood"]).map(Word), st.just(Name("mood")))
happened = st.one_of(_ids.map(Seen), st.builds(Chose, _ids, _ids))
flag = st.one_of(st.booleans().map(Flag), st.sampled_from(FLAGS).map(Name), happened)
equality = st.sampled_from(["==", "!="])
order = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
compared = st.one_of(
    st.builds(Compare, order, number, number), st.builds(Compare, equality, word, word)
)


def _larger(below: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    parts = st.lists(below, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        below.map(Not), parts.map(And), parts.map(Or), st.builds(Compare, equality, below, below)
    )


sound: st.SearchStrategy[Expr] = st.recursive(st.one_of(flag, compared), _larger, max_leaves=12)
"""Conditions whose kinds fit."""

any_value = st.one_of(flag, number, word)
any_tree: st.SearchStrategy[Expr] = st.recursive(
    any_value,
    lambda below: st.one_of(_larger(below), st.builds(Compare, order, below, below)),
    max_leaves=12,
)
"""Whatever the grammar allows, fitting or not."""


@dataclass(frozen=True)
class World:
    """What a condition can ask about."""

    variables: Mapping[str, bool | int | str]
    seen: frozenset[str]
    chose: frozenset[tuple[str, str]]
    counts: Mapping[str, int]


worlds = st.builds(
    World,
    st.fixed_dictionaries(
        {
            **dict.fromkeys(FLAGS, st.booleans()),
            **dict.fromkeys(NUMBERS, st.integers(-5, 5)),
            "mood": st.sampled_from(WORDS["mood"]),
        }
    ),
    st.frozensets(_ids, max_size=4),
    st.frozensets(st.tuples(_ids, _ids), max_size=4),
    st.fixed_dictionaries({"SAR.PAUSE": st.integers(0, 4), "FRA.HOLD": st.integers(0, 4)}),
)

_OPERATORS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def value(expr: Expr, world: World) -> bool | int | str:
    """The meaning of a tree in a world, as plainly as it can be put."""
    match expr:
        case Or(parts):
            values = [value(p, world) for p in parts]  # every part, so that every part can fail
            return any(values)
        case And(parts):
            values = [value(p, world) for p in parts]
            return all(values)
        case Not(part):
            return not value(part, world)
        case Compare(op, left, right):
            return bool(_OPERATORS[op](value(left, world), value(right, world)))
        case Name(name):
            return world.variables[name]
        case Number(n):
            return n
        case Word(w):
            return w
        case Flag(f):
            return f
        case Seen(scene):
            return scene in world.seen
        case Chose(scene, choice):
            return (scene, choice) in world.chose
        case Count(code):
            return world.counts[code]


def as_python(expr: Expr, world: World) -> str:
    """The same in Python's own words, for Python to evaluate."""
    match expr:
        case Or(parts):
            return "(" + " or ".join(as_python(p, world) for p in parts) + ")"
        case And(parts):
            return "(" + " and ".join(as_python(p, world) for p in parts) + ")"
        case Not(part):
            return f"(not {as_python(part, world)})"
        case Compare(op, left, right):
            return f"({as_python(left, world)} {op} {as_python(right, world)})"
        case _:
            return repr(value(expr, world))
