"""The least that a Textual app of this kind could be.

It shows a title. ``e`` changes one line; ``w`` changes all the words below it, as many as a window
has room for; ``s`` scrolls in as many lines as a small scene has, each a widget, in place of those
of the last one that was asked.
"""

from __future__ import annotations

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

WORDS = 20
"""Lines of words that fill a window."""
ASKED = 4
"""Lines that stand at the end of a scene and go with the next one: a question and options."""


class BareApp(App[None]):
    """Shows what it is given, and answers keys."""

    BINDINGS: ClassVar = [
        Binding(key, action, action)
        for key, action in (("e", "echo"), ("w", "words"), ("s", "scene"))
    ]

    def __init__(self, title: str) -> None:
        super().__init__()
        self._shown = title
        self._pressed = 0

    def compose(self) -> ComposeResult:
        """The line that is waited for, the echo, and room for lines."""
        yield Static(self._shown, markup=False)
        yield Static("", id="echo", markup=False)
        yield Static("", id="words", markup=False)
        yield VerticalScroll()

    def action_echo(self) -> None:
        """Change one line."""
        self._pressed += 1
        self.query_one("#echo", Static).update(f"echo number {self._pressed:03} of a key")

    def action_words(self) -> None:
        """Change a window of words, in one widget."""
        self._pressed += 1
        line = f"words number {self._pressed:03} of a scene that fills the window"
        self.query_one("#words", Static).update("\n".join([line] * WORDS))

    async def action_scene(self) -> None:
        """Take the question away; add what was said, and the next question."""
        self._pressed += 1
        page = self.query_one(VerticalScroll)
        await page.query(".asked").remove()
        words = f"line number {self._pressed:03} of a scene"
        said = [Static(words, markup=False) for _ in range(3)]
        asked = [Static(words, markup=False, classes="asked") for _ in range(ASKED)]
        await page.mount(*said, *asked)
        page.scroll_end(animate=False)


if __name__ == "__main__":
    BareApp(sys.argv[1]).run()
