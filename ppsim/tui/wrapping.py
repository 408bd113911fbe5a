"""Breaking text into rows of a width, in one pass: a scene may have ten thousand words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size

_BLANKS = re.compile("[ \t]+")
"""Where a row may be broken; not at a no-break space."""

_NARROW = re.compile("[ -~¡-¬®-ʯ‐-‧‰-⁞]*")
"""Text of which every character takes one column: that of most European languages."""


def wide(text: str) -> int:
    """Columns that ``text`` takes."""
    return len(text) if text.isascii() or _NARROW.fullmatch(text) else cell_len(text)


def shortened(text: str, width: int) -> str:
    """``text`` in one row, ended by ``…`` where it had to be cut."""
    if wide(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 1)) + "…"


def wrapped(text: str, width: int) -> list[str]:
    """``text`` as rows of at most ``width`` columns, each line of it begun anew.

    A word wider than a row is folded. Blanks between words count once.
    """
    width = max(2, width)
    rows: list[str] = []
    for line in text.split("\n"):
        words = " ".join(_BLANKS.split(line.strip(" \t")))
        rows += _counted(words, width) if _NARROW.fullmatch(words) else _measured(words, width)
    return rows


def _counted(line: str, width: int) -> Iterator[str]:
    """Rows of a line in which a character is a column."""
    start = 0
    while len(line) - start > width:
        at = line.rfind(" ", start, start + width + 1)
        if at < 0:  # a word wider than a row
            yield line[start : start + width]
            start += width
        else:
            yield line[start:at]
            start = at + 1
    yield line[start:]


def _measured(line: str, width: int) -> Iterator[str]:
    """Rows of a line in which a character may take no column, or two."""
    row: list[str] = []
    used = 0
    for word in line.split(" "):
        size = wide(word)
        if row and used + 1 + size > width:
            yield " ".join(row)
            row, used = [], 0
        if size > width:
            *folded, word = _folded(word, width)
            yield from folded
            size = wide(word)
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
