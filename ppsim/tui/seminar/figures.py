"""What slides are drawn with: text in rows, large numerals, bars of blocks."""

from __future__ import annotations

from textual.content import Content

from ppsim.tui.literal import parts
from ppsim.tui.wrapping import wrapped

TALL = 3
"""Rows of a large numeral."""
_NUMERALS = {
    " ": ("   ", "   ", "   "),
    "0": ("█▀█", "█ █", "▀▀▀"),
    "1": ("▀█ ", " █ ", "▀▀▀"),
    "2": ("▀▀█", "█▀▀", "▀▀▀"),
    "3": ("▀▀█", " ▀█", "▀▀▀"),
    "4": ("█ █", "▀▀█", "  ▀"),
    "5": ("█▀▀", "▀▀█", "▀▀▀"),
    "6": ("█▀▀", "█▀█", "▀▀▀"),
    "7": ("▀▀█", "  █", "  ▀"),
    "8": ("█▀█", "█▀█", "▀▀▀"),
    "9": ("█▀█", "▀▀█", "▀▀▀"),
}


def numeral(number: int, digits: int) -> tuple[str, ...]:
    """A number of 0 or more in ``TALL`` rows of equal width, set right in so many digits."""
    glyphs = [_NUMERALS[digit] for digit in str(number).rjust(digits)]
    return tuple(" ".join(glyph[row] for glyph in glyphs) for row in range(TALL))


def bar(share: float, width: int) -> str:
    """A bar as long as its share of ``width``; what is not nothing is never drawn as nothing."""
    full = round(share * width)
    return "█" * (max(1, full) if share > 0 else 0)


def counted(count: int, total: int, width: int) -> Content:
    """A count in figures after its bar."""
    share = count / total if total else 0.0
    drawn = bar(share, max(1, width - 4))
    return parts((drawn, "$text-primary"), f"{' ' if drawn else ''}{count}")


def flow(text: str, width: int, style: str = "") -> list[Content]:
    """Text as rows of a width, in one style."""
    return [parts((row, style)) for row in wrapped(text, width)]
