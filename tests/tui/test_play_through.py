from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from helpers import SIZES, named, on_screen, press, settled
from textual.pilot import Pilot

import ppsim
from ppsim.engine.prompts import CheckIn, Decision, Ended, HubPrompt, Passage, WhyPrompt
from ppsim.tui.app import PpsimApp
from ppsim.tui.screens.briefing import BriefingScreen
from ppsim.tui.screens.debrief import DebriefScreen
from ppsim.tui.screens.library import LibraryScreen
from ppsim.tui.screens.play import PlayScreen

MARK = Path(ppsim.__file__).parent.parent / "vignettes"


async def play_to_the_end(pilot: Pilot[object], play: PlayScreen) -> set[type]:
    """Answer whatever is asked, by keys alone; which kinds of prompts there were."""
    met: set[type] = set()
    session = play.session
    while True:
        prompt = session.play.prompt
        met.add(type(prompt))
        events = len(session.play.events)
        for _ in range(200):  # a long scene is read page by page before it is answered
            if play.transcript.read:
                break
            await press(pilot, "space")
        if play.announces:
            await press(pilot, "enter")
            continue
        match prompt:
            case Ended():
                return met
            case Passage():
                keys = ["enter"]
            case CheckIn():
                keys = [*["7", "enter"] * len(prompt.feelings)]
                if prompt.pulls:
                    keys += ["1", "enter"]
            case Decision() | HubPrompt():
                keys = ["down", "enter"] if len(session.play.steps) % 2 else ["1"]
            case WhyPrompt():
                keys = ["down", "enter", *(["6", "enter"] if prompt.confidence else [])]
        await press(pilot, *keys)
        if keys == ["1"] and len(session.play.events) == events:
            await press(pilot, "1")  # the first press brought it into view
        assert len(session.play.events) == events + 1, f"{keys} did not answer {prompt}"


@pytest.mark.parametrize("size", SIZES, ids=named)
async def test_mark_from_library_to_debrief(
    size: tuple[int, int], open_app: Callable[..., PpsimApp]
) -> None:
    app = open_app(MARK)
    async with app.run_test(size=size) as pilot:
        library = await on_screen(pilot, LibraryScreen)
        await press(pilot, "slash", *"mark", "enter")
        assert library.at is not None
        await press(pilot, "escape")
        while library.at is None or library.at.listed.id != "mark":
            await press(pilot, "down")
        await press(pilot, "enter")
        await on_screen(pilot, BriefingScreen)
        await press(pilot, "enter")
        play = await on_screen(pilot, PlayScreen)
        met = await play_to_the_end(pilot, play)
        assert {Decision, CheckIn, WhyPrompt, Ended} <= met
        assert play.session.attempt.state == "finished"
        await press(pilot, "enter")
        debrief = await on_screen(pilot, DebriefScreen)
        assert debrief.debrief is not None
        assert debrief.debrief.finished
        await press(pilot, "escape")
        library = await on_screen(pilot, LibraryScreen)
        await settled(pilot)
        done = next(book for book in library.books if book.listed.id == "mark")
        assert done.ended is not None
        assert done.open is None
