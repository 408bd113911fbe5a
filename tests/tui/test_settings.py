"""Settings take effect and are kept; nothing in the file can stop the app."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import places
import pytest
from helpers import on_screen, press, screen_text, send, settled, wait_for
from hypothesis import given
from hypothesis import strategies as st

from ppsim.catalogue.people import current_profile
from ppsim.catalogue.settings import SCHEMA, THEMES, Settings, load, of_data, save, typed
from ppsim.tui.app import PpsimApp
from ppsim.tui.screens.library import LibraryScreen
from ppsim.tui.screens.note import NoteScreen
from ppsim.tui.screens.play import PlayScreen
from ppsim.tui.screens.settings import SettingsScreen
from ppsim.tui.widgets.key_line import keys_of

Open = Callable[..., PpsimApp]

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(
            st.sampled_from([c.key for c in SCHEMA] + ["keys", "x"]), below, max_size=6
        )
    ),
    max_leaves=8,
)


@given(ANY_JSON)
def test_any_file_gives_settings_that_fit_the_schema(data: object) -> None:
    settings = of_data(data)
    for choice in SCHEMA:
        value = getattr(settings, choice.key)
        if choice.options is not None:
            assert value in choice.options
        else:
            assert isinstance(value, str if choice.text else bool)


def test_what_is_kept_is_read_again_and_what_is_not_known_stays(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"later": [1], "theme": "no such"}', "utf-8")
    assert load(tmp_path) == Settings()
    settings = Settings(theme="mono", profile="Ana", keys={"play.note": "z"})
    save(settings, tmp_path)
    assert load(tmp_path) == settings
    assert json.loads((tmp_path / "settings.json").read_text("utf-8"))["later"] == [1]
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00"])
def test_a_broken_file_is_passed_over(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(text, "utf-8")
    assert load(tmp_path) == Settings()


def test_a_name_is_counted_the_same_however_it_is_spaced() -> None:
    assert typed("profile", "  Ana  María ") == "Ana María"
    assert typed("profile", " ") == ""
    with pytest.raises(ValueError, match="60"):
        typed("profile", "x" * 61)


def test_commands_go_by_the_profile_that_is_set(own_home: Path) -> None:
    environ = {"PPSIM_HOME": str(own_home)}
    assert current_profile(None, environ) == "me"
    save(Settings(profile="Ana"), own_home)
    assert current_profile(None, environ) == "Ana"
    assert current_profile(None, {**environ, "PPSIM_PROFILE": "Béa"}) == "Béa"
    assert current_profile("Cas", environ) == "Cas"


async def test_each_setting_takes_effect_at_once_and_is_kept(
    open_app: Open, own_home: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.settings(pilot)
        await press(pilot, "enter")
        assert app.theme == app.settings.theme == THEMES[1]
        await press(pilot, "left", "left")
        assert app.theme == THEMES[-1]
        await press(pilot, "down", "enter")
        assert app.settings.density == "close"
        await press(pilot, "down", "enter", "down", "enter")
        assert app.settings.compose_first
        assert not app.settings.still
        assert app.animation_level == "full"
        await press(pilot, "down", "enter", *"Ana", "enter")
        assert app.profile == "Ana"
        await press(pilot, "down", "enter", *"~/help.txt", "enter")
        assert app.settings.resources == "~/help.txt"
        await press(pilot, "escape")
        await on_screen(pilot, LibraryScreen)
        assert "as Ana" in screen_text(app)
        assert app.screen.has_class("-close")
        await wait_for(pilot, lambda: load(own_home) == app.settings, "the settings on disk")


async def test_a_name_that_is_none_is_refused(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.settings(pilot)
        await press(pilot, *["down"] * 4, "enter", *["x"] * 61, "enter")
        assert app.settings.profile == ""
        assert "60 printable characters" in screen_text(app)
        await press(pilot, "escape", "escape")
        await on_screen(pilot, LibraryScreen)


async def test_letters_typed_at_once_are_no_keys(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.settings(pilot)
        await press(pilot, "down", "down", "down", "down")
        send(pilot, "enter", *"qy")
        await settled(pilot)
        screen = await on_screen(pilot, SettingsScreen)
        assert app.focused is screen.words
        await press(pilot, *"Ana", "enter")
        assert app.settings.profile.endswith("Ana")


async def test_what_a_setting_does_not_come_to_is_said(open_app: Open, tmp_path: Path) -> None:
    app = open_app(profile="Ana")
    there = tmp_path / "help.txt"
    there.write_text("The chaplain, room 3.", "utf-8")
    async with app.run_test(size=(120, 40)) as pilot:
        await places.settings(pilot)
        assert "those of Ana, as ppsim was started" in screen_text(app)
        nothing = "There is nothing to be read in that file"
        for path, said in ((tmp_path / "none.txt", True), (there, False)):
            app.set(replace(app.settings, resources=str(path)))
            await press(pilot, "escape", "comma")
            assert (nothing in screen_text(app)) == said


async def test_another_key_does_it_and_the_first_one_no_longer(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.keys(pilot)
        while "Note" not in at_caret(app):
            await press(pilot, "down")
        await press(pilot, "enter", "s")
        assert "s is taken: Stop." in screen_text(app)
        await press(pilot, "enter", "2")
        assert "taken" in screen_text(app)
        await press(pilot, "enter", "escape")
        assert app.settings.keys == {}
        await press(pilot, "enter", "z")
        assert app.settings.keys == {"play.note": "z"}
        await press(pilot, "escape", "escape")
        await places.hub(pilot)
        await press(pilot, "n")
        assert isinstance(app.screen, PlayScreen)
        assert ("z", "Note") in {(key.shown, key.does) for key in keys_of(app.screen)}
        await press(pilot, "z")
        assert isinstance(app.screen, NoteScreen)


async def test_a_key_can_be_put_back(open_app: Open, own_home: Path) -> None:
    save(Settings(keys={"library.filter": "z"}), own_home)
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.library(pilot)
        assert ("z", "Filter") in {(key.shown, key.does) for key in keys_of(app.screen)}
        await places.keys(pilot)
        while "Filter" not in at_caret(app):
            await press(pilot, "down")
        await press(pilot, "backspace")
        assert app.settings.keys == {}


def at_caret(app: PpsimApp) -> str:
    return next(line for line in screen_text(app).splitlines() if "›" in line)


async def test_settings_that_cannot_be_kept_still_hold(open_app: Open, own_home: Path) -> None:
    own_home.mkdir(parents=True)
    (own_home / "settings.json").mkdir()
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await places.settings(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, SettingsScreen)
        assert app.theme == THEMES[1]
        await wait_for(pilot, lambda: "could not be kept" in screen_text(app), "to be told")
