"""One thing heard or done, told apart by its name, where it stands, and the rule beside it.

Narration stands at the margin. Speech stands in a column of its own with the name before it. What
the trainee said or did has a heavy rule, the inner voice a dotted one, so that none of it needs
colour. Under sixty columns names stand in the line and what follows hangs by two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from ppsim.tui.literal import literal, parts
from ppsim.tui.wrapping import wrapped
from ppsim.words.safe import safe

Look = Literal["narration", "speech", "own", "inner", "heading", "note"]

NARROW = 60
"""Under this many columns there is no column of names."""

LEAST = 8
"""Columns below which nothing is laid out narrower."""
EMPTY = Content("")

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


class Line(Widget):
    """A line of the transcript, laid out to its width; only rows that are seen are drawn."""

    DEFAULT_CSS = """
    Line { height: auto; width: 1fr; }
    """

    def __init__(self, told: Told, column: int) -> None:
        super().__init__(classes=f"-{told.look}")
        self.told = told
        self.column = column
        """Columns that names take in a wide window, with the gap after them."""
        self._laid: tuple[int, LaidOut] = (0, LaidOut(()))

    def render(self) -> Content:
        """All rows; what is copied is taken from them."""
        laid = self._at(self.content_size.width)
        return Content("\n").join(laid.row(y) for y in range(len(laid.rows)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as it takes at ``width``."""
        return len(self._at(width).rows) if width else 0

    def render_line(self, y: int) -> Strip:
        """One row."""
        width = self.content_size.width
        laid = self._at(width)
        row = laid.row(y) if y < len(laid.rows) else Content("")
        selection = self.text_selection
        if selection is not None and (span := selection.get_span(y)) is not None:
            start, end = span
            style = self.screen.get_visual_style("screen--selection")
            row = row.stylize(style, start, len(row.plain) if end == -1 else end)
        strips = Visual.to_strips(
            self, row, width, 1, self.visual_style, apply_selection=False, pad=True
        )
        return strips[0].apply_offsets(0, y)

    def _at(self, width: int) -> LaidOut:
        if self._laid[0] != width:
            self._laid = (width, laid_out(self.told, self.column, width))
        return self._laid[1]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Rows of words, with what stands before the first and before the others."""

    rows: tuple[str, ...]
    style: str = ""
    first: Content = EMPTY
    rest: Content = EMPTY
    label: str = ""
    """What the words of the first row begin with, in a look of its own."""
    label_style: str = ""

    def row(self, y: int) -> Content:
        """Row number ``y``."""
        words = Content(self.rows[y])
        if self.style:
            words = words.stylize(self.style)
        if self.label and y == 0:
            words = words.stylize(self.label_style, 0, len(self.label))
        return Content.assemble(self.rest if y else self.first, words)


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
    mark = parts((RULES[told.look], style)) if told.look in RULES else EMPTY
    if told.look in ("narration", "heading"):
        return LaidOut(tuple(wrapped(words, width)), style)
    if width >= NARROW:
        rows = wrapped(words, width - column - mark.cell_length)
        head = literal(name).stylize(label_style)
        if head.cell_length >= column:  # too long for its column: a row of its own
            below = Content.assemble(" " * column, mark)
            return LaidOut((name, *rows), style, EMPTY, below, name, label_style)
        first = Content.assemble(head.extend_right(column - head.cell_length), mark)
        return LaidOut(tuple(rows), style, first, Content.assemble(" " * column, mark))
    label = f"{name}: " if name else ""
    hang = mark or Content("  ")
    rows = wrapped(f"{label}{words}", width - 2)
    first = hang if mark or told.same else EMPTY
    return LaidOut(tuple(rows), style, first, hang, label.rstrip(), label_style)
