"""What is on offer in a scene, and when a hub may be left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ppsim.engine.conditions import ALWAYS, Condition, compile_condition
from ppsim.engine.layout import Layout
from ppsim.format.case import Scene

Indices = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Offering:
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
    by_guard = _by_guard(own, [choice.fallback for choice in scene.choices])
    if scene.hub is None:
        return Offering(mask, by_guard, _guards(scene, own, mask, by_guard), ALWAYS)
    flags = [layout.chose[scene_id, choice.id].mask for choice in scene.choices]
    taken = sum(flags)
    on_offer = _untaken(by_guard, flags, scene.hub.max or len(flags))
    mask |= taken
    least = scene.hub.min

    def may_leave(bits: int) -> bool:
        return (bits & taken).bit_count() >= least or not on_offer(bits)

    guards = _guards(scene, own, mask, on_offer)
    return Offering(mask, on_offer, guards, Condition(mask, may_leave))


def _by_guard(own: tuple[Condition, ...], fallback: list[bool]) -> Callable[[int], Indices]:
    checks = [(i, None if guard is ALWAYS else guard.holds) for i, guard in enumerate(own)]
    plain = [check for check in checks if not fallback[check[0]]]
    spare = [check for check in checks if fallback[check[0]]]

    def on_offer(bits: int) -> Indices:
        found = tuple([i for i, holds in plain if holds is None or holds(bits)])
        if found or not spare:
            return found
        return tuple([i for i, holds in spare if holds is None or holds(bits)])

    return on_offer


def _untaken(
    by_guard: Callable[[int], Indices], flags: list[int], most: int
) -> Callable[[int], Indices]:
    taken = sum(flags)

    def on_offer(bits: int) -> Indices:
        if (bits & taken).bit_count() >= most:
            return ()
        return tuple([i for i in by_guard(bits) if not bits & flags[i]])

    return on_offer


def _guards(
    scene: Scene, own: tuple[Condition, ...], mask: int, on_offer: Callable[[int], Indices]
) -> tuple[Condition, ...]:
    def whole(index: int) -> Condition:
        return Condition(mask, lambda bits: index in on_offer(bits))

    return tuple(
        whole(i) if scene.hub is not None or choice.fallback else own[i]
        for i, choice in enumerate(scene.choices)
    )
