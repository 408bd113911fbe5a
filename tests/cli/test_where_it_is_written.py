"""Where commands write what they make, and what they never write over."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from command_shell import TOMASZ, Shell


def test_a_pipe_is_written_to_and_stays_a_pipe(shell: Shell, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text("utf-8")))
    reader.start()
    assert shell("map", TOMASZ, "--format", "dot", "-o", pipe) == 0
    reader.join()
    assert got[0].startswith("digraph")
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no such device here")
@pytest.mark.parametrize("command", [("map", TOMASZ), ("proof", TOMASZ), ("new", "--title", "A")])
def test_a_full_device_is_told_in_plain_words(shell: Shell, command: tuple[str, ...]) -> None:
    format_ = ("--format", "svg") if command[0] == "map" else ()
    assert shell(*command, *format_, "-o", "/dev/full") == 1
    assert shell.err == "ppsim: /dev/full: there is no space left for what is written\n"
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize(("command", "format_"), [("map", "tree"), ("proof", "md")])
def test_a_case_is_never_written_over_by_what_is_made_of_it(
    shell: Shell, tmp_path: Path, command: str, format_: str
) -> None:
    case = tmp_path / "tomasz.yaml"
    case.write_bytes(TOMASZ.read_bytes())
    link = tmp_path / "link.md"
    link.symlink_to(case)
    for name in (case, link):
        assert shell(command, case, "--format", format_, "-o", name, "--yes") == 2
        assert "the case itself" in shell.err
    assert case.read_bytes() == TOMASZ.read_bytes()


@pytest.mark.parametrize(("command", "ending"), [("map", ".png"), ("proof", ".pdf")])
def test_an_ending_that_is_not_written_is_refused(
    shell: Shell, tmp_path: Path, command: str, ending: str
) -> None:
    file = tmp_path / f"tomasz{ending}"
    assert shell(command, TOMASZ, "-o", file) == 2
    assert f"no {ending} is written here" in shell.err
    assert not file.exists()


def test_a_file_that_is_not_there_is_not_called_a_case(shell: Shell, tmp_path: Path) -> None:
    for command in ("map", "walk", "proof"):
        assert shell(command, tmp_path / "none.yaml") == 2
        assert "none.yaml is not there" in shell.err
        assert shell(command, tmp_path) == 2
        assert "is a folder" in shell.err


def test_a_play_without_a_choice_makes_no_script(shell: Shell, tmp_path: Path) -> None:
    script = tmp_path / "none.yaml"
    for answers in (["stop"], ["", "stop"]):
        assert shell("record", "--play", TOMASZ, "-o", script, answers=answers) == 1
        assert "nothing to record" in shell.err


def test_an_earlier_attempt_is_not_recorded_for_a_play_that_was_not_begun(
    shell: Shell, tmp_path: Path
) -> None:
    shell.play()
    script = tmp_path / "none.yaml"
    assert shell("record", "--play", "lois", "-o", script, answers=["stop"]) == 1
    assert "not begun" in shell.err
    assert not script.exists()


def test_a_folder_that_cannot_be_written_in_is_told_by_the_name_that_was_given(
    shell: Shell, tmp_path: Path
) -> None:
    file = tmp_path / f"{'x' * 300}.svg"
    assert shell("map", TOMASZ, "-o", file) == 1
    assert shell.err == f"ppsim: {file}: File name too long\n"


@pytest.mark.parametrize("command", ["test", "bots", "check"])
def test_a_pipe_in_a_folder_of_cases_is_not_waited_for(
    shell: Shell, tmp_path: Path, command: str
) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert shell(command, tmp_path) == 2
    assert f" in {tmp_path}" in shell.err
