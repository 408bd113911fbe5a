"""The path as a line of decisions, stretch by stretch, that one walks with the arrows.

Every decision has its number and a mark for its stance, which is also said in words below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive

from ppsim.report.closely import stance
from ppsim.report.model import DecisionNote
from ppsim.report.sections_moments import place
from ppsim.report.wording import choice_words
from ppsim.tui.literal import Part, literal, parts
from ppsim.tui.widgets.choices import CARET
from ppsim.tui.widgets.laid import FOCUSED, Laid
from ppsim.words.told import PHASES

MARKS = {"reflective": "o", "reactive": "~", "neutral": "="}
MIXED = "+"
LINK = "──"
NARROW = 60
"""Under this many columns the name of a stretch has a row of its own."""


class PathLine(Laid, can_focus=True):
    """The decisions met; one of them stands out."""

    BINDINGS = [
        Binding("enter", "open", "Open", id="page.open"),
        Binding("left,h", "walk(-1)", "Path, back", id="path.back", show=False),
        Binding("right,l", "walk(1)", "Path", key_display="←→", id="path.on"),
        Binding("home", "walk(-999)", "To the first decision", id="path.first", show=False),
        Binding("end", "walk(999)", "To the last decision", id="path.last", show=False),
    ]
    DEFAULT_CSS = """
    PathLine { margin-bottom: 1; padding-left: 2; }
    .-narrow PathLine { padding-left: 0; }
    """

    @dataclass
    class Opened(Message):
        """A decision is to be opened."""

        index: int

    @dataclass
    class Walked(Message):
        """Somebody walks it, and wants to see it."""

        path: PathLine

    at: reactive[int] = reactive(0, init=False)
    """The decision that stands out, from 0."""

    def __init__(self, decisions: Sequence[DecisionNote]) -> None:
        super().__init__(id="path-line")
        self.decisions = tuple(decisions)
        self._cells: list[tuple[int, int, int, int]] = []
        """Where each decision is drawn: its row, the columns from and to, and its index."""

    def rows(self, width: int) -> list[Content]:
        """The line, what its marks mean, and the decision that stands out, in words."""
        told = [self._told(note, width) for note in self.decisions]
        here = told[self.at]
        room = max(map(len, told))  # so that walking the path moves nothing below it
        spare = [Content("")] * (room - len(here))
        return [*self._line(width), *self._legend(width), *here, *spare]

    def validate_at(self, at: int) -> int:
        """Stay on the path."""
        return min(len(self.decisions) - 1, max(0, at))

    def watch_at(self) -> None:
        """Draw it anew."""
        self.forget()
        self.refresh_bindings()

    def on_focus(self) -> None:
        """Show the caret."""
        self.forget()

    def on_blur(self) -> None:
        """Take it away."""
        self.forget()

    def action_walk(self, by: int) -> None:
        """Along the path, or back."""
        self.at += by
        self.post_message(self.Walked(self))

    def action_open(self) -> None:
        """Open the decision that stands out."""
        self.post_message(self.Opened(self.at))

    def on_click(self, event: Click) -> None:
        """A click opens the decision."""
        offset = event.get_content_offset(self)
        for row, first, end, index in self._cells:
            if offset is not None and row == offset.y and first <= offset.x < end:
                event.stop()
                self.at = index
                self.post_message(self.Opened(index))

    def _line(self, width: int) -> list[Content]:
        stretches = [
            (PHASES.get(phase, phase), list(found))
            for phase, found in groupby(enumerate(self.decisions), lambda pair: pair[1].phase)
        ]
        column = 0 if width < NARROW else max(len(name) for name, _ in stretches) + 2
        rows: list[Content] = []
        self._cells = []
        for name, found in stretches:
            cells = [self._cell(index, note) for index, note in found]
            label = literal(name)
            drawn, places = _joined(cells, width - column)
            if not column:
                rows += label.wrap(width)
            for (index, _), cell, (row, at) in zip(found, cells, places, strict=True):
                first = column + at
                self._cells.append((len(rows) + row, first, first + cell.cell_length, index))
            if column:
                blank = Content(" " * column)
                head = label.extend_right(column - label.cell_length)
                drawn = [
                    Content.assemble(blank if number else head, row)
                    for number, row in enumerate(drawn)
                ]
            rows += drawn
        return rows

    def _cell(self, index: int, note: DecisionNote) -> Content:
        words = f"{note.number}{MARKS[note.stance]}{MIXED if note.mixed else ''}"
        if index == self.at:
            return parts((f"[{words}]", "bold reverse" if self.has_focus else "bold"))
        return parts(f" {words} ")

    def _legend(self, width: int) -> list[Content]:
        meant = [f"{mark} {word}" for word, mark in MARKS.items()]
        if any(note.mixed for note in self.decisions):
            meant.append(f"{MIXED} with both in it")
        return [
            *(row.stylize("$text-muted") for row in literal("   ".join(meant)).wrap(width)),
            Content(""),
        ]

    def _told(self, note: DecisionNote, width: int) -> list[Content]:
        label, words = choice_words(note.chosen.mode, note.chosen.words)
        style = FOCUSED if self.has_focus else "bold"
        said: list[Part] = [(f"{place(note)}: {stance(note)}.", style), f" {label}: {words}"]
        caret = Content(f"{CARET} " if self.has_focus else "  ")
        rows = parts(*said).wrap(width - caret.cell_length)
        return [Content.assemble("  " if number else caret, row) for number, row in enumerate(rows)]


def _joined(cells: Sequence[Content], width: int) -> tuple[list[Content], list[tuple[int, int]]]:
    """Cells linked to a line, going on in the next row where the width is full; and their places.

    A place is the row and the column at which the cell of that number begins.
    """
    rows: list[Content] = []
    places: list[tuple[int, int]] = []
    row = Content("")
    for number, cell in enumerate(cells):
        link = Content(LINK if number else "")
        if number and row.cell_length + len(LINK) * 2 + cell.cell_length > width:
            rows.append(Content.assemble(row, link))
            row, link = Content(""), Content(LINK)
        places.append((len(rows), row.cell_length + link.cell_length))
        row = Content.assemble(row, link, cell)
    return [*rows, row], places
