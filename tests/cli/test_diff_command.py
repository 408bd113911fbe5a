"""``ppsim diff``: versions of a case, and the attempts recorded at them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from command_shell import TOMASZ, Shell

GOLDENS = Path(__file__).parent / "goldens"
TEXT = TOMASZ.read_text(encoding="utf-8")


def edited(folder: Path, *changes: tuple[str, str], name: str = "new.yaml") -> Path:
    text = TEXT
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


CODES = ("codes: [FRA.HOLD]", "codes: [FRA.HOLD, SAR.REASSURE]")


def test_the_same_meaning_is_no_difference(shell: Shell, tmp_path: Path) -> None:
    other = edited(tmp_path, ("version: 1.0.0", "version:   '1.0.0'  # the first"))
    assert shell("diff", TOMASZ, other) == 0
    assert shell.out == "No change in meaning.\n"
    assert shell("diff", TOMASZ, other, "--format", "json") == 0
    assert json.loads(shell.out)["same"] is True


def test_a_difference_reads_as_kept(
    shell: Shell, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    new = edited(
        tmp_path, CODES, ("ten-to-nine", "before-nine"), ("version: 1.0.0", "version: 1.1.0")
    )
    assert shell("diff", TOMASZ, new) == 1
    golden(GOLDENS / "diff-tomasz.txt", shell.out)
    assert all(len(line) <= 80 for line in shell.out.splitlines())
    assert shell("diff", TOMASZ, new, "--format", "json") == 1
    found = json.loads(shell.out)
    assert found["renamed"]["scenes"] == {"ten-to-nine": "before-nine"}
    assert {c["what"] for c in found["changes"]} == {"version", "codes", "weight"}


def test_what_cannot_be_read_is_usage(shell: Shell, tmp_path: Path) -> None:
    assert shell("diff", TOMASZ, tmp_path / "none.yaml") == 2
    broken = edited(tmp_path, ("start: ten-to-nine", "start: nowhere"))
    assert shell("diff", broken, TOMASZ) == 2
    assert shell.out == ""


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ((("minutes: ", "minutes: 1"),), "same"),
        ((CODES,), "moved"),
        ((("say: ", "say: Well. "),), "other_options"),
        ((("id: keep\n", 'id: keep\n        if: "false"\n'),), "does_not_fit"),
        ((("ten-to-nine", "before-nine"),), "renamed"),
    ],
)
def test_recorded_attempts_are_held_against_the_new_text(
    shell: Shell, tmp_path: Path, changes: tuple[tuple[str, str], ...], standing: str
) -> None:
    shell.play()
    new = edited(tmp_path, *changes)
    shell("diff", TOMASZ, new, "--attempts", "--format", "json")
    (attempt,) = json.loads(shell.out)["attempts"]
    assert attempt["standing"] == standing
    assert attempt["about"]["profile"] == "me"
    assert bool(attempt["moved"]) == (standing == "moved")
    assert bool(attempt["reason"]) == (standing == "does_not_fit")
    assert bool(attempt["other_options"]) == (standing == "other_options")
    assert shell("diff", TOMASZ, new, "--attempts") == 1
    assert all(len(line) <= 80 for line in shell.out.splitlines())


def test_whose_attempts_are_looked_at(shell: Shell, tmp_path: Path) -> None:
    shell.play("--profile", "Ana")
    new = edited(tmp_path, CODES)
    shell("diff", TOMASZ, new)
    assert "attempt" not in shell.out
    shell("diff", TOMASZ, new, "--attempts")
    assert "No attempt at it is recorded here." in shell.out
    for words in (("--profile", "Ana"), ("--everyone",)):
        shell("diff", TOMASZ, new, *words)
        assert "Of 1 recorded attempt:" in shell.out


def test_diff_makes_no_journal(shell: Shell, home: Path) -> None:
    assert shell("diff", TOMASZ, TOMASZ, "--attempts") == 0
    assert not home.exists()
