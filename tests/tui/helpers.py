"""What the tests of the app share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from textual.app import App
from textual.events import Key
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen

from ppsim.tui._textual_private import screen_lines
from ppsim.tui.app import PpsimApp
from ppsim.tui.screens.play import PlayScreen

TOMASZ = Path(__file__).parent.parent / "cases" / "good" / "tomasz.yaml"
WINDOW = Path(__file__).parent / "cases" / "window.yaml"
SIZES = ((80, 24), (40, 12), (120, 40))
PATIENCE = 20.0
"""Seconds until a wait is given up; nothing waits this long unless it fails."""

HOPS = 8
KEYS = {"space": " ", "slash": "/", "question_mark": "?", "comma": ","}

S = TypeVar("S", bound=Screen[None])


def screen_text(app: PpsimApp) -> str:
    """The top screen as it stands, without trailing blanks."""
    return "\n".join(screen_lines(app)).rstrip() + "\n"


def named(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


async def wait_for(pilot: Pilot[object], true: Callable[[], bool], what: str) -> None:
    """Let the app go on until ``true`` holds."""
    clock = asyncio.get_running_loop()
    end = clock.time() + PATIENCE
    while not true():
        if clock.time() > end:
            text = "\n".join(screen_lines(pilot.app))
            raise AssertionError(f"waited in vain for {what}; the screen is\n{text}")
        await asyncio.sleep(0.002)


async def settled(pilot: Pilot[object]) -> None:
    """Until every message is handled, every way is gone, and every answer is kept and shown.

    A callback is passed through the queues that a key goes through, as often as it takes hops
    from the app to a widget and back, so that nothing depends on how fast the machine is.
    """
    app = pilot.app
    rests = 0
    while rests < 2:  # what ends a wait may itself have left something to be done
        for _ in range(HOPS):
            focused = app.screen.focused
            chain = focused.ancestors_with_self if focused is not None else ()
            await _through_queues([app, app.screen, *chain])
        await _through_queues([app, app.screen, *app.screen.walk_children()])
        if quiet(app):
            rests += 1
        else:
            rests = 0
            await wait_for(pilot, lambda: quiet(app), "the app to come to rest")


async def _through_queues(pumps: Iterable[MessagePump]) -> None:
    passed = []
    for pump in set(pumps):
        event = asyncio.Event()
        if pump.call_later(event.set):
            passed.append(event.wait())
    await asyncio.wait_for(asyncio.gather(*passed), PATIENCE)


def quiet(app: App[object]) -> bool:
    """Whether nothing is under way."""
    at_work = [worker for worker in app.workers if not worker.is_finished]
    screen = app.screen
    busy = isinstance(screen, PlayScreen) and screen.busy
    to_draw = screen._layout_required or screen._scroll_required or screen._callbacks
    return not at_work and not busy and not to_draw


async def press(pilot: Pilot[object], *keys: str) -> None:
    """Press keys one after the other, each when the app has come to rest."""
    for key in keys:
        send(pilot, key)
        for _ in range(3):  # the driver hands it over through the loop
            await asyncio.sleep(0)
        await settled(pilot)


def send(pilot: Pilot[object], *keys: str) -> None:
    """Hand keys to the app as a terminal does, without waiting for what comes of them."""
    driver = pilot.app._driver
    assert driver is not None
    for key in keys:
        character = KEYS.get(key) or (key if len(key) == 1 else None)
        named = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        event = Key(named, character)
        event.set_sender(pilot.app)
        driver.send_message(event)


async def on_screen(pilot: Pilot[object], kind: type[S]) -> S:
    """The top screen, once it is a ``kind``."""
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, kind), f"a {kind.__name__}")
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    return screen
