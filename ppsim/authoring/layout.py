"""The canonical layout of a file: the tree written out in one way."""

from __future__ import annotations

from ppsim.authoring.keys import order_of
from ppsim.authoring.scalars import literal, quoted, written
from ppsim.authoring.tree import Beside, Entry, Node, Tree
from ppsim.format.shapes import Path

WIDTH = 100
"""Brackets that an author broke over lines go on one line up to this width, else into a block."""
STEP = 2
_KEPT = "\0"
"""A blank line of a block text, which is the author's words and no layout."""


def lay_out(tree: Tree) -> str:
    """The file as text.

    Two spaces a level, a blank line before each scene, never two; keys in the order of
    ``keys``; texts on one line, quoted only where needed; comments above or beside what they
    stood above or beside.
    """
    root = tree.root
    keys = {e.key.text for e in root.entries if e.key is not None}
    writer = _Writer(frozenset(keys), ordered=not tree.shared)
    lines = writer.block(root, 0, ())
    lines += tree.last
    return "\n".join(_without_double_blanks(lines)).replace(_KEPT, "") + "\n"


class _Writer:
    def __init__(self, top: frozenset[str], ordered: bool) -> None:
        self._top = top
        self._ordered = ordered

    def block(self, node: Node, indent: int, path: Path) -> list[str]:
        """The lines of a list or mapping, each indented by ``indent``."""
        if node.kind not in ("list", "map") or not node.entries:
            return [" " * indent + self._inline(node)]
        lines: list[str] = []
        for number, entry in enumerate(self._in_order(node, path)):
            step: str | int = number if entry.key is None else entry.key.text
            before = list(entry.before)
            if path == ("scenes",):
                before = ["", *_stripped(before)]
            elif number == 0:
                before = _stripped(before)
            body = self._entry(entry, indent, (*path, step), before)
            lines += [_noted(note, indent) for note in before] + body
        return lines + [_noted(note, indent) for note in node.trailing]

    def _in_order(self, node: Node, path: Path) -> list[Entry]:
        order = order_of(path, self._top) if self._ordered and node.kind == "map" else ()
        known = {key: n for n, key in enumerate(order)}
        return sorted(
            node.entries, key=lambda e: known.get(e.key.text if e.key else "", len(known))
        )

    def _entry(self, entry: Entry, indent: int, path: Path, before: list[str]) -> list[str]:
        """The lines of an entry; a comment that finds no room on them is put ``before`` it."""
        value = entry.value
        lead = " " * indent
        lead += "-" if entry.key is None else f"{written(entry.key, False, key=True)}:"
        if value.anchor is not None:
            lead += f" &{value.anchor}"
        block = literal(value.text) if value.kind == "scalar" else None
        if block is not None:
            sign, rows = block
            first = _with(f"{lead} {sign}", self._one(entry, before))
            inner = " " * (indent + STEP)
            return [first, *(inner + row if row else _KEPT for row in rows)]
        inline = self._fits(value, len(lead) + 1)
        if inline is not None:
            return [_with(f"{lead} {inline}".rstrip(), self._one(entry, before))]
        below = self.block(value, indent + STEP, path)
        if entry.key is not None or value.anchor is not None:
            return [_with(lead, self._one(entry, before)), *below]
        for note in (entry.head, entry.beside):
            if note is not None:
                before.append(note.text)
        while below[0] == "" or below[0].lstrip().startswith("#"):
            before.append(below.pop(0).strip())
        return [f"{lead} {below[0].lstrip()}", *below[1:]]

    @staticmethod
    def _one(entry: Entry, before: list[str]) -> Beside | None:
        """The comment beside the entry's first line; a second one goes above it."""
        if entry.head is not None and entry.beside is not None:
            before.append(entry.head.text)
            return entry.beside
        return entry.head or entry.beside

    def _fits(self, node: Node, used: int) -> str | None:
        """A value on one line; ``None`` where it is to be a block."""
        if node.kind in ("scalar", "alias") or not node.entries:
            return None if node.trailing else self._inline(node)
        if not node.flow or _remarked(node):
            return None
        text = self._inline(node)
        broken = node.start[0] != node.end[0]
        return None if broken and used + len(text) > WIDTH else text

    def _inline(self, node: Node, flow: bool = False) -> str:
        if node.kind == "alias":
            return f"*{node.text}"
        if node.kind == "scalar":
            return written(node, flow) if "\n" not in node.text else quoted(node.text)
        parts = []
        for entry in node.entries:
            value = self._inline(entry.value, flow=True)
            if entry.value.anchor is not None:
                value = f"&{entry.value.anchor} {value}"
            if entry.key is not None:
                value = f"{written(entry.key, True, key=True)}: {value}"
            parts.append(value)
        joined = ", ".join(parts)
        return f"{{{joined}}}" if node.kind == "map" else f"[{joined}]"


def _remarked(node: Node) -> bool:
    """Whether comments stand within."""
    if any(node.trailing):
        return True
    return any(
        any(e.before) or e.head is not None or e.beside is not None or _remarked(e.value)
        for e in node.entries
    )


def _with(line: str, note: Beside | None) -> str:
    """A line with the comment beside it, in its column where there is room."""
    if note is None:
        return line
    return line + " " * max(2, note.column - len(line)) + note.text


def _noted(note: str, indent: int) -> str:
    return " " * indent + note if note else ""


def _stripped(notes: list[str]) -> list[str]:
    """Notes without blank lines at their start."""
    while notes and not notes[0]:
        notes = notes[1:]
    return notes


def _without_double_blanks(lines: list[str]) -> list[str]:
    """Blank lines that come alone; none at either end."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return kept
