"""``ppsim proof`` and ``ppsim report --format html`` as they are called."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_shell import TOMASZ, Shell


def test_a_proof_is_markdown_on_the_screen(shell: Shell) -> None:
    assert shell("proof", TOMASZ) == 0
    assert shell.out.startswith("# Twenty past\n")
    assert "\n> " in shell.out


def test_the_ending_of_the_file_says_which_form(shell: Shell, tmp_path: Path) -> None:
    page, text = tmp_path / "deep" / "tomasz.html", tmp_path / "tomasz.md"
    assert shell("proof", TOMASZ, "-o", page) == 0
    assert shell.out == f"{page}: Twenty past, for review.\n"
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert shell("proof", TOMASZ, "-o", text) == 0
    assert text.read_text(encoding="utf-8").startswith("# Twenty past")
    assert shell("proof", TOMASZ, "-o", text, "--format", "html", "--yes") == 0
    assert text.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_no_file_is_written_over_unasked(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "tomasz.html"
    file.write_text("mine", encoding="utf-8")
    assert shell("proof", TOMASZ, "-o", file) == 2
    assert "there already" in shell.err
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_case_is_found_by_its_id(shell: Shell) -> None:
    assert shell("proof", "lois", "--format", "html") == 0
    assert "<h1>In your own time</h1>" in shell.out
    assert shell("proof", "loise") == 2
    assert "did you mean lois?" in shell.err


def test_a_case_with_errors_has_no_proof(shell: Shell, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    text = TOMASZ.read_text(encoding="utf-8")
    broken.write_text(text.replace("start: ten-to-nine", "start: nowhere"), encoding="utf-8")
    assert broken.read_text(encoding="utf-8") != text
    assert shell("proof", broken) == 1
    assert shell.out == ""
    assert "nowhere" in shell.err


@pytest.mark.parametrize("words", [("report", "--format", "html")])
def test_the_last_attempt_as_a_page(shell: Shell, words: tuple[str, ...]) -> None:
    shell.play()
    assert shell(*words) == 0
    once = shell.out
    assert once.startswith("<!DOCTYPE html>")
    assert "<h1>Twenty past</h1>" in once
    assert shell(*words) == 0
    assert shell.out == once
