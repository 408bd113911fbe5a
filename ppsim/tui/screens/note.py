"""A private note, pinned to a moment."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from ppsim.tui.literal import literal
from ppsim.tui.screens.reading import Leaf
from ppsim.tui.screens.writing import WritingScreen
from ppsim.tui.widgets.writing import Writing


class NoteScreen(WritingScreen):
    """Gives the words of the note, or ``None`` where there is none."""

    NAME = "A note"
    GUIDE = (
        "Write what you want to remember of this moment. It is for you alone: no report and no "
        "export holds it unless you put it there. Enter keeps it, Ctrl+J begins a new line, "
        "Escape goes back without it, and asks before anything written is lost."
    )
    BINDINGS = [Binding("escape", "close", "Leave it", id="note.close")]

    def __init__(self, moment: str, title: str) -> None:
        super().__init__()
        self._moment = moment
        self._title = title

    def body(self) -> ComposeResult:
        """What it is pinned to, and a place to write."""
        with Leaf(classes="page column"):
            yield Static(literal("A note for you alone, pinned to this moment:"))
            yield Static(literal(self._moment), classes="quiet")
            yield Writing()

    def on_mount(self) -> None:
        """Begin to write."""
        self.top.say(self._title, "a note")
        self.writing.focus()
