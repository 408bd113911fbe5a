"""Rows of words drawn one by one as they come into view, marked and copied as they stand.

One widget holds all that a room has heard: to add to it mounts nothing, and to paint it costs what
is in view, however much there is.
"""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.geometry import Region, Size
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

Row = tuple[tuple[str, str], ...]
"""Pieces of text, each with its style as Textual writes one, or ``""``."""
BLANK: Row = ()


def plain(row: Row) -> str:
    """The words of a row."""
    return "".join(text for text, _ in row)


class Drawn(Widget):
    """Draws the rows it makes for its width."""

    DEFAULT_CSS = """
    Drawn { height: auto; width: 1fr; }
    """
    EDGE = 0
    """Columns before each row that belong to no words."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._looks: dict[str, RichStyle] = {}
        self._painting = False
        self._laid_for: tuple[int, bool] = (0, False)

    # ---- what a kind of it says of itself

    def lay(self, width: int, close: bool) -> None:
        """Make the rows for ``width`` columns; ``close`` leaves no blank ones between."""
        raise NotImplementedError

    @property
    def height(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row(self, y: int) -> Row:
        """Row number ``y``."""
        raise NotImplementedError

    def edge(self, y: int) -> Row:
        """What stands before row number ``y``, ``EDGE`` columns of it."""
        return BLANK

    def ground(self, y: int) -> str:
        """The style of row number ``y`` where it has no words."""
        return ""

    # ---- laying out

    def laid(self, width: int | None = None) -> bool:
        """Lay out for ``width``, or the width it has; whether there is one."""
        there = self.content_size.width if width is None else width
        if there <= self.EDGE:
            return False
        wanted = there - self.EDGE, self.screen.has_class("-close")
        if wanted != self._laid_for:
            self._laid_for = wanted
            self.lay(*wanted)
        return True

    def forget(self) -> None:
        """Lay out anew: what is drawn has changed."""
        self._laid_for = (0, False)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as it takes at ``width``."""
        return self.height if self.laid(width) else 0

    # ---- drawing

    def notify_style_update(self) -> None:
        """Colours are others now."""
        self._looks = {}
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is in view. Where each word stands is told only when a mouse asks for it."""
        self._painting = True
        try:
            return super().render_lines(crop)
        finally:
            self._painting = False

    def render_line(self, y: int) -> Strip:
        """Row number ``y``, as wide as there is room."""
        there = self.laid() and y < self.height
        row, edge, ground = (
            (self.row(y), self.edge(y), self.ground(y)) if there else (BLANK, BLANK, "")
        )
        words = Strip([Segment(text, self._look(style)) for text, style in row])
        words = self._marked(words, y)
        before = Strip([Segment(text, self._look(style)) for text, style in edge])
        before = before.adjust_cell_length(self.EDGE, self._look(""))
        words = words.adjust_cell_length(self.content_size.width - self.EDGE, self._look(ground))
        if not self._painting:
            before, words = before.apply_offsets(0, y), words.apply_offsets(0, y)
        return Strip.join([before, words])

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """The words that are marked."""
        text = "\n".join(plain(self.row(y)) for y in range(self.height))
        return selection.extract(text), "\n"

    def _marked(self, words: Strip, y: int) -> Strip:
        selection = self.text_selection
        if selection is None or (span := selection.get_span(y)) is None:
            return words
        start, end = span
        end = len(words.text) if end == -1 else min(end, len(words.text))
        cells = Strip([Segment(words.text[:start])]).cell_length
        ends = Strip([Segment(words.text[:end])]).cell_length
        mark = self.screen.get_visual_style("screen--selection").rich_style
        before, marked, after = words.divide([cells, ends, words.cell_length])
        lit = Strip([Segment(t, (s or RichStyle()) + mark) for t, s, _ in marked])
        return Strip.join([before, lit, after])

    def _look(self, style: str) -> RichStyle:
        found = self._looks.get(style)
        if found is None:
            base = self.visual_style
            found = (base + Style.parse(style) if style else base).rich_style
            self._looks[style] = found
        return found
