"""``ppsim rescore``: old attempts under another rubric, and the journal left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_shell import TOMASZ, Shell

CORE = Path(__file__).parents[2] / "scoring/rubrics/ppsim-core.yaml"


def rubric(folder: Path, *changes: tuple[str, str]) -> Path:
    text = CORE.read_text(encoding="utf-8").replace("version: 1.0.0", "version: 1.1.0")
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now)
    file = folder / "newer.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def without(code: str) -> tuple[str, str]:
    """A rubric that has the code no more: it goes by another name."""
    return f"{code}", f"{code}NOW"


def listed(shell: Shell) -> str:
    shell("attempts", "list", "--json")
    return shell.out


def test_the_same_rubric_moves_nothing(shell: Shell) -> None:
    shell.play()
    assert shell("rescore", "--rubric", "ppsim-core") == 0
    assert "Nothing moved, over 3 decisions." in shell.out


def test_figures_and_decisions_that_move_are_named(shell: Shell, tmp_path: Path) -> None:
    shell.play()
    before = listed(shell)
    shell("attempts", "show", json.loads(before)[0]["id"], "--json")
    chosen = json.loads(shell.out)
    newer = rubric(tmp_path, ("    weight: 1\n", "    weight: 2\n"))
    assert shell("rescore", "--rubric", newer, "--format", "json") == 0
    found = json.loads(shell.out)
    (attempt,) = found["attempts"]
    assert "1.1.0" in found["rubric"]
    assert attempt["rubric"] == "ppsim-core 1.0.0"
    assert attempt["found"]["moved"]
    for moved in attempt["found"]["moved"]:
        assert moved["after"]["weight"] == 2 * moved["before"]["weight"] == 2
        assert moved["before"]["codes"] == moved["after"]["codes"]
    assert shell("rescore", "--rubric", newer) == 0
    assert "-> +2 of at most +2" in shell.out
    assert all(len(line) <= 80 for line in shell.out.splitlines()[2:])
    assert listed(shell) == before
    shell("attempts", "show", json.loads(before)[0]["id"], "--json")
    assert json.loads(shell.out) == chosen


def test_a_rubric_without_a_code_is_said_and_fails(shell: Shell, tmp_path: Path) -> None:
    shell.play()
    newer = rubric(tmp_path, without("FRA.HOLD"))
    assert shell("rescore", "--rubric", newer) == 1
    assert "cannot be read so" in shell.out
    assert "FRA.HOLD" in shell.out


def test_attempts_are_named_and_are_one_s_own(shell: Shell) -> None:
    shell.play("--profile", "Ana")
    attempt = json.loads(_everyone(shell))[0]["id"]
    assert shell("rescore", attempt[:8], "--rubric", "ppsim-core") == 2
    assert "Ana" in shell.err
    assert shell("rescore", attempt[:8], "--rubric", "ppsim-core", "--profile", "Ana") == 0
    assert attempt[:8] in shell.out
    assert shell("rescore", "--rubric", "ppsim-core") == 2
    assert "there is no attempt of me" in shell.err


def _everyone(shell: Shell) -> str:
    shell("attempts", "list", "--everyone", "--json")
    return shell.out


def test_another_text_of_the_case_is_read_with_it(shell: Shell, tmp_path: Path) -> None:
    shell.play()
    text = TOMASZ.read_text(encoding="utf-8")
    case = tmp_path / "tomasz.yaml"
    case.write_text(text.replace("codes: [FRA.HOLD]", "codes: [SAR.REASSURE]"), encoding="utf-8")
    assert shell("rescore", "--rubric", "ppsim-core", "--case", case) == 0
    assert "-1 of at most" in shell.out
    case.write_text(text.replace("the-hour", "an-hour"), encoding="utf-8")
    assert shell("rescore", "--rubric", "ppsim-core", "--case", case) == 1
    assert "does not fit this text of the case" in shell.out


@pytest.mark.parametrize("given", ["none", "none.yaml"])
def test_a_rubric_that_is_not_there_is_usage(shell: Shell, given: str) -> None:
    assert shell("rescore", "--rubric", given) == 2
    assert "none" in shell.err


def test_a_file_that_is_no_rubric_is_usage(shell: Shell) -> None:
    assert shell("rescore", "--rubric", TOMASZ) == 2
    assert shell.err == f"ppsim: {TOMASZ} is not a rubric\n"
