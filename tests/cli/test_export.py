"""``ppsim export`` from every source, and a marker that must be in none of what is written."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from command_shell import Shell

MARKER = "Zq7-nobody-may-read-this"
PRIVATE = ("", "3", f"note {MARKER}", "1", "3", "2", "5", "", "3", "3", "skip", "5", "1 3", "4")


@pytest.fixture
def played(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Two people who handed in to a store and as files; Bo does not want to be counted."""
    monkeypatch.setenv("PPSIM_STORE", str(tmp_path / "store.db"))
    monkeypatch.setenv("PPSIM_COHORT", "autumn")
    assert shell("store", "init", "--cohort", "autumn") == 0
    for name, consent in ((f"Ada {MARKER}", "yes"), (f"Bo {MARKER}", "no")):
        shell.play("--profile", name, answers=(*PRIVATE, "3"))
        who = ("--profile", name)
        assert shell("submit", "--consent", consent, *who) == 0
        assert shell("attempts", "export", "--cohort", "autumn", "-o", tmp_path / "in", *who) == 0
    return shell


def test_the_marker_is_in_nothing_that_is_written(played: Shell, tmp_path: Path) -> None:
    shell, store = played, str(tmp_path / "store.db")
    everything = ["--store", store, "--cohort", "autumn", "--everybody"]
    assert shell("export", "xapi", *everything, "-o", tmp_path / "out" / "x.jsonl") == 0
    assert shell("export", "csv", *everything, "-o", tmp_path / "out") == 0
    assert shell("export", "parquet", *everything, "-o", tmp_path / "out") == 0
    assert shell("store", "rebuild") == 0
    assert shell("export", "xapi", "--profile", f"Ada {MARKER}") == 0
    assert MARKER not in shell.out
    written = [p for p in tmp_path.rglob("*") if p.is_file() and "home" not in p.parts]
    assert len(written) >= 10
    for path in written:
        assert MARKER.encode() not in path.read_bytes(), path
        assert MARKER not in str(path)
    journal = tmp_path / "home" / "journal"
    kept = b"".join(p.read_bytes() for p in journal.glob("attempts.db*"))
    assert kept.count(MARKER.encode()) >= 4  # it was there to be found: two names, two notes


def test_who_does_not_want_to_be_counted_is_left_out_unless_asked_for(
    played: Shell, tmp_path: Path
) -> None:
    files, store = [tmp_path / "in"], ["--store", str(tmp_path / "store.db"), "--cohort", "autumn"]
    for source in (files, store):
        counts = []
        for more in ([], ["--everybody"]):
            assert played("export", "csv", *source, *more, "-o", tmp_path / "t", "--yes") == 0
            with (tmp_path / "t" / "attempts.csv").open(newline="", encoding="utf-8") as file:
                counts.append(len([*csv.DictReader(file)]))
        assert counts == [1, 2]


def test_a_store_and_a_folder_of_files_give_the_same_bytes(played: Shell, tmp_path: Path) -> None:
    assert played("export", "xapi", tmp_path / "in") == 0
    from_files = played.out
    assert played("export", "xapi", "--store", tmp_path / "store.db", "--cohort", "autumn") == 0
    assert played.out == from_files
    assert len(from_files.splitlines()) == 3


def test_what_does_not_replay_is_told_and_the_rest_is_written(
    played: Shell, tmp_path: Path
) -> None:
    (tmp_path / "in" / "a.ppsim.json").write_text("[]", "utf-8")
    assert played("export", "xapi", tmp_path / "in") == 1
    assert "a.ppsim.json is set aside" in played.err
    assert len(played.out.splitlines()) == 3


def test_the_profile_needs_no_attempt(shell: Shell) -> None:
    assert shell("export", "xapi", "--profile-document") == 0
    assert json.loads(shell.out)["type"] == "Profile"
    assert shell("export", "xapi") == 1
    assert "no attempt to write" in shell.err
    assert shell("export", "xapi", "--home-page", "javascript:x") == 2
