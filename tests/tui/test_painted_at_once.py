"""What is painted as soon as it is kept is what stands there when all is laid out anew."""

from __future__ import annotations

from collections.abc import Callable

import places
import pytest
from helpers import SIZES, named, press, screen_text, settled
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget

from ppsim.tui.app import PpsimApp
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
    before = screen_text(app), _regions(app)
    screen.refresh(layout=True)
    await settled(pilot)
    assert (screen_text(app), _regions(app)) == before


def _regions(app: PpsimApp) -> dict[str, Region]:
    return {repr(widget): widget.region for widget in app.screen.walk_children(Widget)}


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
