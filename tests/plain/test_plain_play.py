"""A whole play by scripts: every question, every word, and what is kept of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plain_play import (
    FIRST,
    HUB,
    NOTE_READ,
    SECOND,
    SEED,
    WHOLE,
    Answering,
    Plays,
    Terminal,
    script,
)

from ppsim.catalogue.resources import KINDS
from ppsim.engine.events import Choose, Noticed, Reasoned, Retake, Stop
from ppsim.engine.play import replay
from ppsim.plain.console import Console
from ppsim.plain.player import Player
from ppsim.report.of_attempt import debrief_of
from ppsim.store.material import Material, replayed
from ppsim.store.sitting import Sitting

GOLDEN = Path(__file__).parent / "golden" / "tomasz.txt"
DEBRIEF = "\nTWENTY PAST\n"


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def test_a_play_reads_as_the_golden_and_ends_in_the_debrief(
    plays: Plays, pytestconfig: pytest.Config
) -> None:
    written = plays.begin([*WHOLE, "3"])
    play, debrief = written.split(DEBRIEF)
    if pytestconfig.getoption("--update-goldens"):
        GOLDEN.write_text(play + DEBRIEF, "utf-8")
    assert play + DEBRIEF == GOLDEN.read_text("utf-8")
    assert "WHAT THIS CAN AND CAN'T TELL" in debrief
    assert plays.journal.attempts()[0].state == "finished"
    again = f"ppsim report {plays.newest[:8]} --profile 'Ada Lovelace'"
    assert debrief.rstrip().endswith(again)


def test_every_answer_is_an_event_and_nothing_else_is(plays: Plays) -> None:
    plays.begin([*WHOLE, "3"])
    assert plays.events == (
        Choose("ten-to-nine", "sit"),
        Choose("ten-to-nine", "notes"),
        Choose("the-hour", "keep"),
        Reasoned("the-hour", "keep", "open", 5),
        Choose("the-question", "yes-brief"),
        Noticed("idris", {"hurry": 3, "dread": 5}, ("to_rescue", "to_prove")),
        Choose("idris", "dread"),
    )


@pytest.mark.parametrize("misfit", ["99", "-1", "two", "1 9", "\x1b[A", "a note", "yes"])
def test_an_answer_that_does_not_fit_is_asked_again_and_changes_nothing(
    plays: Plays, misfit: str
) -> None:
    plays.begin(WHOLE)
    events = plays.events
    written = plays.begin([answer for right in WHOLE for answer in (misfit, right)])
    assert written.count("That does not fit here.") == len(WHOLE)
    assert plays.events == events


@pytest.mark.parametrize("answered", range(len(WHOLE) + 1))
def test_input_may_end_anywhere_and_the_attempt_goes_on_from_there(
    plays: Plays, answered: int
) -> None:
    plays.begin(WHOLE)
    whole = plays.events

    written = plays.begin(WHOLE[:answered])
    kept = plays.events
    assert kept == whole[: len(kept)]
    if answered < len(WHOLE):
        assert f"ppsim play --plain --attempt {plays.newest[:8]}" in written

    again = plays.resume(_what_is_left(answered))
    assert plays.events == whole
    chosen = [choice_words(plays.material, event) for event in kept if isinstance(event, Choose)]
    for number, words in enumerate(chosen, start=1):
        assert f"{number}. " in again
        assert words in in_one_line(again)


def _what_is_left(answered: int) -> Sequence[str]:
    """The answers still to give; a question of several parts is asked from its first again."""
    parts = [HUB[:1], HUB[1:], FIRST[:1], FIRST[1:], (*NOTE_READ, *SECOND), WHOLE[7:11], WHOLE[11:]]
    done = 0
    left: list[str] = []
    for part in parts:
        if done + len(part) > answered:
            left += part
        done += len(part)
    return left


def choice_words(material: Material, event: Choose) -> str:
    scene = material.case.scenes[event.scene]
    return next(choice.words for choice in scene.choices if choice.id == event.choice)


def test_help_names_every_word_and_repeat_says_the_question_again(plays: Plays) -> None:
    written = plays.begin(["help", "repeat"])
    for word in ("repeat", "back", "note", "stop", "help"):
        assert f"\n{word}" in written
    assert written.count("You have time for one or two things.") == 2
    assert written.count("Two cups are still on the sill from yesterday.") == 2


def test_back_shows_everything_said_and_done(plays: Plays) -> None:
    written = plays.begin([*HUB, "note he had his coat on", *FIRST, "", "back"])
    _, looked_back = written.split("Everything so far.")
    looked_back = in_one_line(looked_back)
    for words in (
        "Two cups are still on the sill from yesterday.",
        "Drink the water and look at the wall.",
        "Start there next week.",
        "I was cross with you on the bus.",
        "he had his coat on",
    ):
        assert words in looked_back


def test_notes_are_kept_apart_and_come_back_in_the_debrief(plays: Plays) -> None:
    script = [*HUB, "note he had his coat on", "note", "and the tea was cold", *WHOLE[2:], "3"]
    written = plays.begin(script)
    assert "he had his coat on" in written.split(DEBRIEF)[1]
    notes = plays.journal.annex(plays.newest, "note")
    assert [(note.words, note.event) for note in notes] == [
        ("he had his coat on", 2),
        ("and the tea was cold", 2),
    ]
    assert "coat" not in repr(plays.journal.events(plays.newest))


def test_a_check_in_and_a_reason_may_be_left_out(plays: Plays) -> None:
    plays.begin([*HUB, "3", "skip", "", *SECOND, "skip", "skip", "", "none", "4"])
    events = plays.events
    assert Reasoned("the-hour", "keep", None) in events
    assert Noticed("idris") in events


@pytest.mark.parametrize(
    ("way", "state", "says"),
    [
        ("1", "open", "To go on with it:"),
        ("2", "stopped", "TWENTY PAST"),
        ("3", "open", "The clock behind him says two minutes."),
    ],
)
def test_stop_asks_how(plays: Plays, way: str, state: str, says: str) -> None:
    written = plays.begin([*HUB, "stop", way])
    assert plays.journal.attempts()[0].state == state
    assert says in written.split("Go on playing.")[1]
    assert (Stop() in plays.events) is (state == "stopped")


def test_stop_names_those_one_can_turn_to(
    plays: Plays, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PPSIM_HOME", str(tmp_path))
    for kind in KINDS:
        assert kind in in_one_line(plays.begin([*HUB, "stop", "1"]))
    (tmp_path / "resources.txt").write_text("The service's own\nline: 555 0000", "utf-8")
    written = in_one_line(plays.begin([*HUB, "stop", "1"]))
    assert "people to turn to: The service's own line: 555 0000 1. Leave it for now" in written


def test_a_retake_before_the_end_warns_that_the_first_pass_stops_counting(plays: Plays) -> None:
    written = plays.begin([*HUB, *FIRST, "", "retake", "1", "no"])
    assert "the first pass stops counting" in in_one_line(written)
    assert not any(isinstance(event, Retake) for event in plays.events)

    plays.begin([*HUB, *FIRST, "", "retake", "", "retake", "1", "yes", "3", "3", "", "1"])
    with Sitting.resume(plays.journal, plays.newest) as sitting:
        assert len(sitting.play.first_pass) == 4
        assert sitting.play.rehearsing
        assert sitting.play.events[4] == Retake(2, at=sitting.play.events[4].at)


def test_a_retake_after_the_end_is_rehearsal_and_leaves_the_debrief_as_it_was(
    plays: Plays,
) -> None:
    plays.begin(WHOLE)
    before = debrief_of(*replayed(plays.journal, plays.journal.attempts()[0]))
    written = plays.resume(["2", "1", "2", "skip", "", "1"])
    assert "stops counting" not in written
    after = debrief_of(*replayed(plays.journal, plays.journal.attempts()[0]))
    assert after.rehearsed
    assert replace(after, rehearsed=False) == before
    assert plays.journal.attempts()[0].state == "finished"


def test_a_rehearsal_to_its_end_says_what_it_was(plays: Plays) -> None:
    plays.begin([*WHOLE, "2", "3", "1"])
    written = plays.resume(["3"])
    assert "The debrief is of your first pass" not in written
    again = plays.begin([*WHOLE, "2", "3", "2", "3"])
    assert "That was rehearsal." in again


def test_straight_through_looks_back_and_takes_nothing_back(plays: Plays) -> None:
    written = plays.begin([*HUB, *FIRST, "", "retake", "back", *WHOLE[6:], "2"], "straight-through")
    assert "That does not fit here." in written
    assert "Take a moment again." not in written
    assert "Everything so far." in written
    assert plays.journal.attempts()[0].state == "finished"


def test_a_decision_is_read_closely_after_the_end(plays: Plays) -> None:
    written = plays.begin([*WHOLE, "1", "1", "", "3"])
    closely = in_one_line(written.split("Which decision?")[1])
    for choice in plays.material.case.scenes["the-hour"].choices:
        if choice.when is None:
            assert choice.words in closely
            assert choice.because is not None
            assert choice.because in closely
    assert closely.count("Where it would have led:") == 2
    assert plays.journal.annex(plays.newest, "argument") == ()


def test_an_argument_is_kept_beside_the_decision_it_is_about(plays: Plays) -> None:
    argued = "he had eight minutes of silence coming"
    written = plays.begin([*WHOLE, "1", "1", argued, "1", "1", "", "3"])
    (argument,) = plays.journal.annex(plays.newest, "argument")
    assert argument.words == argued
    assert plays.events[argument.event] == Choose("the-hour", "keep")
    assert written.split("Which decision?")[2].count(argued) == 1
    assert argued not in repr(plays.journal.events(plays.newest))
    later = plays.resume(["3"])  # the debrief once more, with what was said against it
    own, after = in_one_line(later).split("WHERE YOU ARGUE WITH THE KEY (PRIVATE)")
    assert argued in after.split("WHAT THIS CAN AND CAN'T TELL")[0]
    assert argued not in own


def test_a_full_disk_is_said_and_the_answer_kept_once_there_is_room(plays: Plays) -> None:
    pages = plays.journal._db.execute("PRAGMA page_count").fetchone()[0]

    def full(limit: int) -> None:
        plays.journal._db.execute(f"PRAGMA max_page_count = {limit}").fetchone()

    def answers() -> Iterator[str]:
        yield from WHOLE[:2]
        full(pages)
        yield f"note {'x' * 8000}"
        full(1_000_000)
        yield ""  # try again
        yield from WHOLE[2:]

    written = plays.begin(Answering(answers()))
    assert "the disk is full" in written
    assert "Noted, for you alone." in written
    assert plays.journal.attempts()[0].state == "finished"
    assert len(plays.journal.annex(plays.newest, "note")) == 1


NUMBERS = ["0", "1", "2", "3", "4", "5", "7", "9" * 30]
WORDS = ["", "yes", "no", "none", "skip", "back", "repeat", "help", "retake", "stop"]
HOSTILE = ["note \x1b[31mred", "note [/b]", "\u202etxet"]
some_answer = st.sampled_from([*NUMBERS, *WORDS, *HOSTILE])


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(some_answer | st.text(max_size=12), max_size=40))
def test_any_script_at_all_ends_well_and_can_be_gone_on_with(
    plays: Plays, answers: list[str]
) -> None:
    lines = [answer for text in answers for answer in text.splitlines() or [""]]
    written = plays.begin(lines)
    assert all(c == "\n" or c.isprintable() or ord(c) > 0x9F for c in written)
    assert max(map(len, written.splitlines())) <= 80 or any(len(a) > 76 for a in answers)
    with Sitting.resume(plays.journal, plays.newest) as sitting:
        play = replay(plays.material.story, SEED, "practice", sitting.play.events)
        assert play.transcript == sitting.play.transcript


@pytest.mark.parametrize("columns", [20, 40, 200])
def test_lines_fit_the_terminal_as_wide_as_it_is(
    plays: Plays, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert shutil.get_terminal_size().columns == columns
    written = Terminal()
    with Sitting.begin(
        plays.journal, plays.material, profile="Ada", seed=SEED, mode="practice"
    ) as sitting:
        Player(Console(script(WHOLE), written), sitting).run()
    lines = written.getvalue().splitlines()
    assert max(map(len, lines)) <= columns
    assert max(map(len, lines)) <= 88
