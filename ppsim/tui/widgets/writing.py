"""A place to write in one's own words: Enter is done, and a line ends where the window does."""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual.binding import Binding
from textual.events import Key
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from ppsim.tui._textual_private import types
from ppsim.words.safe import safe


class Writing(TextArea):
    """A few lines of one's own."""

    BINDINGS = [
        Binding("enter", "done", "Keep", id="writing.done"),
        Binding("ctrl+j,shift+enter", "line", "New line", id="writing.line", show=False),
    ]
    DEFAULT_CSS = """
    Writing { height: 6; border: tall $border; }
    .-short Writing { height: 4; }
    """

    @dataclass
    class Done(Message):
        """She has written what she wanted to."""

        words: str

    def __init__(self, words: str = "") -> None:
        super().__init__(
            words, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", compact=False
        )
        self.cursor_blink = False

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Whether a key is typed here, and so does nothing else."""
        return types(key)

    async def _on_key(self, event: Key) -> None:
        """Do what a key does when its turn has come: all that was typed before it is there.

        A binding with priority would be done at once, ahead of letters that are still on their
        way, and they would be lost; and one without would come after the text has taken Enter.
        """
        if types(event.key):
            return
        bound = self.screen.active_bindings.get(event.key)
        if bound is not None and bound.node is self and bound.enabled and bound.binding.id:
            event.stop()
            event.prevent_default()
            await self.run_action(bound.binding.action)

    def edit(self, edit: Edit) -> EditResult:
        """Take what is typed or pasted, control characters made visible."""
        return super().edit(replace(edit, text=safe(edit.text)))

    def action_done(self) -> None:
        """Say what was written."""
        self.post_message(self.Done(self.text.strip()))

    def action_line(self) -> None:
        """A new line within."""
        self.insert("\n")


class Reply(Writing):
    """What one would say oneself, before the options."""

    BINDINGS = [Binding("enter", "done", "Options", id="writing.options")]
