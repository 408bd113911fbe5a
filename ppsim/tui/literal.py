"""The only door from anybody's text to a widget.

A plain ``str`` is markup nearly everywhere in Textual: "[long pause]" would vanish and "[/]" end
the program. What passes through here is shown as it was written, control characters as
``<U+001B>``.
"""

from __future__ import annotations

from textual.content import Content
from textual.style import Style

from ppsim.words.safe import safe

Part = str | tuple[str, str | Style]
"""Text, or text with a style."""


def literal(text: str) -> Content:
    """``text`` as it was written."""
    return Content(safe(text))


def parts(*pieces: Part) -> Content:
    """Pieces one after the other, each as it was written, each with its style."""
    return Content.assemble(
        *(safe(piece) if isinstance(piece, str) else (safe(piece[0]), piece[1]) for piece in pieces)
    )


def lines(*each: Content) -> Content:
    """Contents one under the other."""
    return Content("\n").join(each)
