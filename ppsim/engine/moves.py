"""The ways out of a scene: what each does to a state's bits, and where it leads.

On a choice, in this order: its effects (``add`` clamped, ``set``), then history (the scene counts
as seen, the choice as chosen, its codes counted on a first visit), then the ``next`` guards see
the state so made. A hub is left by a choice only where that exhausts it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ppsim.engine.conditions import compile_condition
from ppsim.engine.layout import Field, Layout
from ppsim.engine.memo import Memo
from ppsim.format.case import Branch, Choice

LEAVE = "(leave)"
"""The id of the way on from a hub or a passage; no authored id can hold a bracket."""


class Arrival(NamedTuple):
    """Where a move leads, and what to add to the bits on the way."""

    scene: str
    shift: int


NOWHERE = Arrival("", 0)
"""Of a move that is not on offer."""


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """One way out of a scene; its own identity."""

    id: str
    """The choice's id, or ``LEAVE``."""
    mask: int
    """Every bit that decides whether it is on offer, what it changes and where it leads."""
    arrive: Memo[Arrival]
    """``arrive[bits & mask]``; ``NOWHERE`` where it is not on offer."""
    targets: tuple[str, ...]
    """Every scene it can lead to, in the author's order."""
    assigns: tuple[int, int] | None
    """Where all it ever does is to overwrite: the bits it clears and the bits it then sets."""
    needs: int
    """The bits it depends on as they stand before it: its guard, and first visits if it counts."""
    judges: int
    """The bits it depends on as they stand after its change: the guards of its ways on."""
    clears: int
    """The bits whose value after it does not depend on what stood there before."""


class Ways(NamedTuple):
    """Where a scene or a choice goes on to, judged on the state after all else."""

    mask: int
    choose: Callable[[int], str]
    targets: tuple[str, ...]


def compile_ways(branches: Sequence[Branch], layout: Layout) -> Ways:
    """The first branch whose condition holds.

    Raises:
        ValueError: there is none, or the last has a condition, so that a state could get lost.
    """
    if not branches or branches[-1].when is not None:
        raise ValueError("a way on must end in one without a condition")
    last = branches[-1].go
    guarded = [(compile_condition((b.when,), layout), b.go) for b in branches if b.when is not None]
    mask = 0
    for condition, _ in guarded:
        mask |= condition.mask

    def choose(bits: int) -> str:
        return next((go for condition, go in guarded if condition.holds(bits)), last)

    return Ways(mask, choose, tuple(dict.fromkeys(b.go for b in branches)))


class Change(NamedTuple):
    """What happens to the bits before anything is judged on them."""

    apply: Callable[[int], int]
    clears: int
    """Fields overwritten outright."""
    sets: int
    """What they then hold."""
    grows: int
    """Fields whose new value depends on the old."""
    reads: int
    """Other bits that decide on the change (a first visit, for counts)."""


def compile_change(
    choice: Choice | None, seen: Field | None, chose: Field | None, layout: Layout, visited: int
) -> Change:
    """Effects and history of a choice (``None``: of going on from a passage or leaving a hub).

    Args:
        choice: whose ``add``, ``set`` and codes apply.
        seen: the field of its scene's completion, where there is one and it is completed.
        chose: the field that says the choice was taken.
        layout: where the variables and counts lie.
        visited: the bits that say the scene had been completed before now.
    """
    clears = sets = grows = 0
    for flag in (seen, chose):
        if flag is not None:
            clears |= flag.mask
            sets |= flag.mask
    adds: list[Callable[[int], int]] = []
    counts: list[Callable[[int], int]] = []
    if choice is not None:
        for name, value in choice.set.items():
            held = layout.variables[name]
            clears |= held.field.mask
            sets = held.field.put(sets, held.index_of(value))
        for name, by in choice.add.items():
            if name not in choice.set:
                field = layout.variables[name].field
                grows |= field.mask
                adds.append(_rise(field, by))
        for code in dict.fromkeys(coded.code for coded in choice.codes or ()):
            if code in layout.count:
                field = layout.count[code]
                grows |= field.mask
                counts.append(_rise(field, 1))
    if not adds and not counts:
        return Change(lambda bits: (bits & ~clears) | sets, clears, sets, 0, 0)

    def apply(bits: int) -> int:
        after = (bits & ~clears) | sets
        for rise in adds:
            after += rise(bits)
        if counts and not bits & visited:
            for rise in counts:
                after += rise(bits)
        return after

    return Change(apply, clears, sets, grows, visited if counts else 0)


def _rise(field: Field, by: int) -> Callable[[int], int]:
    """What to add to the bits so that the field's index rises by ``by``, as far as it can go."""
    mask, shift, top = field.mask, field.shift, field.size - 1

    def rise(bits: int) -> int:
        index = (bits & mask) >> shift
        after = index + by
        return ((0 if after < 0 else top if after > top else after) - index) << shift

    return rise
