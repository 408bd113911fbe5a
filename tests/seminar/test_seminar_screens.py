"""A facilitator before a projector: every key, every step, every size."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from helpers import named, on_screen, press, screen_text, settled, wait_for
from seminar_parts import TOMASZ, subject
from textual.pilot import Pilot

from ppsim.catalogue.settings import THEMES, Settings, save
from ppsim.cohort.seminar import STEPS
from ppsim.cohort.seminar_keep import from_json
from ppsim.cohort.seminar_script import OPENING
from ppsim.cohort.seminar_script import STEPS as SCRIPTS
from ppsim.tui.keymap import all_keys, clash
from ppsim.tui.seminar.agenda import AgendaScreen
from ppsim.tui.seminar.app import SeminarApp
from ppsim.tui.seminar.keys import LETTERS
from ppsim.tui.seminar.screen import SeminarScreen
from ppsim.tui.seminar.start import SeminarOpening
from ppsim.tui.seminar.write_up import SavePage, WriteUpScreen
from ppsim.tui.widgets.key_line import KeyLine

SIZES = ((80, 24), (120, 40))
Golden = Callable[[str, str], None]


@dataclass
class Clock:
    """Stands until it is moved on."""

    seconds: float = 500.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Room:
    """A seminar that is being held."""

    pilot: Pilot[object]
    clock: Clock
    path: Path

    @property
    def app(self) -> SeminarApp:
        assert isinstance(self.pilot.app, SeminarApp)
        return self.pilot.app

    @property
    def wall(self) -> SeminarScreen:
        wall = self.app.screen_stack[0]
        assert isinstance(wall, SeminarScreen)
        return wall

    @property
    def text(self) -> str:
        return screen_text(self.app)

    async def press(self, *keys: str) -> None:
        await press(self.pilot, *keys)

    def kept(self) -> dict[str, object]:
        data = json.loads(self.path.read_text("utf-8"))
        assert isinstance(data, dict)
        return data


Hold = Callable[..., AbstractAsyncContextManager[Room]]


@pytest.fixture
def hold(own_home: Path, tmp_path: Path) -> Hold:
    """Holds a seminar on a case, or goes on with one."""

    @asynccontextmanager
    async def held(
        size: tuple[int, int] = (80, 24), *, text: str | None = None, path: Path | None = None
    ) -> AsyncIterator[Room]:
        seen = subject(text=text)
        path = path or tmp_path / "seminars" / "one.json"
        seminar = seen.begin(50)
        if path.exists():
            seminar = from_json(json.loads(path.read_text("utf-8")), seminar)
        clock = Clock()
        opening = SeminarOpening(
            subject=seen,
            seminar=seminar,
            path=path,
            home=own_home,
            journal=own_home / "journal" / "attempts.db",
            today=lambda: date(2026, 3, 31),
            clock=clock,
        )
        async with SeminarApp(opening).run_test(size=size) as pilot:
            await settled(pilot)
            yield Room(pilot, clock, path)

    return held


async def test_a_key_of_the_wall_is_another_and_the_first_one_no_longer(
    hold: Hold, own_home: Path
) -> None:
    save(Settings(keys={"seminar.script": "z", "agenda.later": "y", "seminar.next": "t"}), own_home)
    async with hold() as room:
        await room.press("s")
        assert "For you:" not in room.text
        await room.press("z")
        assert "For you:" in room.text
        await room.press("z", "o", "y", "escape", "t")
        planned = room.wall.seminar.agenda.planned
        assert planned[:2] == subject().begin(50).agenda.planned[1::-1]
        assert room.wall.seminar.at == planned[0]


async def test_letters_of_options_are_not_to_be_changed_nor_taken(hold: Hold) -> None:
    keys = {key.id: key for key in all_keys()}
    assert {"seminar.script", "agenda.put", "write-up.save", "beside.quit", "group.next"} < set(
        keys
    )
    assert not {"seminar.option", "seminar.hands"} & set(keys)
    for letter in LETTERS:
        for id_ in ("seminar.script", "app.settings"):
            taken = clash(keys[id_], letter, {})
            assert taken is not None
            assert "option" in taken.does
        assert clash(keys["library.filter"], letter, {}) is None or letter in "".join(
            key.keys for key in keys.values() if key.id.startswith(("library", "listing"))
        )
    assert clash(keys["seminar.script"], "z", {}) is None
    assert clash(keys["seminar.script"], "o", {}) == keys["seminar.agenda"]
    async with hold() as room:
        await room.press("comma", "y")
        await settled(room.pilot)
        while not any("›" in line and "Script" in line for line in room.text.splitlines()):
            await room.press("down")
        await room.press("enter", "b")
        assert "b is taken: the hands for an option." in room.text
        await room.press("enter", "z")
        assert room.app.settings.keys == {"seminar.script": "z"}
        await room.press("escape", "escape", "z")
        assert "For you:" in room.text


@pytest.mark.parametrize("size", SIZES, ids=named)
async def test_each_step_is_one_slide(
    hold: Hold, size: tuple[int, int], screen_golden: Golden
) -> None:
    async with hold(size) as room:
        screen_golden(f"opening-{named(size)}", room.text)
        await room.press("right")
        for number, step in enumerate(STEPS, start=1):
            assert room.wall.seminar.step == step
            if step == "hands":
                await room.press("a", "4", "b", "5", "d", "2")
            if step == "again":
                await room.press("b", "1", "1")
            screen_golden(f"step-{number}-{step}-{named(size)}", room.text)
            await room.press("right")
        assert room.wall.seminar.visited == room.wall.seminar.agenda.planned[:2]
        await room.press("n", "n")
        assert room.wall.seminar.place == "closing"
        screen_golden(f"closing-{named(size)}", room.text)
        await room.press("w")
        await on_screen(room.pilot, WriteUpScreen)
        screen_golden(f"write-up-{named(size)}", room.text)


async def test_the_script_is_on_the_wall_only_while_it_is_asked_for(
    hold: Hold,
) -> None:
    said = [words for s in (OPENING, *SCRIPTS.values()) for words in (*s.do, *s.say)]
    openings = [" ".join(words.split()[:5]) for words in said]
    async with hold((120, 40)) as room:
        for _ in range(1 + len(STEPS)):
            assert not [words for words in openings if words in room.text]
            await room.press("s")
            assert "For you:" in room.text
            await room.press("s")
            assert "For you:" not in room.text
            await room.press("right")


async def test_hands_are_counted_by_letter_and_number_and_corrected(
    hold: Hold,
) -> None:
    async with hold() as room:
        await room.press("right", "right", "right")
        await room.press("minus", "a", "1", "2", "plus", "b", "3", "minus", "minus", "h", "j", "4")
        hands = room.wall.seminar.hands
        assert hands is not None
        assert hands.counts == (13, 1, 4, 0)
        await room.press("d", "9", "9", "9", "9", "backspace")
        hands = room.wall.seminar.hands
        assert hands is not None
        assert hands.counts == (13, 1, 4, 99)
        await room.press("left")
        before = room.wall.seminar
        await room.press("a", "1", "plus", "minus", "backspace")  # nothing is counted here
        assert room.wall.seminar == before


async def test_what_was_going_on_when_it_ended_goes_on(hold: Hold, tmp_path: Path) -> None:
    path = tmp_path / "kept" / "one.json"
    async with hold(path=path) as room:
        await room.press("right", "right", "right", "b", "7")
        room.clock.seconds += 300
        await room.press("right", "o", "j", "d", "escape")
        stood = room.wall.seminar
        assert stood.agenda.planned != subject().begin(50).agenda.planned
        # as after a crash: nothing is done to end it well
        await wait_for(room.pilot, lambda: room.kept()["planned"] == [*stood.agenda.planned], "it")
        kept = path.read_text("utf-8")
    path.write_text(kept, "utf-8")
    async with hold(path=path) as room:
        now = room.wall.seminar
        assert (now.at, now.step, now.talks) == (stood.at, stood.step, stood.talks)
        assert now.agenda == stood.agenda
        assert room.wall.now == pytest.approx(300, abs=1)
        assert "Talk" in room.text


async def test_a_seminar_that_cannot_be_kept_goes_on_and_says_so(
    hold: Hold, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    async with hold(path=tmp_path / "file" / "one.json") as room:
        await room.press("right")
        await wait_for(room.pilot, lambda: "could not be kept" in room.text, "the complaint")
        await room.press("right")
        assert room.wall.seminar.step == "options"


async def test_the_agenda_is_changed_and_a_decision_opened_from_it(
    hold: Hold,
) -> None:
    async with hold() as room:
        first, second, third = room.wall.seminar.agenda.planned
        await room.press("o")
        await on_screen(room.pilot, AgendaScreen)
        await room.press("d", "x")
        await room.press("escape")
        assert room.wall.seminar.agenda.planned == (second, third)
        assert room.wall.seminar.agenda.aside == (first,)
        await room.press("o", "j", "j", "enter")
        assert room.wall.seminar.at == first
        assert first in room.wall.seminar.agenda.planned


async def test_the_time_is_told_and_can_be_stopped(hold: Hold) -> None:
    async with hold() as room:
        await room.press("right")
        assert "15 min for this" in room.text
        room.clock.seconds += 8 * 60
        room.wall.tick()
        await settled(room.pilot)
        assert "7 min for this" in room.text
        await room.press("p")
        assert "(stopped)" in room.text
        room.clock.seconds += 60 * 60
        await room.press("p")
        assert "7 min for this" in room.text
        room.clock.seconds += 9 * 60
        await room.press("right")
        assert "2 min over for this" in room.text or "3 min over" in room.text


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (30, 8)], ids=named)
async def test_every_key_that_is_shown_does_something_at_every_size(
    hold: Hold, size: tuple[int, int]
) -> None:
    async with hold(size) as room:
        if size[0] < 40:
            assert "too small" in room.text
            return
        for _ in range(1 + len(STEPS)):
            stood = room.wall.seminar
            for key in room.wall.query_one(KeyLine).keys:
                if key.press == "q":
                    continue
                if room.wall.counting is not None:
                    await room.press("j")  # A is not to be the option that stands out already
                before = room.text, room.wall.seminar, room.wall.counting
                await room.press(key.press)
                assert before != (room.text, room.wall.seminar, room.wall.counting), key
                if room.app.screen is not room.wall:
                    await room.press("escape")
                room.wall.remove_class("-script")
                room.wall.take(stood)
                await settled(room.pilot)
            await room.press("right")
        assert room.wall.seminar.visited


async def test_reading_on_comes_to_the_end_of_everything(hold: Hold) -> None:
    async with hold((60, 18)) as room:
        for _ in range(400):
            if room.wall.seminar.place == "closing":
                break
            await room.press("space")
        assert room.wall.seminar.place == "closing"
        assert set(room.wall.seminar.visited) == set(subject().boards)


@pytest.mark.parametrize("theme", THEMES)
async def test_every_theme_shows_the_same_words(hold: Hold, theme: str) -> None:
    async with hold() as room:
        await room.press("right", "right", "right", "b", "7")
        before = room.text
        room.app.set(Settings(theme=theme))
        await settled(room.pilot)
        assert room.app.theme == theme
        assert room.text == before


async def test_without_colour_there_is_none(hold: Hold, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with hold() as room:
        await room.press("right", "right", "right", "b", "7")
        for strip in room.app.screen._compositor.render_strips():
            for segment in strip:
                style = segment.style
                assert style is None or (
                    (style.color is None or style.color.is_default)
                    and (style.bgcolor is None or style.bgcolor.is_default)
                )


async def test_an_authors_words_stand_as_they_were_written(hold: Hold) -> None:
    hostile = "[long pause] [/] [@click=app.quit]x[/] [b"
    source = TOMASZ.read_text("utf-8")
    title = next(line for line in source.splitlines() if line.startswith("title:"))
    text = source.replace(title, f"title: '{hostile}'")
    ask = "The clock behind him says two minutes."
    assert ask in text
    text = text.replace(ask, f"'{hostile}'")
    async with hold(text=text) as room:
        assert hostile in room.text
        while room.wall.seminar.at != "the-hour":
            await room.press("n")
        assert hostile in room.text
        await room.press("right")
        assert hostile in room.text
        await room.press("o")
        assert hostile in room.text
        await room.press("escape", "w")
        assert "[long pause]" in room.text


@pytest.mark.parametrize(("downs", "suffix"), [(0, ".txt"), (1, ".md"), (2, ".html")])
async def test_the_page_is_saved(hold: Hold, tmp_path: Path, downs: int, suffix: str) -> None:
    async with hold() as room:
        await room.press("right", "w", "s")
        screen = await on_screen(room.pilot, SavePage)
        await room.press(*["down"] * downs)
        target = tmp_path / f"page{suffix}"
        screen.where.value = str(target)
        await room.press("enter")
        await on_screen(room.pilot, WriteUpScreen)
        assert "Nobody is named" in target.read_text("utf-8")
        await room.press("escape")
        assert room.wall.seminar.closed
