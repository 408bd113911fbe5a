"""A list to choose from by number, or by arrows and Enter. Nothing in it is chosen beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from ppsim.tui.literal import literal

CARET = "›"
MOST_NUMBERED = 9


class Row(Horizontal):
    """One thing to choose, with its number, and a caret where it stands out."""

    DEFAULT_CSS = """
    Row { height: auto; }
    Row > .number { width: 5; }
    Row > .words { width: 1fr; height: auto; }
    Row.-at { background: $block-cursor-background; text-style: bold; }
    """

    @dataclass
    class Clicked(Message):
        """It was clicked."""

        index: int

    def __init__(self, index: int, words: str) -> None:
        super().__init__()
        self.index = index
        self._words = words

    def compose(self) -> ComposeResult:
        """Number and words."""
        yield Static(self._number(" "), classes="number")
        yield Static(literal(self._words), classes="words")

    def mark(self, here: bool) -> None:
        """Show, or no longer show, that this is the one."""
        self.set_class(here, "-at")
        self.query_one(".number", Static).update(self._number(CARET if here else " "))

    def on_click(self, event: Click) -> None:
        """Say that it was clicked."""
        event.stop()
        self.post_message(self.Clicked(self.index))

    def _number(self, caret: str) -> Content:
        number = str(self.index + 1) if self.index < MOST_NUMBERED else " "
        return literal(f"{caret} {number} ")


class Choices(Vertical, can_focus=True):
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
    DEFAULT_CSS = """
    Choices { height: auto; }
    Choices Row { margin-top: 1; }
    .-close Choices Row { margin-top: 0; }
    """

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
    """The row that stands out; ``None`` until an arrow is pressed."""

    def __init__(self, rows: Sequence[str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows = [Row(index, words) for index, words in enumerate(rows)]

    def compose(self) -> ComposeResult:
        """The rows."""
        yield from self._rows

    def __len__(self) -> int:
        return len(self._rows)

    def __bool__(self) -> bool:
        return True

    def watch_at(self, old: int | None, new: int | None) -> None:
        """Move the caret, and bring its row into view."""
        if old is not None:
            self._rows[old].mark(False)
        if new is not None:
            self._rows[new].mark(True)
            self._rows[new].scroll_visible(animate=False, immediate=True)
        self.screen.refresh_bindings()

    def action_move(self, by: int) -> None:
        """Move the caret; the first press puts it on the first row, or the last."""
        to = (0 if by > 0 else len(self) - 1) if self.at is None else self.at + by
        if 0 <= to < len(self):
            self.at = to
        else:
            self.post_message(self.PastEnd(by))

    def action_pick(self, index: int) -> None:
        """Pick a row by its number; one that is out of view is first brought into it."""
        if index >= len(self):
            return
        if in_view(self._rows[index]):
            self.post_message(self.Picked(self, index))
        elif self.at == index:
            self._rows[index].scroll_visible(animate=False, immediate=True)
        else:
            self.at = index

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A number picks only while some of the rows can be seen."""
        return any(map(in_view, self._rows)) if action == "pick" else True

    def confirm(self) -> bool:
        """Pick the row that stands out; ``False`` where none does."""
        if self.at is None:
            return False
        self.action_pick(self.at)
        return True

    def on_row_clicked(self, message: Row.Clicked) -> None:
        """A click picks."""
        message.stop()
        self.post_message(self.Picked(self, message.index))


def in_view(widget: Widget) -> bool:
    """Whether the beginning of ``widget`` can be seen in what it scrolls in."""
    scrolled = next((a for a in widget.ancestors if isinstance(a, VerticalScroll)), None)
    if scrolled is None:
        return True
    seen = scrolled.content_region
    return seen.y <= widget.region.y < seen.bottom
