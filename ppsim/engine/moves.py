"""The ways out of a scene: what each does to a state's bits, and where it leads.

On a choice, in this order: its effects, then history (the scene counts as seen, the choice as
chosen, its codes counted on a first visit), then the ``next`` guards see the state so made. A hub
is left by a choice only where nothing in it is left to do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ppsim.engine.conditions import Condition, compile_condition
from ppsim.engine.effects import Effects
from ppsim.engine.layout import Field, Layout
from ppsim.engine.memo import Memo
from ppsim.engine.offering import Offering
from ppsim.format.case import Branch

LEAVE = "(leave)"
"""The id of the way on from a hub or a passage; no authored id can hold a bracket."""


class Arrival(NamedTuple):
    """Where a move leads, and what to add to the bits on the way."""

    scene: str
    shift: int


NOWHERE = Arrival("", 0)
"""Of a move that is not on offer."""


class Ways(NamedTuple):
    """Where to go on to, judged on the bits after the effects: ``on[bits & mask]``."""

    mask: int
    on: Memo[Arrival]
    targets: tuple[str, ...]
    """Every scene it can be, in the author's order."""


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """One way out of a scene; its own identity."""

    id: str
    """The choice's id, or ``LEAVE``."""
    guard: Condition
    """Whether it is on offer."""
    effects: Effects
    ways: Ways
    mask: int
    """Every bit that guard, effects and ways depend on."""
    arrive: Memo[Arrival]
    """All of it at once, ``arrive[bits & mask]``; ``NOWHERE`` where it is not on offer."""

    @property
    def targets(self) -> tuple[str, ...]:
        """Every scene it can lead to, in the author's order."""
        return self.ways.targets


def compile_move(move_id: str, guard: Condition, effects: Effects, ways: Ways) -> Move:
    """Put a move together."""
    offered, shift, on = guard.holds, effects.shift, ways.on
    changes, judges = effects.mask, ways.mask

    def arrive(bits: int) -> Arrival:
        if not offered(bits):
            return NOWHERE
        by = shift[bits & changes]
        scene, more = on[(bits + by) & judges]
        return Arrival(scene, by + more)

    mask = guard.mask | effects.mask | ways.mask
    return Move(move_id, guard, effects, ways, mask, Memo(arrive))


def compile_ways(branches: Sequence[Branch], layout: Layout) -> Ways:
    """The first branch whose condition holds.

    Raises:
        ValueError: there is none, or the last has a condition, so that a state could get lost.
    """
    mask, choose = _chooser(branches, layout)
    return Ways(mask, Memo(choose), tuple(dict.fromkeys(branch.go for branch in branches)))


def compile_hub_ways(
    scene_id: str,
    branches: Sequence[Branch],
    offering: Offering,
    seen: Field | None,
    layout: Layout,
) -> Ways:
    """After a choice in a hub: stay while something is on offer, else complete it and go on."""
    mask, choose = _chooser(branches, layout)
    completed = seen.mask if seen is not None else 0
    on_offer = offering.on_offer

    def on(bits: int) -> Arrival:
        if on_offer(bits):
            return Arrival(scene_id, 0)
        done = bits | completed
        return Arrival(choose(done).scene, done - bits)

    targets = tuple(dict.fromkeys((scene_id, *(branch.go for branch in branches))))
    return Ways(mask | offering.mask | completed, Memo(on), targets)


def _chooser(branches: Sequence[Branch], layout: Layout) -> tuple[int, Callable[[int], Arrival]]:
    if not branches or branches[-1].when is not None:
        raise ValueError("a way on must end in one without a condition")
    last = Arrival(branches[-1].go, 0)
    mask = 0
    checks = []
    for branch in branches[:-1]:
        condition = compile_condition((branch.when,) if branch.when else (), layout)
        mask |= condition.mask
        checks.append((condition.holds, Arrival(branch.go, 0)))

    def choose(bits: int) -> Arrival:
        for holds, there in checks:
            if holds(bits):
                return there
        return last

    return mask, choose
