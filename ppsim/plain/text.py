"""Breaking text into lines that a terminal has room for."""

from __future__ import annotations

import unicodedata


def cells(text: str) -> int:
    """Columns that ``text`` takes: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in {"Mn", "Me", "Cf"} else 1


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Lines of at most ``width`` columns, none broken within a word that fits a line.

    Args:
        text: what to wrap; a newline in it starts a new line.
        width: columns; lines are allowed more only where ``first`` or ``rest`` leave no room.
        first: put before the first line.
        rest: put before each further line.
    """
    lines: list[str] = []
    for part in text.split("\n"):
        line, room = (rest if lines else first), max(1, width - cells(rest if lines else first))
        used = 0
        for word in part.split():
            for piece in _pieces(word, max(1, width - cells(rest))):
                size = cells(piece)
                if used and used + 1 + size > room:
                    lines.append(line)
                    line, room, used = rest, max(1, width - cells(rest)), 0
                line += f" {piece}" if used else piece
                used += size + (1 if used else 0)
        lines.append(line.rstrip() if not used else line)
    return lines


def _pieces(word: str, width: int) -> list[str]:
    """``word`` whole, or cut where it is wider than a line."""
    if cells(word) <= width:
        return [word]
    pieces, piece, used = [], "", 0
    for character in word:
        size = _cells(character)
        if piece and used + size > width:
            pieces.append(piece)
            piece, used = "", 0
        piece += character
        used += size
    return [*pieces, piece]
