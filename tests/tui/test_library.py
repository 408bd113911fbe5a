"""Choosing a case: before the journal is read, by words, with what was done."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import places
import pytest
from debriefed import BROKEN, ECHOED, played
from helpers import TOMASZ, on_screen, press, screen_text, send, settled, wait_for

from ppsim.store.journal import Journal
from ppsim.tui.app import PpsimApp
from ppsim.tui.screens.briefing import BriefingScreen, named
from ppsim.tui.screens.debrief import DebriefScreen
from ppsim.tui.screens.library import LibraryScreen
from ppsim.tui.screens.past import BegunScreen, PastScreen
from ppsim.tui.screens.play import PlayScreen
from ppsim.tui.widgets.key_line import keys_of

Open = Callable[..., PpsimApp]


def titles(app: PpsimApp) -> list[str]:
    assert isinstance(app.screen, LibraryScreen)
    return [book.title for book in app.screen.shown]


async def test_titles_stand_there_while_the_journal_cannot_be_opened_yet(
    open_app: Open, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ppsim.store.database.BUSY_SECONDS", 20.0)
    with Journal(own_home / "journal" / "attempts.db") as other:
        other._db.execute("PRAGMA journal_mode = DELETE")
        other._db.execute("BEGIN EXCLUSIVE")
        app = open_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await wait_for(pilot, lambda: "Twenty past" in screen_text(app), "the titles")
            library = app.screen
            assert isinstance(library, LibraryScreen)
            assert not library.looked_up
            other._db.execute("ROLLBACK")
            await wait_for(pilot, lambda: library.looked_up, "the journal")


async def test_a_journal_that_cannot_be_read_is_said_and_cases_are_there_all_the_same(
    open_app: Open, own_home: Path
) -> None:
    folder = own_home / "journal"
    folder.mkdir(parents=True)
    (folder / "attempts.db").write_text("this is no database, whatever its name says. " * 40)
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await places.library(pilot)
        assert titles(app) == ["Twenty past", "The open window"]
        assert "is not a journal of ppsim" in " ".join(screen_text(app).split())


async def test_filter_as_one_types(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.library(pilot)
        await press(pilot, "slash", *"SUPERVISEE help")
        assert titles(app) == ["The open window"]
        await press(pilot, "enter", "enter")
        briefing = await on_screen(pilot, BriefingScreen)
        assert briefing.material.case.id == "window"
        await press(pilot, "escape", "escape")
        assert titles(app) == ["Twenty past", "The open window"]


async def test_letters_typed_at_once_after_the_slash_are_no_keys(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.library(pilot)
        send(pilot, "slash", *"qcd")
        await settled(pilot)
        assert not app._exit
        library = await on_screen(pilot, LibraryScreen)
        assert app.focused is library.filter


async def test_another_case_is_offered_where_one_is_too_near(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.briefing(pilot)
        assert "another case will do: The open window" in " ".join(screen_text(app).split())
        await press(pilot, "o")
        briefing = await on_screen(pilot, BriefingScreen)
        assert briefing.material.case.id == "window"
    with Journal(app.opening.journal) as journal:
        assert journal.attempts() == ()


async def test_going_on_and_reading_again(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.library(pilot)
        assert {"Go on", "Debrief"}.isdisjoint(key.does for key in keys_of(app.screen))
        await places.begun(pilot)
        assert "Go on" in {key.does for key in keys_of(app.screen)}
        await press(pilot, "c")
        await on_screen(pilot, PlayScreen)
        await press(pilot, "s", "2", "enter")
        await on_screen(pilot, DebriefScreen)
        await press(pilot, "escape")
        await on_screen(pilot, LibraryScreen)
        assert {"Debrief"} <= {key.does for key in keys_of(app.screen)}
        await press(pilot, "d")
        debrief = await on_screen(pilot, DebriefScreen)
        assert debrief.debrief is not None


async def test_of_several_attempts_begun_one_is_chosen_to_go_on_with(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.library(pilot)
        ids = []
        for _ in range(2):  # begun, and begun anew beside it
            await press(pilot, "enter", "enter")
            play = await on_screen(pilot, PlayScreen)
            ids.append(play.session.attempt.id)
            await press(pilot, "p", "1")
            await on_screen(pilot, LibraryScreen)
        assert "Begun 2 times" in screen_text(app)
        for number, attempt in (("1", ids[1]), ("2", ids[0])):
            await press(pilot, "c")
            assert await on_screen(pilot, BegunScreen)
            await press(pilot, number)
            play = await on_screen(pilot, PlayScreen)
            assert play.session.attempt.id == attempt
            await press(pilot, "p", "1")
            await on_screen(pilot, LibraryScreen)


async def test_the_case_that_was_left_stands_out(open_app: Open, shelf: Path) -> None:
    app = open_app(case=shelf / "window.yaml")
    async with app.run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, BriefingScreen)
        await press(pilot, "enter")
        await on_screen(pilot, PlayScreen)
        await press(pilot, "p", "1")
        library = await on_screen(pilot, LibraryScreen)
        assert library.at is not None
        assert library.at.listed.id == "window"


async def test_the_briefing_names_everybody_as_seen_from_ones_chair(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.briefing(pilot)
        briefing = await on_screen(pilot, BriefingScreen)
        cast = briefing.material.case.cast.values()
        idris = next(member for member in cast if member.role == "supervisor")
        tomasz = next(member for member in cast if member.role == "client")
        assert named(idris, "therapist").plain.startswith("Idris, your supervisor")
        assert named(tomasz, "supervisor").plain.startswith("Tomasz, the client")


async def test_every_time_a_case_was_played_can_be_read_again(open_app: Open) -> None:
    app = open_app()
    ids = []
    for picks in (ECHOED, BROKEN):
        session = await played(app, picks)
        ids.append(session.attempt.id)
        await session.close()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.library(pilot)
        for number, attempt in (("1", ids[1]), ("2", ids[0])):
            await press(pilot, "d")
            assert await on_screen(pilot, PastScreen)
            assert len(re.findall(r"20\d\d-\d\d-\d\d \d\d:\d\d, to its end", screen_text(app))) == 2
            await press(pilot, number)
            screen = await on_screen(pilot, DebriefScreen)
            assert screen.session.attempt.id == attempt
            await press(pilot, "escape")
            await places.library(pilot)
        await press(pilot, "d", "escape")
        await places.library(pilot)


async def test_attempts_are_ones_own(open_app: Open) -> None:
    first, second = open_app(profile="Ana"), open_app(profile="Béa")
    async with first.run_test(size=(80, 24)) as pilot:
        await places.begun(pilot)
        assert "as Ana" in screen_text(first)
        assert "not finished" in screen_text(first)
    async with second.run_test(size=(80, 24)) as pilot:
        await places.library(pilot)
        assert "as Béa" in screen_text(second)
        assert "not finished" not in screen_text(second)


async def test_a_case_with_errors_is_said_to_be_so(
    open_app: Open, shelf: Path, tmp_path: Path
) -> None:
    broken = shelf / "broken.yaml"
    text = TOMASZ.read_text("utf-8").replace("id: tomasz", "id: broken", 1)
    broken.write_text(text.replace("next: the-hour", "next: nowhere", 1), "utf-8")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await places.library(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, LibraryScreen)
        assert "its file has errors" in " ".join(screen_text(app).split())


async def test_a_case_that_was_named_opens_at_once(open_app: Open, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(TOMASZ, elsewhere)
    app = open_app(tmp_path / "none", case=elsewhere / "tomasz.yaml", mode="straight-through")
    async with app.run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, BriefingScreen)
        assert "Straight through" in screen_text(app)


async def test_an_attempt_that_was_named_opens_at_once(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.begun(pilot)
    with sqlite3.connect(app.opening.journal) as journal:
        (attempt,) = journal.execute("SELECT id FROM attempts").fetchone()
    app = open_app(attempt=attempt)
    async with app.run_test(size=(80, 24)) as pilot:
        play = await on_screen(pilot, PlayScreen)
        assert play.session.attempt.id == attempt


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Two cups are still", "Three cups are still", "it would fit the new text too"),
        ("- id: sit", "- id: stand", "it does not fit the new text"),
    ],
)
async def test_a_case_edited_meanwhile_is_gone_on_with_as_it_was(
    old: str, new: str, said: str, open_app: Open, shelf: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.begun(pilot)
    case = shelf / "tomasz.yaml"
    case.write_text(case.read_text("utf-8").replace(old, new, 1), "utf-8")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await places.library(pilot)
        await press(pilot, "c")
        play = await on_screen(pilot, PlayScreen)
        words = " ".join(re.sub("[▌\n]", " ", screen_text(app)).split())
        assert "The case was changed since you began" in words
        assert said in words
        assert len(play.session.play.events) == 2


LOADED = """
import asyncio, sys
from pathlib import Path
from ppsim.tui.app import PpsimApp
from ppsim.tui.start import Opening

async def main():
    home = Path(sys.argv[1])
    app = PpsimApp(Opening(home, home / "journal.db", cases=[Path(sys.argv[2])]))
    async with app.run_test(size=(80, 24)):
        assert app.library.shown, "no titles"
        heavy = ("pydantic", "sqlalchemy", "networkx", "ppsim.engine", "ppsim.explore",
                 "ppsim.report", "ppsim.format.case", "ppsim.plain", "ppsim.cli")
        print(*[name for name in heavy if name in loaded])

import ppsim.tui.screens.library as library
loaded = None
paint = library.LibraryScreen.look_up
def first(self):
    global loaded
    loaded = loaded or set(sys.modules)
    return paint(self)
library.LibraryScreen.look_up = first
asyncio.run(main())
"""


def test_the_titles_need_nothing_heavy(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, str(tmp_path), str(TOMASZ.parent)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == []
