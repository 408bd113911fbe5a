"""A YAML file with everything an author sees in it: nodes, styles, comments, blank lines.

Built from libyaml's events, which know nodes and places and drop comments; these are read from
the text between one node and the next, where no quotation mark can mislead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ppsim.format.libyaml import open_parser
from ppsim.format.source import Source

Point = tuple[int, int]
"""Line and column, from 0."""

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$")
_HEADER = re.compile(r"[|>][-+0-9]*(\s+#.*)$")


@dataclass(slots=True)
class Beside:
    """A comment at the end of a line, and the column it stood in."""

    text: str
    column: int


@dataclass(slots=True)
class Node:
    """A scalar, a list, a mapping, or an alias of one."""

    kind: Literal["scalar", "list", "map", "alias"]
    start: Point
    end: Point
    text: str = ""
    """Of a scalar its value, of an alias the anchor's name."""
    style: str = ""
    """Of a scalar: empty for plain, else one of ``' " | >``."""
    flow: bool = False
    anchor: str | None = None
    entries: list[Entry] = field(default_factory=list)
    trailing: list[str] = field(default_factory=list)
    """Comments after the last entry; an empty text is a blank line."""
    inside: Entry | None = None

    @property
    def column(self) -> int:
        """Where its entries begin, of a block; -1 within brackets."""
        return -1 if self.flow else self.start[1]


@dataclass(slots=True)
class Entry:
    """An item of a list, or a key and its value."""

    within: Node
    key: Node | None
    value: Node
    before: list[str] = field(default_factory=list)
    """Comments on lines of their own above it; an empty text is a blank line."""
    head: Beside | None = None
    """The comment beside the key, where the value follows on later lines."""
    beside: Beside | None = None


@dataclass(slots=True)
class _Token:
    """A stretch of text that belongs to a node: a scalar, an alias, the end of a flow."""

    start: Point
    end: Point
    entry: Entry | None
    opens: Entry | None
    """The outermost entry that begins here."""
    is_key: bool = False


@dataclass(slots=True)
class Tree:
    """The root node, and what stands around it."""

    root: Node
    last: list[str]
    """Comments after everything."""

    def comments(self) -> Iterator[str]:
        """Every comment, in no order that matters."""
        yield from (c for c in self.last if c)
        yield from _comments(self.root)

    @property
    def shared(self) -> bool:
        """Whether an alias stands in it: then the order of things matters."""
        return _has_alias(self.root)


def read_tree(source: Source) -> Tree:
    """The tree of a text that loads: it is neither empty, nor too deep, nor broken."""
    parser = open_parser(source.text)
    try:
        tokens: list[_Token] = []
        root = _compose(parser, tokens)
    finally:
        parser.dispose()
    tree = Tree(root, [])
    previous: _Token | None = None
    for token in (*tokens, None):
        _between(source, tree, previous, token)
        previous = token
    return tree


def _compose(parser: Any, tokens: list[_Token]) -> Node:
    event = parser.get_event()
    while not isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent)):
        event = parser.get_event()
    return _node(parser, event, tokens, None, None)


def _node(
    parser: Any, event: Any, tokens: list[_Token], entry: Entry | None, opens: Entry | None
) -> Node:
    start = (event.start_mark.line, event.start_mark.column)
    end = (event.end_mark.line, event.end_mark.column)
    if isinstance(event, AliasEvent):
        tokens.append(_Token(start, end, entry, opens))
        return Node("alias", start, end, event.anchor)
    if isinstance(event, ScalarEvent):
        tokens.append(_Token(start, end, entry, opens))
        return Node("scalar", start, end, event.value, event.style or "", anchor=event.anchor)
    is_map = isinstance(event, MappingStartEvent)
    node = Node("map" if is_map else "list", start, end, anchor=event.anchor, inside=entry)
    node.flow = bool(event.flow_style)
    ends = (MappingEndEvent, SequenceEndEvent)
    while not isinstance(event := parser.get_event(), ends):
        inner = Entry(node, None, node)
        node.entries.append(inner)
        first = opens or inner
        opens = None
        if is_map:
            inner.key = _node(parser, event, tokens, inner, first)
            tokens[-1].is_key = True
            inner.value = _node(parser, parser.get_event(), tokens, inner, None)
        else:
            inner.value = _node(parser, event, tokens, inner, first)
    if node.flow:
        node.end = (event.end_mark.line, event.end_mark.column)
        tokens.append(_Token(node.end, node.end, entry, opens))
    return node


def _between(source: Source, tree: Tree, before: _Token | None, after: _Token | None) -> None:
    """Give the comments and blank lines between two tokens to what they belong to."""
    if before is not None and before.entry is not None:
        _of_header(source, before)
    first = before.end if before else (0, 0)
    last = after.start if after else (len(source.lines), 0)
    ended = _ended(before, after)
    blank = False
    for number in range(first[0], min(last[0], len(source.lines) - 1) + 1):
        line = source.lines[number]
        low = first[1] if number == first[0] else 0
        high = last[1] if number == last[0] else len(line)
        part = line[low:high]
        found = _COMMENT.search(part)
        if found is None:
            whole = low == 0 and number < last[0]
            blank = blank or (whole and not part.strip())
            continue
        comment = found[0].rstrip()
        column = low + found.start()
        is_beside = before is not None and number == first[0] and low > 0
        if is_beside and _set_beside(before, Beside(comment, column)):
            continue
        place = _place(tree, ended, after, column)
        if blank:
            place.append("")
        blank = False
        place.append(comment)
    if blank and after is not None and after.opens is not None:
        after.opens.before.append("")


def _of_header(source: Source, token: _Token) -> None:
    """The comment beside the sign of a block text, which lies within the token."""
    entry = token.entry
    assert entry is not None
    if token.is_key or entry.value.style not in ("|", ">"):
        return
    line, column = token.start
    found = _HEADER.match(source.lines[line], column)
    if found:
        text = found[1].strip()
        entry.beside = Beside(text, found.start(1) + found[1].index("#"))


def _set_beside(token: _Token | None, comment: Beside) -> bool:
    entry = token.entry if token else None
    if token is None or entry is None:
        return False
    if token.is_key and entry.head is None:
        entry.head = comment
        return True
    if not token.is_key and entry.beside is None:
        entry.beside = comment
        return True
    return False


def _ended(before: _Token | None, after: _Token | None) -> list[Node]:
    """The blocks that end between the tokens, the innermost first."""
    here = before.entry if before else None
    still: set[int] = set()
    there = (after.opens or after.entry) if after else None
    while there is not None:
        still.add(id(there.within))
        there = there.within.inside
    ended = []
    while here is not None:
        if id(here.within) not in still and not here.within.flow:
            ended.append(here.within)
        here = here.within.inside
    return ended


def _place(tree: Tree, ended: list[Node], after: _Token | None, column: int) -> list[str]:
    """Where a comment on a line of its own belongs; ``ended`` shrinks to what can still follow."""
    entry = None if after is None else after.opens or after.entry
    if entry is not None and (entry.within.flow or column <= entry.within.column):
        ended.clear()
    while ended and ended[0].column > column:
        ended.pop(0)
    if ended:
        return ended[0].trailing
    if entry is not None:
        return entry.before
    return tree.last


def _comments(node: Node) -> Iterator[str]:
    yield from (c for c in node.trailing if c)
    for entry in node.entries:
        yield from (c for c in entry.before if c)
        yield from (b.text for b in (entry.head, entry.beside) if b)
        yield from _comments(entry.value)


def _has_alias(node: Node) -> bool:
    return node.kind == "alias" or any(_has_alias(entry.value) for entry in node.entries)
