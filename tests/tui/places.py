"""How to come to every screen of the library and the room by keys, on the case of Tomasz."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from helpers import on_screen, press, settled
from textual.pilot import Pilot

from ppsim.tui.screens.briefing import BriefingScreen
from ppsim.tui.screens.help import HelpScreen
from ppsim.tui.screens.keys import KeysScreen, PressScreen
from ppsim.tui.screens.library import LibraryScreen
from ppsim.tui.screens.note import NoteScreen
from ppsim.tui.screens.play import PlayScreen
from ppsim.tui.screens.retake import RetakeScreen
from ppsim.tui.screens.search import SearchScreen
from ppsim.tui.screens.settings import SettingsScreen
from ppsim.tui.screens.stop import PauseScreen, StopScreen
from ppsim.tui.widgets.choices import Choices

Go = Callable[[Pilot[object]], Awaitable[object]]


def room(pilot: Pilot[object]) -> PlayScreen:
    """The room, wherever one is above it."""
    return next(s for s in pilot.app.screen_stack if isinstance(s, PlayScreen))


async def read(pilot: Pilot[object]) -> None:
    """Read on to where something is asked."""
    for _ in range(200):
        if room(pilot).transcript.read:
            return
        await press(pilot, "space")
    raise AssertionError("the page has no end")


async def choose(pilot: Pilot[object], number: int) -> None:
    """Choose by number, when all has been read."""
    events = len(room(pilot).session.play.events)
    await read(pilot)
    asked = room(pilot).transcript.asked
    assert asked is not None
    choices = asked if isinstance(asked, Choices) else asked.query_one(Choices)
    while choices.at != number - 1:
        await press(pilot, "down" if choices.at is None or choices.at < number - 1 else "up")
    await press(pilot, "enter")
    assert len(room(pilot).session.play.events) == events + 1


async def library(pilot: Pilot[object]) -> None:
    await on_screen(pilot, LibraryScreen)


async def briefing(pilot: Pilot[object]) -> None:
    await library(pilot)
    await press(pilot, "enter")
    await on_screen(pilot, BriefingScreen)


async def hub(pilot: Pilot[object]) -> None:
    await briefing(pilot)
    await press(pilot, "enter")
    await on_screen(pilot, PlayScreen)
    await read(pilot)


async def decision(pilot: Pilot[object]) -> None:
    await hub(pilot)
    await choose(pilot, 1)
    await choose(pilot, 2)
    await read(pilot)


async def standing_out(pilot: Pilot[object]) -> None:
    await decision(pilot)
    await press(pilot, "down", "down")


async def why(pilot: Pilot[object]) -> None:
    await decision(pilot)
    await choose(pilot, 1)
    await read(pilot)


async def how_sure(pilot: Pilot[object]) -> None:
    await why(pilot)
    await press(pilot, "down", "down", "enter", "7")


async def announced(pilot: Pilot[object]) -> None:
    await how_sure(pilot)
    await press(pilot, "enter")
    await read(pilot)


async def asked_back(pilot: Pilot[object]) -> None:
    await announced(pilot)
    await press(pilot, "enter")
    await read(pilot)


async def check_in(pilot: Pilot[object]) -> None:
    await asked_back(pilot)
    await choose(pilot, 4)
    await read(pilot)


async def supervision(pilot: Pilot[object]) -> None:
    await check_in(pilot)
    await press(pilot, "1", "0", "enter", "enter", "right", "enter", "2", "enter")
    await read(pilot)


async def ended(pilot: Pilot[object]) -> None:
    await supervision(pilot)
    await choose(pilot, 3)
    await read(pilot)


async def looking_back(pilot: Pilot[object]) -> None:
    await asked_back(pilot)
    await press(pilot, "b", "b")


async def begun(pilot: Pilot[object]) -> None:
    await decision(pilot)
    await press(pilot, "p", "1")
    await on_screen(pilot, LibraryScreen)


async def briefing_begun(pilot: Pilot[object]) -> None:
    await begun(pilot)
    await press(pilot, "enter")
    await on_screen(pilot, BriefingScreen)


async def played(pilot: Pilot[object]) -> None:
    await ended(pilot)
    await press(pilot, "p", "1")
    await on_screen(pilot, LibraryScreen)


async def filtered(pilot: Pilot[object]) -> None:
    await library(pilot)
    await press(pilot, "slash", *"nobody")


async def note(pilot: Pilot[object]) -> None:
    await decision(pilot)
    await press(pilot, "n", *"why two cups")
    await on_screen(pilot, NoteScreen)


async def noted(pilot: Pilot[object]) -> None:
    await note(pilot)
    await press(pilot, "enter")
    await on_screen(pilot, PlayScreen)


async def search(pilot: Pilot[object]) -> None:
    await asked_back(pilot)
    await press(pilot, "slash", *"you")
    await on_screen(pilot, SearchScreen)


async def retake(pilot: Pilot[object]) -> None:
    await asked_back(pilot)
    await press(pilot, "r")
    await on_screen(pilot, RetakeScreen)


async def retake_sure(pilot: Pilot[object]) -> None:
    await retake(pilot)
    await press(pilot, "1")


async def rehearsal(pilot: Pilot[object]) -> None:
    await retake_sure(pilot)
    await press(pilot, "1")
    await on_screen(pilot, PlayScreen)
    await read(pilot)


async def pause(pilot: Pilot[object]) -> None:
    await decision(pilot)
    await press(pilot, "p")
    await on_screen(pilot, PauseScreen)


async def stop(pilot: Pilot[object]) -> None:
    await decision(pilot)
    await press(pilot, "s")
    await on_screen(pilot, StopScreen)


async def stopped(pilot: Pilot[object]) -> None:
    await stop(pilot)
    await press(pilot, "2")
    await on_screen(pilot, PlayScreen)
    await read(pilot)


async def help_(pilot: Pilot[object]) -> None:
    await decision(pilot)
    await press(pilot, "question_mark")
    await on_screen(pilot, HelpScreen)


async def settings(pilot: Pilot[object]) -> None:
    await library(pilot)
    await press(pilot, "comma")
    await on_screen(pilot, SettingsScreen)


async def typing(pilot: Pilot[object]) -> None:
    await settings(pilot)
    await press(pilot, "down", "down", "down", "down", "enter", *"Ana")


async def keys(pilot: Pilot[object]) -> None:
    await settings(pilot)
    await press(pilot, "y")
    await on_screen(pilot, KeysScreen)


async def press_a_key(pilot: Pilot[object]) -> None:
    await keys(pilot)
    await press(pilot, "enter")
    await on_screen(pilot, PressScreen)


async def compose_first(pilot: Pilot[object]) -> None:
    await settings(pilot)
    await press(pilot, "down", "down", "enter", "escape")
    await hub(pilot)
    await choose(pilot, 1)
    await choose(pilot, 2)
    await read(pilot)
    await press(pilot, *"stay")


async def composed(pilot: Pilot[object]) -> None:
    await compose_first(pilot)
    await press(pilot, "enter")
    await read(pilot)


async def palette(pilot: Pilot[object]) -> None:
    await library(pilot)
    await press(pilot, "ctrl+p")
    await settled(pilot)


PLACES: dict[str, Go] = {
    "library": library,
    "library-begun": begun,
    "library-played": played,
    "library-filtered": filtered,
    "briefing": briefing,
    "briefing-begun": briefing_begun,
    "hub": hub,
    "decision": decision,
    "decision-standing-out": standing_out,
    "decision-noted": noted,
    "why": why,
    "why-how-sure": how_sure,
    "announced": announced,
    "looking-back": looking_back,
    "check-in": check_in,
    "supervision": supervision,
    "ended": ended,
    "stopped": stopped,
    "rehearsal": rehearsal,
    "compose-first": compose_first,
    "composed": composed,
    "note": note,
    "search": search,
    "retake": retake,
    "retake-sure": retake_sure,
    "pause": pause,
    "stop": stop,
    "help": help_,
    "settings": settings,
    "settings-typing": typing,
    "keys": keys,
    "keys-press": press_a_key,
    "palette": palette,
}
