"""What a shell or a machine can do to a command: outputs closed, nobody reading, no space left."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command_shell import TOMASZ, Shell

pytestmark = pytest.mark.skipif(os.name != "posix", reason="streams and limits of POSIX")

PPSIM = [sys.executable, "-m", "ppsim"]
READERS = [
    ["attempts"],
    ["attempts", "export"],
    ["report", "--format", "html"],
    ["export", "xapi"],
    ["proof", str(TOMASZ)],
    ["map", str(TOMASZ)],
    ["walk", str(TOMASZ)],
    ["check", str(TOMASZ)],
    ["new", "--title", "A", "-o", "-"],
]


def _run(
    command: list[str], before: Callable[[], object] | None = None, stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PPSIM, *command],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        preexec_fn=before,
        check=False,
    )


def _little_space() -> None:
    """No file may grow beyond 300 bytes, as on a disk that is full after as many."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))


@pytest.mark.parametrize("command", READERS, ids=lambda c: " ".join(c[:2]).split("/")[0])
def test_an_output_that_nobody_reads_any_more_ends_quietly(
    shell: Shell, command: list[str]
) -> None:
    shell.play()
    read, write = os.pipe()
    os.close(read)
    try:
        done = _run(command, stdout=write)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_closed_input_or_output_is_as_if_nobody_were_there(
    shell: Shell, home: Path, closed: int
) -> None:
    shell.play()
    done = _run(["report"], lambda: os.close(closed))
    assert done.returncode == 0
    assert done.stdout.startswith(b"TWENTY PAST") == (closed != 1)
    assert done.stderr == b""
    assert shell("attempts") == 0  # nothing was written into the journal for want of an output
    assert "Twenty past" in shell.out


def test_a_mistake_is_still_one_when_nobody_can_be_told(home: Path) -> None:
    assert _run(["report"], lambda: os.close(2)).returncode == 2


@pytest.mark.parametrize("command", [["map", "--format", "tree"], ["proof", "--format", "md"]])
def test_what_cannot_be_written_whole_leaves_what_was_there(
    home: Path, tmp_path: Path, command: list[str]
) -> None:
    there = tmp_path / "out.txt"
    there.write_text("what was there", "utf-8")
    done = _run([*command, str(TOMASZ), "-o", str(there), "--yes"], _little_space)
    assert done.returncode == 1
    assert done.stderr.decode() == f"ppsim: {there}: File too large\n"
    assert there.read_text("utf-8") == "what was there"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_made_up_cohort_is_written_whole_or_not_at_all(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    done = _run(["cohort", "demo", "-o", str(folder), "--case", str(TOMASZ)], _little_space)
    assert done.returncode == 1
    assert b"File too large" in done.stderr
    assert not folder.exists()


@pytest.mark.parametrize(
    "command",
    [
        ("map", TOMASZ),
        ("proof", TOMASZ),
        ("attempts", "export"),
        ("export", "xapi"),
        ("export", "xapi", "--profile-document"),
        ("record",),
    ],
)
def test_a_dash_is_standard_output(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str | Path, ...]
) -> None:
    shell.play()
    monkeypatch.chdir(tmp_path)
    assert shell(*command) == 0
    said = shell.out
    assert shell(*command, "-o", "-") == 0
    assert shell.out == said
    assert not Path("-").exists()


def test_a_new_case_on_standard_output_is_the_one_in_a_file(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert shell("new", "--title", "A slow week", "-o", "-") == 0
    said = shell.out
    assert not [*tmp_path.glob("*.yaml")]
    assert shell("new", "--title", "A slow week") == 0
    (made,) = tmp_path.glob("*.yaml")
    assert made.read_text("utf-8") == said
    assert shell("new", "-o", "-", answers=["A"]) == 2
    assert "give --title" in shell.err


@pytest.mark.parametrize(
    "command",
    [("export", "csv"), ("export", "parquet"), ("cohort", "demo"), ("attempts", "export")],
)
def test_several_files_are_not_written_to_one_output(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    shell.play()
    shell.play()
    monkeypatch.chdir(tmp_path)
    several = ("--all",) if command[0] == "attempts" else ()
    assert shell(*command, *several, "-o", "-") == 2
    assert "name a folder" in shell.err or "-o FOLDER" in shell.err
    assert not Path("-").exists()
