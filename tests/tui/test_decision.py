"""A decision opened: its options, arguing with the key, taking it again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from debriefed import BROKEN, debriefed, played
from helpers import SIZES, named, on_screen, press, screen_text, settled
from textual.pilot import Pilot

from ppsim.tui.app import PpsimApp
from ppsim.tui.screens.argue import ArgueScreen
from ppsim.tui.screens.debrief import DebriefScreen
from ppsim.tui.screens.decision import KEPT, AgainScreen, DecisionScreen
from ppsim.tui.screens.play import PlayScreen
from ppsim.tui.session import Session
from ppsim.tui.widgets.key_line import keys_of
from ppsim.tui.widgets.page import SectionView

Open = Callable[..., PpsimApp]
Golden = Callable[[str, str], None]


def words(text: str) -> str:
    return " ".join(text.split())


async def opened(pilot: Pilot[object], app: PpsimApp, session: Session) -> DecisionScreen:
    """The first decision, opened."""
    screen = await debriefed(pilot, app, session)
    screen.open(0)
    return await on_screen(pilot, DecisionScreen)


async def read_through(pilot: Pilot[object], screen: DecisionScreen) -> str:
    """Every row of the page, once."""
    seen: list[str] = []
    new = screen.leaf.content_region.height
    while new:
        view = screen.leaf.content_region
        shown = screen_text(screen.host).splitlines()[view.y : view.bottom]
        shown += [""] * (view.height - len(shown))
        seen += shown[-new:]
        before = screen.leaf.scroll_y
        await press(pilot, "space")
        new = round(screen.leaf.scroll_y - before)
    return words("\n".join(seen))


@pytest.mark.parametrize("size", SIZES, ids=named)
async def test_how_it_looks(size: tuple[int, int], open_app: Open, screen_golden: Golden) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        replies = {"the-hour": "I would have said: [long pause] we have two minutes."}
        await opened(pilot, app, await played(app, BROKEN, replies=replies))
        screen_golden(f"debrief/opened-{named(size)}", screen_text(app))
        await press(pilot, "space")
        screen_golden(f"debrief/opened-options-{named(size)}", screen_text(app))
        await press(pilot, "t")
        screen_golden(f"debrief/again-{named(size)}", screen_text(app))
        await press(pilot, "escape", "a", *"He needed it.")
        screen_golden(f"debrief/argue-{named(size)}", screen_text(app))


async def test_every_option_is_there_and_where_each_would_have_led(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, app, await played(app))
        text = await read_through(pilot, screen)
        note = screen.reading.debrief.decisions[0]
        for option in note.options:
            assert words(option.words)[:40] in text
            assert option.because is not None
            assert words(option.because)[:40] in text
        assert text.count("Where it would have led:") == len(note.options) - 1
        assert text.count("No longer possible: the end of the hour") == 1
        assert "It would have met: the end of the hour" in text


async def test_every_key_in_the_footer_does_something(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(120, 24)) as pilot:
        session = await played(app)
        screen = await opened(pilot, app, session)
        first = [key.does for key in keys_of(screen)]
        assert first == ["Read on", "After", "I'd argue", "Try again", "Back", "Help"]
        await press(pilot, "space")
        assert screen.leaf.scroll_y > 1
        await press(pilot, "right")
        assert (screen.index, screen.leaf.scroll_y) == (1, 0)
        assert "Before" in [key.does for key in keys_of(screen)]
        await press(pilot, "right")
        assert "After" not in [key.does for key in keys_of(screen)]
        await press(pilot, "right")
        assert screen.index == 2
        await press(pilot, "left")
        assert screen.index == 1
        await press(pilot, "a")
        await on_screen(pilot, ArgueScreen)
        await press(pilot, "escape", "t")
        await on_screen(pilot, AgainScreen)
        await press(pilot, "escape")
        assert app.screen is screen
        assert not session.play.rehearsing
        await press(pilot, "escape")
        assert (await on_screen(pilot, DebriefScreen)).path.at == 1


async def test_an_argument_is_kept_and_read_again_later(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await played(app)
        screen = await opened(pilot, app, session)
        await press(pilot, "a", *"[sic] He needed it.", "enter")
        await on_screen(pilot, DecisionScreen)
        await settled(pilot)
        assert KEPT in words(screen_text(app))
        kept = await session.annex("argument")
        assert [argument.words for argument in kept] == ["[sic] He needed it."]
        assert kept[0].event == screen.reading.beside[0].event
        await press(pilot, "a")
        assert "[sic] He needed it." in screen_text(app)
        await press(pilot, "escape", "escape")
        debrief = await on_screen(pilot, DebriefScreen)
        assert debrief.query_one("#section-arguments", SectionView)
        await session.close()
        app.reread(session.attempt.id)
        await settled(pilot)
        again = await on_screen(pilot, DebriefScreen)
        assert again.session is not session
        again.open(0)
        later = await on_screen(pilot, DecisionScreen)
        assert "[sic] He needed it." in await read_through(pilot, later)


async def test_what_was_written_is_not_thrown_away_by_one_key(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await played(app)
        await opened(pilot, app, session)
        await press(pilot, "a", "x", "escape")
        screen = await on_screen(pilot, ArgueScreen)
        assert "not kept yet" in screen_text(app)
        await press(pilot, "y", "escape")
        assert app.screen is screen
        await press(pilot, "escape")
        await on_screen(pilot, DecisionScreen)
        assert await session.annex("argument") == ()
        await press(pilot, "a", "enter")
        await on_screen(pilot, DecisionScreen)
        assert await session.annex("argument") == ()


async def test_the_moment_taken_again_is_the_one_that_was_open(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await played(app)
        screen = await opened(pilot, app, session)
        await press(pilot, "right", "t")
        assert "rehearsal" in screen_text(app)
        await press(pilot, "2")
        assert app.screen is screen
        assert not session.play.rehearsing
        await press(pilot, "t", "1")
        await on_screen(pilot, PlayScreen)
        assert session.play.prompt.scene.id == "the-question"
        assert session.play.rehearsing
        assert session.attempt.state == "finished"


async def test_straight_through_nothing_is_taken_again(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, app, await played(app, mode="straight-through"))
        assert "Try again" not in [key.does for key in keys_of(screen)]
        await press(pilot, "t")
        assert app.screen is screen
