"""The debrief as a page that is read, walked and opened."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from debriefed import BROKEN, ECHOED, debriefed, played
from helpers import PATIENCE, SIZES, named, on_screen, press, screen_text, settled, wait_for
from textual.pilot import Pilot

from ppsim.report import reading, text
from ppsim.report.compose import compose
from ppsim.tui.app import PpsimApp
from ppsim.tui.screens.contents import ContentsScreen
from ppsim.tui.screens.debrief import COPIED, FIRST, PATH, DebriefScreen
from ppsim.tui.screens.decision import DecisionScreen
from ppsim.tui.screens.library import LibraryScreen
from ppsim.tui.screens.play import PlayScreen
from ppsim.tui.screens.save import SaveScreen
from ppsim.tui.widgets.key_line import keys_of
from ppsim.tui.widgets.laid import Laid, row_of
from ppsim.tui.widgets.page import EntryCard, SectionView
from ppsim.tui.widgets.parallel import Parallel

Open = Callable[..., PpsimApp]
Golden = Callable[[str, str], None]


def words(text: str) -> str:
    return " ".join(text.split())


async def scrolled_to(pilot: Pilot[object], screen: DebriefScreen, section: str) -> None:
    view = screen.query_one(f"#section-{section}", SectionView)
    top = view.region.y - screen.leaf.content_region.y + screen.leaf.scroll_y
    screen.leaf.scroll_to(y=top, animate=False, immediate=True)
    await settled(pilot)


@pytest.mark.parametrize("size", SIZES, ids=named)
async def test_how_it_looks(size: tuple[int, int], open_app: Open, screen_golden: Golden) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        screen = await debriefed(pilot, app, await played(app, BROKEN))
        screen_golden(f"debrief/page-{named(size)}", screen_text(app))
        await press(pilot, "right", "right")
        screen_golden(f"debrief/path-{named(size)}", screen_text(app))
        await press(pilot, "tab")
        screen_golden(f"debrief/moment-{named(size)}", screen_text(app))
        await scrolled_to(pilot, screen, "parallel")
        screen_golden(f"debrief/parallel-{named(size)}", screen_text(app))


async def test_the_page_holds_what_the_report_holds_and_in_its_order(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await debriefed(pilot, app, await played(app))
        assert screen.debrief is not None
        shown = [view.section for view in screen.query(SectionView)]
        assert tuple(shown) == compose(screen.debrief).sections
        seen: list[str] = []
        while True:
            seen += screen_text(app).splitlines()[1:-1]
            before = screen.leaf.scroll_y
            await press(pilot, "space")
            if screen.leaf.scroll_y == before:
                break
        page = words("\n".join(seen))
        for field in ("practise", "question"):
            assert words(getattr(screen.debrief, field)) in page
        for section in compose(screen.debrief).sections:
            assert section.title in page


async def test_the_parallel_says_what_came_of_it_beside_three_columns_or_below(
    open_app: Open,
) -> None:
    for picks, came in ((ECHOED, "echoed"), (BROKEN, "Broken")):
        app = open_app()
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await debriefed(pilot, app, await played(app, picks))
            drawn = screen.query_one(Parallel)
            wide, narrow = drawn.rows(70), drawn.rows(38)
            for rows, width in ((wide, 70), (narrow, 38)):
                assert came in words(" ".join(row.plain for row in rows))
                assert max(row.cell_length for row in rows) <= width
            heads = ("Tomasz", "You, with Tomasz", "You, in supervision")
            assert all(head in wide[0].plain for head in heads)
            assert [r.plain for r in narrow if r.plain in heads] == list(heads)


@pytest.mark.parametrize("size", SIZES, ids=named)
async def test_a_click_on_the_path_opens_the_decision(
    size: tuple[int, int], open_app: Open
) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        screen = await debriefed(pilot, app, await played(app))
        screen.leaf.show(screen.path)
        await settled(pilot)
        rows = screen_text(app).splitlines()
        y, row = next((y, row) for y, row in enumerate(rows) if " 2" in row and "──" in row)
        await pilot.click(offset=(row.index(" 2") + 1, y))
        opened = await on_screen(pilot, DecisionScreen)
        assert opened.index == 1
        await press(pilot, "escape")
        assert screen.path.at == 1


async def test_the_palette_opens_a_decision(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await debriefed(pilot, app, await played(app))
        *_, last = [said for said, _ in screen.commands()]
        assert last.startswith("Open decision 3: ")
        await press(pilot, "ctrl+p", *"decision 3")
        await wait_for(pilot, lambda: last in words(screen_text(app)), last)
        await press(pilot, "enter")
        assert (await on_screen(pilot, DecisionScreen)).index == 2


async def test_the_path_is_walked_and_every_stance_is_said(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await debriefed(pilot, app, await played(app))
        assert screen.debrief is not None
        notes = screen.debrief.decisions
        assert len(notes) == 3
        await press(pilot, "left")
        for index, note in enumerate(notes):
            assert screen.path.at == index
            assert f"[{note.number}" in screen_text(app)
            assert words(f"(decision {note.number}): {note.stance}.") in words(screen_text(app))
            await press(pilot, "right")
        assert screen.path.at == len(notes) - 1
        await press(pilot, "home")
        assert screen.path.at == 0
        await press(pilot, "end")
        assert screen.path.at == len(notes) - 1


async def test_what_is_out_of_sight_is_not_opened(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(40, 12)) as pilot:
        screen = await debriefed(pilot, app, await played(app))
        assert not screen.leaf.in_view(screen.path)
        assert "Open" not in [key.does for key in keys_of(screen)]
        await press(pilot, "enter")
        assert app.screen is screen
        while not screen.leaf.in_view(screen.path):
            await press(pilot, "space")
        assert "Open" in [key.does for key in keys_of(screen)]
        await press(pilot, "enter")
        await on_screen(pilot, DecisionScreen)


@pytest.mark.parametrize("size", SIZES, ids=named)
async def test_where_something_stands_on_the_page_is_where_it_is_drawn(
    size: tuple[int, int], open_app: Open
) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        screen = await debriefed(pilot, app, await played(app))
        for _ in range(3):
            view, top = screen.leaf.content_region, round(screen.leaf.scroll_y)
            for widget in screen.query(Laid):
                assert row_of(widget, screen.leaf) == widget.region.y - view.y + top
                assert widget.seen == screen.leaf.in_view(widget) == widget.region.overlaps(view)
            await press(pilot, "space")


async def test_what_can_be_opened_follows_the_reader(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await debriefed(pilot, app, await played(app))
        assert screen.debrief is not None
        cards = [card for card in screen.query(EntryCard) if card.can_focus]
        assert len(cards) > 1
        for card in cards:
            while not screen.leaf.begins_in_view(card):
                await press(pilot, "down")
            while screen.focused is not card:  # until the one before it has gone out of view
                assert screen.leaf.begins_in_view(screen.focused)
                await press(pilot, "down")
            assert f"› {card.entry.title[:30]}" in screen_text(app)
        await press(pilot, "enter")
        opened = await on_screen(pilot, DecisionScreen)
        assert screen.debrief.decisions[opened.index].scene == cards[-1].entry.scene


@pytest.mark.parametrize("size", SIZES, ids=named)
async def test_every_part_can_be_gone_to(size: tuple[int, int], open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        screen = await debriefed(pilot, app, await played(app))
        names = [name for name, _ in screen.parts()]
        assert names[:2] == [FIRST, PATH]
        titles = [s.title for s in compose(screen.debrief).sections if s.title]  # type: ignore[arg-type]
        assert names[2:] == titles
        for number, name in enumerate(names):
            await press(pilot, "g")
            contents = await on_screen(pilot, ContentsScreen)
            at = contents.parts.highlighted
            assert at is not None
            keys = ["down"] * (number - at) or ["up"] * (at - number)
            await press(pilot, *keys, "enter")
            assert app.screen is screen
            part = screen.parts()[number][1]
            assert screen.leaf.at_end or part.region.y == screen.leaf.content_region.y, name
            assert screen.leaf.begins_in_view(part)
        before = screen.leaf.scroll_y
        await press(pilot, "g", "home", "escape")
        assert (app.screen, screen.leaf.scroll_y) == (screen, before)


async def test_the_palette_goes_to_a_part(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await debriefed(pilot, app, await played(app))
        await press(pilot, "ctrl+p", *"go to practise")
        await wait_for(pilot, lambda: "Go to: To practise" in screen_text(app), "the part")
        await press(pilot, "enter")
        assert app.screen is screen
        assert screen.leaf.in_view(screen.query_one("#section-practise"))


async def test_every_key_in_the_footer_does_something(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(120, 24)) as pilot:
        session = await played(app)
        screen = await debriefed(pilot, app, session)
        keys = {key.does: key.shown for key in keys_of(screen)}
        assert list(keys) == [
            "Open",
            "Path",
            "Read on",
            "Go to",
            "Save",
            "Back",
            "Copy",
            "Help",
        ]
        await press(pilot, "right")
        assert screen.path.at == 1
        await press(pilot, "enter")
        opened = await on_screen(pilot, DecisionScreen)
        assert opened.index == 1
        await press(pilot, "right", "escape")
        assert app.screen is screen
        assert screen.path.at == 2
        await press(pilot, "tab")
        assert isinstance(screen.focused, EntryCard)
        await press(pilot, "shift+tab")
        assert screen.focused is screen.path
        await press(pilot, "tab")
        await press(pilot, "enter")
        opened = await on_screen(pilot, DecisionScreen)
        assert screen.debrief is not None
        assert screen.debrief.decisions[opened.index].scene == screen.debrief.moments[0]
        await press(pilot, "escape")
        await press(pilot, "pageup", "pageup", "pageup")
        assert screen.leaf.scroll_y == 0
        await press(pilot, "space")
        assert screen.leaf.scroll_y > 1
        before = screen.leaf.scroll_y
        await press(pilot, "down")
        assert screen.leaf.scroll_y == before + 1
        await press(pilot, "up")
        assert screen.leaf.scroll_y == before
        await press(pilot, "c")
        assert app.clipboard == text.render(compose(screen.debrief), 80)
        assert words(COPIED) in words(screen_text(app))
        await press(pilot, "s")
        await on_screen(pilot, SaveScreen)
        assert COPIED not in words(screen_text(app))
        await press(pilot, "escape", "escape")
        await on_screen(pilot, LibraryScreen)


async def test_the_debrief_of_an_old_attempt_opens_from_the_library(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        session = await played(app, stop_at="idris")
        await session.close()
        library = await on_screen(pilot, LibraryScreen)
        library.look_up()
        await settled(pilot)
        while library.at is None or library.at.listed.id != "tomasz":
            await press(pilot, "down")
        await press(pilot, "d")
        screen = await on_screen(pilot, DebriefScreen)
        assert screen.session.attempt.id == session.attempt.id
        assert "as far as you went, stopped before an ending" in screen_text(app)
        assert screen.debrief is not None
        assert [note.scene for note in screen.debrief.decisions] == ["the-hour", "the-question"]


async def test_stopped_before_any_decision_there_is_no_path_to_walk(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await debriefed(pilot, app, await played(app, stop_at="ten-to-nine"))
        assert "You stopped before the first decision" in screen_text(app)
        shown = {key.does for key in keys_of(screen)}
        assert {"Read on", "Save", "Copy", "Back"} <= shown
        assert not {"Open", "Path"} & shown
        await press(pilot, "escape")
        await on_screen(pilot, LibraryScreen)


async def test_while_it_is_made_the_screen_says_so_and_can_be_left(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    let = threading.Event()
    read = reading.read

    def slow(*given: Any) -> reading.Reading:
        assert let.wait(PATIENCE)
        return read(*given)

    monkeypatch.setattr(reading, "read", slow)
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await played(app)
        await settled(pilot)
        app.debrief(session)

        def waiting() -> bool:
            return "Reading what you did." in screen_text(app)

        await wait_for(pilot, waiting, "the calm line")
        screen = app.screen
        assert isinstance(screen, DebriefScreen)
        assert not {"Save", "Copy", "Go to"} & {key.does for key in keys_of(screen)}
        screen.action_copy()
        assert app.clipboard == ""
        let.set()
        await wait_for(pilot, lambda: screen.reading is not None and not waiting(), "the debrief")
        await settled(pilot)
        assert {"Open", "Save", "Copy", "Go to"} <= {key.does for key in keys_of(screen)}


async def test_a_rehearsal_leaves_the_debrief_as_it_was(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await played(app)
        screen = await debriefed(pilot, app, session)
        before = screen.debrief
        assert before is not None
        await press(pilot, "enter", "t", "1")
        play = await on_screen(pilot, PlayScreen)
        assert play.session is session
        assert session.play.rehearsing
        assert session.play.prompt.scene.id == before.decisions[0].scene
        assert "Rehearsal" in screen_text(app)
        app.debrief(session)
        await settled(pilot)
        again = await on_screen(pilot, DebriefScreen)
        assert again is not screen
        assert again.debrief is not None
        assert again.debrief.decisions == before.decisions
        assert again.debrief.score == before.score
