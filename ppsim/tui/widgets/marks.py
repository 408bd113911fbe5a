"""A list of which any may be marked, or none."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.reactive import reactive
from textual.widgets import Static

from ppsim.tui.literal import literal
from ppsim.tui.widgets.choices import CARET, MOST_NUMBERED
from ppsim.tui.widgets.laid import at_hand, bring_into_view, page_of


class Marks(Vertical, can_focus=True):
    """Rows with a box each; numbers or the space bar mark them."""

    BINDINGS = [
        Binding("down,j", "move(1)", "Next", id="marks.next", show=False),
        Binding("up,k", "move(-1)", "Previous", id="marks.previous", show=False),
        Binding("space", "mark_here", "Mark", id="marks.mark", show=False),
        Binding("1", "mark(0)", "Mark", key_display="1-9", id="marks.1"),
        *(
            Binding(str(n), f"mark({n - 1})", f"Mark {n}", id=f"marks.{n}", show=False)
            for n in range(2, MOST_NUMBERED + 1)
        ),
    ]
    DEFAULT_CSS = """
    Marks { height: auto; }
    Marks > Static { height: auto; }
    Marks > .-at { background: $block-cursor-background; text-style: bold; }
    """

    at: reactive[int | None] = reactive(None, init=False)
    marked: reactive[frozenset[int]] = reactive(frozenset, init=False)

    def __init__(self, rows: Sequence[str]) -> None:
        super().__init__()
        self._words = tuple(rows)
        self._rows = [Static() for _ in rows]

    def compose(self) -> ComposeResult:
        """The rows."""
        yield from self._rows

    def on_mount(self) -> None:
        """Draw the boxes."""
        self._draw()
        page = page_of(self)
        if page is not None:
            self.watch(page, "scroll_y", self.screen.refresh_bindings, init=False)

    def watch_at(self) -> None:
        """Move the caret."""
        self._draw()
        if self.at is not None:
            self._rows[self.at].scroll_visible(animate=False, immediate=True)

    def watch_marked(self) -> None:
        """Show what is marked."""
        self._draw()

    def on_blur(self) -> None:
        """Take the caret away."""
        self.at = None

    def action_move(self, by: int) -> None:
        """Move the caret; beyond the ends, to what stands before or after."""
        to = (0 if by > 0 else len(self._words) - 1) if self.at is None else self.at + by
        if 0 <= to < len(self._words):
            self.at = to
        elif by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_mark_here(self) -> None:
        """Mark the row at the caret, or no longer."""
        if self.at is not None:
            self.action_mark(self.at)

    def action_mark(self, index: int) -> None:
        """Mark a row by its number, or no longer. It is seen when it is marked."""
        if index < len(self._words):
            bring_into_view(self._rows[index])
            self.marked = self.marked ^ {index}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A number marks only while some of the rows can be seen."""
        return at_hand(self) if action == "mark" else True

    def _draw(self) -> None:
        for index, words in enumerate(self._words):
            row = self._rows[index]
            caret = CARET if index == self.at else " "
            box = "[x]" if index in self.marked else "[ ]"
            row.update(literal(f"{caret} {index + 1} {box} {words}"))
            row.set_class(index == self.at, "-at")
