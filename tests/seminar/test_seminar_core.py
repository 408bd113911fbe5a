"""The run of a seminar: nothing planned is lost, nothing is counted below zero, nobody is in it."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seminar_parts import MARK, figures, maker, subject

from ppsim.cohort.policy import show
from ppsim.cohort.seminar import COUNTED, STEPS, Agenda, Seminar, begin
from ppsim.cohort.seminar_hands import MOST, Counting, Hands
from ppsim.cohort.seminar_keep import BadSeminar, from_json, to_json
from ppsim.cohort.seminar_script import script
from ppsim.cohort.seminar_subject import subject_of
from ppsim.cohort.seminar_time import LENGTHS, Watch, first_share, fits, in_minutes, pace
from ppsim.cohort.seminar_words import HURRY, earlier, in_a_hurry, told, told_earlier
from ppsim.report import markdown, text
from ppsim.report.seminar_page import html, write_up

SCENES = tuple("pqrstuvw")
OPTIONS = {scene: 2 + n % 3 for n, scene in enumerate(SCENES)}

scenes = st.sampled_from((*SCENES, "nowhere"))
edits = st.lists(
    st.one_of(
        st.tuples(st.just("move"), scenes, st.integers(-9, 9)),
        st.tuples(st.just("drop"), scenes, st.just(0)),
        st.tuples(st.just("add"), scenes, st.just(0)),
    ),
    max_size=30,
)


def edited(agenda: Agenda, edit: tuple[str, str, int]) -> Agenda:
    what, scene, by = edit
    if what == "move":
        return agenda.move(scene, by)
    return agenda.drop(scene) if what == "drop" else agenda.add(scene)


@given(edits, st.sampled_from(LENGTHS))
def test_an_agenda_holds_every_decision_once_whatever_is_done_to_it(
    done: list[tuple[str, str, int]], minutes: int
) -> None:
    agenda = begin("hash", "case", OPTIONS, reversed(SCENES), minutes).agenda
    assert agenda.planned == tuple(reversed(SCENES))[: fits(minutes)]
    for edit in done:
        before = agenda
        agenda = edited(agenda, edit)
        assert sorted(agenda.every) == sorted(SCENES)
        what, scene, by = edit
        if what == "move" and scene in before.planned:
            others = [s for s in before.planned if s != scene]
            assert [s for s in agenda.planned if s != scene] == others
            to = min(len(others), max(0, before.planned.index(scene) + by))
            assert agenda.planned.index(scene) == to


@given(st.lists(st.sampled_from(SCENES)))
def test_what_the_policy_ranks_stands_first_and_the_rest_after_it(ranked: list[str]) -> None:
    agenda = begin("hash", "case", OPTIONS, [*ranked, "gone"], 50).agenda
    first = tuple(dict.fromkeys(ranked))
    assert agenda.every[: len(first)] == first
    rest = [scene for scene in SCENES if scene not in first]
    assert list(agenda.every[len(first) :]) == rest


presses = st.lists(
    st.one_of(
        st.tuples(st.just("choose"), st.integers(-2, 9)),
        st.tuples(st.just("move"), st.integers(-9, 9)),
        st.tuples(st.just("digit"), st.integers(0, 9)),
        st.tuples(st.just("add"), st.integers(-5, 5)),
        st.tuples(st.just("erase"), st.just(0)),
    ),
    max_size=40,
)


@given(st.integers(1, 8), presses)
def test_hands_are_never_below_zero_and_a_press_changes_one_option_at_most(
    options: int, pressed: list[tuple[str, int]]
) -> None:
    counting = Counting(Hands.none(options))
    for what, value in pressed:
        before = counting
        counting = counting.erase() if what == "erase" else getattr(counting, what)(value)
        counts = counting.hands.counts
        assert len(counts) == options
        assert all(0 <= count <= MOST for count in counts)
        assert 0 <= counting.option < options
        changed = [n for n in range(options) if counts[n] != before.hands.counts[n]]
        assert changed in ([], [before.option])


@given(st.integers(0, MOST), st.integers(0, MOST))
def test_a_number_typed_after_a_letter_replaces_what_stood_there(old: int, new: int) -> None:
    counting = Counting(Hands((old, 7))).choose(0)
    for digit in str(new):
        counting = counting.digit(int(digit))
    assert counting.hands.counts == (new, 7)
    for _ in str(new):
        counting = counting.erase()
    assert counting.hands.counts == (0, 7)


moves = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(("on", "back", "next")), st.just("")),
        st.tuples(st.just("open"), st.sampled_from(SCENES)),
        st.tuples(st.sampled_from(("drop", "add")), st.sampled_from(SCENES)),
        st.tuples(st.just("count"), st.just("")),
    ),
    max_size=60,
)


def moved(seminar: Seminar, move: tuple[str, str], now: float) -> Seminar:
    what, scene = move
    if what == "open":
        return seminar.open(scene, now)
    if what in ("drop", "add"):
        return replace(seminar, agenda=edited(seminar.agenda, (what, scene, 0)))
    if what == "count":
        hands = seminar.hands
        return seminar.count(hands.put(0, int(now))) if hands is not None else seminar
    after: Seminar = getattr(seminar, what)(now)
    return after


@given(moves)
def test_wherever_one_goes_the_seminar_stands_and_is_kept_whole(
    gone: list[tuple[str, str]],
) -> None:
    fresh = begin("hash", "case", OPTIONS, SCENES, 90)
    seminar = fresh
    for now, move in enumerate(gone):
        seminar = moved(seminar, move, float(now))
        assert (seminar.at is not None) == (seminar.place == "decision")
        assert seminar.at is None or seminar.at in seminar.visited
        assert len(set(seminar.visited)) == len(seminar.visited)
        assert (seminar.hands is not None) == (seminar.at is not None and seminar.step in COUNTED)
        assert script(seminar.place, seminar.step).say
    data = json.loads(json.dumps(to_json(seminar, 61.0)))
    assert from_json(data, fresh) == replace(seminar, elapsed=61.0)


def test_going_on_takes_every_planned_decision_through_every_step() -> None:
    seminar = begin("hash", "case", OPTIONS, SCENES, 50)
    gone = []
    for now in range(200):
        seminar = seminar.on(float(now))
        if seminar.place == "closing":
            break
        gone.append((seminar.at, seminar.step))
    assert gone == [(scene, step) for scene in SCENES[:4] for step in STEPS]
    back = seminar
    for at, step in reversed(gone):
        back = back.back(999.0)
        assert (back.at, back.step) == (at, step)
    assert back.back(999.0).place == "opening"
    assert back.back(999.0).on(999.0).at == SCENES[0]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=5,
    ),
    st.sampled_from(
        [
            "ppsim_seminar",
            "case",
            "minutes",
            "planned",
            "aside",
            "hands",
            "place",
            "at",
            "step",
            "visited",
            "begun",
            "elapsed",
            "closed",
        ]
    ),
)
def test_a_damaged_file_is_refused_or_read_as_a_whole_seminar(part: object, key: str) -> None:
    fresh = begin("hash", "case", OPTIONS, SCENES, 50)
    data = to_json(fresh.on(3.0).on(4.0), 9.0) | {key: part}
    try:
        seminar = from_json(data, fresh)
    except BadSeminar:
        return
    assert sorted(seminar.agenda.every) == sorted(SCENES)
    assert {s: len(t.first.counts) for s, t in seminar.talks.items()} == OPTIONS


def test_a_seminar_on_another_text_is_refused() -> None:
    kept = to_json(begin("hash", "case", OPTIONS, SCENES, 50), 0.0)
    with pytest.raises(BadSeminar, match="another text"):
        from_json(kept, begin("other", "case", OPTIONS, SCENES, 50))
    with pytest.raises(BadSeminar):
        from_json([kept], begin("hash", "case", OPTIONS, SCENES, 50))


# ---- the time


@given(st.sampled_from(LENGTHS), st.integers(1, 12))
def test_who_keeps_to_the_time_has_the_same_for_every_decision(minutes: int, many: int) -> None:
    now = 60 * minutes * 0.1
    share = first_share(minutes, many)
    for n in range(many):
        there = pace(minutes, now, now, many - n - 1)
        assert there.share == pytest.approx(share)
        assert there.left == pytest.approx(share)
        now += share
    assert now == pytest.approx(60 * minutes * 0.9)


@given(st.floats(0, 9000), st.floats(0, 9000), st.integers(0, 12))
def test_who_is_late_has_less_and_is_told(begun: float, more: float, ahead: int) -> None:
    early, late = pace(50, begun, begun, ahead), pace(50, begun + more, begun + more, ahead)
    assert 0 <= late.share <= early.share
    assert pace(50, begun, begun + more, ahead).left == pytest.approx(early.share - more)
    assert ("over" in in_minutes(late.whole)) == (late.whole < 0)


@given(st.lists(st.tuples(st.sampled_from(("start", "stop", "")), st.floats(0, 100)), max_size=20))
def test_a_watch_counts_only_while_it_runs(done: list[tuple[str, float]]) -> None:
    watch, clock, counted, runs = Watch(), 1000.0, 0.0, False
    for what, after in done:
        clock += after
        counted += after if runs else 0.0
        assert watch.now(clock) == pytest.approx(counted)
        if what:
            watch, runs = getattr(watch, what)(clock), what == "start"
    assert watch.now(clock - 5000) >= 0


# ---- what a room is told


def test_a_room_is_shown_the_projection_alone() -> None:
    made, found = maker(), figures()
    assert found.structure is not None
    with pytest.raises(ValueError, match="projection"):
        subject_of(
            made.story, found.structure, made.walk, show(found, "instructor"), synthetic=True
        )
    board = next(iter(subject().boards.values()))
    with pytest.raises(ValueError, match="projection"):
        earlier(show(found, "instructor"), board)


@given(st.lists(st.integers(0, 12), min_size=4, max_size=4))
def test_hands_leave_the_room_in_the_forms_of_the_projection(counts: list[int]) -> None:
    board = subject().boards["idris"]
    words = told(Hands(tuple(counts)), board)
    n = sum(counts)
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    if n < 10:
        assert not numbers
    assert not {1, 2} & set(numbers[:-1])
    if 0 < n < 5:
        assert "fewer than five" in words


@given(st.integers(1, 12), st.integers(0, 30))
@settings(max_examples=25)
def test_what_is_told_of_before_is_what_the_policy_shows(people: int, seed: int) -> None:
    seen = subject(people, seed)
    for board in seen.boards.values():
        found = earlier(seen.shown, board)
        decision = next(d for d in seen.shown.decisions if d.scene == board.scene)
        assert [bar.count for bar in found.bars] == [cell.count for cell in decision.cells]
        assert not {1, 2} & {bar.count for bar in found.bars}
        assert found.says
        if not found.bars:
            assert not re.search("[0-9]", told_earlier(seen.shown, board))


@pytest.mark.parametrize(
    ("first", "again", "hurries"),
    [
        ((5, 5), (9, 1), True),
        ((9, 1), (0, 0), True),
        ((9, 1), (5, 5), False),
        ((5, 5), (6, 4), False),
        ((2, 1), (3, 0), False),
        ((0, 0), (9, 0), False),
    ],
)
def test_a_room_in_a_hurry_to_agree_is_told(
    first: tuple[int, ...], again: tuple[int, ...], hurries: bool
) -> None:
    said = in_a_hurry(Hands(first), Hands(again))
    assert (said is not None) == hurries
    assert said is None or said.endswith(HURRY)


hands = st.lists(st.integers(0, 30), min_size=4, max_size=4).map(lambda c: Hands(tuple(c)))


@given(st.integers(1, 16), st.integers(0, 5), st.lists(st.tuples(hands, hands), max_size=3))
@settings(max_examples=40)
def test_nobody_is_in_the_page_or_in_what_is_kept(
    people: int, seed: int, counted: list[tuple[Hands, Hands]]
) -> None:
    seen = subject(people, seed)
    seminar = seen.begin(50)
    for first, again in counted:
        seminar = seminar.next(60.0)
        while seminar.at is not None and seminar.step != "divide":
            seminar = seminar.on(60.0)
            if seminar.hands is not None:
                seminar = seminar.count(first if seminar.step == "hands" else again)
    page = write_up(seen, seminar)
    written = [text.render(page), markdown.render(page), html(page)]
    written.append(json.dumps(to_json(seminar, 100.0)))
    marker = MARK.split("{")[0]
    pseudonyms = {row.attempt.person for row in figures(people, seed).rows}
    assert pseudonyms
    assert all(marker in person for person in pseudonyms)
    for document in written:
        assert marker not in document
        assert not re.search("demo-[0-9]", document)


def test_a_case_reads_as_somebody_who_plays_it_meets_it() -> None:
    boards = subject().boards
    story = maker().story
    for scene, board in boards.items():
        source = story.case.scenes[scene]
        own = [line.words for line in source.text]
        assert [line.words for line in board.lines] == [
            words for words in own if words in [line.words for line in board.lines]
        ]
        assert [o.words for o in board.options] == [
            c.words for c in source.choices if not c.fallback
        ]
        assert [o.letter for o in board.options] == list("ABCDEFGH"[: len(board.options)])
