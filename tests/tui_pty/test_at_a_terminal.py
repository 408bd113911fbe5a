"""The app at a real terminal: left, closed, suspended, resized; and where there is none."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from terminals import Terminal, left_behind, modes_left, plain
from trail import asks

from ppsim.catalogue.places import journal_file
from ppsim.store.journal import Journal
from ppsim.store.sitting import Sitting

Run = Callable[..., Terminal]

BRIEFING, LIBRARY = "before you begin", "cases to practise with"
ENTER, CTRL_Q, CTRL_Z = "\r", "\x11", "\x1a"
COLOUR = re.compile(rb"\x1b\[(?:[\d;:]*;)?(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8[;:])[\d;:]*m")

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")


def play_to(terminal: Terminal, scene: int) -> None:
    """From the briefing to scene number ``scene``."""
    terminal.shows(BRIEFING)
    terminal.press_until(ENTER, asks(0))
    for n in range(1, scene + 1):
        terminal.press_until("1", asks(n))


def kept() -> int:
    """How many answers of the one attempt are kept; that it can be gone on with is seen by that."""
    with Journal(journal_file()) as journal:
        (attempt,) = journal.attempts()
        with Sitting.resume(journal, attempt.id) as sitting:
            return len(sitting.play.events)


def test_leaving_gives_the_terminal_back_as_it_was(ppsim: Run, trail: Path) -> None:
    terminal = ppsim("play", trail)
    before = terminal.attributes
    play_to(terminal, 2)
    assert LIBRARY not in plain(terminal.written), "the case that was named is opened at once"
    inside = modes_left(terminal.written)
    assert {1049, 1000, 25} <= set(inside), "the app took the screen and the mouse"
    terminal.press("p")
    terminal.shows("Leave ppsim.")
    terminal.press("2")
    assert terminal.end() == 0
    assert left_behind(terminal.written) == []
    assert terminal.attributes == before
    assert kept() == 2


def test_no_mouse_leaves_the_mouse_alone(ppsim: Run) -> None:
    terminal = ppsim("--no-mouse")
    terminal.shows(LIBRARY, "Enter Open")
    assert not {1000, 1003, 1006, 1015} & set(modes_left(terminal.written))
    terminal.press("q")
    assert terminal.end() == 0
    assert left_behind(terminal.written) == []


def test_told_to_end_it_leaves_nothing_on_the_terminal(ppsim: Run, trail: Path) -> None:
    terminal = ppsim("play", trail)
    before = terminal.attributes
    play_to(terminal, 3)
    terminal.signal(signal.SIGTERM)
    assert terminal.end() == 128 + signal.SIGTERM
    assert left_behind(terminal.written) == []
    assert terminal.attributes == before
    assert kept() == 3


@pytest.mark.parametrize("nohup", [False, True], ids=["as usual", "under nohup"])
def test_the_window_closed_ends_it_and_keeps_everything(
    ppsim: Run, trail: Path, nohup: bool
) -> None:
    terminal = ppsim("play", trail, nohup=nohup)
    play_to(terminal, 3)
    terminal.hang_up()
    assert terminal.end() != 0
    assert kept() == 3
    again = ppsim("play", trail, "--resume")
    again.shows(asks(3))
    again.press_until("1", asks(4))
    again.press(CTRL_Q)
    assert again.end() == 0
    assert kept() == 4


@on_linux
@pytest.mark.parametrize("by_key", [False, True], ids=["SIGTSTP", "Ctrl+Z"])
def test_suspended_it_gives_the_terminal_back_and_goes_on(
    ppsim: Run, trail: Path, by_key: bool
) -> None:
    terminal = ppsim("play", trail)
    before = terminal.attributes
    play_to(terminal, 2)
    if by_key:
        terminal.press(CTRL_Z)
    else:
        terminal.signal(signal.SIGTSTP)
    terminal.until(lambda: terminal.state() == "T", "process that is stopped")
    terminal.until(lambda: not left_behind(terminal.written), "terminal given back")
    assert terminal.attributes == before
    assert kept_by_others() == 2
    terminal.mark()
    terminal.signal(signal.SIGCONT)
    terminal.shows(asks(2))
    assert {1049, 25} <= set(modes_left(terminal.written))
    terminal.press_until("1", asks(3))
    terminal.press(CTRL_Q)
    assert terminal.end() == 0
    assert left_behind(terminal.written) == []
    assert terminal.attributes == before
    assert kept() == 3


def kept_by_others() -> int:
    """How many answers are kept of the attempt that is still held."""
    with Journal(journal_file()) as journal:
        (attempt,) = journal.attempts()
        return len(journal.events(attempt.id))


def test_resized_to_nothing_and_back(ppsim: Run, trail: Path) -> None:
    terminal = ppsim("play", trail)
    play_to(terminal, 2)
    for size in ((1, 1), (20, 5), (1, 50), (200, 1), (1, 1)):
        terminal.resize(*size)
    terminal.mark()
    terminal.resize(80, 24)
    terminal.shows(asks(2))
    terminal.press_until("1", asks(3))
    terminal.press(CTRL_Q)
    assert terminal.end() == 0
    assert left_behind(terminal.written) == []
    assert kept() == 3


def test_begun_in_one_cell(ppsim: Run) -> None:
    terminal = ppsim(size=(1, 1))
    terminal.until(lambda: 1049 in modes_left(terminal.written), "alternate screen")
    terminal.resize(80, 24)
    terminal.shows(LIBRARY, "Enter Open")
    terminal.press("q")
    assert terminal.end() == 0
    assert left_behind(terminal.written) == []


@pytest.mark.parametrize(("value", "coloured"), [("1", False), ("", True), (None, True)])
def test_no_color_has_no_colours(
    ppsim: Run, trail: Path, value: str | None, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if value is not None:
        monkeypatch.setenv("NO_COLOR", value)
    terminal = ppsim("play", trail)
    play_to(terminal, 1)
    terminal.press("p")
    terminal.shows("Leave ppsim.")
    terminal.press("2")
    assert terminal.end() == 0
    assert bool(COLOUR.search(terminal.written)) == coloured
    assert b"\x1b[1" in terminal.written, "bold is told by an attribute"


def test_a_dumb_terminal_is_played_line_by_line(
    ppsim: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    terminal = ppsim()
    terminal.shows("Which case would you play?")
    terminal.press("\x04")
    assert terminal.end() == 0
    assert b"\x1b" not in terminal.written


@pytest.mark.parametrize("arguments", [(), ("play", "trail")], ids=["library", "case"])
def test_without_a_terminal_it_says_so(home: Path, trail: Path, arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "ppsim", *arguments]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "there is no terminal here" in done.stderr
    assert "--plain" in done.stderr
    assert "\x1b" not in done.stderr
    assert not journal_file().exists()


def test_a_terminal_for_the_eyes_alone_is_none(ppsim: Run, home: Path) -> None:
    """Typing comes from nowhere: the app could never be left."""
    terminal = Terminal(["/bin/sh", "-c", f"exec {sys.executable} -m ppsim < /dev/null"], (80, 24))
    try:
        assert terminal.end() == 2
        assert "there is no terminal here" in " ".join(plain(terminal.written).split())
        assert b"\x1b" not in terminal.written
    finally:
        terminal.close()
