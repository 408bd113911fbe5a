"""Saving a debrief: what it is saved as, and what may go wrong."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from debriefed import debriefed, played
from helpers import SIZES, named, on_screen, press, screen_text, settled, wait_for
from textual.pilot import Pilot

from ppsim.report import markdown, text
from ppsim.report.compose import compose
from ppsim.tui import saving
from ppsim.tui.app import PpsimApp
from ppsim.tui.screens.debrief import DebriefScreen
from ppsim.tui.screens.save import SaveScreen
from ppsim.tui.widgets.key_line import keys_of

Open = Callable[..., PpsimApp]
Golden = Callable[[str, str], None]


def words(text: str) -> str:
    return " ".join(text.split())


async def asked(pilot: Pilot[object], app: PpsimApp) -> tuple[SaveScreen, DebriefScreen]:
    debrief = await debriefed(pilot, app, await played(app))
    await press(pilot, "s")
    return await on_screen(pilot, SaveScreen), debrief


async def put(pilot: Pilot[object], screen: SaveScreen, path: Path) -> None:
    screen.where.value = str(path)
    await settled(pilot)
    await press(pilot, "enter")


@pytest.mark.parametrize("size", SIZES, ids=named)
async def test_how_it_looks(size: tuple[int, int], open_app: Open, screen_golden: Golden) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        screen, _ = await asked(pilot, app)
        await press(pilot, "down")
        screen_golden(f"debrief/save-{named(size)}", screen_text(app))
        screen.where.value = " "
        await press(pilot, "enter")
        screen_golden(f"debrief/save-nowhere-{named(size)}", screen_text(app))


@pytest.mark.parametrize(("number", "form"), list(enumerate(tuple(SaveScreen.SUFFIXES))))
async def test_each_form_is_what_the_report_writes(
    number: int, form: str, open_app: Open, tmp_path: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen, debrief = await asked(pilot, app)
        await press(pilot, *["down"] * number)
        assert screen.form == form
        path = tmp_path / "debrief"
        await put(pilot, screen, path)
        assert app.screen is debrief

        def said() -> bool:
            return f"Savedas{path}" in "".join(screen_text(app).split())

        await wait_for(pilot, said, "where it was saved")
        made = debrief.debrief
        assert made is not None
        saved = path.read_text("utf-8")
        if form == "JSON":
            assert json.loads(saved)["title"] == made.title
        else:
            page = compose(made)
            wanted = text.render(page, 80) if form == "Text" else markdown.render(page)
            assert saved == wanted
        assert path.stat().st_mode & 0o077 == 0


async def test_nothing_is_written_over_unasked(open_app: Open, tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("mine")
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen, debrief = await asked(pilot, app)
        await put(pilot, screen, path)
        assert app.screen is screen
        assert "There is a file of that name already." in words(screen_text(app))
        assert path.read_text() == "mine"
        await press(pilot, "x")
        assert "already" not in screen_text(app)
        await press(pilot, "backspace", "enter")
        assert path.read_text() == "mine"
        await press(pilot, "enter")
        assert app.screen is debrief
        assert path.read_text("utf-8").startswith("TWENTY PAST")
        assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".ppsim")] == []


async def test_what_goes_wrong_is_a_plain_sentence(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen, debrief = await asked(pilot, app)
        for path, said in (
            (tmp_path / "none" / "a.txt", "There is no folder"),
            (tmp_path / "file" / "a.txt", "is no folder"),
            (tmp_path, "is a folder"),
            (tmp_path / ("n" * 300), "too long"),
        ):
            await put(pilot, screen, path)
            assert app.screen is screen
            assert said in words(screen_text(app))
            assert "Nothing was saved" in words(screen_text(app))

        def full(_: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with monkeypatch.context() as patched:
            patched.setattr(saving.os, "fsync", full)
            await put(pilot, screen, tmp_path / "a.txt")
        assert "The disk is full." in words(screen_text(app))
        assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["file"]
        await press(pilot, "enter")
        assert app.screen is debrief
        assert (tmp_path / "a.txt").exists()


async def test_every_key_in_the_footer_does_something(open_app: Open, tmp_path: Path) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen, debrief = await asked(pilot, app)
        assert {key.does for key in keys_of(screen)} == {"As what", "Save", "Back", "Help"}
        assert screen.where.value == "~/tomasz-debrief.txt"
        await press(pilot, "down")
        assert (screen.form, screen.where.value) == ("Markdown", "~/tomasz-debrief.md")
        await press(pilot, "up", "up")
        assert (screen.form, screen.where.value) == ("JSON", "~/tomasz-debrief.json")
        await press(pilot, "x")
        assert screen.where.value == "~/tomasz-debrief.jsonx"
        await press(pilot, "down")
        assert (screen.form, screen.where.value) == ("Text", "~/tomasz-debrief.jsonx")
        await press(pilot, "escape")
        assert app.screen is debrief
        assert list(tmp_path.glob("*debrief*")) == []
