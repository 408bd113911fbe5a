"""The least that a Textual app of this kind could be: a title, lines, and an echo of every key."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static


class BareApp(App[None]):
    """Shows what it is given; a key shows a line more."""

    def compose(self) -> ComposeResult:
        """The line that is waited for, and the echo."""
        yield Static(sys.argv[1], markup=False)
        yield Static("", id="echo", markup=False)

    def on_mount(self) -> None:
        """Nothing has been pressed."""
        self.pressed = 0

    def on_key(self, event: Key) -> None:
        """Echo."""
        if event.key == "q":
            self.exit()
            return
        self.pressed += 1
        self.query_one("#echo", Static).update(f"echo number {self.pressed:03} of a key")


if __name__ == "__main__":
    BareApp().run()
