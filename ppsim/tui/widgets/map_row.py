"""One scene on the map, as a row: how likely a play passes, where it stands, what marks it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from rich.cells import cell_len
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from ppsim.report.map_words import shortened
from ppsim.tui.literal import parts
from ppsim.tui.widgets.choices import CARET
from ppsim.words.safe import safe

BAR = 5
"""Columns of a scene that every play passes."""
FEW_WORDS = 20
"""Columns under which the first words of a scene are left out."""
LEAST_NAME = 4
"""Columns that an id has in any case."""
DEEPEST = 6
"""Branches within branches that are still drawn further in."""


@dataclass(frozen=True, slots=True)
class MapRow(Visual):
    """A scene: a bar, ``@`` where the play stands, its id, and marks at the right."""

    scene: str
    chance: float | None
    """How likely a play at random passes; ``None`` where that is not known."""
    depth: int = 0
    marks: str = ""
    ending: str = ""
    """The kind of ending it is; shown where there is room for it beside the id."""
    words: str = ""
    """What it begins with; shown where there is room for it."""
    here: bool = False
    """Whether the play stands there."""
    at: bool = False
    """Whether the caret is at it."""

    def pointed(self, at: bool) -> MapRow:
        """The same with or without the caret."""
        return replace(self, at=at)

    def row(self, width: int) -> Content:
        """The row within ``width`` columns: the id gives way to the marks."""
        caret = f"{CARET} " if self.at else "  "
        here = "@ " if self.here else "  "
        indent = "  " * min(self.depth, DEEPEST)
        head = f"{caret}{bar(self.chance)} {here}{indent}"
        marks = f" {self.marks}" if self.marks else ""
        name = safe(self.scene)
        room = width - len(head) - len(marks)
        if self.ending and room > max(LEAST_NAME, len(name)) + len(self.ending):
            marks = f" {self.ending}{marks}"
        room = max(LEAST_NAME, width - len(head) - len(marks))
        if len(name) > room:
            name = f"{name[: room - 1]}~"
        look = "bold" if self.here else ""
        said = self._said(room - len(name))
        gap = " " * (room - len(name) - cell_len(said))
        return parts(head, (name, look), (said, "$text-muted"), gap, (marks, "bold"))

    def _said(self, room: int) -> str:
        """The first words as far as ``room`` columns hold them; none where that is but a few."""
        if room < FEW_WORDS:
            return ""
        words = " ".join(safe(self.words).split())
        return f"  {shortened(words, room - 2)}" if words else ""

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """As a row of a list."""
        return self.row(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as there is room."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """One row."""
        return 1


def bar(chance: float | None) -> str:
    """How likely a scene is, as a width; ``never`` where no play passes."""
    if chance is None:
        return "?".ljust(BAR)
    if chance == 0:
        return "never"
    return ("━" * max(1, ceil(chance * BAR - 1e-9))).ljust(BAR)
