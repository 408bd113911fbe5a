"""Making any text fit to be shown: nothing in it steers a terminal or hides from a reader."""

from __future__ import annotations

import re

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, and marks that turn the direction of what follows; tab and newline are kept."""


def safe(text: str) -> str:
    """``text`` with control characters as ``<U+001B>``, so that none reaches the terminal."""
    text = text.replace("\r\n", "\n").replace("\t", " ")
    return _HIDDEN.sub(lambda m: f"<U+{ord(m[0]):04X}>", text)
