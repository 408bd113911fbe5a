"""Names of scenes that begin in another column than the others, and so are read as other keys."""

from __future__ import annotations

import re

from ppsim.format import rules_yaml
from ppsim.format.diagnostics import Span
from ppsim.format.syntax_site import Slip

_TOP = re.compile(r"([A-Za-z_][\w-]*)\s*:(?:\s|$)")
_NAME = re.compile(r"( *)([\w-]+)\s*:\s*(?:#.*)?")
_KEY = re.compile(r"( *)(\w+):")
_BEGINS = frozenset({"phase", "ending", "time", "text", "content_notes", "recap", "ask"})
"""Keys that a scene begins with."""


def set_in(lines: list[str], row: int) -> Slip | None:
    """The line at ``row``, where it is the name of a scene among the keys of the one above."""
    name, scenes = _NAME.fullmatch(lines[row]), _column(lines, row)
    first = _KEY.match(_below(lines, row))
    if name is None or first is None or scenes is None or name[2] in _BEGINS:
        return None
    if not len(name[1]) == len(first[1]) > scenes or first[2] not in _BEGINS:
        return None
    return _slip(lines, row, scenes)


def set_out(lines: list[str], row: int) -> Slip | None:
    """The name of a scene, above ``row``, that stands at the margin among the keys of the file."""
    tops = [i for i in range(row) if _TOP.match(lines[i])]
    if not tops or not _NAME.fullmatch(lines[tops[-1]]):
        return None
    first = _KEY.match(_below(lines, tops[-1]))
    scenes = _column(lines, tops[-1])
    if first is None or first[2] not in _BEGINS or not scenes:
        return None
    return _slip(lines, tops[-1], scenes)


def _slip(lines: list[str], row: int, column: int) -> Slip:
    line = lines[row]
    start, end = len(line) - len(line.lstrip()), len(line.rstrip())
    span = Span(row + 1, start + 1, row + 1, end + 1)
    hint = f"A scene of its own begins in column {column + 1}, as the others do."
    return Slip(rules_yaml.INDENTATION, span, {}, row + 1, " " * column + line.lstrip(), hint)


def _column(lines: list[str], row: int) -> int | None:
    """The column, from 0, of the names of scenes; ``None`` where the scenes are not above."""
    tops = [i for i in range(row) if _TOP.match(lines[i])]
    if not tops or not lines[tops[-1]].startswith("scenes"):
        return None
    names = (_NAME.fullmatch(line) for line in lines[tops[-1] + 1 : row])
    return next((len(name[1]) for name in names if name is not None), None)


def _below(lines: list[str], row: int) -> str:
    return next((line for line in lines[row + 1 :] if line.strip()), "")
