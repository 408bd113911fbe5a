"""What a choice does to a state's bits: its effects, and the history it makes."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ppsim.engine.layout import Field, Layout
from ppsim.engine.memo import Memo
from ppsim.format.case import Choice


class Effects(NamedTuple):
    """A change of the bits: ``bits + shift[bits & mask]``."""

    mask: int
    """The bits that decide on the change."""
    shift: Memo[int]
    clears: int
    """The fields overwritten outright, whatever stood there before."""
    sets: int
    """What these then hold."""
    only_sets: bool
    """Whether this is all: ``bits & ~clears | sets``."""
    reads: int
    """Bits read and not changed: whether this is a first visit, where codes are counted."""


class EffectsCompiler:
    """Compiles effects; choices with the same effects share what is remembered of them."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._known: dict[tuple[object, ...], Effects] = {}

    def compile(
        self, choice: Choice | None, seen: Field | None, chose: Field | None, visited: int
    ) -> Effects:
        """Effects and history of a choice (``None``: of going on, or of leaving a hub).

        ``add`` is clamped to the variable's bounds; codes are counted on a first visit only.

        Args:
            choice: whose ``add``, ``set`` and codes apply.
            seen: the field that says its scene was completed, where it is completed by this.
            chose: the field that says the choice was taken.
            visited: the bit that says the scene had been completed before now.
        """
        clears = sets = 0
        for flag in (seen, chose):
            if flag is not None:
                clears |= flag.mask
                sets |= flag.mask
        adds: list[tuple[Field, int]] = []
        counts: list[tuple[Field, int]] = []
        if choice is not None:
            for name, value in choice.set.items():
                held = self._layout.variables[name]
                clears |= held.field.mask
                sets = held.field.put(sets, held.index_of(value))
            for name, by in choice.add.items():
                if name not in choice.set:
                    adds.append((self._layout.variables[name].field, by))
            for code in dict.fromkeys(coded.code for coded in choice.codes or ()):
                if code in self._layout.count:
                    counts.append((self._layout.count[code], 1))
        key = (clears, sets, tuple(adds), tuple(counts), visited if counts else 0)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _effects(clears, sets, adds, counts, visited)
        return known


def _effects(
    clears: int,
    sets: int,
    adds: list[tuple[Field, int]],
    counts: list[tuple[Field, int]],
    visited: int,
) -> Effects:
    reads = visited if counts else 0
    mask = clears | reads
    for field, _ in (*adds, *counts):
        mask |= field.mask
    always = [_rise(field, by) for field, by in adds]
    at_first = [_rise(field, by) for field, by in counts]

    def shift(bits: int) -> int:
        change = sets - (bits & clears)
        for rise in always:
            change += rise(bits)
        if at_first and not bits & visited:
            for rise in at_first:
                change += rise(bits)
        return change

    return Effects(mask, Memo(shift), clears, sets, not adds and not counts, reads)


def _rise(field: Field, by: int) -> Callable[[int], int]:
    """What to add to the bits so that the field's index rises by ``by``, as far as it can go."""
    mask, shift, top = field.mask, field.shift, field.size - 1

    def rise(bits: int) -> int:
        index = (bits & mask) >> shift
        after = index + by
        return ((0 if after < 0 else top if after > top else after) - index) << shift

    return rise
