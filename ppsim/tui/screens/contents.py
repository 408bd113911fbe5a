"""The parts of a page, to go to one of them."""

from __future__ import annotations

from collections.abc import Sequence

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import OptionList

from ppsim.tui.literal import literal
from ppsim.tui.screens.base import PpsimScreen
from ppsim.tui.widgets.listing import Item, Listing


class Parts(Listing):
    """The parts as a list. Enter goes to one."""

    BINDINGS = [Binding("enter", "select", "Go there", id="contents.go")]


class ContentsScreen(PpsimScreen[int | None]):
    """Gives the number of the part to go to, or ``None``."""

    CSS_PATH = "contents.tcss"
    NAME = "Parts of the debrief"
    GUIDE = (
        "What the debrief is made of, in its order; it begins at the part you came from. The "
        "arrows choose one, Enter goes there, Escape goes back to where you were."
    )
    BINDINGS = [Binding("escape,g,q", "close", "Back", key_display="Esc", id="contents.back")]

    parts = getters.query_one(Parts)

    def __init__(self, title: str, names: Sequence[str], here: int) -> None:
        super().__init__()
        self._title = title
        self._names = tuple(names)
        self._here = here

    def body(self) -> ComposeResult:
        """The list."""
        with Vertical(classes="column"):
            yield Parts()

    def on_mount(self) -> None:
        """Show the parts, with the caret at the one that is being read."""
        self.top.say(self._title, "parts of the debrief")
        self.parts.show((Item(literal(name)) for name in self._names), self._here)
        self.parts.focus()

    @on(OptionList.OptionSelected)
    def _picked(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.dismiss(message.option_index)

    def action_close(self) -> None:
        """Back to where one was."""
        self.dismiss(None)
