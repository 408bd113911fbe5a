"""Every reach into what Textual keeps private, with the version it was written against (8.2)."""

from __future__ import annotations

import os
import string
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from time import sleep
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.events import Hide, Resize, Show
from textual.geometry import Region
from textual.keys import _character_to_key
from textual.screen import Screen
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

PRINTED = frozenset(_character_to_key(character) for character in string.printable.strip() + " ")
"""Names of the keys that type a character (``textual.keys``)."""


class DiscreetApp(App[object]):
    """An app whose crash report shows no local values: one of them could be somebody's words."""

    def _fatal_error(self) -> None:
        """Leave with the kind and the place of the fault (Textual 8.2 shows all locals here).

        ``PPSIM_DEBUG=1`` shows developers the way there too, and the message.
        """
        from rich.segment import Segments
        from rich.text import Text
        from rich.traceback import Traceback

        error = sys.exc_info()[1] or self._exception
        shown: Text | Traceback = Text(fault(error))
        if os.environ.get("PPSIM_DEBUG"):
            shown = Traceback(show_locals=False, width=None)
        self._exit_renderables.append(Segments(self.console.render(shown, self.console.options)))
        self._close_messages_no_wait()


def fault(error: BaseException | None) -> str:
    """What is said of a fault of ppsim's own: its kind and its place, and that nothing is lost."""
    frames = traceback.extract_tb(error.__traceback__) if error is not None else []
    place = f" at {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return (
        f"ppsim: this is a fault of ppsim itself ({type(error).__name__}{place}). Whatever you "
        "answered is kept, and ppsim goes on from there. PPSIM_DEBUG=1 before the same command "
        "shows developers more.\n"
    )


def lay_out(screen: Screen[None]) -> None:
    """Give every widget its place now, so that one can scroll to it before anything is painted.

    What ``Screen._refresh_layout`` of Textual 8.2 does when the next paint is due, less the paint.
    """
    if not screen.outer_size:
        return
    for widget in screen.walk_children(Widget):
        _arrange_anew(widget)
    hidden, shown, resized = screen._compositor.reflow(screen, screen.outer_size)
    for widget in hidden:
        widget.post_message(Hide())
    for widget, (region, _, _, virtual_size, container_size, _, _) in screen._compositor.layers:
        widget._size_updated(region.size, virtual_size, container_size)
        if widget in shown or widget in resized:
            widget.post_message(Resize(region.size, virtual_size, container_size))
    for widget in shown:
        widget.post_message(Show())
    screen.refresh(layout=True)


def _arrange_anew(widget: Widget) -> None:
    """Have what ``widget`` stands in arranged anew by the next layout, where it has asked for one.

    What ``Widget._check_refresh`` of Textual 8.2 does once the queue of ``widget`` is empty.
    """
    if not widget._layout_required:
        return
    for ancestor in widget.ancestors:
        if not isinstance(ancestor, Widget):
            break
        ancestor._clear_arrangement_cache()
        ancestor._layout_updates += 1
        if not ancestor.styles.auto_dimensions:
            break


def paint_now(screen: Screen[None]) -> None:
    """Paint the screen at once, where `put` has done what there was to lay out.

    In Textual 8.2 each widget that has changed says so with a message to the screen, when its own
    queue is empty, and the screen then resumes a timer. What is cleared here is what they would say
    it by; what follows is what ``Screen._refresh_layout`` does after its layout.
    """
    if not screen.is_current or screen.app._batch_count:
        return
    for widget in screen._compositor._full_map.keys() - {screen}:
        _arrange_anew(widget)
        widget._repaint_required = widget._scroll_required = widget._layout_required = False
        widget._exchange_repaint_regions()
    screen._update_timer.pause()
    screen._compositor_refresh()
    screen.screen_layout_refresh_signal.publish(screen)
    sleep(0)  # a turn for the thread that writes, which else waits until nothing is left to do


def measure_anew(widget: Widget) -> None:
    """Have ``widget`` asked for its height again.

    ``refresh(layout=True)`` of Textual 8.2 alone keeps the height it knows where a change of styles
    is still to be laid out: ``_layout_updates``, the key it is known by, stays what it was.
    """
    widget._layout_updates += 1
    widget.refresh(layout=True)


