"""A search that goes on where enumeration of near worlds was too short: hill climbing by chance.

It walks from world to world, keeps what comes nearer to what was shown, and now and then what does
not (simulated annealing at one temperature). What it finds *is* consistent; that it finds nothing
proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp
from random import Random
from typing import TypeVar

World = TypeVar("World")
WARMTH = 2.0
"""So many more differences are accepted with probability 1/e."""


def climb(
    start: World,
    differences: Callable[[World], int],
    step: Callable[[World, Random], World | None],
    rng: Random,
    steps: int,
) -> World | None:
    """A world without differences, or ``None`` if the walk did not come by one.

    Args:
        start: where the walk begins.
        differences: how much a world would have looked different; 0 is consistent.
        step: a world beside another one; ``None`` where it may not be.
        rng: the walk's chance.
        steps: its length.
    """
    here, so_far = start, differences(start)
    for _ in range(steps):
        if so_far == 0:
            return here
        there = step(here, rng)
        if there is None:
            continue
        now = differences(there)
        if now <= so_far or rng.random() < exp((so_far - now) / WARMTH):
            here, so_far = there, now
    return here if so_far == 0 else None
