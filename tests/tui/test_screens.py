"""Every screen of the library and the room as it is read, at every size."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

import places
import pytest
from helpers import SIZES, named, press, screen_text, settled
from textual.pilot import Pilot

from ppsim.tui.app import PpsimApp
from ppsim.tui.screens.play import PlayScreen

Open = Callable[..., PpsimApp]
Shot = Callable[[str], Awaitable[None]]


def without_chance(text: str) -> str:
    """``text`` with ids of attempts and dates, which differ from run to run, the same."""
    text = re.sub(r"\b[0-9a-f]{8}\b", "0a1b2c3d", text)
    return re.sub(r"\b20\d\d-\d\d-\d\d\b", "2026-01-31", text)


async def through_the_library(pilot: Pilot[object], shot: Shot) -> None:
    await places.library(pilot)
    await shot("library")
    await press(pilot, "slash", *"nobody")
    await shot("library-filtered")
    await press(pilot, "escape", "ctrl+p")
    await shot("palette")
    await press(pilot, "escape", "comma")
    await shot("settings")
    await press(pilot, "down", "down", "down", "down", "enter", *"Ana")
    await shot("settings-typing")
    await press(pilot, "escape", "y")
    await shot("keys")
    await press(pilot, "enter")
    await shot("keys-press")
    await press(pilot, "escape", "escape", "escape")


async def through_the_room(pilot: Pilot[object], shot: Shot) -> None:
    await places.briefing(pilot)
    await shot("briefing")
    await press(pilot, "enter")
    await places.read(pilot)
    await shot("hub")
    await places.choose(pilot, 1)
    await places.choose(pilot, 2)
    await shot("decision-begins")
    await places.read(pilot)
    await shot("decision")
    await press(pilot, "down", "down")
    await shot("decision-standing-out")
    for key, name in (("n", "note"), ("p", "pause"), ("s", "stop"), ("question_mark", "help")):
        await press(pilot, key)
        await shot(name)
        await press(pilot, "escape")
    assert isinstance(pilot.app.screen, PlayScreen)
    await press(pilot, "n", *"why two cups", "enter", "end")
    await shot("decision-noted")
    await places.choose(pilot, 1)
    await places.read(pilot)
    await shot("why")
    await press(pilot, "down", "down", "enter", "7")
    await shot("why-how-sure")
    await press(pilot, "enter")
    await places.read(pilot)
    await shot("announced")
    await press(pilot, "enter")
    await places.read(pilot)
    await press(pilot, "b", "b")
    await shot("looking-back")
    await press(pilot, "end", "slash", *"you")
    await shot("search")
    await press(pilot, "escape", "r")
    await shot("retake")
    await press(pilot, "1")
    await shot("retake-sure")
    await press(pilot, "escape")


async def to_the_end(pilot: Pilot[object], shot: Shot) -> None:
    await press(pilot, "p", "1")
    await places.library(pilot)
    await shot("library-begun")
    await press(pilot, "enter")
    await shot("briefing-begun")
    await press(pilot, "c")
    await places.read(pilot)
    await shot("resumed")
    await press(pilot, "enter")
    await places.choose(pilot, 4)
    await places.read(pilot)
    await press(pilot, "1", "0", "enter", "right")
    await shot("check-in")
    await press(pilot, "enter", "enter", "2")
    await shot("check-in-pulls")
    await press(pilot, "enter")
    await places.read(pilot)
    await shot("supervision")
    await places.choose(pilot, 3)
    await places.read(pilot)
    await shot("ended")
    await press(pilot, "r", "1")
    await places.read(pilot)
    await shot("rehearsal")
    await press(pilot, "p", "1")
    await places.library(pilot)
    await shot("library-played")


async def once_more_composing(pilot: Pilot[object], shot: Shot) -> None:
    await places.compose_first(pilot)
    await shot("compose-first")
    await press(pilot, "enter")
    await places.read(pilot)
    await shot("composed")
    await press(pilot, "s", "space", "space", "2")
    await places.read(pilot)
    await shot("stopped")


@pytest.mark.parametrize("size", SIZES, ids=named)
async def test_how_everything_looks(
    size: tuple[int, int], open_app: Open, screen_golden: Callable[[str, str], None]
) -> None:
    app = open_app()
    wrong: list[str] = []

    async def shot(name: str) -> None:
        text = without_chance(screen_text(app))
        try:
            screen_golden(f"room/{name}-{named(size)}", text)
        except AssertionError as differs:
            wrong.append(str(differs))
        assert max(map(len, text.splitlines())) <= size[0]

    async with app.run_test(size=size) as pilot:
        await through_the_library(pilot, shot)
        await through_the_room(pilot, shot)
        await to_the_end(pilot, shot)
        await once_more_composing(pilot, shot)
    assert not wrong, "\n\n".join(wrong)


async def test_a_window_too_small_says_so_and_takes_no_answers(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.decision(pilot)
        before = screen_text(app)
        play = app.screen
        for size in ((39, 24), (80, 11), (20, 5), (1, 1)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert app.screen is not play
            if size[0] >= 20:
                assert "too small" in " ".join(screen_text(app).split())
            await press(pilot, "1", "enter", "q")
            await pilot.resize_terminal(80, 24)
            await settled(pilot)
            assert app.screen is play
            assert screen_text(app) == before
