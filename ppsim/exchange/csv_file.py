"""CSV that a spreadsheet opens without running anything, and that shows what it holds.

UTF-8, commas, one header line, line feeds (RFC 4180 else). A text that a spreadsheet would take
for a formula begins with an apostrophe; control characters, line breaks and marks that turn the
direction of text are written out as ``<U+202E>``.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence

from ppsim.exchange.tables import Table, Value

_FORMULA = tuple("=+-@\t\r\n|%＝＋－＠")
_JOINERS = "\u200c\u200d"
"""Kept: some scripts are not written without them."""
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def render(table: Table) -> str:
    """The table as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([defused(name) for name in table.columns])
    writer.writerows(_row(row) for row in table.rows)
    return out.getvalue()


def _row(row: Sequence[Value]) -> list[str]:
    return [cell(value) for value in row]


def cell(value: Value) -> str:
    """A value as its cell: numbers as they are, truth as ``true`` and ``false``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return defused(value)


def defused(text: str) -> str:
    """A text that is only ever a text."""
    dangerous = text.lstrip().startswith(_FORMULA) or text.startswith(_FORMULA)
    shown = "".join(_visible(char) for char in text)
    return f"'{shown}" if dangerous else shown


def _visible(char: str) -> str:
    if unicodedata.category(char) in _HIDDEN and char not in _JOINERS:
        return f"<U+{ord(char):04X}>"
    return char
