"""What a plain scalar means: YAML 1.2's core schema, less what has led authors astray.

``yes``, ``no``, ``on`` and ``off`` are text, and so are dates, times, ``0x1F`` and ``010``: the
places that want a boolean or a number say so when they meet them.
"""

from __future__ import annotations

import math
import re

Scalar = str | int | float | bool | None

_WORDS: dict[str, bool | None] = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
    "null": None,
    "Null": None,
    "NULL": None,
    "~": None,
    "": None,
}
SPECIAL = frozenset("0123456789+-.tTfFnN~")
"""First characters of the plain scalars that may be something else than text."""

_NUMBERS = frozenset("0123456789+-.")

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


def resolve(text: str) -> Scalar:
    """The value of a plain scalar: boolean, null, integer, float, else the text itself."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBERS or len(text) > 40:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and not text.lstrip("+-").isdigit():
        number = float(text)
        return number if math.isfinite(number) else text
    return text
