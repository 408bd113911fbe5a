"""The journal keeps what it is given, in order, and says clearly what it cannot do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from journal_parts import CASE, RUBRIC

from ppsim.store.failures import JournalError
from ppsim.store.journal import Journal
from ppsim.store.records import Attempt

Begin = Callable[..., Attempt]


def choose(scene: str, choice: str) -> dict[str, Any]:
    return {"kind": "choose", "scene": scene, "choice": choice, "at": "2026-03-02T09:00:00+00:00"}


def test_what_is_kept_is_there_for_the_next_process(
    path: Path, journal: Journal, begin: Begin
) -> None:
    attempt = begin()
    for n, choice in enumerate(("notes", "sit")):
        journal.append(attempt.id, n, choose("ten-to-nine", choice))
    journal.close()

    with Journal(path) as later:
        (found,) = later.attempts()
        assert found == replace(
            attempt, events=2, choices=2, changed_at="2026-03-02T09:05:00.000+00:00"
        )
        assert later.events(attempt.id) == (
            choose("ten-to-nine", "notes"),
            choose("ten-to-nine", "sit"),
        )
        assert later.text("case", CASE.hash) == CASE
        assert later.text("rubric", RUBRIC.hash) == RUBRIC
        assert later.text("case", "0" * 64) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.dictionaries(st.text(), json_values, max_size=4), st.text(st.characters(codec="utf-8")))
def test_any_event_and_any_note_come_back_as_they_were(
    journal: Journal, begin: Begin, more: dict[str, Any], words: str
) -> None:
    attempt = begin()
    event = {**more, "kind": "choose", "at": "2026-03-02T09:00:00+00:00"}
    journal.append(attempt.id, 0, event)
    journal.keep_private(attempt.id, 1, "note", words)
    assert journal.own_events(attempt.id) == (event,)
    assert [p.words for p in journal.annex(attempt.id)] == [words]


def test_the_answers_of_a_check_in_are_nowhere_in_the_events(
    journal: Journal, begin: Begin
) -> None:
    attempt = begin()
    asked = {
        "kind": "notice",
        "scene": "idris",
        "feelings": {"dread": 7},
        "pulls": ["to_rescue"],
        "at": "2026-03-02T09:00:00+00:00",
    }
    journal.append(attempt.id, 0, choose("a", "b"))
    journal.append(attempt.id, 1, asked)

    assert journal.events(attempt.id)[1] == {**asked, "feelings": {}, "pulls": []}
    assert journal.own_events(attempt.id) == (choose("a", "b"), asked)


def test_two_writers_of_one_event_do_not_both_succeed(
    path: Path, journal: Journal, begin: Begin
) -> None:
    attempt = begin()
    with Journal(path) as other:
        other.append(attempt.id, 0, choose("a", "first"))
        with pytest.raises(JournalError, match="gone on with elsewhere") as refused:
            journal.append(attempt.id, 0, choose("a", "second"))
    assert refused.value.reason == "conflict"
    assert journal.events(attempt.id) == (choose("a", "first"),)


def test_the_state_changes_with_the_event_that_changes_it(journal: Journal, begin: Begin) -> None:
    attempt = begin()
    journal.append(attempt.id, 0, choose("a", "b"), state="finished")
    journal.append(attempt.id, 1, choose("a", "b"))
    assert journal.attempt(attempt.id).state == "finished"


def test_attempts_are_found_by_person_case_and_state_the_newest_first(
    journal: Journal, begin: Begin
) -> None:
    first, second = begin("Ada"), begin("Ada")
    begin("Ada", replace(CASE, id="mark", hash="d" * 64))
    begin("Grace")
    journal.append(first.id, 0, choose("a", "b"))
    found = journal.attempts(profile="Ada", case="tomasz", state="open")
    assert [a.id for a in found] == [first.id, second.id]
    assert [p.name for p in journal.profiles()] == ["Ada", "Grace"]


def test_an_attempt_is_known_by_the_start_of_its_id(journal: Journal, begin: Begin) -> None:
    made = [begin() for _ in range(17)]  # of seventeen, two share their first character
    assert journal.attempt(made[0].id[:12].upper()) == made[0]
    starts = [a.id[0] for a in made]
    shared = next(s for s in starts if starts.count(s) > 1)
    with pytest.raises(JournalError, match="give more of the id"):
        journal.attempt(shared)
    for absent in ("zz", "", "%", "_"):
        with pytest.raises(JournalError, match="no attempt"):
            journal.attempt(absent)


def test_an_attempt_that_was_erased_takes_no_more_events(
    path: Path, journal: Journal, begin: Begin
) -> None:
    attempt = begin()
    with Journal(path) as other:
        other.erase_attempt(attempt.id)
    with pytest.raises(JournalError, match="erased"):
        journal.append(attempt.id, 0, choose("a", "b"))
