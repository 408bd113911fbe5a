"""One thing heard or done, told apart by its name, where it stands, and the rule beside it.

Narration stands at the margin. Speech stands in a column of its own with the name before it. What
the trainee said or did has a heavy rule, the inner voice a dotted one, so that none of it needs
colour. Under sixty columns names stand in the line and what follows hangs by two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ppsim.tui.widgets.drawn import BLANK, Row
from ppsim.tui.wrapping import wide, wrapped
from ppsim.words.safe import safe

Look = Literal["narration", "speech", "own", "inner", "heading", "note"]

NARROW = 60
"""Under this many columns there is no column of names."""

LEAST = 8
"""Columns below which nothing is laid out narrower."""

RULES: dict[Look, str] = {"own": "┃ ", "inner": "┊ ", "note": "* "}
LABEL_STYLES: dict[Look, str] = {
    "speech": "bold",
    "own": "bold $own-words",
    "inner": "italic $inner-voice",
    "note": "bold",
}
STYLES: dict[Look, str] = {
    "own": "$own-words",
    "inner": "italic $inner-voice",
    "heading": "bold $primary",
    "note": "italic",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a line says."""

    look: Look
    words: str
    name: str = ""
    """Who speaks; empty where it is the same as in the line before."""
    same: bool = False
    """Whether it is the same speaker as in the line before."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Rows of words, with what stands before the first and before the others."""

    rows: tuple[str, ...]
    style: str = ""
    first: Row = BLANK
    rest: Row = BLANK
    label: str = ""
    """What the words of the first row begin with, in a look of its own."""
    label_style: str = ""

    def row(self, y: int) -> Row:
        """Row number ``y``."""
        words = self.rows[y]
        if y:
            return (*self.rest, (words, self.style))
        cut = len(self.label)
        return (*self.first, (words[:cut], self.label_style), (words[cut:], self.style))


def laid_out(told: Told, column: int, width: int) -> LaidOut:
    """``told`` as rows of at most ``width`` columns.

    Args:
        told: what is said.
        column: columns that names take, where the window is wide enough for that.
        width: columns there are.
    """
    width = max(width, LEAST)
    words, name = safe(told.words), safe(told.name)
    style, label_style = STYLES.get(told.look, ""), LABEL_STYLES.get(told.look, "")
    rule = RULES.get(told.look, "")
    mark: Row = ((rule, style),) if rule else BLANK
    if told.look in ("narration", "heading"):
        return LaidOut(tuple(wrapped(words, width)), style)
    if width >= NARROW:
        rows = wrapped(words, width - column - len(rule))
        below: Row = ((" " * column, ""), *mark)
        if (taken := wide(name)) >= column:  # too long for its column: a row of its own
            return LaidOut((name, *rows), style, BLANK, below, name, label_style)
        first: Row = ((name + " " * (column - taken), label_style), *mark)
        return LaidOut(tuple(rows), style, first, below)
    label = f"{name}: " if name else ""
    hang: Row = mark or (("  ", ""),)
    rows = wrapped(f"{label}{words}", width - 2)
    first = hang if mark or told.same else BLANK
    return LaidOut(tuple(rows), style, first, hang, label.rstrip(), label_style)
