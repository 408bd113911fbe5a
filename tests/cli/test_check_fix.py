"""``ppsim check --fix`` on files."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from command_shell import TOMASZ, Shell

TEXT = TOMASZ.read_text("utf-8")
SLIP = TEXT.replace("minutes: 6\n", "minutes: 6  # ppsim: allow PP955 because it is short\n")
NEXT = TEXT.replace("version: 1.0.0", "version: 1.0", 1)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(SLIP, "utf-8")
    return path


def test_what_is_put_right_is_said_and_then_the_rest_is_checked(shell: Shell, case: Path) -> None:
    assert SLIP != TEXT
    assert shell("check", case) == 1
    assert case.read_text("utf-8") == SLIP
    assert shell("check", "--fix", case) == 0
    assert "put right: PP991 in line" in shell.err
    assert shell.out == "1 file checked: nothing found.\n"
    assert case.read_text("utf-8") == TEXT
    assert shell("check", "--fix", case, "--format", "json") == 0
    assert json.loads(shell.out)["findings"] == []
    assert shell.err == ""


def test_diff_shows_and_writes_nothing(shell: Shell, case: Path) -> None:
    assert shell("check", "--fix", "--diff", case) == 1
    assert "-minutes: 6  # ppsim: allow" in shell.out
    assert "+minutes: 6\n" in shell.out
    assert case.read_text("utf-8") == SLIP
    case.write_text(TEXT, "utf-8")
    assert shell("check", "--fix", "--diff", case) == 0
    assert shell.out == ""
    assert shell("check", "--diff", case) == 2


def test_the_mark_at_the_start_and_the_line_ends_stay(shell: Shell, case: Path) -> None:
    case.write_bytes(b"\xef\xbb\xbf" + NEXT.replace("\n", "\r\n").encode())
    assert shell("check", "--fix", case) == 0
    assert case.read_bytes() == b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()


def test_what_is_off_is_not_put_right(shell: Shell, case: Path) -> None:
    (case.parent / "ppsim.toml").write_text('[severity]\nPP991 = "off"\n', "utf-8")
    assert shell("check", "--fix", case) == 0
    assert case.read_text("utf-8") == SLIP


def test_a_rubric_given_along_is_the_one_that_codes_are_looked_up_in(
    shell: Shell, case: Path
) -> None:
    rubric = case.parent / "rubrics" / "ours-too.yaml"
    assert shell("new", "--rubric", "--title", "Ours", "--extends", "ppsim-core", "-o", rubric) == 0
    text = TEXT.replace("\nseat:", "\nrubric: ours\nseat:", 1)
    code = next(w for w in ("ATT.EXPLORE", "ATT.REFLECT") if w in text)
    case.write_text(text.replace(code, code.replace("ATT.", "ATTT."), 1), "utf-8")
    shell("check", "--fix", case, rubric)
    assert case.read_text("utf-8").count(code) == text.count(code)


def test_a_full_disk_loses_nothing(case: Path) -> None:
    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))

    ran = subprocess.run(
        [sys.executable, "-m", "ppsim", "check", "--fix", str(case)],
        preexec_fn=small,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode != 0
    assert "Traceback" not in ran.stderr
    assert ran.stderr.startswith("ppsim: ")
    assert case.read_text("utf-8") == SLIP
    assert [path.name for path in case.parent.iterdir()] == ["case.yaml"]
