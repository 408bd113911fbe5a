"""Plain data and where it stands: a place for every list and mapping, an event for every scalar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ruamel.yaml.events import AliasEvent, ScalarEvent

from ppsim.format.source import Mark, Marked

Data = Any
"""Plain data: str, int, float, bool, None, tuples and dictionaries of them."""


class Place:
    """Where a list or mapping stands."""

    __slots__ = ("end_mark", "flow", "size", "start_mark")

    start_mark: Mark
    end_mark: Mark
    flow: bool
    """Written in brackets or braces."""
    size: int
    """Values in it, itself included, aliases counted as often as used."""


class MappingPlace(Place):
    """Where a mapping stands, and each of its keys and values."""

    __slots__ = ("keys", "parts")

    def __init__(self, start: Mark, flow: bool) -> None:
        self.start_mark = self.end_mark = start
        self.flow = flow
        self.size = 1
        self.keys: dict[str, Marked] = {}
        self.parts: dict[str, Part] = {}


class ListPlace(Place):
    """Where a list stands, and each of its items."""

    __slots__ = ("parts",)

    def __init__(self, start: Mark, flow: bool) -> None:
        self.start_mark = self.end_mark = start
        self.flow = flow
        self.size = 1
        self.parts: list[Part] = []


Part = ScalarEvent | AliasEvent | MappingPlace | ListPlace


@dataclass(frozen=True, slots=True)
class Document:
    """The data of a file and the places of it."""

    data: Data
    place: Part

    def part(self, path: tuple[str | int, ...]) -> Part:
        """The place of the value at ``path``, or of what is nearest above it."""
        here = self.place
        for step in path:
            below: Part | None = None
            if isinstance(here, MappingPlace) and isinstance(step, str):
                below = here.parts.get(step)
            elif isinstance(here, ListPlace) and isinstance(step, int):
                below = here.parts[step] if 0 <= step < len(here.parts) else None
            if below is None:
                break
            here = below
        return here

    def key(self, path: tuple[str | int, ...]) -> Marked:
        """The place of the key at ``path``; of the value, where it is in a list."""
        above = self.part(path[:-1])
        last = path[-1] if path else None
        if isinstance(above, MappingPlace) and isinstance(last, str) and last in above.keys:
            return above.keys[last]
        return self.part(path)
