"""What the keys of the room do, and what they do not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import places
import pytest
from helpers import SIZES, named, on_screen, press, screen_text, send, settled, wait_for
from textual.pilot import Pilot

from ppsim.engine.events import Choose, Noticed, Reasoned
from ppsim.engine.prompts import CheckIn, Decision, HubPrompt, WhyPrompt
from ppsim.store.journal import Journal
from ppsim.tui.app import PpsimApp
from ppsim.tui.screens.debrief import DebriefScreen
from ppsim.tui.screens.library import LibraryScreen
from ppsim.tui.screens.note import NoteScreen
from ppsim.tui.screens.play import PlayScreen
from ppsim.tui.screens.stop import TroubleScreen
from ppsim.tui.widgets.asks import QuestionAsk
from ppsim.tui.widgets.choices import Choices
from ppsim.tui.widgets.compose_ask import ComposeAsk
from ppsim.tui.widgets.drawn import plain
from ppsim.tui.widgets.key_line import keys_of
from ppsim.tui.widgets.laid import seen
from ppsim.tui.widgets.scale import Scale

Open = Callable[..., PpsimApp]


def kept(app: PpsimApp) -> int:
    """How many events of the last attempt are on disk, as another process would read them."""
    with Journal(app.opening.journal) as journal:
        return journal.attempts()[0].events


def shown_keys(app: PpsimApp) -> set[str]:
    return {key.does for key in keys_of(app.screen)}


async def test_nothing_is_chosen_beforehand(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.decision(pilot)
        play = places.room(pilot)
        events = play.session.play.events
        assert "Go on" not in shown_keys(app)
        await press(pilot, "enter", "enter")
        assert play.session.play.events == events
        await press(pilot, "down")
        assert "Choose it" in shown_keys(app)
        await press(pilot, "enter")
        assert isinstance(play.session.play.events[-1], Choose)


async def test_the_foot_says_which_numbers_choose(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.hub(pilot)
        seen_so_far = set()
        for _ in range(4):
            asked = app.focused
            assert isinstance(asked, Choices)
            shown = {key.does: key.shown for key in keys_of(app.screen)}
            assert shown["Choose"] == f"1-{len(asked)}"
            assert f"1-{len(asked)} Choose" in screen_text(app)
            assert "Choose it" not in shown
            await press(pilot, "down")
            assert "Enter Choose it" in screen_text(app)
            seen_so_far.add(len(asked))
            await press(pilot, "enter")
            await places.read(pilot)
        assert len(seen_so_far) > 1


async def test_a_pause_says_how_it_is_found_again(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        said = {}

        async def pause(where: str) -> None:
            await press(pilot, "p")
            said[where] = " ".join(screen_text(app).split())
            await press(pilot, "escape")

        await places.decision(pilot)
        await pause("begun")
        await press(pilot, "p", "1")
        await places.ended(pilot)  # another, from the beginning
        await pause("ended")
        await press(pilot, "r", "1")
        await places.read(pilot)
        await pause("rehearsal")
        assert "choose the case in the library and press c" in said["begun"]
        assert "Go on playing." in said["begun"]
        for where in ("ended", "rehearsal"):
            assert "press c" not in said[where]
            assert "In the library, d reads your debrief" in said[where]
        assert "Stay here." in said["ended"]
        assert "any moment can be tried again" in said["rehearsal"]


async def test_a_number_chooses_only_what_has_been_seen(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(40, 12)) as pilot:
        await places.briefing(pilot)
        await press(pilot, "enter")
        play = await on_screen(pilot, PlayScreen)
        assert not play.transcript.read
        await press(pilot, "1", "2", "3")
        assert play.session.play.events == ()
        while not play.transcript.read:
            await press(pilot, "enter")
        assert play.session.play.events == ()
        await press(pilot, "2")
        assert len(play.session.play.events) == 1


async def test_two_presses_at_once_answer_once(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.hub(pilot)
        send(pilot, "1", "1", "2")
        await settled(pilot)
        assert len(places.room(pilot).session.play.events) == 1


async def test_every_answer_is_on_disk_before_what_follows_is_asked(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.hub(pilot)
        play = places.room(pilot)
        prompts = 0
        while not play.session.play.ended:
            await places.read(pilot)
            assert kept(app) == len(play.session.play.events)
            match play.session.play.prompt:
                case _ if play.announces:
                    await press(pilot, "enter")
                case Decision() | HubPrompt():
                    await press(pilot, "1")
                case WhyPrompt():
                    await press(pilot, "1", "enter")
                case CheckIn():
                    await press(pilot, "enter", "enter", "enter", "enter")
            prompts += 1
            assert prompts < 20
        assert kept(app) == len(play.session.play.events) == 7


async def test_a_click_chooses(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.hub(pilot)
        play = places.room(pilot)
        asked = play.transcript.asked
        assert isinstance(asked, QuestionAsk)
        y = next(y for y in range(asked.height) if " 2  " in plain(asked.row(y)))
        await pilot.click(asked, offset=(9, y))
        await settled(pilot)
        assert [getattr(e, "choice", "") for e in play.session.play.events] == ["message"]


async def test_reasons_may_be_kept_to_oneself(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.why(pilot)
        await press(pilot, "5")
        reason = places.room(pilot).session.play.events[-1]
        assert isinstance(reason, Reasoned)
        assert (reason.reason, reason.confidence) == (None, None)


async def test_how_sure_goes_with_the_reason(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.why(pilot)
        prompt = places.room(pilot).session.play.prompt
        assert isinstance(prompt, WhyPrompt)
        await press(pilot, "3", "1", "0", "left", "left", "enter")
        reason = places.room(pilot).session.play.events[-1]
        assert isinstance(reason, Reasoned)
        assert (reason.reason, reason.confidence) == (prompt.reasons[2].id, 8)


@pytest.mark.parametrize(
    ("keys", "felt", "pulls"),
    [
        ("enter enter enter enter", {}, ()),
        ("7 enter 1 0 enter 0 enter enter", {"hurry": 7, "gratitude": 10, "dread": 0}, ()),
        ("7 8 down right right down 4 x enter 3 1 3 enter", {"hurry": 8, "gratitude": 1}, (0,)),
        ("left enter 1 enter 1 0 0 enter space down space enter", {}, None),
        ("down down down down space enter", {}, (0,)),
    ],
)
async def test_a_check_in_takes_what_is_said_and_no_more(
    keys: str, felt: dict[str, int], pulls: tuple[int, ...] | None, open_app: Open
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.check_in(pilot)
        prompt = places.room(pilot).session.play.prompt
        assert isinstance(prompt, CheckIn)
        await press(pilot, *keys.split())
        noticed = places.room(pilot).session.play.events[-1]
        assert isinstance(noticed, Noticed)
        if pulls is None:
            assert dict(noticed.feelings) == {"hurry": 10, "gratitude": 1, "dread": 0}
            assert noticed.pulls == (prompt.pulls[0],)
        else:
            assert dict(noticed.feelings) == felt
            assert noticed.pulls == tuple(prompt.pulls[i] for i in pulls)


async def test_what_is_to_be_announced_is_not_shown_before_it_is_taken(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await places.announced(pilot)
        assert "work exhaustion" in screen_text(app)
        assert "Eight pages" not in screen_text(app)
        await press(pilot, "1", "2")
        assert "Eight pages" not in screen_text(app)
        await press(pilot, "enter")
        assert "Eight pages" in screen_text(app)


async def test_notes_stand_at_their_moments_now_and_after_coming_back(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.asked_back(pilot)
        play = places.room(pilot)
        await press(pilot, "n", *"now", "enter")
        await press(pilot, "home", "n")
        moment = screen_text(app)
        await press(pilot, *"then", "enter")
        notes = await play.session.annex("note")
        now = len(play.session.play.events)
        assert [(note.words, note.event == now) for note in notes] == [
            ("now", True),
            ("then", False),
        ]
        assert notes[1].event < now
        heard = play.transcript.told[play.session.entry_at(notes[1].event, 100) or 0]
        assert heard.words.split()[0] in moment

        def where() -> list[str]:
            return [told.words for told in play.transcript.heard.all_told]

        before = where()
        assert {"now", "then"} <= set(before)
        await press(pilot, "p", "1")
        await on_screen(pilot, LibraryScreen)
        await press(pilot, "c")
        play = await on_screen(pilot, PlayScreen)
        await places.read(pilot)
        await press(pilot, "enter")
        assert where() == before


async def test_a_note_thrown_away_is_not_kept(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.note(pilot)
        await press(pilot, "escape")
        assert isinstance(app.screen, NoteScreen)
        assert "not kept yet" in screen_text(app)
        await press(pilot, "escape")
        play = await on_screen(pilot, PlayScreen)
        assert await play.session.annex("note") == ()
        await press(pilot, "n", "enter")
        assert await play.session.annex("note") == ()


async def test_letters_are_written_and_do_nothing_else(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.note(pilot)
        await press(pilot, *"npsbrq/?,123")
        assert isinstance(app.screen, NoteScreen)
        assert "why two cupsnpsbrq/?,123" in screen_text(app)
        assert {key.shown for key in keys_of(app.screen)} == {"Enter", "Esc", "F1"}


async def test_search_goes_to_the_moment(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(40, 12)) as pilot:
        await places.asked_back(pilot)
        await press(pilot, "slash", *"LINEN new", "enter")
        play = await on_screen(pilot, PlayScreen)
        first = screen_text(app).splitlines()[1]
        assert first.strip() == "Tomasz: The new girl cried in the"
        assert "Return" in shown_keys(app)
        await press(pilot, "end")
        assert play.transcript.at_end


async def test_looking_back_goes_scene_by_scene_and_answers_nothing(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.asked_back(pilot)
        play = places.room(pilot)
        events = play.session.play.events
        seen = []
        for _ in range(4):
            await press(pilot, "b")
            seen.append(" ".join(screen_text(app).split()).split("Session seven ", 1)[1])
        assert seen[-1].startswith("Between sessions. Ten to nine")
        await press(pilot, "1", "2", "3", "4")
        assert play.session.play.events == events
        await press(pilot, "end")
        assert play.transcript.at_end


async def test_a_moment_is_taken_again_with_a_plain_warning(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.retake(pilot)
        play = places.room(pilot)
        events = play.session.play.events
        await press(pilot, "1")
        assert "first pass is not over" in " ".join(screen_text(app).split())
        await press(pilot, "2")
        assert play.session.play.events == events
        await press(pilot, "r", "1", "1")
        await on_screen(pilot, PlayScreen)
        assert play.session.play.rehearsing
        assert play.session.play.first_pass == events
        assert isinstance(play.session.play.prompt, Decision)
        assert "Rehearsal" in screen_text(app).splitlines()[0]


async def test_straight_through_takes_nothing_back(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.briefing(pilot)
        await press(pilot, "m")
        assert "Straight through" in screen_text(app)
        await press(pilot, "enter")
        play = await on_screen(pilot, PlayScreen)
        assert play.session.play.mode == "straight-through"
        await places.choose(pilot, 1)
        await places.choose(pilot, 2)
        await places.choose(pilot, 1)
        await press(pilot, "r")
        assert app.screen is play
        assert "Retake" not in shown_keys(app)


async def test_pausing_says_what_was_kept_and_the_place_is_found_again(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.standing_out(pilot)
        attempt = places.room(pilot).session.attempt
        events = places.room(pilot).session.play.events
        await press(pilot, "p")
        assert attempt.short_id in screen_text(app)
        await press(pilot, "3")
        await on_screen(pilot, PlayScreen)
        await press(pilot, "p", "1", "c")
        play = await on_screen(pilot, PlayScreen)
        assert play.session.attempt.id == attempt.id
        assert play.session.play.events == events


async def test_leaving_ppsim_from_the_room(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.pause(pilot)
        await press_and_leave(pilot, "2")
    assert app.return_code == 0
    assert kept(app) == 2


async def press_and_leave(pilot: Pilot[object], key: str) -> None:
    send(pilot, key)
    await wait_for(pilot, lambda: not pilot.app.is_running or pilot.app._exit, "the app to leave")


async def test_stopping_here_names_help_and_leads_to_what_there_is_to_say(
    open_app: Open, own_home: Path
) -> None:
    own_home.mkdir(parents=True, exist_ok=True)
    (own_home / "resources.txt").write_text("The service's own line:\n555 [/] 0000", "utf-8")
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.why(pilot)
        await press(pilot, "s")
        assert "The service's own line: 555 [/] 0000" in screen_text(app)
        await press(pilot, "2")
        play = await on_screen(pilot, PlayScreen)
        assert play.session.attempt.state == "stopped"
        await press(pilot, "enter")
        debrief = await on_screen(pilot, DebriefScreen)
        assert debrief.debrief is not None
        assert not debrief.debrief.finished


async def test_composing_first_comes_before_the_options_and_is_kept(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.compose_first(pilot)
        play = places.room(pilot)
        assert isinstance(play.transcript.asked, ComposeAsk)
        await press(pilot, "enter")
        assert isinstance(play.transcript.asked, QuestionAsk)
        assert "You wrote: stay" in screen_text(app)
        replies = await play.session.annex("reply")
        assert [(reply.words, reply.event) for reply in replies] == [("stay", 2)]
        await press(pilot, "p", "1", "c")
        await on_screen(pilot, PlayScreen)
        await places.read(pilot)
        assert "You wrote: stay" in screen_text(app)


async def test_an_answer_that_cannot_be_kept_waits_for_another_try(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ppsim.store.database.BUSY_SECONDS", 0.05)
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.hub(pilot)
        play = places.room(pilot)
        with Journal(app.opening.journal) as other:
            other._db.execute("BEGIN IMMEDIATE")  # another program writes for a long while
            await press(pilot, "1")
            await on_screen(pilot, TroubleScreen)
            assert play.session.play.events == ()
            other._db.execute("ROLLBACK")
        await press(pilot, "2")
        await on_screen(pilot, PlayScreen)
        assert len(play.session.play.events) == 1
        assert kept(app) == 1


async def test_an_attempt_gone_on_with_elsewhere_is_said_and_left(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.hub(pilot)
        play = places.room(pilot)
        with Journal(app.opening.journal) as other:
            event = {"kind": "choose", "scene": "ten-to-nine", "choice": "sit", "at": other.now()}
            other.append(play.session.attempt.id, 0, event)
        await press(pilot, "1")
        await on_screen(pilot, TroubleScreen)
        assert "gone on with elsewhere" in " ".join(screen_text(app).split())
        assert "Try again" not in screen_text(app)
        await press(pilot, "1")
        await on_screen(pilot, LibraryScreen)


async def test_the_scale_shows_its_number_without_colour(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.check_in(pilot)
        await press(pilot, "4")
        scale = places.room(pilot).query(Scale).first()
        assert scale.value == 4
        assert "[4]" in screen_text(app)
        assert "› Hurry" in screen_text(app)


async def test_text_is_marked_and_copied_as_it_stands(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.decision(pilot)
        rows = screen_text(app).splitlines()
        y = next(y for y, row in enumerate(rows) if "linen" in row)
        x = rows[y].index("The new girl")
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(x + 8, y))
        await pilot.mouse_up(offset=(x + 8, y))
        await settled(pilot)
        assert app.screen.get_selected_text() == "The new g"
        await press(pilot, "ctrl+c")
        assert app.clipboard == "The new g"


@pytest.mark.parametrize("size", SIZES, ids=named)
async def test_what_was_told_bit_by_bit_stands_as_all_of_it_would(
    size: tuple[int, int], open_app: Open
) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        await places.asked_back(pilot)
        await press(pilot, "b", "n", *"before", "enter", "end", "n", *"after", "enter")
        heard = places.room(pilot).transcript.heard

        def drawn() -> list[tuple[object, object]]:
            return [(heard.row(y), heard.edge(y)) for y in range(heard.height)]

        bit_by_bit = drawn()
        heard.lay(heard.content_size.width - heard.EDGE, close=False)
        assert drawn() == bit_by_bit
        words = " ".join(plain(heard.row(y)) for y in range(heard.height))
        assert "before" in words
        assert "after" in words


async def test_enter_comes_after_all_that_was_typed_before_it(open_app: Open) -> None:
    """However fast it is typed: nothing is cut off, and nothing is left over to act as a key."""
    reply = "say it now, nobody stops"
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await places.compose_first(pilot)
        play = places.room(pilot)
        send(pilot, *f" {reply}", "enter")
        await settled(pilot)
        assert app.screen is play
        assert [kept.words for kept in await play.session.annex("reply")] == [f"stay {reply}"]
        await places.read(pilot)
        await press(pilot, "n")
        await on_screen(pilot, NoteScreen)
        send(pilot, *"stop", "ctrl+j", *"here", "enter")
        await settled(pilot)
        assert app.screen is play
        assert [note.words for note in await play.session.annex("note")] == ["stop\nhere"]
        await press(pilot, "slash")
        send(pilot, *"thanked", "enter")
        await settled(pilot)
        assert app.screen is play
        assert "he thanked you three times" in screen_text(app)


async def test_no_key_answers_a_check_in_that_cannot_be_seen(open_app: Open) -> None:
    app = open_app()
    async with app.run_test(size=(40, 12)) as pilot:
        await places.asked_back(pilot)
        await places.choose(pilot, 4)
        play = places.room(pilot)
        scales = list(play.query(Scale))
        assert not seen(scales[0])
        assert "How much" not in shown_keys(app)
        await press(pilot, "7", "x", "right")
        assert [scale.value for scale in scales] == [None] * len(scales)
        while not seen(scales[0]):
            await press(pilot, "space")
        assert "How much" in shown_keys(app)
        await press(pilot, "7")
        assert scales[0].value == 7
        while not play.transcript.read:
            await press(pilot, "space")
        assert not seen(scales[0])
        await press(pilot, "5")  # it was seen, and is again when it changes
        assert seen(scales[0])
        assert scales[0].value == 5
        await press(pilot, "enter", "3", "enter", "enter")
        assert [scale.value for scale in scales[:3]] == [5, 3, None]
        assert "Mark" in shown_keys(app)
        await press(pilot, "2", "enter")
        noticed = play.session.play.events[-1]
        assert isinstance(noticed, Noticed)
        assert (noticed.feelings, noticed.pulls) == ({"hurry": 5, "gratitude": 3}, ("to_appease",))
