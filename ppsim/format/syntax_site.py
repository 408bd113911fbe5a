"""Where libyaml gave up on a file, and what is said and mended there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ruamel.yaml.error import MarkedYAMLError, StreamMark

from ppsim.format.diagnostics import Rule, Span

_LINE = re.compile(r"(?P<lead>\s*(?:- +)*)(?P<key>[A-Za-z_][\w-]*: +)?(?P<text>\S.*)?")
"""A line in block style: dashes, perhaps a key, and the text after it."""
LOOK_BACK = 300
"""Lines looked back at for what was left open."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One fault of syntax; ``line`` (from 1) is to become ``mended``, if anything is known."""

    rule: Rule
    span: Span | None
    fields: dict[str, object] = field(default_factory=dict)
    line: int = 0
    mended: str | None = None
    hint: str | None = None
    """What to do about it, where the rule's own words do not fit."""
    hides: bool = False
    """The mend makes a comment of the line, so that a key of it is no longer there."""


class Site:
    """The lines, where libyaml gave up in them, and where what it was reading began."""

    def __init__(self, lines: list[str], error: MarkedYAMLError, mark: StreamMark) -> None:
        self.lines = lines
        self.problem = str(error.problem or error.context or "it breaks off")
        self.context = str(error.context or "")
        self.row: int = min(mark.line, len(lines) - 1)
        self.column: int = mark.column if mark.line < len(lines) else len(lines[-1])
        began = error.context_mark
        self.began: tuple[int, int] | None = (began.line, began.column) if began else None

    def line(self, row: int) -> str:
        """A line by its row, from 0; empty outside the file."""
        return self.lines[row] if 0 <= row < len(self.lines) else ""

    def at(self, row: int, column: int, length: int = 1) -> Span:
        """A stretch of one line; ``row`` and ``column`` from 0."""
        return Span(row + 1, column + 1, row + 1, column + 1 + max(1, length))

    def rest(self, row: int, column: int) -> Span:
        """A line from ``column`` to the end of its text."""
        return self.at(row, column, len(self.line(row).rstrip()) - column)

    def text_start(self, row: int) -> int | None:
        """The column where the text of a list item or key begins."""
        match = _LINE.match(self.line(row))
        return match.start("text") if match is not None and match["text"] else None

    def replaced(
        self, rule: Rule, row: int, column: int, by: str, span: Span | None = None, **fields: object
    ) -> Slip:
        """A slip mended by putting ``by`` in the place of the character at ``column``."""
        line = self.line(row)
        mended = line[:column] + by + line[column + 1 :]
        return Slip(rule, span or self.at(row, column), fields, row + 1, mended)
