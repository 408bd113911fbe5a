"""At a real terminal, and in real processes: what no pipe within one process can show."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_shell import TOMASZ

pexpect = pytest.importorskip("pexpect", reason="terminals of POSIX")

PPSIM = [sys.executable, "-m", "ppsim"]
PLAY = ["play", str(TOMASZ), "--plain", "--seed", "3"]


@pytest.fixture
def env(home: Path) -> dict[str, str]:
    return {**os.environ, "TERM": "xterm-256color", "COLUMNS": "", "LINES": ""}


@pytest.fixture
def terminals(env: dict[str, str]) -> Iterator[list[pexpect.spawn]]:
    opened: list[pexpect.spawn] = []
    yield opened
    for terminal in opened:
        terminal.close(force=True)


def at_terminal(
    terminals: list[pexpect.spawn], env: dict[str, str], *arguments: str
) -> pexpect.spawn:
    """``ppsim`` at a terminal of 60 columns; all that it writes is in ``logfile_read``."""
    terminal = pexpect.spawn(
        PPSIM[0], [*PPSIM[1:], *arguments], env=env, encoding="utf-8", dimensions=(24, 60)
    )
    terminal.logfile_read = Written()
    terminals.append(terminal)
    return terminal


class Written:
    """All that was written to a terminal."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        pass


def end(terminal: pexpect.spawn) -> int:
    """Wait for the command to end; its exit code."""
    terminal.expect(pexpect.EOF)
    terminal.wait()
    return int(terminal.exitstatus)


def test_plain_mode_writes_no_escape_to_a_terminal_and_fits_it(
    terminals: list[pexpect.spawn], env: dict[str, str]
) -> None:
    terminal = at_terminal(terminals, env, *PLAY)
    for answer in ("", "3", "1", "3", "skip", "\x1b[A", "back", "stop", "1"):
        terminal.expect_exact("> ")
        terminal.sendline(answer)
    assert end(terminal) == 0
    written = terminal.logfile_read.text
    assert "\x1b" not in written.replace("^[[A", "")
    assert "That does not fit here." in written
    assert max(len(line) for line in written.splitlines()) <= 60


def test_ctrl_c_leaves_quietly_and_keeps_the_attempt(
    terminals: list[pexpect.spawn], env: dict[str, str]
) -> None:
    terminal = at_terminal(terminals, env, *PLAY)
    for answer in ("", "3"):
        terminal.expect_exact("> ")
        terminal.sendline(answer)
    terminal.expect_exact("Drink the")
    terminal.expect_exact("> ")
    terminal.sendintr()
    assert end(terminal) == 130
    assert "Everything you answered is kept" in terminal.logfile_read.text
    assert "Traceback" not in terminal.logfile_read.text

    again = at_terminal(terminals, env, "play", str(TOMASZ), "--plain", "--resume")
    again.expect_exact("Drink the")
    again.expect_exact("> ")
    again.sendeof()
    assert end(again) == 0


def test_the_second_ppsim_on_an_attempt_is_told_who_has_it(
    terminals: list[pexpect.spawn], env: dict[str, str]
) -> None:
    first = at_terminal(terminals, env, *PLAY)
    for answer in ("", "3"):
        first.expect_exact("> ")
        first.sendline(answer)
    first.expect_exact("> ")
    second = subprocess.run(
        [*PPSIM, *PLAY[:3], "--resume"], env=env, capture_output=True, text=True, input=""
    )
    assert second.returncode == 1
    assert f"(process {first.pid} on " in second.stderr
    assert second.stderr.count("\n") == 1

    first.kill(9)
    first.wait()
    third = subprocess.run(
        [*PPSIM, *PLAY[:3], "--resume"], env=env, capture_output=True, text=True, input="1\n"
    )
    assert third.returncode == 0
    assert "Drink the water and look at the wall." in " ".join(third.stdout.split())


@pytest.mark.parametrize("command", [["cases"], ["schema", "report"], PLAY])
def test_an_output_that_nobody_reads_ends_quietly(env: dict[str, str], command: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [*PPSIM, *command], env=env, stdout=write, stderr=subprocess.PIPE, input=b"\n3\n1\n"
        )
    finally:
        os.close(write)
    assert done.returncode == 141
    assert done.stderr == b""


def test_a_terminal_that_knows_no_unicode_still_plays(env: dict[str, str], tmp_path: Path) -> None:
    case = tmp_path / "tomasz.yaml"
    text = TOMASZ.read_text("utf-8").replace("The new girl", "Zo\u00eb \U0001f642")
    case.write_text(text, "utf-8")
    done = subprocess.run(
        [*PPSIM, "play", str(case), "--plain"],
        env={**env, "PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0"},
        capture_output=True,
        input=b"\n3\n1\nnote \xff\xfe\n",
    )
    assert done.returncode == 0
    assert b"Tomasz: Zo? ? cried in the linen room" in done.stdout
    assert b"Noted, for you alone." in done.stdout
