"""A long list to choose from: each item a title with lines hung below it, a caret at the one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ppsim.tui.widgets.choices import CARET

HANG = 2


@dataclass(frozen=True, slots=True)
class Item(Visual):
    """An item: its title, and what hangs below."""

    title: Content
    below: tuple[Content, ...] = ()
    gap: bool = False
    """Whether an empty row follows."""
    here: bool = False
    """Whether the caret is at it."""

    def rows(self, width: int) -> Content:
        """The item within ``width`` columns."""
        margin = " " * HANG
        rows = []
        for number, line in enumerate((self.title, *self.below)):
            hung = margin if number else ""
            for piece, row in enumerate(line.wrap(max(8, width - HANG - len(hung)))):
                caret = f"{CARET} " if self.here and not number and not piece else margin
                rows.append(Content.assemble(f"{caret}{hung}", row))
        if self.gap:
            rows.append(Content(""))
        return Content("\n").join(rows)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """As rows of a list."""
        return self.rows(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as there is room."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """How many rows it takes."""
        return self.rows(width).plain.count("\n") + 1


class Listing(OptionList):
    """Items, one of which stands out by a caret as well as by its look."""

    BINDINGS = [
        Binding("down,j", "cursor_down", "Next", id="listing.next", show=False),
        Binding("up,k", "cursor_up", "Previous", id="listing.previous", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False, compact=True)
        self._items: list[Item] = []

    def show(self, items: Iterable[Item], at: int | None) -> None:
        """Show these items, with the caret at number ``at``."""
        self._items = list(items)
        self.clear_options()
        self.add_options(Option(item) for item in self._items)
        last = len(self._items) - 1
        self.highlighted = None if last < 0 else min(at or 0, last)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the caret."""
        super().watch_highlighted(highlighted)
        for index, item in enumerate(self._items):
            here = index == highlighted
            if item.here != here:
                moved = Item(item.title, item.below, item.gap, here)
                self._items[index] = moved
                self.replace_option_prompt_at_index(index, moved)
