"""Nobody's text is markup, on any screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import hard_cases
import places
import pytest
from hard_cases import BRACKETS, EMOJI, RIGHT_TO_LEFT
from helpers import TOMASZ, on_screen, press, screen_text, settled
from textual.widgets._toast import Toast

from ppsim.tui.app import PpsimApp
from ppsim.tui.literal import literal, parts
from ppsim.tui.screens.play import PlayScreen
from ppsim.tui.screens.search import SearchScreen

Open = Callable[..., PpsimApp]

WHERE = {
    "library": 3,
    "briefing": 4,
    "hub": 4,
    "decision": 4,
    "why": 4,
    "announced": 1,
    "asked_back": 5,
    "check_in": 4,
    "supervision": 4,
    "ended": 3,
    "search": 1,
    "retake": 1,
    "note": 2,
    "pause": 2,
    "stop": 1,
    "palette": 1,
}
"""Each place, and how often the text has to be on its screen at least."""


def flat(text: str) -> str:
    return re.sub(r"[\s│┃┊║▁-▟]+", " ", text)


@pytest.fixture
def hard(tmp_path: Path) -> Callable[..., Path]:
    folder = tmp_path / "hard"
    folder.mkdir()

    def make(text: str, long: int = 0) -> Path:
        hard_cases.write(folder, TOMASZ, text, long)
        return folder

    return make


async def test_brackets_are_brackets_on_every_screen(
    open_app: Open, hard: Callable[..., Path]
) -> None:
    folder = hard(BRACKETS)
    app = open_app(folder)
    seen = {}

    def look(name: str) -> None:
        seen[name] = flat(screen_text(app)).count(BRACKETS)

    async with app.run_test(size=(120, 60)) as pilot:
        await places.palette(pilot)
        look("palette")
        await press(pilot, "escape")
        look("library")
        await press(pilot, "enter")
        look("briefing")
        await press(pilot, "enter")
        await on_screen(pilot, PlayScreen)
        look("hub")
        await places.choose(pilot, 1)
        await places.choose(pilot, 2)
        look("decision")
        for key, name in (("n", "note"), ("p", "pause"), ("s", "stop")):
            await press(pilot, key)
            look(name)
            await press(pilot, "escape")
        await places.choose(pilot, 1)
        look("why")
        await press(pilot, "1", "enter")
        look("announced")
        await press(pilot, "enter")
        look("asked_back")
        await press(pilot, "slash", *"[long")
        assert isinstance(app.screen, SearchScreen)
        look("search")
        await press(pilot, "escape", "r")
        look("retake")
        await press(pilot, "escape")
        await places.choose(pilot, 4)
        look("check_in")
        await press(pilot, "enter", "enter", "enter", "enter")
        look("supervision")
        await places.choose(pilot, 3)
        look("ended")
    assert {name: count for name, count in seen.items() if count < WHERE[name]} == {}
    assert seen.keys() == WHERE.keys()


async def test_brackets_in_ones_own_words_and_in_what_is_told(
    open_app: Open, hard: Callable[..., Path]
) -> None:
    app = open_app(hard("Plain."), profile=BRACKETS)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await places.library(pilot)
        assert BRACKETS in screen_text(app)
        app.tell(f"{BRACKETS} \x1b]0;title\x07")
        await settled(pilot)
        assert f"{BRACKETS} <U+001B>]0;title<U+0007>" in flat(screen_text(app))
        await press(pilot, "comma", "y", "enter")  # where there is no line for it, a notification
        app.tell(f"{BRACKETS} \x1b]0;title\x07")
        await settled(pilot)
        toast = app.screen.query_one(Toast)
        assert BRACKETS in str(toast.render())
        assert "<U+001B>]0;title<U+0007>" in str(toast.render())
        await press(pilot, "escape", "escape", "escape")
        await places.decision(pilot)
        await press(pilot, "n", *BRACKETS, "enter")
        await on_screen(pilot, PlayScreen)
        assert f"* {BRACKETS}" in screen_text(app)


@pytest.mark.parametrize("text", [RIGHT_TO_LEFT, EMOJI], ids=["right-to-left", "emoji"])
async def test_other_scripts_are_whole_and_in_their_order(
    text: str, open_app: Open, hard: Callable[..., Path]
) -> None:
    app = open_app(hard(text))
    async with app.run_test(size=(80, 24)) as pilot:
        await places.decision(pilot)
        assert screen_text(app).count(text) >= 4
        for line in screen_text(app).splitlines():
            assert literal(line).cell_length <= 80


async def test_a_very_long_scene_is_scrolled_through_to_its_end(
    open_app: Open, hard: Callable[..., Path]
) -> None:
    app = open_app(hard("Plain.", 10_000))
    async with app.run_test(size=(80, 24)) as pilot:
        await places.briefing(pilot)
        await press(pilot, "enter")
        play = await on_screen(pilot, PlayScreen)
        assert play.transcript.max_scroll_y > 500
        await press(pilot, "1")
        assert play.session.play.events == ()
        await places.read(pilot)
        await press(pilot, "1")
        assert len(play.session.play.events) == 1


@pytest.mark.parametrize("made", [literal, parts])
def test_controls_are_shown_and_never_sent(made: Callable[[str], object]) -> None:
    text = str(made("a\x1b[31m\x9b\x00\u202eb\nc\td"))
    assert text == "a<U+001B>[31m<U+009B><U+0000><U+202E>b\nc d"


def test_no_screen_builds_markup_of_a_text() -> None:
    import ppsim.tui

    wrong = []
    for path in Path(ppsim.tui.__file__).parent.rglob("*.py"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            shown = re.search(r"(Static|Label|Button|Option|Checkbox)\((f?\"[^\"]|str\()", line)
            if shown or "from_markup" in line or re.search(r"notify\((?!.*markup=False)", line):
                wrong.append(f"{path.name}:{number}: {line.strip()}")
    assert wrong == []
