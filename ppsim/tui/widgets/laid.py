"""Rows of text laid out to the width there is; nothing is cut."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from ppsim.report.page import Field, Para
from ppsim.tui.literal import literal, parts
from ppsim.tui.widgets.still import StillScroll

HANG = 2
LEAST = 8
"""Columns below which nothing is laid out narrower."""
FOCUSED = "bold $block-cursor-foreground on $block-cursor-background"
"""The style of what has the keys; a caret stands before it as well."""


class Laid(Widget):
    """Draws the rows it makes for its width."""

    DEFAULT_CSS = """
    Laid { height: auto; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._laid: tuple[int, tuple[Content, ...]] = (-1, ())

    def rows(self, width: int) -> list[Content]:
        """The rows at ``width`` columns."""
        raise NotImplementedError

    def forget(self) -> None:
        """Lay out anew: what is drawn has changed."""
        self._laid = (-1, ())
        self.refresh(layout=True)

    @property
    def seen(self) -> bool:
        """Whether anything of it can be seen on the page that it stands on."""
        return seen(self)

    def on_resize(self) -> None:
        """What can be opened depends on what can be seen."""
        if self.can_focus:
            self.screen.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is opened that can't be seen."""
        return self.seen if action == "open" else True

    def render(self) -> Content:
        """All rows, one under the other."""
        return Content("\n").join(self._at(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as it takes at ``width``."""
        return len(self._at(width)) if width else 0

    def _at(self, width: int) -> tuple[Content, ...]:
        if self._laid[0] != width:
            self._laid = (width, tuple(self.rows(max(LEAST, width))))
        return self._laid[1]


def page_of(widget: Widget) -> StillScroll | None:
    """The page that ``widget`` stands on."""
    return next((a for a in widget.ancestors if isinstance(a, StillScroll)), None)


def seen(widget: Widget) -> bool:
    """Whether anything of ``widget`` can be seen on its page."""
    page = page_of(widget)
    if page is None:
        return True
    first, top = row_of(widget, page), round(page.scroll_y)
    return first < top + page.content_region.height and top < first + widget.size.height


def at_hand(widget: Widget) -> bool:
    """Whether ``widget`` can be seen, or was when the page was read to the end that is in view."""
    page = page_of(widget)
    return page is None or seen(widget) or page.scroll_y >= page.max_scroll_y - 0.5


def bring_into_view(widget: Widget) -> bool:
    """Scroll to ``widget`` where it can't be seen; whether that had to be done."""
    if seen(widget):
        return False
    widget.scroll_visible(animate=False, immediate=True)
    return True


def row_of(widget: Widget, page: Widget) -> int:
    """The row of ``page`` at which ``widget`` begins, wherever the page is scrolled to.

    A region on the screen would do only once the screen has been drawn after a scroll.
    """
    row = 0
    node: Widget | None = widget
    while node is not None and node is not page:
        row += node.virtual_region.y
        node = node.parent if isinstance(node.parent, Widget) else None
        row += node.gutter.top if node is not None and node is not page else 0
    return row


class Prose(Laid):
    """Paragraphs and fields."""

    def __init__(self, blocks: Sequence[Para | Field]) -> None:
        super().__init__()
        self.blocks = tuple(blocks)

    def rows(self, width: int) -> list[Content]:
        """One block under the other."""
        return [row for block in self.blocks for row in block_rows(block, width)]


def block_rows(block: Para | Field, width: int) -> list[Content]:
    """A paragraph or field as rows of at most ``width`` columns; a field's text hangs."""
    if isinstance(block, Para):
        return list(literal(block.text).wrap(width))
    rows = parts((f"{block.label}: ", "bold"), block.text).wrap(max(LEAST, width - HANG))
    hang = Content(" " * HANG)
    return [Content.assemble(hang, row) if number else row for number, row in enumerate(rows)]
