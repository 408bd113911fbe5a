"""A window in which nothing can be read: say so, and wait for it to grow."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen
from textual.widgets import Static

from ppsim.tui.literal import literal

LEAST = (40, 12)
"""Columns and rows under which no screen is shown."""


class TooSmallScreen(ModalScreen[None]):
    """Stands above everything while the window is too small; nothing below it takes keys."""

    CSS_PATH = "too_small.tcss"
    NAME = "Window too small"
    BINDINGS = [Binding("ctrl+q", "app.quit", "Quit", id="small.quit")]

    def compose(self) -> ComposeResult:
        """The notice."""
        columns, rows = LEAST
        yield Static(
            literal(
                f"This window is too small. ppsim needs {columns} columns and {rows} rows. "
                "Nothing is lost: make it larger and go on, or ^q to leave."
            )
        )


def too_small(width: int, height: int) -> bool:
    """Whether a window of this size is too small."""
    return width < LEAST[0] or height < LEAST[1]
