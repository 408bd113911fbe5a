"""The file is private, durable, and refuses clearly where it cannot be used."""

from __future__ import annotations

import itertools
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from privileges import permissions_hold

from ppsim.store.failures import JournalError
from ppsim.store.journal import Journal
from ppsim.store.records import Attempt
from ppsim.store.schema import VERSION

Begin = Callable[..., Attempt]
posix = pytest.mark.skipif(os.name != "posix", reason="file modes of POSIX")
NOTICE = {"kind": "go", "scene": "s", "at": "2026-03-02T09:00:00+00:00"}


def pragma(journal: Journal, name: str) -> object:
    return journal._db.execute(f"PRAGMA {name}").fetchone()[0]


def test_every_commit_is_written_through(journal: Journal) -> None:
    assert pragma(journal, "journal_mode") == "wal"
    assert pragma(journal, "synchronous") == 2
    assert pragma(journal, "secure_delete") == 1
    assert pragma(journal, "foreign_keys") == 1


@posix
def test_only_the_owner_may_read_the_journal(path: Path, journal: Journal, begin: Begin) -> None:
    begin()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


@posix
def test_a_folder_and_file_left_open_to_others_are_closed_again(path: Path) -> None:
    Journal(path).close()
    path.parent.chmod(0o755)
    path.chmod(0o644)
    Journal(path).close()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@posix
def test_where_the_folder_cannot_carry_a_write_ahead_log_a_rollback_journal_serves(
    path: Path,
) -> None:
    with Journal(path, vfs="unix-dotfile") as journal:
        assert pragma(journal, "journal_mode") == "delete"
        assert pragma(journal, "synchronous") == 2


def test_a_full_disk_is_said_and_loses_nothing(journal: Journal, begin: Begin) -> None:
    attempt = begin()
    pages = pragma(journal, "page_count")
    journal._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(JournalError, match="disk is full") as full:
        append_without_end(journal, attempt)
    assert full.value.reason == "full"
    kept = len(journal.events(attempt.id))
    assert kept > 0

    journal._db.execute("PRAGMA max_page_count = 1000000")
    journal.append(attempt.id, kept, NOTICE)
    assert journal.events(attempt.id) == (NOTICE,) * (kept + 1)


def append_without_end(journal: Journal, attempt: Attempt) -> None:
    for n in itertools.count():
        journal.append(attempt.id, n, NOTICE)


def test_a_journal_that_may_only_be_read_is_said(journal: Journal, begin: Begin) -> None:
    attempt = begin()
    journal._db.execute("PRAGMA query_only = ON")
    with pytest.raises(JournalError, match="may not be written to"):
        journal.append(attempt.id, 0, NOTICE)


def test_another_programs_database_is_left_untouched(path: Path) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    with pytest.raises(JournalError, match="another program"):
        Journal(path)
    other = sqlite3.connect(path)
    assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]
    other.close()


def test_what_is_no_database_is_left_untouched(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("dear diary " * 100)
    with pytest.raises(JournalError, match="not a journal") as refused:
        Journal(path)
    assert refused.value.reason == "foreign"
    assert path.read_text().startswith("dear diary")


def test_a_damaged_journal_is_said_to_be_damaged(path: Path) -> None:
    Journal(path).close()
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(JournalError, match="damaged"), Journal(path) as journal:
        journal.attempts()
    assert path.read_bytes()[4096:8192] == content[4096:8192]


def test_a_journal_of_a_newer_ppsim_says_upgrade(path: Path, journal: Journal) -> None:
    journal._db.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(VERSION + 1),))
    journal.close()
    with pytest.raises(JournalError, match="upgrade ppsim") as refused:
        Journal(path)
    assert refused.value.reason == "newer"


def test_a_folder_that_may_not_be_written_to_is_said(path: Path) -> None:
    path.parent.parent.chmod(0o500)
    try:
        with permissions_hold(), pytest.raises(JournalError, match="Permission denied"):
            Journal(path)
    finally:
        path.parent.parent.chmod(0o700)


def test_a_folder_where_a_file_stands_is_said(path: Path) -> None:
    path.parent.write_text("in the way")
    with pytest.raises(JournalError, match="cannot be used"):
        Journal(path)


LOOK = """
import sys
from pathlib import Path
from ppsim.store.journal import Journal
with Journal(Path(sys.argv[1])) as journal:
    print(sum(attempt.events for attempt in journal.attempts()))
"""


def test_a_journal_opened_twice_in_one_process_is_not_taken_for_abandoned_by_another(
    path: Path, journal: Journal, begin: Begin
) -> None:
    def seen_elsewhere() -> str:
        command = [sys.executable, "-c", LOOK, str(path)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    attempt = begin()
    Journal(path).close()
    assert seen_elsewhere() == "0\n"  # and, were it the last to leave, it would tidy the log away
    journal.append(attempt.id, 0, NOTICE)
    assert seen_elsewhere() == "1\n"


def test_two_openings_of_a_new_journal_at_once_both_succeed(path: Path) -> None:
    failures: list[BaseException] = []
    gate = threading.Barrier(4)

    def open_it() -> None:
        gate.wait()
        try:
            Journal(path).close()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Journal(path) as journal:
        assert pragma(journal, "journal_mode") == "wal"
