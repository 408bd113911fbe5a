"""What is erased is gone: from the lists, and from the bytes on disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from journal_parts import CASE

from ppsim.store.failures import JournalError
from ppsim.store.journal import Journal
from ppsim.store.records import Attempt

Begin = Callable[..., Attempt]
SECRET = "he moved his lunch and I liked that too much"
KEPT = "this one stays where it is"


def on_disk(path: Path, words: str) -> bool:
    return any(words.encode() in file.read_bytes() for file in path.parent.glob("*.db*"))


def test_an_erased_attempt_leaves_no_byte_of_its_notes(
    path: Path, journal: Journal, begin: Begin
) -> None:
    gone, stays = begin(), begin()
    journal.keep_private(gone.id, 0, "note", SECRET)
    journal.keep_private(stays.id, 0, "note", KEPT)
    assert on_disk(path, SECRET)

    erased = journal.erase_attempt(gone.id)

    assert (erased.attempts, erased.wiped) == (1, True)
    assert not on_disk(path, SECRET)
    assert not on_disk(path, gone.id)
    assert on_disk(path, KEPT)
    assert [a.id for a in journal.attempts()] == [stays.id]


def test_an_erased_person_takes_every_attempt_along_and_leaves_the_others(
    path: Path, journal: Journal, begin: Begin
) -> None:
    for _ in range(3):
        journal.keep_private(begin("Ada").id, 0, "note", SECRET)
    other = begin("Grace", replace(CASE, id="mark", hash="d" * 64))

    assert journal.erase_person("Ada").attempts == 3

    assert not on_disk(path, SECRET)
    assert not on_disk(path, "Ada")
    assert journal.attempts() == (other,)
    assert journal.text("case", CASE.hash) is None
    assert journal.text("case", "d" * 64) is not None
    with pytest.raises(JournalError, match="nobody called 'Ada'"):
        journal.erase_person("Ada")


def test_an_attempt_that_is_being_played_is_not_erased_under_its_player(
    journal: Journal, begin: Begin
) -> None:
    attempt = begin()
    with journal.lock(attempt.id):
        with pytest.raises(JournalError, match="being played"):
            journal.erase_attempt(attempt.id)
        with pytest.raises(JournalError, match="being played"):
            journal.erase_person("Ada")
    assert journal.attempts() == (attempt,)
    assert journal.erase_person("Ada").attempts == 1


def test_where_another_reads_meanwhile_the_erasure_says_that_the_space_is_not_wiped(
    path: Path, journal: Journal, begin: Begin
) -> None:
    attempt = begin()
    journal._db.execute("PRAGMA busy_timeout = 50")
    with Journal(path) as other:
        reading = other._db.execute("SELECT * FROM attempts UNION ALL SELECT * FROM attempts")
        reading.fetchone()
        erased = journal.erase_attempt(attempt.id)
        assert (erased.attempts, erased.wiped) == (1, False)
        reading.close()
