"""What is painted as soon as it is kept is what stands there when all is laid out anew."""

from __future__ import annotations

from collections.abc import Callable

import places
import pytest
from helpers import SIZES, named, press, screen_text, settled
from textual._compositor import Compositor
from textual.geometry import Offset, Region, Size
from textual.pilot import Pilot
from textual.widget import Widget

from ppsim.tui.app import PpsimApp
from ppsim.tui.widgets.drawn import Drawn
from ppsim.tui.widgets.key_line import KeyLine, fitting, keys_of

Open = Callable[..., PpsimApp]

ASIDE = ("home", "end", "b", "space", "down")
"""Keys of the room that answer nothing."""
ANSWERS = 4


async def check(pilot: Pilot[object], app: PpsimApp) -> None:
    """The keys at the foot are those that work, and to lay out anew changes nothing."""
    screen = app.screen
    line = screen.query_one(KeyLine)
    assert line.keys == tuple(fitting(keys_of(screen), line.content_size.width))
    before = _standing(app)
    for drawn in screen.query(Drawn):
        drawn.forget()
    screen.refresh(layout=True)
    await settled(pilot)
    assert _standing(app) == before


def _standing(app: PpsimApp) -> tuple[str, dict[str, tuple[Region, Size, Offset]]]:
    """What is painted; where each widget is, how much is in it, and how far it is scrolled."""
    where = {
        repr(widget): (widget.region, widget.virtual_size, widget.scroll_offset)
        for widget in app.screen.walk_children(Widget)
    }
    return screen_text(app), where


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[Widget]:
    """The root of every layout that is made, one after the other."""
    made: list[Widget] = []
    reflow = Compositor.reflow

    def counted(compositor: Compositor, parent: Widget, size: Size) -> object:
        made.append(parent)
        return reflow(compositor, parent, size)

    monkeypatch.setattr(Compositor, "reflow", counted)
    return made


@pytest.mark.parametrize("size", SIZES[:2], ids=named)
async def test_what_is_painted_at_once_is_what_a_new_layout_gives(
    open_app: Open, size: tuple[int, int]
) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        await places.hub(pilot)
        play = places.room(pilot)
        for _ in range(ANSWERS):
            await check(pilot, app)
            for key in ASIDE:
                await press(pilot, key)
                await check(pilot, app)
            await places.read(pilot)
            await press(pilot, "1", "enter")
        await check(pilot, app)
        assert (
            len(play.session.play.events) >= ANSWERS - 1
        )  # a number may only have shown what it chooses


@pytest.mark.parametrize("size", [(40, 12), (80, 24)], ids=named)
async def test_an_answer_lays_out_nothing_but_its_own_page(
    open_app: Open, layouts: list[Widget], size: tuple[int, int]
) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        await places.hub(pilot)
        play = places.room(pilot)
        scrolls = play.transcript.max_scroll_y > 0
        assert scrolls is (size == (40, 12)), "in a large window the page grows past it later"
        for _ in range(2):
            events = len(play.session.play.events)
            await press(pilot, "down")
            layouts.clear()
            await press(pilot, "enter")
            assert len(play.session.play.events) == events + 1
            assert not layouts
            await check(pilot, app)
            assert layouts
            await places.read(pilot)
        assert play.transcript.max_scroll_y > 0


async def test_a_scroll_under_way_ends_where_the_answer_is_shown(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(40, 12)) as pilot:
        await places.hub(pilot)
        play = places.room(pilot)
        app.animation_level = "full"
        await press(pilot, "down")
        play.transcript.scroll_to(y=0, duration=60, immediate=True)
        assert app.animator.is_being_animated(play.transcript, "scroll_y")
        await press(pilot, "enter")
        assert not app.animator.is_being_animated(play.transcript, "scroll_y")
        await check(pilot, app)
