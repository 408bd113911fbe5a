"""What is on offer in a scene, and when a hub may be left."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ppsim.engine.conditions import ALWAYS, Condition, compile_condition
from ppsim.engine.layout import Layout
from ppsim.format.case import Scene

Indices = tuple[int, ...]


class Offering(NamedTuple):
    """What is on offer in each state of a scene."""

    mask: int
    """The bits that decide it."""
    on_offer: Callable[[int], Indices]
    """Indices of the choices on offer, in the author's order."""
    guards: tuple[Condition, ...]
    """For each choice whether it is on offer, reading as few bits as will do."""
    may_leave: Condition
    """A passage goes on at any time; a hub once ``min`` are taken, or when nothing is left."""


def compile_offering(scene_id: str, scene: Scene, layout: Layout) -> Offering:
    """Guards applied; in a hub, only what was not taken yet, and nothing once ``max`` were; a
    fallback only where nothing else is on offer.
    """
    own = tuple(
        compile_condition((choice.when,) if choice.when is not None else (), layout)
        for choice in scene.choices
    )
    mask = 0
    for guard in own:
        mask |= guard.mask
    flags = [layout.chose[scene_id, c.id].mask if scene.hub else 0 for c in scene.choices]
    taken = sum(flags)
    on_offer = _on_offer(scene, own, flags)
    if scene.hub is None:
        return Offering(mask, on_offer, _guards(scene, own, mask, on_offer), ALWAYS)
    mask |= taken
    least = scene.hub.min

    def may_leave(bits: int) -> bool:
        return (bits & taken).bit_count() >= least or not on_offer(bits)

    guards = _guards(scene, own, mask, on_offer)
    return Offering(mask, on_offer, guards, Condition(mask, may_leave))


def _on_offer(
    scene: Scene, own: tuple[Condition, ...], flags: list[int]
) -> Callable[[int], Indices]:
    checks = [
        (i, flag, None if guard is ALWAYS else guard.holds)
        for i, (flag, guard) in enumerate(zip(flags, own, strict=True))
    ]
    plain = [check for check in checks if not scene.choices[check[0]].fallback]
    spare = [check for check in checks if scene.choices[check[0]].fallback]

    def on_offer(bits: int) -> Indices:
        found = [i for i, flag, holds in plain if not bits & flag and (not holds or holds(bits))]
        if spare and not found:
            found = [
                i for i, flag, holds in spare if not bits & flag and (not holds or holds(bits))
            ]
        return tuple(found)

    if scene.hub is None or scene.hub.max is None:
        return on_offer
    taken, most = sum(flags), scene.hub.max
    return lambda bits: () if (bits & taken).bit_count() >= most else on_offer(bits)


def _guards(
    scene: Scene, own: tuple[Condition, ...], mask: int, on_offer: Callable[[int], Indices]
) -> tuple[Condition, ...]:
    def whole(index: int) -> Condition:
        return Condition(mask, lambda bits: index in on_offer(bits))

    return tuple(
        whole(i) if scene.hub is not None or choice.fallback else own[i]
        for i, choice in enumerate(scene.choices)
    )
