"""Reading a file to its end, whatever is wrong on the way.

Where libyaml stops, the fault is explained and mended (``ppsim.format.syntax``), or the block
around it (a scene, a top-level key) is blanked, and the text is read again: all faults are told
in one pass. What was blanked is *unread*: no finding speaks of it, and no name is called unknown
because of it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruamel.yaml.error import YAMLError

from ppsim.format import rules_keys, rules_yaml
from ppsim.format.characters import masked
from ppsim.format.events import read
from ppsim.format.places import Document, MappingPlace, Part
from ppsim.format.source import Findings, Source

if TYPE_CHECKING:
    from ppsim.format.syntax_site import Slip

MAX_SLIPS = 40
"""Mends of one file; each costs a reading of it."""

_MENDS = 6
"""Mends of one line; after that its block is blanked."""

_TOP = re.compile(r"([A-Za-z_]\w*)\s*:(?:\s|$)")
_DASHES = re.compile(r"^\s*(?:- +)*")
_BARE_KEY = re.compile(r"( *)([\w-]+)\s*:\s*(?:#.*)?")


@dataclass(slots=True)
class Unread:
    """What could not be read of a file."""

    scenes: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    """Top-level keys."""
    lines: set[int] = field(default_factory=set)
    """Lines blanked or made a comment, from 1."""

    def within(self, place: Part, source: Source) -> bool:
        """Whether a line could not be read that may hold a key of the mapping at ``place``."""
        if not self.lines or not isinstance(place, MappingPlace) or place.flow:
            return False
        first, last, column = place.start_mark.line, place.end_mark.line, place.start_mark.column
        return any(
            first <= line <= max(first + 1, last) and abs(_begins(source.line(line)) - column) < 2
            for line in self.lines
        )


def read_through(findings: Findings) -> tuple[Document | None, Unread]:
    """The document of ``findings.source`` and what of it is unread; every fault is a finding.

    ``None`` where a limit was met, nothing is there, or too little could be read to go on.
    """
    source = findings.source
    text = masked(findings, source.text)
    unread = Unread()
    told: Counter[int] = Counter()
    for _ in range(MAX_SLIPS):
        found = Findings(source)
        try:
            document = read(found, text)
        except YAMLError as error:
            from ppsim.format.syntax import explain, mostly_tabs  # of no use to a sound file

            lines = Source(source.name, text).lines
            slip = explain(error, lines)
            line = 0 if slip.span is None else slip.span.line
            if not told[line]:  # one finding a line; what else is wrong there may be of its making
                findings.add(slip.rule, slip.span, slip.hint, **slip.fields)
            if slip.rule is rules_yaml.TAB and mostly_tabs(lines):
                source.untabbed = True
            mended = _mended(lines, slip, told[line], unread)
            if mended is None:
                return None, unread
            told[line] += 1
            text = mended
        else:
            header = _set_in(text, found)
            if header is not None and header.mended is not None and not told[header.line]:
                findings.add(header.rule, header.span, header.hint)
                told[header.line] += 1
                lines = Source(source.name, text).lines
                lines[header.line - 1] = header.mended
                text = "\n".join(lines)
                continue
            findings.take(d for d in found if not d.span or d.span.line not in unread.lines)
            findings.said = frozenset(told)
            return document, unread
    return None, unread


def _set_in(text: str, found: Findings) -> Slip | None:
    """The name of a scene that stands among the keys of the scene above it, and has no value."""
    rows = [d.span.line - 1 for d in found if d.code == rules_keys.NO_VALUE.code and d.span]
    if not rows:
        return None
    from ppsim.format.syntax_headers import set_in

    lines = Source("", text).lines
    return next(filter(None, (set_in(lines, row) for row in rows)), None)


def _mended(lines: list[str], slip: Slip, times: int, unread: Unread) -> str | None:
    """The text to go on with, where the line was mended ``times`` before; ``None``: give up."""
    from ppsim.format.syntax import mostly_tabs, untabbed
    from ppsim.format.syntax_lookalikes import plainly

    if slip.span is None or slip.rule is rules_yaml.DOCUMENTS:
        return None
    if slip.rule is rules_yaml.TAB and mostly_tabs(lines):
        lines = [*untabbed(lines)]
    elif slip.mended is not None and times < _MENDS:
        lines[slip.line - 1] = slip.mended
        if slip.hides:
            unread.lines.add(slip.line)
        if slip.rule is rules_yaml.LOOKALIKE:
            lines = [plainly(line) for line in lines]
    elif not _blank(lines, slip.span.line - 1, unread):
        return None
    return "\n".join(lines)


def _blank(lines: list[str], row: int, unread: Unread) -> bool:
    """Blank the scene or top-level key around ``row``; false where that is no way to go on."""
    tops = [(i, m[1]) for i, line in enumerate(lines) if (m := _TOP.match(line))]
    above = [top for top in tops if top[0] <= row]
    if not above:
        return False
    start, key = above[-1]
    end = next((i for i, _ in tops if i > row), len(lines))
    if key == "scenes" and row > start:
        return _blank_scene(lines, start + 1, end, row, unread)
    if key in ("ppsim", "scenes") or key in unread.keys:
        return False
    unread.keys.add(key)
    _erase(lines, start, end, unread)
    return True


def _blank_scene(lines: list[str], start: int, end: int, row: int, unread: Unread) -> bool:
    keys = [(i, len(m[1]), m[2]) for i in range(start, end) if (m := _BARE_KEY.fullmatch(lines[i]))]
    if not keys:
        return False
    indent = keys[0][1]
    headers = [(i, name) for i, depth, name in keys if depth == indent]
    first, name = next((h for h in reversed(headers) if h[0] <= row), headers[0])
    last = next((i for i, _ in headers if i > max(row, first)), end)
    if name in unread.scenes:
        return False
    # a header indented by one space too many or too few is a scene as well
    unread.scenes |= {n for i, depth, n in keys if first <= i < last and abs(depth - indent) < 2}
    _erase(lines, first, last, unread)
    lines[first] = f"{' ' * indent}{name}: {{}}"
    return True


def _begins(line: str) -> int:
    """The column, from 0, where a line begins after its dashes."""
    return len(line) - len(_DASHES.sub("", line))


def _erase(lines: list[str], start: int, end: int, unread: Unread) -> None:
    for i in range(start, end):
        lines[i] = ""
        unread.lines.add(i + 1)
