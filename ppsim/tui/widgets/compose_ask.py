"""Before the options appear: what would you say yourself?"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from ppsim.engine.prompts import Decision
from ppsim.tui.literal import literal
from ppsim.tui.messages import Composed
from ppsim.tui.widgets.asks import Ask
from ppsim.tui.widgets.writing import Reply, Writing

WORDS = "What would you say, in your own words? It is for you alone, and read to you again later."
HOW = "Enter shows the options; with nothing written, straight away."


class ComposeAsk(Ask, can_focus=True):
    """Write first, choose then. Until all has been read, keys read on and do not write."""

    def __init__(self, prompt: Decision) -> None:
        super().__init__()
        self._asked = prompt.ask

    def compose(self) -> ComposeResult:
        """The question, and a place to write."""
        if self._asked:
            yield Static(literal(self._asked), classes="asked")
        yield Static(literal(WORDS), classes="aside")
        yield Reply()
        yield Static(literal(HOW), classes="aside")

    def begin(self, read: bool) -> None:
        """Take the keys."""
        (self.query_one(Writing) if read else self).focus(scroll_visible=False)

    def confirm(self) -> bool:
        """Be done with writing."""
        self.query_one(Writing).action_done()
        return True

    def on_writing_done(self, message: Writing.Done) -> None:
        """What was written."""
        message.stop()
        self.post_message(Composed(message.words))
