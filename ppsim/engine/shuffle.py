"""The order in which options are shown: mixed, and the same in every replay."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

Seed = int | str


def display_order(seed: Seed, scene: str, choice_ids: Sequence[str]) -> tuple[int, ...]:
    """Indices into ``choice_ids`` in the order of sha256("seed/scene/choice").

    An id keeps its place among the others whatever else is on offer.
    """
    keys = [sha256(f"{seed}/{scene}/{choice}".encode()).digest() for choice in choice_ids]
    return tuple(sorted(range(len(choice_ids)), key=keys.__getitem__))
