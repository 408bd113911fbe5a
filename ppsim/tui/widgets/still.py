"""A page that scrolls at once, unless movement is wanted."""

from __future__ import annotations

from typing import Any

from textual.containers import VerticalScroll
from textual.scrollbar import ScrollBar

from ppsim.tui._textual_private import PlainBar


class StillScroll(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Without animations a scroll is not even put off to the animator's next tick."""

    def scroll_to(
        self, x: float | None = None, y: float | None = None, *, animate: bool = True, **more: Any
    ) -> None:
        """Scroll; see ``Widget.scroll_to``."""
        moving = animate and self.app.animation_level != "none"
        super().scroll_to(x, y, animate=moving, **more)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """A bar that costs little to draw."""
        return PlainBar.of(self)
