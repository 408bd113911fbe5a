"""How a text is written: plain where that is safe for every reader of YAML, else quoted."""

from __future__ import annotations

import re

from ppsim.authoring.tree import Node
from ppsim.format.scalars import resolve

_STARTS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_IN_FLOW = re.compile(r"[,\[\]{}?:]")
_BROKEN = re.compile(r": | #|:$|^---|^\.\.\.")
_READ_OTHERWISE = re.compile(
    r"(?!\d+\.\d+\.\d+$)(?i:y|n|yes|no|on|off|true|false|null|~|<<|=|[-+.0-9][-+.0-9:_exoTZ ]*)"
)
"""What some reader of YAML takes for something else than text."""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def written(node: Node, flow: bool, key: bool = False) -> str:
    """A scalar on one line, as it stands in a block or within brackets (``flow``)."""
    value = node.text
    if node.style == "" and not isinstance(resolve(value), str):
        return value or ("null" if flow else "")
    close = flow or key
    if plain(value, close) and (node.style == "" or not _READ_OTHERWISE.fullmatch(value)):
        return value
    return quoted(value)


def plain(value: str, flow: bool) -> bool:
    """Whether ``value`` can stand without quotation marks."""
    if not value or value != value.strip() or not value.isprintable():
        return False
    if value[0] in _STARTS or _BROKEN.search(value) or not isinstance(resolve(value), str):
        return False
    return not (flow and _IN_FLOW.search(value))


def quoted(value: str) -> str:
    """``value`` between double quotation marks; what cannot be seen is escaped."""
    return '"' + "".join(_ESCAPES.get(c) or _shown(c) for c in value) + '"'


def _shown(char: str) -> str:
    if char.isprintable():
        return char
    number = ord(char)
    if number < 0x100:
        return f"\\x{number:02X}"
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"


def literal(value: str) -> tuple[str, list[str]] | None:
    """The sign and lines of a text of several lines, where it can be written as a block."""
    if "\n" not in value or value[0] in " \n" or value.endswith("\n\n"):
        return None
    lines = value.removesuffix("\n").split("\n")
    if not all(line.isprintable() for line in lines):
        return None
    return ("|" if value.endswith("\n") else "|-"), lines
