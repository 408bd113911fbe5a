"""A key that is shown does something, wherever it is shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import places
import prepared
import pytest
from helpers import press, screen_text, send, settled, wait_for

from ppsim.tui.app import PpsimApp
from ppsim.tui.keymap import all_keys, clash, now
from ppsim.tui.widgets.key_line import KeyLine, keys_of

Open = Callable[..., PpsimApp]

COMPOSE = "comma down down enter escape "
PLACES = {
    "library": (None, ""),
    "library, something begun": (prepared.WHY, ""),
    "library, something played": (prepared.ENDED, ""),
    "filter": (None, "slash x"),
    "palette": (None, "ctrl+p"),
    "briefing": (None, "enter"),
    "briefing, something begun": (prepared.WHY, "enter"),
    "settings": (None, "comma down"),
    "settings, words": (None, "comma down down down down enter x"),
    "keys": (None, "comma y"),
    "keys, one changed": (None, "comma y enter z"),
    "hub": (prepared.HUB, "c"),
    "decision": (prepared.DECISION, "c"),
    "decision, one stands out": (prepared.DECISION, "c down"),
    "looking back": (prepared.SUPERVISION, "c b"),
    "why": (prepared.WHY, "c"),
    "how sure": (prepared.WHY, "c 1"),
    "announced": (prepared.ANNOUNCED, "c"),
    "check-in": (prepared.CHECK_IN, "c"),
    "check-in, pulls": (prepared.CHECK_IN, "c enter enter enter"),
    "supervision": (prepared.SUPERVISION, "c"),
    "ended": (prepared.ENDED - 1, "c 1"),
    "stopped": (prepared.DECISION, "c s 2"),
    "rehearsal": (prepared.WHY, "c r 1 1"),
    "compose first": (prepared.DECISION, COMPOSE + "c"),
    "composed": (prepared.DECISION, COMPOSE + "c x enter"),
    "note": (prepared.DECISION, "c n x"),
    "search": (prepared.SUPERVISION, "c slash y"),
    "retake": (prepared.SUPERVISION, "c r"),
    "retake, sure": (prepared.SUPERVISION, "c r 1 down"),
    "pause": (prepared.DECISION, "c p"),
    "stop": (prepared.DECISION, "c s down"),
    "help": (prepared.DECISION, "c question_mark"),
}
"""Where to look: how much was played before, and the keys from the library."""


def state(app: PpsimApp) -> tuple[object, ...]:
    """All that a key could change: the screens, what stands on the top one, what is kept."""
    rooms = [s for s in app.screen_stack if isinstance(s, places.PlayScreen)]
    return (
        [type(screen) for screen in app.screen_stack],
        screen_text(app),
        [len(room.session.play.events) for room in rooms],
        app.settings,
        app._exit,
    )


def changed(app: PpsimApp, before: tuple[object, ...]) -> bool:
    return state(app) != before


@pytest.mark.parametrize("place", PLACES)
async def test_every_key_shown_changes_something(
    place: str, open_app: Open, own_home: Path
) -> None:
    played, keys = PLACES[place]
    todo: list[str] | None = None
    while todo is None or todo:  # a key that leads far away needs a new beginning
        shutil.rmtree(own_home, ignore_errors=True)
        app = open_app()
        if played is not None:
            prepared.prepare(app, played)
        async with app.run_test(size=(80, 24)) as pilot:
            await places.library(pilot)
            await press(pilot, *keys.split())
            shown = keys_of(app.screen)
            assert shown or not app.screen.query(KeyLine)
            if todo is None:
                todo = [key.press for key in shown]
            while todo:
                before = state(app)
                key = todo.pop()
                send(pilot, key)
                await wait_for(pilot, partial(changed, app, before), f"{key} to work")
                if app._exit:
                    break
                await settled(pilot)
                await press(pilot, "escape")
                if state(app) != before:
                    break


def test_every_key_has_a_name_to_change_it_by_and_no_two_clash() -> None:
    keys = all_keys()
    assert len({key.id for key in keys}) == len(keys)
    for key in keys:
        for pressed in now(key, {}).split(","):
            assert clash(key, pressed, {}) is None, (key, pressed)
