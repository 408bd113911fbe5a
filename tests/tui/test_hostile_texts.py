"""Texts that a screen could trip over are shown as they were written, on every screen."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from debriefed import debriefed, played
from helpers import SIZES, named, on_screen, press, settled, wait_for
from textual.app import App
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import OptionList

from ppsim.catalogue.reading import read_case
from ppsim.engine.prompts import Arrived, CheckIn, Decision, Entry, HubPrompt, Passage, WhyPrompt
from ppsim.format.case import Case
from ppsim.tui._textual_private import screen_lines
from ppsim.tui.app import PpsimApp
from ppsim.tui.screens.briefing import BriefingScreen
from ppsim.tui.screens.debrief import DebriefScreen
from ppsim.tui.screens.decision import DecisionScreen
from ppsim.tui.screens.help import HelpScreen
from ppsim.tui.screens.library import LibraryScreen
from ppsim.tui.screens.note import NoteScreen
from ppsim.tui.screens.play import PlayScreen
from ppsim.tui.screens.search import SearchScreen

GOOD = Path(__file__).parent.parent / "cases" / "good"
HOSTILE = ("brackets", "right-to-left", "wide")
BRACKETS = "[long pause] [/] [@click=app.quit]x[/] [b"

Open = Callable[..., PpsimApp]


@pytest.fixture(params=HOSTILE)
def case_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """One of the cases, alone in a folder."""
    return alone(request.param, tmp_path)


def alone(name: str, tmp_path: Path) -> Path:
    folder = tmp_path / "alone"
    folder.mkdir()
    return Path(shutil.copy(GOOD / f"{name}.yaml", folder))


def the_case(path: Path) -> Case:
    playable = read_case(path).playable
    assert playable is not None
    case = playable[0].value
    assert case is not None
    return case


def bare(text: str) -> str:
    """``text`` without blanks, rules, marks and scroll bars, so that line ends do not matter."""
    return re.sub(r"[\s│┃┊║─▀-▟›*]+", "", text)


def scrolled(app: App[object]) -> list[Widget]:
    """What can be scrolled on the screen, the largest first."""
    kinds = (VerticalScroll, OptionList)
    found = [w for kind in kinds for w in app.screen.query(kind).results(Widget) if w.display]
    return sorted((w for w in found if w.max_scroll_y > 0), key=lambda w: -w.region.area)


async def everything(pilot: Pilot[object]) -> str:
    """All that can be read on the screen, scrolled from its beginning to its end, without blanks.

    Each row is taken once, and every screenful is held to the width of the window.
    """
    app = pilot.app
    await settled(pilot)
    moving = scrolled(app)
    if not moving:
        return bare(whole(app))
    view = moving[0]
    seen: list[str] = [whole(app)]
    read_to = 0
    while True:
        view.scroll_to(y=read_to, animate=False, immediate=True)
        await settled(pilot)
        at = round(view.scroll_y)
        whole(app)
        rows = view.content_region
        drawn = app.screen._compositor.render_strips()[rows.y + read_to - at : rows.bottom]
        seen += [row.crop(rows.x, rows.right).text for row in drawn]
        if at >= view.max_scroll_y:
            return bare("\n".join(seen))
        read_to = at + rows.height


def whole(app: App[object]) -> str:
    """The screen; each of its rows fills the window exactly."""
    rows = app.screen._compositor.render_strips()
    assert {row.cell_length for row in rows} == {app.size.width}
    return "\n".join(screen_lines(app))


async def holds(pilot: Pilot[object], texts: Iterable[str]) -> None:
    """Every one of ``texts`` can be read on the screen."""
    seen = await everything(pilot)
    for text in texts:
        assert bare(text) in seen, f"{text!r} is not in {seen!r}"


# ---- every screen


async def test_library_palette_and_briefing(open_app: Open, case_file: Path) -> None:
    case = the_case(case_file)
    app = open_app(case_file.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, LibraryScreen)
        await holds(pilot, [case.title, *case.themes, *case.content_notes])
        await press(pilot, "ctrl+p", *"open:")
        await wait_for(pilot, lambda: bare(case.title) in bare(whole(app)), "the case to be found")
        await press(pilot, "escape", "question_mark")
        await on_screen(pilot, HelpScreen)
        whole(app)
        await press(pilot, "escape", "enter")
        await on_screen(pilot, BriefingScreen)
        people = [member.name for member in case.cast.values()]
        about = [member.about for member in case.cast.values() if member.about]
        await holds(pilot, [case.title, *people, *about, *case.content_notes])


async def test_a_notification(open_app: Open, case_file: Path) -> None:
    case = the_case(case_file)
    broken = case_file.read_text("utf-8").replace("go: shorter", "go: nowhere")
    case_file.write_text(broken, "utf-8")
    app = open_app(case_file.parent)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on_screen(pilot, LibraryScreen)
        await press(pilot, "enter")
        said = bare(f"{case.title} cannot be played: its file has errors")
        await wait_for(pilot, lambda: said in bare(whole(app)), "a notification")


@pytest.mark.parametrize("size", SIZES[:2], ids=named)
async def test_the_room(open_app: Open, case_file: Path, size: tuple[int, int]) -> None:
    """Every prompt of a play, with its help, search, note, retake, pause and stop."""
    app = open_app(case_file.parent)
    met: set[type] = set()
    async with app.run_test(size=size) as pilot:
        await on_screen(pilot, LibraryScreen)
        await press(pilot, "enter")
        await on_screen(pilot, BriefingScreen)
        await press(pilot, "enter")
        play = await on_screen(pilot, PlayScreen)
        title = play.session.material.case.title
        while not play.session.play.ended:
            prompt = play.session.play.prompt
            told = [] if play.announces else words_of(prompt.lines)
            match prompt:
                case _ if play.announces:
                    shown = next(
                        e.content_notes
                        for e in play.session.play.transcript
                        if isinstance(e, Arrived) and e.content_notes
                    )
                    keys = ["enter"]
                case Passage():
                    shown, keys = (), ["enter"]
                case CheckIn():
                    shown = tuple(word for said in prompt.feelings for word in said.split())
                    keys = ["7", "enter"] * len(prompt.feelings)
                    keys += ["1", "enter"] if prompt.pulls else []
                case Decision() | HubPrompt():
                    shown = (prompt.ask or "", *(offer.words for offer in prompt.offers))
                    keys = ["down", "enter"]
                case WhyPrompt():
                    shown = (prompt.ask, *(reason.text for reason in prompt.reasons))
                    keys = ["down", "enter", *(["6", "enter"] if prompt.confidence else [])]
                case _:
                    raise AssertionError(prompt)
            await holds(pilot, [*shown, *told])
            if type(prompt) not in met:
                met.add(type(prompt))
                await asides(pilot, title if size[0] > 40 else "")
            before = (len(play.session.play.events), play.announces)
            for _ in range(400):
                if play.transcript.read:
                    break
                await press(pilot, "space")
            await press(pilot, "end")
            await press(pilot, *keys)
            if (len(play.session.play.events), play.announces) == before:
                await press(pilot, "enter")  # the first only brought it into view
            assert (len(play.session.play.events), play.announces) != before, f"{keys}, {prompt}"
        assert {HubPrompt, Decision, WhyPrompt, CheckIn} <= met
        await holds(pilot, words_of(play.session.play.prompt.lines))


def words_of(entries: Iterable[Entry]) -> list[str]:
    """What was said or done."""
    return [entry.words for entry in entries if not isinstance(entry, Arrived)]


async def asides(pilot: Pilot[object], title: str) -> None:
    """What can be laid over the room shows the title, and what it takes from the case."""
    app = pilot.app
    play = app.screen
    for key in ("question_mark", "p", "s", "r"):
        await press(pilot, key)
        await everything(pilot)
        if key in "ps":
            assert bare(title) in bare(whole(app).splitlines()[0])
        if app.screen is not play:
            await press(pilot, "escape")
    assert app.screen is play
    await press(pilot, "n")
    note = await on_screen(pilot, NoteScreen)
    await everything(pilot)
    await press(pilot, "escape")
    assert not note.is_attached
    await press(pilot, "slash")
    await on_screen(pilot, SearchScreen)
    await everything(pilot)
    await press(pilot, "escape")
    assert app.screen is play


async def test_search_finds_what_was_typed(open_app: Open, case_file: Path) -> None:
    app = open_app(case_file.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, LibraryScreen)
        await press(pilot, "enter")
        await on_screen(pilot, BriefingScreen)
        await press(pilot, "enter")
        play = await on_screen(pilot, PlayScreen)
        spoken = words_of(play.session.play.prompt.lines)[0]
        await press(pilot, "slash")
        search = await on_screen(pilot, SearchScreen)
        search.words.value = spoken
        await settled(pilot)
        assert search.found
        await holds(pilot, [spoken])


async def test_notes_and_one_s_own_words(open_app: Open, case_file: Path) -> None:
    words = the_case(case_file).title
    app = open_app(case_file.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, LibraryScreen)
        await press(pilot, "enter")
        await on_screen(pilot, BriefingScreen)
        await press(pilot, "enter")
        play = await on_screen(pilot, PlayScreen)
        await play.session.keep_private("note", words)
        app.leave(play.session)
        await on_screen(pilot, LibraryScreen)
        app.resume(play.session.attempt.id)
        await on_screen(pilot, PlayScreen)
        assert f"Yournote{bare(words)}" in await everything(pilot)


async def test_the_debrief_and_a_decision_opened(open_app: Open, case_file: Path) -> None:
    app = open_app(case_file.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        session = await played(app, case=case_file)
        debrief = await debriefed(pilot, app, session)
        assert isinstance(debrief, DebriefScreen)
        taken = [step.choice for step in session.play.steps if step.choice is not None]
        scored = [choice for choice in taken if choice.source.because]
        await holds(pilot, [choice.words for choice in scored])
        debrief.open(0)
        await on_screen(pilot, DecisionScreen)
        first = scored[0].source
        assert first.because is not None
        assert first.client_side is not None
        await holds(pilot, [first.words, first.because, first.client_side])


# ---- ten thousand words


@pytest.mark.parametrize("size", SIZES[:2], ids=named)
async def test_ten_thousand_words_are_read_by_the_space_bar(
    open_app: Open, tmp_path: Path, size: tuple[int, int]
) -> None:
    case_file = alone("long-scene", tmp_path)
    scene = the_case(case_file).scenes["the-hour"]
    assert sum(len(line.words.split()) for line in scene.text) >= 10_000
    app = open_app(case_file.parent)
    async with app.run_test(size=size) as pilot:
        await on_screen(pilot, LibraryScreen)
        await press(pilot, "enter")
        await on_screen(pilot, BriefingScreen)
        await press(pilot, "enter")
        play = await on_screen(pilot, PlayScreen)
        for _ in range(2):  # the hub lets on after two
            while not play.transcript.read:
                await press(pilot, "space")
            await press(pilot, "down", "enter")
            if play.session.play.prompt.scene.id != "the-hour":
                await press(pilot, "enter")
        assert play.session.play.prompt.scene.id == "the-hour"
        assert not play.transcript.read
        await press(pilot, "1")
        assert play.session.play.prompt.scene.id == "the-hour", "unread, nothing is chosen"
        pages = 0
        while not play.transcript.read:
            at = play.transcript.scroll_y
            await press(pilot, "space")
            pages += 1
            assert play.transcript.scroll_y > at
        assert pages > 10_000 // (size[0] * size[1])
        end = play.transcript.scroll_y
        await press(pilot, "home")
        assert play.transcript.scroll_y == 0
        await press(pilot, "end")
        assert play.transcript.scroll_y == end
        await holds(pilot, [line.words for line in scene.text if not line.conditions])
