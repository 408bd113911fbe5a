"""What the three panes share: a heading, and the widget in them that takes the keys."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from ppsim.tui.literal import literal


class Heading(Static):
    """The name of a pane, and how things stand in it."""

    ALLOW_SELECT = False


class Pane(Vertical):
    """A part of the preview; a column of its own in a wide window, else a tab."""

    TITLE = ""

    def compose(self) -> ComposeResult:
        """The heading, then what the pane shows."""
        yield Heading(literal(self.TITLE))
        yield from self.body()

    def body(self) -> ComposeResult:
        """What the pane shows."""
        yield from ()

    @property
    def keys(self) -> Widget:
        """The widget that takes the keys."""
        raise NotImplementedError

    def head(self, more: str = "") -> None:
        """Say in the heading how things stand."""
        self.query_one(Heading).update(literal(f"{self.TITLE}{more}"))
