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
from textual.widget import Widget

from ppsim.tui.literal import literal, parts

Look = Literal["narration", "speech", "own", "inner", "heading", "note"]

NARROW = 60
"""Under this many columns there is no column of names."""

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
    """A line of the transcript, laid out to its width."""

    DEFAULT_CSS = """
    Line { height: auto; width: 1fr; }
    """

    def __init__(self, told: Told, column: int) -> None:
        super().__init__(classes=f"-{told.look}")
        self.told = told
        self.column = column
        """Columns that names take in a wide window, with the gap after them."""
        self._laid: tuple[int, Content] = (0, Content(""))

    def render(self) -> Content:
        """The line, as wide as there is room."""
        return self._at(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as it takes at ``width``."""
        return self._at(width).plain.count("\n") + 1 if width else 0

    def _at(self, width: int) -> Content:
        if self._laid[0] != width:
            self._laid = (width, laid_out(self.told, self.column, width))
        return self._laid[1]


def laid_out(told: Told, column: int, width: int) -> Content:
    """``told`` as rows of at most ``width`` columns.

    Args:
        told: what is said.
        column: columns that names take, where the window is wide enough for that.
        width: columns there are.
    """
    width = max(width, 8)
    style = STYLES.get(told.look, "")
    label_style = LABEL_STYLES.get(told.look, "")
    rule = RULES.get(told.look, "")
    if told.look in ("narration", "heading"):
        return _rows(_styled(told.words, style).wrap(width))
    name = literal(told.name)
    if width >= NARROW:
        first = name.stylize(label_style).extend_right(max(0, column - name.cell_length))
        margin = Content(" " * column)
        rows = _styled(told.words, style).wrap(width - column - len(rule))
        if name.cell_length >= column:
            head = [literal(told.name).stylize(label_style)]
            return _rows([*head, *_ruled(rows, margin, margin, rule, style)])
        return _rows(_ruled(rows, first, margin, rule, style))
    hang = Content("" if rule else "  ")
    opening = parts((f"{told.name}: ", label_style)) if told.name else Content("")
    words = Content.assemble(opening, _styled(told.words, style))
    rows = words.wrap(width - 2)
    first = hang if told.same or rule else Content("")
    return _rows(_ruled(rows, first, hang, rule, style))


def _styled(words: str, style: str) -> Content:
    return literal(words).stylize(style) if style else literal(words)


def _ruled(
    rows: list[Content], first: Content, rest: Content, rule: str, style: str
) -> list[Content]:
    mark = parts((rule, style)) if rule else Content("")
    return [
        Content.assemble(rest if number else first, mark, row) for number, row in enumerate(rows)
    ]


def _rows(rows: list[Content]) -> Content:
    return Content("\n").join(rows)
