"""One pass over libyaml's events: plain data, and a place for every key and value.

The stack is our own, so that depth, size and aliases are checked at each event before anything
can grow (libyaml's composer recurses, and thirty thousand brackets kill the process).
Sequences become tuples, mappings dictionaries with text for keys; scalars as in ``scalars``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ppsim.format import rules
from ppsim.format.characters import UNWANTED, say_character
from ppsim.format.diagnostics import quoted
from ppsim.format.libyaml import open_parser
from ppsim.format.scalars import SPECIAL, resolve
from ppsim.format.source import Findings, Mark, Marked

MAX_DEPTH = 40
MAX_VALUES = 100_000
MAX_SCALAR = 20_000

Data = Any
"""Plain data: str, int, float, bool, None, tuples and dictionaries of them."""


class Place:
    """Where a list or mapping stands."""

    __slots__ = ("end_mark", "flow", "size", "start_mark")

    def __init__(self, start: Mark, flow: bool) -> None:
        self.start_mark = start
        self.end_mark = start
        self.flow = flow
        """Written in brackets or braces."""
        self.size = 1
        """Values in it, itself included, aliases counted as often as used."""


class MappingPlace(Place):
    """Where a mapping stands, and each of its keys and values."""

    __slots__ = ("keys", "parts")

    def __init__(self, start: Mark, flow: bool) -> None:
        super().__init__(start, flow)
        self.keys: dict[str, Marked] = {}
        self.parts: dict[str, Part] = {}


class ListPlace(Place):
    """Where a list stands, and each of its items."""

    __slots__ = ("parts",)

    def __init__(self, start: Mark, flow: bool) -> None:
        super().__init__(start, flow)
        self.parts: list[Part] = []


Part = ScalarEvent | AliasEvent | MappingPlace | ListPlace


class Alias:
    """A place reached by an alias: it stands where the alias does."""

    __slots__ = ("data", "part", "size", "used")

    def __init__(self, data: Data, part: Part, size: int) -> None:
        self.data = data
        self.part = part
        self.size = size
        self.used = False


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


class Stop(Exception):
    """A limit was met; the finding is made already."""


def read(findings: Findings, text: str) -> Document | None:
    """The document in ``text``; ``None`` where a limit was met (and said) or it is empty.

    Raises:
        YAMLError: not YAML. ``ppsim.format.syntax`` says it in plain words.
    """
    builder = _Builder(findings)
    parser = open_parser(text)
    try:
        return builder.build(parser.get_event)
    except Stop:
        return None
    finally:
        parser.dispose()


class _Builder:
    """The stack of one pass."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.anchors: dict[str, Alias] = {}
        self.merged = False

    def build(self, next_event: Callable[[], Any]) -> Document | None:
        stack: list[tuple[Data, MappingPlace | ListPlace | None, str | None, str | None]] = []
        data: Data = None  # the list or mapping being filled
        place: MappingPlace | ListPlace | None = None  # and where it stands
        key: str | None = None  # the key that awaits its value
        done: Document | None = None
        while (event := next_event()) is not None:
            kind = type(event)
            value: Data
            part: Part
            if kind is ScalarEvent:
                value = event.value
                if key is None and type(place) is MappingPlace:
                    key = self._key(value, event, place)
                    continue
                part = event
                if event.ctag is not None or event.anchor is not None or len(value) > MAX_SCALAR:
                    self._unusual(event)
                style = event.style
                if event.ctag is not None:
                    value = None  # what the tag makes of it is nobody's business
                elif not style:
                    if not value or value[0] in SPECIAL:
                        value = resolve(value)
                        if value is None and self._blank(event, key, place):
                            key = None
                            continue
                    elif " - " in value:
                        self._swallowed(event)
                elif style == '"' and (unwanted := UNWANTED.search(value)):
                    span = self.findings.source.span_of(event)
                    say_character(self.findings, unwanted[0], span)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._container(event, len(stack), key is None and type(place) is MappingPlace)
                stack.append((data, place, key, event.anchor))
                key = None
                if kind is MappingStartEvent:
                    data, place = {}, MappingPlace(event.start_mark, event.flow_style)
                else:
                    data, place = [], ListPlace(event.start_mark, event.flow_style)
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                assert place is not None
                place.end_mark = event.end_mark
                if self.merged and type(place) is MappingPlace:
                    data.pop("<<", None)
                value, part = (data if kind is MappingEndEvent else tuple(data)), place
                data, place, key, anchor = stack.pop()
                if anchor is not None:
                    self.anchors[anchor] = Alias(value, part, part.size)
            elif kind is AliasEvent:
                if key is None and type(place) is MappingPlace:
                    self.findings.add(rules.COMPLEX_KEY, event)
                    raise Stop
                value, part = self._alias(event)
            elif kind is DocumentStartEvent and done is not None:
                self.findings.add(rules.DOCUMENTS, event)
                raise Stop
            else:
                continue
            # value and part are whole: put them where they belong
            if place is None:
                done = Document(value, part)
                continue
            place.size += part.size if isinstance(part, Place) else 1
            if place.size > MAX_VALUES:
                self.findings.add(rules.TOO_MANY_NODES, event, limit=MAX_VALUES)
                raise Stop
            if type(place) is MappingPlace:
                data[key] = value
                place.parts[key] = part  # type: ignore[index]
                key = None
            else:
                data.append(value)
                place.parts.append(part)  # type: ignore[union-attr]
        self._unused_anchors()
        return done

    def _unused_anchors(self) -> None:
        for name, alias in self.anchors.items():
            if not alias.used:
                self.findings.add(rules.UNUSED_ANCHOR, alias.part, name=name)

    def _key(self, text: str, event: ScalarEvent, place: MappingPlace) -> str:
        if text in place.keys:
            first = place.keys[text].start_mark.line + 1
            self.findings.add(rules.DUPLICATE_KEY, event, key=quoted(text), line=first)
        elif text == "<<" and not event.style:
            self.findings.add(rules.MERGE, event)
            self.merged = True
        if event.ctag is not None or event.anchor is not None or len(text) > MAX_SCALAR:
            self._unusual(event)
        place.keys[text] = event
        return text

    def _swallowed(self, event: ScalarEvent) -> None:
        """Say which list item was taken for the rest of the text above it."""
        first, last = event.start_mark.line + 2, event.end_mark.line + 1
        for number in range(first, last + 1):
            if self.findings.source.line(number).lstrip().startswith("- "):
                self.findings.add(rules.SWALLOWED_DASH, event, line=number)
                return

    def _unusual(self, event: ScalarEvent) -> None:
        if event.ctag is not None:
            self.findings.add(rules.TAG, event, tag=quoted(str(event.ctag)))
        if event.anchor is not None:
            value = event.value if event.style else resolve(event.value)
            self.anchors[event.anchor] = Alias(value, event, 1)
        if len(event.value) > MAX_SCALAR:
            length = len(event.value)
            self.findings.add(rules.LONG_SCALAR, event, length=length, limit=MAX_SCALAR)
            raise Stop

    def _blank(
        self, event: ScalarEvent, key: str | None, place: MappingPlace | ListPlace | None
    ) -> bool:
        """Say that a value is missing; true where the key itself is none and must go."""
        if not isinstance(place, MappingPlace):
            if place is not None:
                self.findings.add(rules.NO_ITEM, event)
            return False
        assert key is not None
        at = place.keys[key]
        line = self.findings.source.line(at.end_mark.line + 1)
        if place.flow and line[at.end_mark.column : at.end_mark.column + 1] != ":":
            self.findings.add(rules.FLOW_COMMA, at, rest=quoted(key))
            del place.keys[key]
            return True
        self.findings.add(rules.NO_VALUE, at, key=key)
        return False

    def _container(self, event: Any, depth: int, as_key: bool) -> None:
        if as_key:
            self.findings.add(rules.COMPLEX_KEY, event)
            raise Stop
        if depth >= MAX_DEPTH:
            self.findings.add(rules.TOO_DEEP, event, limit=MAX_DEPTH)
            raise Stop
        if event.ctag is not None:
            self.findings.add(rules.TAG, event, tag=quoted(str(event.ctag)))

    def _alias(self, event: AliasEvent) -> tuple[Data, Part]:
        known = self.anchors.get(event.anchor)
        if known is None:
            self.findings.add(rules.ALIAS, event, name=event.anchor)
            return None, event
        known.used = True
        part = known.part
        if not isinstance(part, Place):
            return known.data, part
        here: MappingPlace | ListPlace
        if isinstance(part, MappingPlace):
            here = MappingPlace(event.start_mark, part.flow)
            here.keys, here.parts = part.keys, part.parts
        else:
            here = ListPlace(event.start_mark, part.flow)
            here.parts = part.parts
        here.end_mark, here.size = event.end_mark, known.size
        return known.data, here
