"""Where each bounded thing lies in the one integer that a state is made of.

A state holds only what can matter to what comes: the declared variables, what has been taken in
a hub, the history that some expression reads, and whether a scene that can be entered twice has
been completed. All of these are bounded, so each takes a fixed run of bits. Reading is a mask and
a shift; what a whole scene depends on is one mask, which is what makes its answers cacheable and
an exhaustive walk cheap.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ppsim.format.case import Case, Variable

Value = bool | int | str
"""A declared variable's value: a flag, a number or a word."""


@dataclass(frozen=True, slots=True)
class Field:
    """A run of bits that holds one of ``size`` values, as its index from 0."""

    shift: int
    size: int
    mask: int
    """The field's bits, set."""

    def index(self, bits: int) -> int:
        """Which of its values stands in ``bits``."""
        return (bits & self.mask) >> self.shift

    def put(self, bits: int, index: int) -> int:
        """``bits`` with this field holding ``index`` instead."""
        return (bits & ~self.mask) | (index << self.shift)


@dataclass(frozen=True, slots=True)
class VariableField:
    """A declared variable: its field, and how its index is read as a value."""

    field: Field
    kind: str
    """``flag``, ``number`` or ``word``, as declared."""
    low: int = 0
    words: tuple[str, ...] = ()

    @property
    def value(self) -> Callable[[int], Value]:
        """Reads the variable out of some bits, as an author would write it."""
        mask, shift, low, words = self.field.mask, self.field.shift, self.low, self.words
        if self.kind == "flag":
            return lambda bits: bits & mask != 0
        if self.kind == "number":
            return lambda bits: low + ((bits & mask) >> shift)
        return lambda bits: words[(bits & mask) >> shift]

    def index_of(self, value: Value) -> int:
        """The index that stands for ``value``; a number outside its bounds is clamped to them.

        Raises:
            ValueError: a word that was not declared, or a value of another kind.
        """
        if self.kind == "word":
            if isinstance(value, str) and value in self.words:
                return self.words.index(value)
        elif self.kind == "flag":
            if isinstance(value, bool):
                return int(value)
        elif isinstance(value, int) and not isinstance(value, bool):
            return max(0, min(self.field.size - 1, value - self.low))
        raise ValueError(f"{value!r} is not a value of this {self.kind}")


@dataclass(frozen=True, slots=True)
class Layout:
    """Every field of a case's states. What no expression can ever read has none."""

    variables: Mapping[str, VariableField]
    seen: Mapping[str, Field]
    """Scene -> completed before now."""
    chose: Mapping[tuple[str, str], Field]
    """Scene and choice -> taken before now; every hub choice has one."""
    count: Mapping[str, Field]
    """Code -> first-visit picks that carried it, saturating at the field's last value."""
    start: int
    """The bits an attempt starts with."""


@dataclass(frozen=True, slots=True)
class History:
    """What of the past the expressions of a case read, and how far each count matters."""

    seen: frozenset[str] = frozenset()
    chose: frozenset[tuple[str, str]] = frozenset()
    count: Mapping[str, int] | None = None
    """Code -> the count at which it may saturate without any expression telling the difference."""


def lay_out(case: Case, history: History, flagged: frozenset[str]) -> Layout:
    """Give each field its bits.

    Args:
        case: the vignette.
        history: what its expressions read.
        flagged: scenes that need a completed-flag for their own sake, beside those read.
    """
    used = 0

    def field(size: int) -> Field:
        nonlocal used
        width = max(1, (size - 1).bit_length())
        made = Field(used, size, ((1 << width) - 1) << used)
        used += width
        return made

    variables = {name: _variable(v, field(_size(v))) for name, v in case.variables.items()}
    start = 0
    for name, declared in case.variables.items():
        held = variables[name]
        start = held.field.put(start, held.index_of(declared.start))
    chose = {
        (scene_id, choice.id): field(2)
        for scene_id, scene in case.scenes.items()
        for choice in scene.choices
        if scene.hub is not None or (scene_id, choice.id) in history.chose
    }
    seen = {s: field(2) for s in case.scenes if s in history.seen or s in flagged}
    count = {code: field(top + 1) for code, top in sorted((history.count or {}).items())}
    return Layout(variables, seen, chose, count, start)


def _size(variable: Variable) -> int:
    if variable.kind == "flag":
        return 2
    if variable.kind == "word":
        return max(1, len(variable.words))
    assert variable.min is not None
    assert variable.max is not None
    return variable.max - variable.min + 1


def _variable(variable: Variable, field: Field) -> VariableField:
    return VariableField(field, variable.kind, variable.min or 0, variable.words)
