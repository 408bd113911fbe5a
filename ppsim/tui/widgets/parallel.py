"""The parallel: what the client does, what you did with the client, what you did in supervision.

Three columns side by side, and under them in words what came of it: echoed, broken, carried back.
Where there is no room for three, they stand one under the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from textual.content import Content

from ppsim.report.page import Columns, Field
from ppsim.tui.literal import literal
from ppsim.tui.widgets.laid import Laid, block_rows

UNSAID = "The case does not say."
RULE = " │ "
NARROWEST = 16
"""Columns that each of the three needs to stand beside the others."""


class Parallel(Laid):
    """Rows of three columns; the block's last column is said under the others."""

    def __init__(self, columns: Columns) -> None:
        super().__init__()
        self.columns = columns

    def rows(self, width: int) -> list[Content]:
        """Each row of the block: its columns, and what came of it."""
        *heads, so = self.columns.heads
        found: list[Content] = []
        for *cells, outcome in self.columns.rows:
            said = [cell or UNSAID for cell in cells]
            room = (width - len(RULE) * (len(heads) - 1)) // len(heads)
            if room < NARROWEST:
                found += _stacked(heads, said, width)
            else:
                found += _beside(heads, said, room)
            came = block_rows(Field(so, outcome), width)
            found += [Content("─" * width), *came, Content("")]
        return found


def _beside(heads: Sequence[str], cells: Sequence[str], room: int) -> list[Content]:
    columns = [
        [*literal(head).stylize("bold").wrap(room), *literal(cell).wrap(room)]
        for head, cell in zip(_even(heads, room), cells, strict=True)
    ]
    rows = zip_longest(*columns, fillvalue=Content(""))
    return [
        Content(RULE).join(cell.extend_right(max(0, room - cell.cell_length)) for cell in row)
        for row in rows
    ]


def _even(heads: Sequence[str], room: int) -> list[str]:
    """Heads that take as many rows each, so that what stands under them begins together."""
    rows = [len(literal(head).wrap(room)) for head in heads]
    return [head + "\n" * (max(rows) - n) for head, n in zip(heads, rows, strict=True)]


def _stacked(heads: Sequence[str], cells: Sequence[str], width: int) -> list[Content]:
    found: list[Content] = []
    for head, cell in zip(heads, cells, strict=True):
        found += literal(head).stylize("bold").wrap(width)
        found += [Content.assemble("│ ", row) for row in literal(cell).wrap(width - 2)]
    return found
