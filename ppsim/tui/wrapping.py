"""Breaking text into rows of a width, in one pass: a scene may have ten thousand words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

_BLANKS = re.compile("[ \t]+")
"""Where a row may be broken; not at a no-break space."""


def wrapped(text: str, width: int) -> list[str]:
    """``text`` as rows of at most ``width`` columns, each line of it begun anew.

    A word wider than a row is folded. Blanks between words count once.
    """
    return [row for line in text.split("\n") for row in _rows(line, max(2, width))]


def _rows(line: str, width: int) -> Iterator[str]:
    row: list[str] = []
    used = 0
    for word in _BLANKS.split(line.strip(" \t")):
        size = len(word) if word.isascii() else cell_len(word)
        if row and used + 1 + size > width:
            yield " ".join(row)
            row, used = [], 0
        if size > width:
            *folded, word = _folded(word, width)
            yield from folded
            size = cell_len(word)
        used += size + bool(row)
        row.append(word)
    yield " ".join(row)


def _folded(word: str, width: int) -> Iterator[str]:
    piece, used = "", 0
    for character in word:
        size = cell_len(character)
        if used + size > width:
            yield piece
            piece, used = "", 0
        piece += character
        used += size
    yield piece
