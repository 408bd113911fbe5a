"""Arguing with the key: in one's own words, and for oneself."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from ppsim.report.page import Field
from ppsim.tui.literal import literal
from ppsim.tui.screens.reading import Leaf
from ppsim.tui.screens.writing import WritingScreen
from ppsim.tui.widgets.laid import Prose
from ppsim.tui.widgets.writing import Writing

WORDS = (
    "The key is its author's. If you see this moment otherwise, say how: what would you weigh "
    "differently, and what for?"
)
PRIVATE = "It is kept with this attempt, for you alone, and stands beside the key from now on."


class ArgueScreen(WritingScreen):
    """Gives the words of the argument, or ``None`` where there is none."""

    CSS_PATH = "argue.tcss"
    NAME = "I'd argue"
    GUIDE = (
        "The key says what its author holds. Where you hold otherwise, write it down: a key gets "
        "better by being argued with, and so does a therapist. Enter keeps it, Ctrl+J begins a new "
        "line, Escape goes back without it, and asks before anything written is lost."
    )
    BINDINGS = [Binding("escape", "close", "Leave it", id="argue.close")]

    def __init__(self, title: str, moment: str, chosen: str, earlier: Sequence[Field]) -> None:
        super().__init__()
        self._title = title
        self._moment = moment
        self._chosen = chosen
        self._earlier = tuple(earlier)

    def body(self) -> ComposeResult:
        """Against what, what was argued before, and a place to write."""
        with Leaf(classes="page column"):
            yield Static(literal(WORDS))
            yield Static(literal(self._chosen), classes="quiet")
            if self._earlier:
                yield Prose(self._earlier)
            yield Writing()
            yield Static(literal(PRIVATE), classes="quiet")

    def on_mount(self) -> None:
        """Begin to write."""
        self.top.say(self._title, f"I'd argue: {self._moment}")
        self.writing.focus()
