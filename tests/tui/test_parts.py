"""The pure parts of the app: laying out lines, finding words, moments, the shelf, resources."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from helpers import TOMASZ
from hypothesis import given, settings
from hypothesis import strategies as st

from ppsim.catalogue.listing import Listed
from ppsim.catalogue.reading import read_case
from ppsim.catalogue.resources import KINDS, resources
from ppsim.engine.events import Choose, Event, Go, Leave, Noticed, Reasoned, Retake
from ppsim.engine.play import Play, begin
from ppsim.engine.prompts import (
    Arrived,
    CheckIn,
    Chosen,
    Decision,
    Ended,
    HubPrompt,
    Passage,
    Spoken,
    WhyPrompt,
)
from ppsim.engine.story import compile_case
from ppsim.format.header import Header
from ppsim.tui.backlog import around, find
from ppsim.tui.literal import literal
from ppsim.tui.moments import Moments, moments_of
from ppsim.tui.shelf import another, shelve
from ppsim.tui.widgets.drawn import plain
from ppsim.tui.widgets.heard import Heard
from ppsim.tui.widgets.key_line import Key, fitting
from ppsim.tui.widgets.line import Look, Told, laid_out
from ppsim.tui.wrapping import wide, wrapped

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
LOOKS: list[Look] = ["narration", "speech", "own", "inner", "heading", "note"]


@given(st.sampled_from(LOOKS), WORDS, st.text("abc def", max_size=30), st.integers(8, 130))
@settings(deadline=None)
def test_a_line_keeps_to_its_width_and_loses_no_word(
    look: Look, words: str, name: str, width: int
) -> None:
    laid = laid_out(Told(look, words, name), 14, width)
    rows = [laid.row(y) for y in range(len(laid.rows))]
    for row in rows:
        assert wide(plain(row)) <= max(width, 8)
    joined = "".join("".join(laid.rows).split())
    for word in words.split():
        if word.isascii() and word.isprintable():
            assert word in joined


@given(WORDS, st.integers(2, 60))
@settings(deadline=None)
def test_wrapping_keeps_every_character_but_blanks_and_fills_its_rows(
    text: str, width: int
) -> None:
    rows = wrapped(text, width)
    assert "".join("".join(rows).split(" ")) == "".join(re.split("[ \t\n]", text))
    for row, below in itertools.pairwise(rows):
        if row and below and "\n" not in text:
            first = re.split("[ \t]", below)[0]
            fits = literal(f"{row} {first}").cell_length <= width
            assert not fits or literal(first).cell_length > width - 1


def test_wrapping_breaks_at_blanks_and_folds_what_is_wider_than_a_row() -> None:
    assert wrapped("one two  three", 8) == ["one two", "three"]
    assert wrapped("a\u00a0b c", 3) == ["a\u00a0b", "c"]
    assert wrapped("x abcdefgh y", 3) == ["x", "abc", "def", "gh", "y"]
    assert wrapped("漢字漢", 4) == ["漢字", "漢"]
    assert wrapped("a\n\nb", 4) == ["a", "", "b"]


@given(st.lists(st.none() | st.text("abc ", max_size=40), max_size=12), st.booleans())
@settings(deadline=None)
def test_the_entry_at_the_top_is_the_first_that_begins_there_or_below(
    told: list[str | None], close: bool
) -> None:
    heard = Heard(8)
    silent = Arrived("a", "therapy", None, (), first_visit=False)  # has no words but the first time
    heard.tell(
        [silent, silent, *(silent if words is None else Spoken(None, words) for words in told)]
    )
    heard.lay(20, close)
    worded = [entry for entry, line in enumerate(heard.told) if line.words]
    assert len(worded) < len(heard.told)
    for row in range(heard.height + 2):
        below = (entry for entry in worded if heard.row_of(entry) >= row)
        assert heard.first_from(row) == next(below, None)


def test_what_is_said_is_told_apart_without_colour() -> None:
    for width in (80, 30):
        looks = {
            look: plain(laid_out(Told(look, "Yes.", "Cas"), 8, width).row(0)) for look in LOOKS
        }
        assert len(set(looks.values())) == len(LOOKS) - 1  # a heading is bold, and alone


def test_search_finds_all_words_in_any_order_and_the_last_first() -> None:
    said = [
        Arrived("a", "therapy", "Monday", (), True),
        Spoken("ben", "I rang you twice.", "Ben"),
        Spoken(None, "Rain. Nobody RANG twice."),
        Arrived("b", "therapy", "Tuesday", (), True),
        Spoken("inner", "Twice he rang."),
    ]
    assert [(f.entry, f.where) for f in find(said, "twice rang")] == [
        (4, "Tuesday"),
        (2, "Monday"),
        (1, "Monday"),
    ]
    assert [f.entry for f in find(said, "ben: i")] == [1]
    assert find(said, "  ") == ()
    assert find(said, "[rang") == ()
    done = Chosen("b", "go", "say", "I would not ring.", "ben", "Ben", False)
    assert find([*said, done], "you say") == ()  # our own words are not searched
    assert [f.words for f in find([*said, done], "NOT ring")] == ['You say: "I would not ring."']


@given(st.text("ab \n", max_size=300), st.integers(-1, 300))
def test_an_excerpt_is_short_and_of_the_text(text: str, at: int) -> None:
    cut = around(text, at)
    assert len(cut) <= 120
    body = cut.removeprefix("... ").removesuffix(" ...")
    assert body in " ".join(text.split())


@pytest.fixture(scope="module")
def story_start() -> Play:
    playable = read_case(TOMASZ).playable
    assert playable is not None
    case = playable[0].value
    assert case is not None
    return begin(compile_case(case), 3, "practice")


def answer(play: Play, pick: int) -> Event:
    match play.prompt:
        case Passage(scene=scene):
            return Go(scene.id)
        case CheckIn(scene=scene):
            return Noticed(scene.id)
        case Decision(offers=offers):
            chosen = offers[pick % len(offers)]
            return Choose(chosen.scene, chosen.id)
        case HubPrompt(scene=scene, offers=offers, may_leave=may):
            if may and pick % 3 == 0:
                return Leave(scene.id)
            chosen = offers[pick % len(offers)]
            return Choose(chosen.scene, chosen.id)
        case WhyPrompt(choice=choice):
            return Reasoned(choice.scene, choice.id, None)
        case Ended():
            points = play.decision_points
            return Retake(points[pick % len(points)].event)


@given(st.lists(st.integers(0, 11), max_size=25), st.data())
@settings(deadline=None, max_examples=60)
def test_moments_kept_step_by_step_are_those_of_the_whole_and_name_each_entry(
    story_start: Play, picks: list[int], data: st.DataObject
) -> None:
    play = story_start
    moments = Moments((0,) * len(play.transcript))
    heard_at = {}
    for pick in picks:
        before = len(play.transcript)
        if play.decision_points and data.draw(st.integers(0, 5)) == 0:
            points = play.decision_points
            event: Event = Retake(points[pick % len(points)].event)
        else:
            event = answer(play, pick)
        play = play.apply(event)
        moments = moments.after(event, play)
        assert len(moments.counts) == len(play.transcript)
        if not isinstance(event, Retake):
            for entry in range(before, len(play.transcript)):
                assert moments.counts[entry] == len(play.events)
                heard_at[entry] = len(play.events)
        assert list(moments.counts) == sorted(moments.counts)
    assert moments.counts == moments_of(play).counts


def listed(name: str, *notes: str) -> Listed:
    header = Header(name, "1", name.title(), "therapist", 5, "life", content_notes=notes)
    return Listed(Path(name), "own", header)


def test_another_case_shares_as_little_as_there_is() -> None:
    books = shelve([listed("a", "grief"), listed("b", "Grief", "loss"), listed("c", "work")])
    assert another(books, "a") is books[2]
    assert another(books, "c") is books[0]
    assert another(books[:1], "a") is None
    parents = shelve(
        [
            listed("a", "a parent who shouts"),
            listed("b", "the death of a Parent"),
            listed("c", "a late train", "a cold room"),
        ]
    )
    assert another(parents, "a") is parents[2]
    assert another(books, "nobody") is None


def test_resources_are_the_institutions_own_where_it_has_some(tmp_path: Path) -> None:
    assert resources(tmp_path) == KINDS
    (tmp_path / "resources.txt").write_text("One\nline.\n\n\nTwo.\n", "utf-8")
    assert resources(tmp_path) == ("One line.", "Two.")
    own = tmp_path / "own.txt"
    assert resources(tmp_path, str(own)) == ("One line.", "Two.")
    own.write_bytes(b"\xff Three.")
    assert resources(tmp_path, str(own)) == ("\ufffd Three.",)
    own.write_text(" \n", "utf-8")
    assert resources(tmp_path / "none", str(own)) == KINDS


@given(st.lists(st.integers(1, 12), max_size=12), st.integers(0, 90))
def test_help_keeps_its_place_among_the_keys(widths: list[int], room: int) -> None:
    keys = [Key(f"f{i}", "x" * width, f"d{i}", "do") for i, width in enumerate(widths)]
    help_ = Key("question_mark", "?", "Help", "help")
    shown = fitting([*keys[:1], help_, *keys[1:]], room)
    assert shown[-1] == help_
    assert shown[:-1] == keys[: len(shown) - 1]
    if len(shown) > 1:
        assert sum(key.width for key in shown) + 2 * (len(shown) - 1) <= room


def test_the_foot_shows_what_fits_and_always_how_to_read_on_and_help() -> None:
    keys = [
        Key("enter", "Enter", "Open", "open"),
        Key("right", "←→", "Path", "walk(1)"),
        Key("space", "Space", "Read on", "read_on"),
        Key("g", "g", "Go to", "parts"),
        Key("question_mark", "?", "Help", "help"),
        Key("x", "x", "X", "x"),
    ]
    for width in range(20, 80):
        shown = [key.does for key in fitting(keys, width)]
        assert {"Read on", "Help"} <= set(shown)
        assert shown[-1] == "Help"
        rest = [key.does for key in keys if key.does in shown and key.does != "Help"]
        assert shown[:-1] == rest
        wide = sum(key.width for key in keys if key.does in shown) + 2 * (len(shown) - 1)
        assert wide <= max(width, 21)
        assert [does for does in rest if does != "Read on"] == ["Open", "Path", "Go to", "X"][
            : len(rest) - 1
        ]
    assert len(fitting(keys, 80)) == len(keys)
