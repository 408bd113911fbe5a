"""Author text and one's own words are shown as they were written, on every debrief screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from debriefed import ECHOED, TOMASZ, debriefed, played
from helpers import on_screen, press, screen_text, settled
from ruamel.yaml import YAML
from textual.pilot import Pilot

from ppsim.tui.app import PpsimApp
from ppsim.tui.screens.argue import ArgueScreen
from ppsim.tui.screens.decision import DecisionScreen
from ppsim.tui.screens.reading import ReadingScreen

HOSTILE = "[long pause] [/] [@click=app.quit]x[/] [b"
WORDS = {"say", "do", "think", "because", "client_side", "ask", "time", "what", "leave"}
WORDS |= {"title", "name", "about", "label", "text", "recap", "practise", "question", "client"}
SPEAKERS = {"tomasz", "idris", "inner", "hanne"}
TOLD = {"then", "text", "lines", "content_notes", "themes", "objectives"}


def hostile(value: Any, key: str = "") -> Any:
    """The case with every text that somebody reads replaced."""
    if isinstance(value, dict):
        return {name: hostile(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [hostile(inner, key) for inner in value]
    if isinstance(value, str) and key in WORDS | SPEAKERS | TOLD:
        return HOSTILE
    return value


@pytest.fixture
def bracket_case(tmp_path: Path) -> Path:
    yaml = YAML(typ="safe")
    yaml.default_flow_style = False
    path = tmp_path / "brackets.yaml"
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(hostile(yaml.load(TOMASZ.read_text("utf-8"))), file)
    return path


async def read_through(pilot: Pilot[object], app: PpsimApp) -> str:
    """Everything on the page, in reading order, with what is between words made one space."""
    screen = app.screen
    assert isinstance(screen, ReadingScreen)
    seen: list[str] = []
    while True:
        lines = screen_text(app).splitlines()
        seen += [line[:-3] if len(line) > 76 else line for line in lines[1:-1]]
        before = screen.leaf.scroll_y
        await press(pilot, "space")
        if screen.leaf.scroll_y == before:
            return re.sub(r"[\s│─▁▂▃▄▅▆▇]+", " ", " ".join(seen))


async def test_brackets_are_literal_from_the_path_to_the_argument(
    open_app: Callable[..., PpsimApp], bracket_case: Path
) -> None:
    app = open_app(bracket_case.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        replies = {"the-hour": HOSTILE, "idris": HOSTILE}
        session = await played(app, ECHOED, case=bracket_case, replies=replies)
        await session.keep_private("note", HOSTILE)
        screen = await debriefed(pilot, app, session)
        assert HOSTILE in screen_text(app).splitlines()[0]
        page = await read_through(pilot, app)
        assert f"You said: {HOSTILE}" in page
        assert f"You wrote: {HOSTILE}" in page
        screen.open(0)
        await on_screen(pilot, DecisionScreen)
        opened = await read_through(pilot, app)
        assert f'A "{HOSTILE}"' in opened
        assert f"you wrote: {HOSTILE}" in opened
        assert f"Here: {HOSTILE}" in opened
        await press(pilot, "a")
        argue = await on_screen(pilot, ArgueScreen)
        argue.writing.insert(HOSTILE)
        await settled(pilot)
        assert HOSTILE in screen_text(app)
        await press(pilot, "enter")
        await settled(pilot)
        kept = await session.annex("argument")
        assert [argument.words for argument in kept] == [HOSTILE]
        assert HOSTILE in await read_through(pilot, app)
        await press(pilot, "t")
        assert HOSTILE in screen_text(app)
        assert app.is_running


async def test_control_characters_in_private_words_are_made_visible(
    open_app: Callable[..., PpsimApp],
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await played(app, ECHOED)
        await session.keep_private("note", "a\x1b]0;title\x07b")
        screen = await debriefed(pilot, app, session)
        await press(pilot, *["space"] * 8)
        drawn = screen_text(app)
        assert "\x1b" not in drawn
        await press(pilot, "c")
        assert "\x1b" not in app.clipboard
        assert "a<U+001B>]0;title<U+0007>b" in app.clipboard
        seen = [drawn]
        while screen.leaf.scroll_y > 0:
            await press(pilot, "pageup")
            seen.append(screen_text(app))
        assert any("a<U+001B>]0;title<U+0007>b" in text for text in seen)
