"""Finding a moment in what was heard and done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static

from ppsim.engine.prompts import Entry
from ppsim.tui.backlog import Found, find
from ppsim.tui.literal import literal, parts
from ppsim.tui.screens.base import PpsimScreen
from ppsim.tui.widgets.asked_line import AskedLine
from ppsim.tui.widgets.listing import Item, Listing
from ppsim.words.safe import safe


class Sought(AskedLine):
    """What is looked for; Enter goes to the moment that stands out."""

    BINDINGS = [
        Binding("enter", "submit", "Go there", id="search.go"),
        Binding("down", "screen.move(1)", "Next", id="search.next", show=False),
        Binding("up", "screen.move(-1)", "Previous", id="search.previous", show=False),
    ]

    NAME = "Search"
    somewhere = False
    """Whether there is somewhere to go."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is somewhere to go only where something was found."""
        return self.somewhere if action == "submit" else True


class SearchScreen(PpsimScreen[int | None]):
    """Gives the number of the entry to go to, or ``None``."""

    CSS_PATH = "search.tcss"
    NAME = "Search"
    GUIDE = (
        "Type words; the moments that hold all of them are listed, the last first. The arrows "
        "choose one, Enter goes there, Escape goes back to where you were."
    )
    BINDINGS = [
        Binding("escape", "close", "Back", id="search.close"),
    ]

    words = getters.query_one(Sought)
    hits = getters.query_one(Listing)

    def __init__(self, entries: Sequence[Entry], title: str) -> None:
        super().__init__()
        self._entries = tuple(entries)
        self._title = title
        self.found: tuple[Found, ...] = ()

    def body(self) -> ComposeResult:
        """Words to look for, and where they are."""
        with Vertical(classes="column"):
            yield Sought(placeholder="words to look for")
            yield Static(id="count", markup=False)
            yield Listing()

    def on_mount(self) -> None:
        """Begin to type."""
        self.top.say(self._title, "search")
        self.hits.can_focus = False
        self.words.focus()
        self._look()

    @on(Input.Changed)
    def _look(self) -> None:
        self.found = find(self._entries, self.words.value)
        sought = self.words.value.split()
        self.hits.show((_item(found, sought) for found in self.found), 0)
        self.words.somewhere = bool(self.found)
        count = len(self.found)
        said = "1 moment." if count == 1 else f"{count} moments."
        self.query_one("#count", Static).update(
            literal(said if self.words.value.strip() else "Everything so far is searched.")
        )
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _clicked(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.dismiss(self.found[message.option_index].entry)

    def action_move(self, by: int) -> None:
        """The next or the one before."""
        if by > 0:
            self.hits.action_cursor_down()
        else:
            self.hits.action_cursor_up()

    @on(Input.Submitted)
    def _go(self, message: Input.Submitted) -> None:
        message.stop()
        if self.hits.highlighted is not None:
            self.dismiss(self.found[self.hits.highlighted].entry)

    def action_close(self) -> None:
        """Back to where one was."""
        self.dismiss(None)


def _item(found: Found, sought: Sequence[str]) -> Item:
    words = literal(found.words)
    for word in sought:
        for hit in re.finditer(re.escape(safe(word)), words.plain, re.IGNORECASE):
            words = words.stylize("$mark-style underline", *hit.span())
    return Item(parts((found.where, "bold")), (words,))
