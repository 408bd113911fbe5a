"""One line to type: a filter, words to look for, a name."""

from __future__ import annotations

from textual.binding import Binding
from textual.widgets import Input

from ppsim.tui._textual_private import types

PRINTABLE = "[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]*"


class AskedLine(Input):
    """An input that takes nothing that steers a terminal."""

    BINDINGS = [Binding("enter", "submit", "Done", id="line.done")]

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(value, placeholder=placeholder, id=id, compact=True, restrict=PRINTABLE)
        self.cursor_blink = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is typed here, and so does nothing else."""
        return types(key)
