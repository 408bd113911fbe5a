"""Lines out and lines in: no escapes, no drawing, nothing that a pipe or a braille line lacks."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from typing import TextIO

from ppsim.plain.text import wrap
from ppsim.words.safe import safe

PIPED_WIDTH = 80
WIDEST = 88
"""Longer lines are hard to read, however wide the window is."""
NARROWEST = 20
PROMPT = "> "


class EndOfInput(Exception):
    """There is nobody left to answer."""


class Console:
    """A reader and a writer of lines.

    Answers that come from a pipe are echoed, so that what is written is a whole transcript.
    """

    def __init__(self, read: TextIO, write: TextIO) -> None:
        self._read = read
        self._write = write
        self._echo = not read.isatty()
        self._gap = False

    @property
    def width(self) -> int:
        """Columns to wrap to: of the terminal as it is now, or 80 where there is none."""
        if not self._write.isatty():
            return PIPED_WIDTH
        return min(WIDEST, max(NARROWEST, shutil.get_terminal_size((PIPED_WIDTH, 24)).columns))

    def say(self, text: str, first: str = "", rest: str = "") -> None:
        """One paragraph, wrapped; ``first`` and ``rest`` stand before its lines."""
        for line in wrap(safe(text), self.width, first, rest):
            self._write.write(line + "\n")
        self._gap = False

    def gap(self) -> None:
        """One empty line, however often it is asked for."""
        if not self._gap:
            self._write.write("\n")
        self._gap = True

    def heading(self, text: str) -> None:
        """A plain line with an empty one before it."""
        self.gap()
        self.say(text)

    def numbered(self, items: Iterable[str]) -> None:
        """A list to choose from by number."""
        for number, item in enumerate(items, start=1):
            first = f"{number}. "
            self.say(item, first, " " * len(first))

    def written(self, text: str) -> None:
        """Text that is laid out already, line by line."""
        for line in text.rstrip("\n").split("\n"):
            self._write.write(safe(line) + "\n")
        self._gap = False

    def answer(self) -> str:
        """Wait for a line; everything said so far has been handed on before.

        Raises:
            EndOfInput: there are no more lines.
        """
        self._write.write(PROMPT)
        self._write.flush()
        line = self._read.readline()
        if not line:
            self._write.write("\n")
            raise EndOfInput
        line = safe(line.rstrip("\r\n")).strip()
        if self._echo:
            self._write.write(line + "\n")
        self._gap = False
        return line

    def flush(self) -> None:
        """Hand on what was said."""
        self._write.flush()
