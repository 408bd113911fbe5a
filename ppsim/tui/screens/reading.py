"""What the debrief and an opened decision share: a page to scroll, and a line that says what was
done."""

from __future__ import annotations

from typing import TypeVar

from textual import getters
from textual.binding import Binding
from textual.widget import Widget

from ppsim.tui.screens.base import PpsimScreen
from ppsim.tui.widgets.laid import row_of
from ppsim.tui.widgets.still import StillScroll

T = TypeVar("T")


class Leaf(StillScroll):
    """The page; what can be opened in it takes the keys, and the screen scrolls it."""

    @property
    def at_end(self) -> bool:
        """Whether the end of the page can be seen."""
        return self.scroll_y >= self.max_scroll_y - 0.5

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """What can be done may have changed with what can be seen."""
        super().watch_scroll_y(old_value, new_value)
        self.screen.refresh_bindings()
        self._see()

    def on_resize(self) -> None:
        """So may it with the size."""
        self._see()

    def _see(self) -> None:
        if isinstance(self.screen, ReadingScreen):
            self.call_after_refresh(self.screen.see)  # once it stands where it is scrolled to

    def in_view(self, widget: Widget) -> bool:
        """Whether anything of ``widget`` can be seen."""
        first, top = row_of(widget, self), round(self.scroll_y)
        return first < top + self._rows and top < first + widget.size.height

    def begins_in_view(self, widget: Widget) -> bool:
        """Whether the first row of ``widget`` can be seen."""
        return 0 <= row_of(widget, self) - round(self.scroll_y) < self._rows

    def begins_above(self, widget: Widget, rows: int = 0) -> bool:
        """Whether ``widget`` begins above row ``rows`` of what is in view."""
        return row_of(widget, self) < round(self.scroll_y) + rows

    @property
    def _rows(self) -> int:
        return self.content_region.height

    def to_top(self, widget: Widget) -> None:
        """Bring the beginning of ``widget`` to the top, as far as there is page below it."""
        self.scroll_to(y=row_of(widget, self), animate=False, immediate=True)

    def show(self, widget: Widget) -> None:
        """Bring the beginning of ``widget`` to the top, unless all of it can be seen."""
        first = row_of(widget, self) - round(self.scroll_y)
        if first < 0 or first + widget.size.height > self._rows:
            self.to_top(widget)


class ReadingScreen(PpsimScreen[T]):
    """A page that is read and scrolled."""

    NAME = "Any page to read"
    BINDINGS = [
        Binding("space,pagedown", "read_on", "Read on", key_display="Space", id="reading.on"),
        Binding("pageup", "scroll(-1, True)", "Page up", id="reading.up", show=False),
        Binding("down,j", "scroll(1)", "A line down", id="reading.down", show=False),
        Binding("up,k", "scroll(-1)", "A line up", id="reading.line-up", show=False),
    ]

    leaf = getters.query_one(Leaf)

    def see(self) -> None:
        """Other things can be seen than before."""
        self.refresh_bindings()

    def action_read_on(self) -> None:
        """A page on; its first line is the last of the page before."""
        self.action_scroll(1, page=True)

    def action_scroll(self, by: int, page: bool = False) -> None:
        """A line or a page, down or up."""
        rows = max(1, self.leaf.container_size.height - 1) if page else 1
        to = self.leaf.scroll_y + by * rows
        self.leaf.scroll_to(y=to, animate=False, immediate=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is more to read only until the end is seen."""
        if action == "read_on":
            return not any(leaf.at_end for leaf in self.query(Leaf))
        return True
