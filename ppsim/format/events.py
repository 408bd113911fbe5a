"""One pass over libyaml's events: plain data, and a place for every key and value.

The stack is our own, so that depth, size and aliases are checked at each event before anything
can grow (libyaml's composer recurses, and thirty thousand brackets kill the process).
Sequences become tuples, mappings dictionaries with text for keys; scalars as in ``scalars``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ppsim.format import rules_keys, rules_yaml
from ppsim.format.characters import UNWANTED, say_character
from ppsim.format.diagnostics import quoted
from ppsim.format.libyaml import open_parser
from ppsim.format.places import Data, Document, ListPlace, MappingPlace, Part, Place
from ppsim.format.scalars import SPECIAL, resolve
from ppsim.format.source import Findings, Marked

MAX_DEPTH = 40
MAX_VALUES = 100_000
"""Values of a file, aliases counted as often as they are used."""
MAX_EVENTS = 2 * MAX_VALUES
MAX_SCALAR = 20_000
_CURLY = "\u201c\u201d\u2018\u2019"


class Alias:
    """A place reached by an alias: it stands where the alias does."""

    __slots__ = ("data", "part", "size", "used")

    def __init__(self, data: Data, part: Part, size: int) -> None:
        self.data = data
        self.part = part
        self.size = size
        self.used = False


_Level = tuple[
    "MappingPlace | ListPlace | None", Data, dict[str, Marked] | None, str | None, str | None
]
"""What was being filled when something inner began: place, data, keys, key; the inner's anchor."""


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
        self._broken_off: set[int] = set()
        """Lines whose text a comma broke off."""

    def build(self, next_event: Callable[[], Any]) -> Document | None:
        """The document of the events; this loop is the whole cost of reading, so it is flat."""
        stack: list[_Level] = []
        place: MappingPlace | ListPlace | None = None  # the list or mapping being filled
        data: Data = None  # what it holds; a list or a dictionary
        parts: Any = None  # and the places of that
        keys: dict[str, Marked] | None = None  # of a mapping: the places of its keys
        key: str | None = None  # of a mapping: the key that awaits its value
        done: Document | None = None
        for _ in range(MAX_EVENTS):
            event = next_event()
            kind = type(event)
            value: Data
            part: Part
            if kind is ScalarEvent:
                value = event.value
                if event.ctag is not None or event.anchor is not None or len(value) > MAX_SCALAR:
                    self._unusual(event)
                if key is None and keys is not None:
                    if value in keys or value == "<<":
                        self._odd_key(value, event, keys)
                    keys[value] = event
                    key = value
                    continue
                if event.ctag is not None:
                    value = None  # what the tag makes of it is nobody's business
                elif not event.style:
                    if not value or value[0] in SPECIAL:
                        value = resolve(value)
                        if value is None and self._blank(event, key, place):
                            key = None
                            continue
                    elif " - " in value:
                        self._swallowed(event)
                elif event.style == '"' and UNWANTED.search(value):
                    self._unwanted(event)
                if key is not None:
                    data[key] = value
                    parts[key] = event
                    key = None
                    continue
                if data is not None:
                    data.append(value)
                    parts.append(event)
                    continue
                part = event
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                as_key = key is None and keys is not None
                if as_key or event.ctag is not None or len(stack) >= MAX_DEPTH:
                    self._container(event, len(stack), as_key)
                stack.append((place, data, keys, key, event.anchor))
                key = None
                if kind is MappingStartEvent:
                    place = MappingPlace(event.start_mark, event.flow_style)
                    data, parts, keys = {}, place.parts, place.keys
                else:
                    place = ListPlace(event.start_mark, event.flow_style)
                    data, parts, keys = [], place.parts, None
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                assert place is not None
                part = place
                part.end_mark = event.end_mark
                part.size += len(parts)
                if self.merged and keys is not None:
                    data.pop("<<", None)
                value = data if keys is not None else tuple(data)
                place, data, keys, key, anchor = stack.pop()
                parts = None if place is None else place.parts
                if anchor is not None:
                    self.anchors[anchor] = Alias(value, part, part.size)
            elif kind is AliasEvent:
                if key is None and keys is not None:
                    self.findings.add(rules_yaml.COMPLEX_KEY, event)
                    raise Stop
                value, part = self._alias(event)
            elif event is None:
                self._unused_anchors()
                return done
            elif kind is DocumentStartEvent and done is not None:
                self.findings.add(rules_yaml.DOCUMENTS, event)
                raise Stop
            else:
                continue
            # a list, a mapping, an alias or a whole document: put it where it belongs
            if place is None:
                done = Document(value, part)
                continue
            if isinstance(part, Place):
                place.size += part.size - 1  # counted as one already
                if place.size > MAX_VALUES:
                    self._too_many(part)
            if keys is not None:
                data[key] = value
                parts[key] = part
                key = None
            else:
                data.append(value)
                parts.append(part)
        return self._too_many(event)

    def _too_many(self, at: Marked) -> NoReturn:
        self.findings.add(rules_yaml.TOO_MANY_NODES, at, limit=MAX_VALUES)
        raise Stop

    def _unused_anchors(self) -> None:
        for name, alias in self.anchors.items():
            if not alias.used:
                self.findings.add(rules_yaml.UNUSED_ANCHOR, alias.part, name=name)

    def _odd_key(self, text: str, event: ScalarEvent, keys: dict[str, Marked]) -> None:
        if text in keys:
            first = keys[text].start_mark.line + 1
            self.findings.add(rules_yaml.DUPLICATE_KEY, event, key=quoted(text), line=first)
        elif not event.style:
            self.findings.add(rules_yaml.MERGE, event)
            self.merged = True

    def _unwanted(self, event: ScalarEvent) -> None:
        unwanted = UNWANTED.search(event.value)
        assert unwanted is not None
        say_character(self.findings, unwanted[0], self.findings.source.span_of(event))

    def _swallowed(self, event: ScalarEvent) -> None:
        """Say which list item was taken for the rest of the text above it."""
        first, last = event.start_mark.line + 2, event.end_mark.line + 1
        for number in range(first, last + 1):
            if self.findings.source.line(number).lstrip().startswith("- "):
                self.findings.add(rules_yaml.SWALLOWED_DASH, event, line=number)
                return

    def _unusual(self, event: ScalarEvent) -> None:
        if event.ctag is not None:
            self.findings.add(rules_yaml.TAG, event, tag=quoted(str(event.ctag)))
        if event.anchor is not None:
            value = event.value if event.style else resolve(event.value)
            self.anchors[event.anchor] = Alias(value, event, 1)
        if len(event.value) > MAX_SCALAR:
            length = len(event.value)
            self.findings.add(rules_yaml.LONG_SCALAR, event, length=length, limit=MAX_SCALAR)
            raise Stop

    def _blank(
        self, event: ScalarEvent, key: str | None, place: MappingPlace | ListPlace | None
    ) -> bool:
        """Say that a value is missing; true where the key itself is none and must go."""
        if not isinstance(place, MappingPlace):
            if place is not None:
                self.findings.add(rules_keys.NO_ITEM, event)
            return False
        assert key is not None
        at = place.keys[key]
        line = self.findings.source.line(at.end_mark.line + 1)
        if place.flow and line[at.end_mark.column : at.end_mark.column + 1] != ":":
            curly = any(sign in line for sign in _CURLY)
            hint = "Curly quotation marks are none to YAML; use straight ones." if curly else None
            if at.start_mark.line not in self._broken_off:  # said once of a text with two commas
                self.findings.add(rules_yaml.FLOW_COMMA, at, hint, rest=quoted(key))
            self._broken_off.add(at.start_mark.line)
            del place.keys[key]
            return True
        self.findings.add(rules_keys.NO_VALUE, at, key=key)
        return False

    def _container(self, event: Any, depth: int, as_key: bool) -> None:
        if as_key:
            self.findings.add(rules_yaml.COMPLEX_KEY, event)
            raise Stop
        if depth >= MAX_DEPTH:
            self.findings.add(rules_yaml.TOO_DEEP, event, limit=MAX_DEPTH)
            raise Stop
        if event.ctag is not None:
            self.findings.add(rules_yaml.TAG, event, tag=quoted(str(event.ctag)))

    def _alias(self, event: AliasEvent) -> tuple[Data, Part]:
        known = self.anchors.get(event.anchor)
        if known is None:
            self.findings.add(rules_yaml.ALIAS, event, name=event.anchor)
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
