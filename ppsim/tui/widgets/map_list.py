"""The map of a case as a list to walk through: up and down its rows, along its ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ppsim.tui.widgets.map_row import MapRow


class MapList(OptionList):
    """Scenes in the order of the map, one of them with the caret at it."""

    BINDINGS = [
        Binding("enter", "select", "Play to here", id="map.go"),
        Binding("down,j", "cursor_down", "Next scene", id="map.next", show=False),
        Binding("up,k", "cursor_up", "Previous scene", id="map.previous", show=False),
        Binding("right,l", "along(1)", "Along the likeliest way", id="map.on", show=False),
        Binding("left,h", "along(-1)", "Back along it", id="map.back", show=False),
    ]

    @dataclass
    class Along(Message):
        """On along a way, or back."""

        by: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False, compact=True)
        self._rows: list[MapRow] = []

    def show(self, rows: Sequence[MapRow], at: int) -> None:
        """Show these rows, with the caret at number ``at``."""
        self._rows = list(rows)
        self.clear_options()
        self.add_options(Option(row) for row in self._rows)
        self.highlighted = min(at, len(rows) - 1) if rows else None

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the caret."""
        super().watch_highlighted(highlighted)
        for index, row in enumerate(self._rows):
            if row.at != (index == highlighted):
                moved = row.pointed(index == highlighted)
                self._rows[index] = moved
                self.replace_option_prompt_at_index(index, moved)

    def action_along(self, by: int) -> None:
        """Along a way: whoever holds the map knows where it leads."""
        self.post_message(self.Along(by))
