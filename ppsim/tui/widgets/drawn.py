"""Rows of words drawn one by one as they come into view, marked and copied as they stand.

One widget holds all that a room has heard: to add to it mounts nothing, and to paint it costs what
is in view, however much there is.
"""

from __future__ import annotations

from typing import Self

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.geometry import Region, Size
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from ppsim.tui._textual_private import measure_anew
from ppsim.tui.wrapping import wide

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
        self._laid_for: tuple[int, bool] = (0, False)
        self._drawn: dict[int, Strip] = {}
        """Rows as they were drawn last, ``_drawn_for`` so many columns, until anything changes."""
        self._drawn_for = 0

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
        there = self.outer_size.width - self.styles.padding.width if width is None else width
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
        measure_anew(self)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as it takes at ``width``."""
        return self.height if self.laid(width) else 0

    # ---- drawing

    def refresh(self, *regions: Region, **what: bool) -> Self:
        """Draw anew what was drawn before: something of it has changed."""
        self._drawn = {}
        return super().refresh(*regions, **what)

    def notify_style_update(self) -> None:
        """Colours are others now."""
        self._looks = {}
        self._drawn = {}
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is in view, without the cost of borders and outlines, which it has none of."""
        width = self.outer_size.width
        if not self.is_attached:  # it was taken away, and the screen is not laid out anew yet
            return [Strip.blank(crop.width, self._look(""))] * crop.height
        if width != self._drawn_for:
            self._drawn, self._drawn_for = {}, width
        missing = [y for y in crop.line_range if y not in self._drawn]
        if missing:
            self._draw(missing, width)
        strips = [self._drawn[y] for y in crop.line_range]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _draw(self, missing: list[int], width: int) -> None:
        top, right, _, left = self.styles.padding
        selection, last = self.text_selection, self.height if self.laid() else 0
        for y in missing:
            self._drawn[y] = (
                self._strip(y - top, width, (left, right), selection)
                if 0 <= y - top < last
                else Strip.blank(width, self._look(""))
            )

    def render_line(self, y: int) -> Strip:
        """Row number ``y`` with the place of each word in it, for a mouse that marks some."""
        width = self.content_size.width
        if not self.laid() or not 0 <= y < self.height:
            return Strip.blank(width, self._look(""))
        strip = self._strip(y, width, (0, 0), self.text_selection)
        edge, words = strip.divide([self.EDGE, width]) if self.EDGE else (Strip([]), strip)
        return Strip.join([edge.apply_offsets(0, y), words.apply_offsets(0, y)])

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """The words that are marked."""
        text = "\n".join(plain(self.row(y)) for y in range(self.height))
        return selection.extract(text), "\n"

    def _strip(
        self, y: int, width: int, around: tuple[int, int], selection: Selection | None
    ) -> Strip:
        """Row number ``y`` in ``width`` columns, so many of them blank ``around`` it."""
        left, right = around
        before: Row = ((" " * left, ""), *(self.edge(y) or ((" " * self.EDGE, ""),)))
        words = self.row(y)
        cells = left + self.EDGE + sum(wide(text) for text, _ in words)
        rest = max(0, width - cells)
        fill = max(0, rest - right)
        after: Row = ((" " * fill, self.ground(y)), (" " * (rest - fill), ""))
        segments, span = self._segments, selection.get_span(y) if selection is not None else None
        if span is None:
            drawn = segments((*before, *words, *after))
        else:
            drawn = segments(before) + self._marked(segments(words), *span) + segments(after)
        strip = Strip(drawn, max(cells, width))
        return strip.crop(0, width) if cells > width else strip

    def _segments(self, row: Row) -> list[Segment]:
        """A row as segments; neighbours of one style are one, which is less to write."""
        runs: list[list[str]] = []
        for text, style in row:
            if runs and runs[-1][1] == style:
                runs[-1][0] += text
            elif text:
                runs.append([text, style])
        return [Segment(text, self._look(style)) for text, style in runs]

    def _marked(self, words: list[Segment], start: int, end: int) -> list[Segment]:
        """``words`` with those from character ``start`` to ``end`` marked; -1 is the last."""
        mark = self.screen.get_visual_style("screen--selection").rich_style
        found: list[Segment] = []
        at = 0
        for text, style, _ in words:
            first = min(len(text), max(0, start - at))
            last = len(text) if end == -1 else min(len(text), max(first, end - at))
            lit = (style or RichStyle()) + mark
            found += [Segment(text[:first], style), Segment(text[first:last], lit)]
            found.append(Segment(text[last:], style))
            at += len(text)
        return [segment for segment in found if segment.text]

    def _look(self, style: str) -> RichStyle:
        found = self._looks.get(style)
        if found is None:
            base = self.visual_style
            found = (base + Style.parse(style) if style else base).rich_style
            strip = Strip([Segment(" ", found)])
            for line_filter in self.get_line_filters():
                strip = strip.apply_filter(line_filter, self.background_colors[1])
            found = next(iter(strip)).style or found
            self._looks[style] = found
        return found
