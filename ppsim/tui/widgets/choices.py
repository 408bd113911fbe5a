"""A list to choose from by number, or by arrows and Enter. Nothing in it is chosen beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive

from ppsim.tui.widgets.drawn import BLANK, Drawn, Row
from ppsim.tui.wrapping import wrapped
from ppsim.words.safe import safe

CARET = "›"
MOST_NUMBERED = 9
NUMBER = 5
"""Columns for the caret and the number before the words of a choice."""
AT = "bold on $block-cursor-background"


class Choices(Drawn, can_focus=True):
    """Rows to choose one of; what is picked is told by its index."""

    BINDINGS = [
        Binding("down,j", "move(1)", "Next", id="choices.next", show=False),
        Binding("up,k", "move(-1)", "Previous", id="choices.previous", show=False),
        Binding("1", "pick(0)", "Choose", id="choices.1", key_display="1-9"),
        *(
            Binding(str(n), f"pick({n - 1})", f"Choose {n}", id=f"choices.{n}", show=False)
            for n in range(2, MOST_NUMBERED + 1)
        ),
    ]

    @dataclass
    class Picked(Message):
        """One was picked."""

        choices: Choices
        index: int

        @property
        def control(self) -> Choices:
            """The list it was picked from."""
            return self.choices

    @dataclass
    class PastEnd(Message):
        """The arrow went beyond the first or the last."""

        by: int

    at: reactive[int | None] = reactive(None, init=False)
    """The one that stands out; ``None`` until an arrow is pressed."""

    def __init__(self, rows: Sequence[str] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._above: tuple[tuple[str, str], ...] = ()
        self._words = tuple(map(safe, rows))
        self._rows: list[Row] = []
        self._scrolls_in: VerticalScroll | None = None
        self._belongs: list[int | None] = []
        """For each row, which choice it belongs to."""

    def put(self, above: Sequence[tuple[str, str]], rows: Sequence[str]) -> None:
        """Give other rows to choose from, below paragraphs, each with its style."""
        self._above = tuple((safe(words), style) for words, style in above)
        self._words = tuple(map(safe, rows))
        self.set_reactive(Choices.at, None)
        self.forget()

    def __len__(self) -> int:
        return len(self._words)

    def __bool__(self) -> bool:
        return True

    # ---- drawing

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def lay(self, width: int, close: bool) -> None:
        """Paragraphs, then the choices, each with its number."""
        above = [((row, style),) for words, style in self._above for row in wrapped(words, width)]
        self._rows = [*above]
        self._belongs = [None] * len(above)
        for index, words in enumerate(self._words):
            number = str(index + 1) if index < MOST_NUMBERED else ""
            rows = wrapped(words, max(NUMBER, width - NUMBER))
            drawn = [
                ((f"{number:>{3}}  " if not n else " " * NUMBER, ""), (row, ""))
                for n, row in enumerate(rows)
            ]
            self._rows += drawn if close else [BLANK, *drawn]
            self._belongs += [*([] if close else [None]), *[index] * len(drawn)]

    def row(self, y: int) -> Row:
        """A row; that which stands out with a caret before it."""
        row = self._rows[y]
        if self.at is None or self._belongs[y] != self.at:
            return row
        (number, _), (words, _) = row
        if y == self._first(self.at):
            number = CARET + number[1:]
        return (number, AT), (words, AT)

    def ground(self, y: int) -> str:
        """What stands out does so to the end of the row."""
        return AT if self.at is not None and self._belongs[y] == self.at else ""

    def _first(self, index: int) -> int:
        return self._belongs.index(index)

    # ---- where it stands

    @property
    def top(self) -> int:
        """The row at which it begins, counted from the first that is in view."""
        window = self._scrolls_in
        return self.content_region.y - (window.content_region.y if window is not None else 0)

    def on_mount(self) -> None:
        """Find what it scrolls in."""
        self._scrolls_in = next((a for a in self.ancestors if isinstance(a, VerticalScroll)), None)

    def in_view(self, index: int) -> bool:
        """Whether the beginning of a choice can be seen in what it scrolls in."""
        window = self._scrolls_in
        if window is None:
            return True
        return self.laid() and 0 <= self.top + self._first(index) < window.container_size.height

    def _bring_into_view(self, index: int) -> None:
        window = self._scrolls_in
        if window is None or not self.laid():
            return
        first = self.top + self._first(index)
        beyond = first + self._belongs.count(index) - window.container_size.height
        by = min(0, first) or max(0, min(beyond, first))
        if by:
            window.scroll_to(y=window.scroll_y + by, animate=False, immediate=True)

    # ---- choosing

    def watch_at(self, new: int | None) -> None:
        """Bring what stands out into view."""
        if new is not None:
            self._bring_into_view(new)
        self.screen.refresh_bindings()

    def action_move(self, by: int) -> None:
        """Move the caret; the first press puts it on the first row, or the last."""
        to = (0 if by > 0 else len(self) - 1) if self.at is None else self.at + by
        if 0 <= to < len(self):
            self.at = to
        else:
            self.post_message(self.PastEnd(by))

    def action_pick(self, index: int) -> None:
        """Pick one by its number; one that is out of view is first brought into it."""
        if index >= len(self):
            return
        if self.in_view(index):
            self.picked(index)
        elif self.at == index:
            self._bring_into_view(index)
        else:
            self.at = index

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A number picks only while some of the choices can be seen."""
        return self._some_in_view() if action == "pick" else True

    def _some_in_view(self) -> bool:
        window = self._scrolls_in
        if window is None:
            return bool(self._words)
        if not self.laid():
            return False
        top = self.top
        drawn = self._belongs[max(0, -top) : max(0, window.container_size.height - top)]
        return any(index is not None for index in drawn)

    def picked(self, index: int) -> None:
        """Say which one was picked."""
        self.post_message(self.Picked(self, index))

    def confirm(self) -> bool:
        """Pick the row that stands out; ``False`` where none does."""
        if self.at is None:
            return False
        self.action_pick(self.at)
        return True

    def on_click(self, event: Click) -> None:
        """A click picks."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < self.height:
            index = self._belongs[offset.y]
            if index is not None:
                event.stop()
                self.picked(index)
