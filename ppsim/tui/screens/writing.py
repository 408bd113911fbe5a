"""Screens to write on: what was written is not thrown away by one key pressed by mistake."""

from __future__ import annotations

from textual import getters

from ppsim.tui.screens.reading import ReadingScreen
from ppsim.tui.widgets.writing import Writing

UNKEPT = "This is not kept yet. Enter keeps it; Escape once more throws it away."


class WritingScreen(ReadingScreen[str | None]):
    """Gives what was written, or ``None`` where nothing was, or it was thrown away."""

    writing = getters.query_one(Writing)

    def __init__(self) -> None:
        super().__init__()
        self._warned = ""
        """What stood there when it was said that it is not kept."""

    def on_writing_done(self, message: Writing.Done) -> None:
        """Keep it."""
        message.stop()
        self.dismiss(message.words or None)

    def action_close(self) -> None:
        """Back; what was written is thrown away only when that was said."""
        words = self.writing.text.strip()
        if not words or words == self._warned:
            self.dismiss(None)
            return
        self._warned = words
        self.say(UNKEPT)