def put(page: Widget, rows: int, top: int, parts: Mapping[Widget, range]) -> bool:
    """Have ``page`` stand as a layout would leave it, without one; whether that could be done.

    All of the screen is then to be painted: a row at once is less to write than its parts.

    A layout of Textual 8.2 asks every widget of the screen for its place. Where only the words in
    ``page`` are others, all but a few of those places are known: what is set here is what
    ``Compositor.reflow``, ``Widget._size_updated`` and the watchers of a scroll would set.

    Args:
        page: what scrolls; its bar is always there, whether there is anything to scroll or not.
        rows: how many there are in it.
        top: the row that is scrolled to, as far as there is anything below it.
        parts: the widgets it shows, each with its rows.
    """
    screen = page.screen
    compositor = screen._compositor
    places = compositor._full_map
    window = page.container_size.height
    if (
        not page.show_vertical_scrollbar
        or not places.keys() >= {page, *parts}
        or parts.keys() != set(page.displayed_children)
        or screen._layout_required
        or any(other._layout_required for other in {*screen.walk_children(Widget)} - parts.keys())
    ):
        return False
    page.app.animator.force_stop_animation(page, "scroll_y")
    top = max(0, min(top, rows - window))
    page.set_reactive(Widget.virtual_size, page.virtual_size.with_height(max(rows, window)))
    page.set_reactive(Widget.scroll_target_y, top)
    page.set_scroll(None, top)
    bar = page.vertical_scrollbar
    bar.set_reactive(ScrollBar.window_virtual_size, max(rows, window))
    bar.set_reactive(ScrollBar.position, top)
    place = places[page]
    places[page] = place._replace(virtual_size=page.virtual_size)
    origin = place.region.shrink(page.styles.gutter).offset - page.scroll_offset
    for part, its in parts.items():
        place_before = places[part]
        x, _, width, _ = place_before.virtual_region
        virtual = Region(x, its.start, width, len(its))
        region = virtual.translate(origin)
        inner = region.shrink(part.styles.gutter).size
        places[part] = place_before._replace(
            region=region, virtual_region=virtual, virtual_size=region.size, container_size=inner
        )
        part._size_updated(region.size, region.size, inner, layout=False)
    compositor._cuts = compositor._layers = compositor._layers_visible = None
    compositor._visible_widgets = compositor._visible_map = None
    compositor._full_map_invalidated = False
    compositor._dirty_regions.add(compositor.size.region)
    return True


def filtered(widget: Widget, strip: Strip) -> Strip:
    """``strip`` as the app lets it be seen, which ``Widget._styles_cache`` of Textual 8.2 does."""
    for line_filter in widget.get_line_filters():
        strip = strip.apply_filter(line_filter, widget.background_colors[1])
    return strip


class PlainBar(ScrollBar):
    """An upright scroll bar, drawn without a look for borders, titles and links.

    It looks as ``ScrollBar`` of Textual 8.2 does, which draws by way of ``Widget._styles_cache``.
    """

    @classmethod
    def of(cls, page: Widget) -> ScrollBar:
        """The bar of ``page``, made when it is first asked for, as ``Widget`` does."""
        if page._vertical_scrollbar is None:
            bar = cls(vertical=True, name="vertical", thickness=page.scrollbar_size_vertical)
            page._vertical_scrollbar = bar
            bar.display = False
            page.app._start_widget(page, bar)
        return page._vertical_scrollbar

    def __init__(self, **what: Any) -> None:
        super().__init__(**what)
        self._pieces: dict[tuple[Segment, Style], Strip] = {}
        """Each of the few rows that a bar is made of, by what is drawn and the ground below it."""

    def notify_style_update(self) -> None:
        """Colours are others now."""
        self._pieces = {}
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of it that are asked for."""
        drawn = self.render()
        style = drawn.style if isinstance(drawn, ScrollBarRender) else None
        if not isinstance(drawn, ScrollBarRender) or not isinstance(style, Style):
            return super().render_lines(crop)
        width, height = self.outer_size
        segments = [Segment(" " * width)] * height  # nothing to scroll, so nothing to be seen
        if drawn.virtual_size > drawn.window_size:
            segments = drawn.render_bar(
                height,
                drawn.virtual_size,
                drawn.window_size,
                drawn.position,
                width,
                True,
                style.bgcolor,  # type: ignore[arg-type]  # what it gets of Textual as well
                style.color,  # type: ignore[arg-type]
            ).segments
        ground = self.visual_style.rich_style
        pieces = {id(segment): segment for segment in segments}
        strips = {id_: self._piece(segment, ground) for id_, segment in pieces.items()}
        rows = [strips[id(segments[y])] for y in crop.line_range]
        whole = crop.column_span == (0, width)
        return rows if whole else [row.crop(*crop.column_span) for row in rows]

    def _piece(self, segment: Segment, ground: Style) -> Strip:
        found = self._pieces.get((segment, ground))
        if found is None:
            text, look, _ = segment
            there = ground + look if look is not None else ground
            found = filtered(self, Strip([Segment(text, there)], self.outer_size.width))
            self._pieces[segment, ground] = found
        return found


def types(key: str) -> bool:
    """Whether ``key`` types a character; ``Input.check_consume_key`` misses some of them."""
    return len(key) == 1 or key in PRINTED


def screen_lines(app: App[object]) -> list[str]:
    """The top screen as lines of plain text, as it was last laid out (``Screen._compositor``)."""
    strips = app.screen._compositor.render_strips()
    return [strip.text.rstrip() for strip in strips]
