"""``ppsim seminar`` at a terminal of its own: killed in the middle of a show of hands."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("pexpect", reason="terminals of POSIX")

sys.path.insert(0, str(Path(__file__).parent.parent / "tui_pty"))

from terminals import Terminal, left_behind

from ppsim.cli.main import main
from ppsim.cli.problems import Exit

CASE = Path(__file__).parent.parent / "cases" / "good" / "tomasz.yaml"
Hold = Callable[..., Terminal]


@pytest.fixture
def hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hold]:
    """Holds a seminar on a made-up cohort."""
    monkeypatch.setenv("TERM", "xterm-256color")
    folder = tmp_path / "demo"
    assert main(["cohort", "demo", "-o", str(folder), "--case", str(CASE)]) == Exit.OK
    command = (sys.executable, "-m", "ppsim", "seminar", str(folder))
    opened: list[Terminal] = []

    def run(*more: str) -> Terminal:
        opened.append(Terminal([*command, *more], (80, 24)))
        return opened[-1]

    yield run
    for terminal in opened:
        terminal.close()


def test_killed_while_hands_are_counted_it_goes_on_with_them(hold: Hold, own_home: Path) -> None:
    terminal = hold()
    terminal.shows("50 minutes for:", "Nobody is named")
    terminal.press_until("n", "1 of 3", "The scene")
    terminal.press("\x1b[C")
    terminal.shows("in silence")
    terminal.press("\x1b[C")
    terminal.shows("0 hands counted")
    terminal.press("b", "1", "7")
    (kept,) = (own_home / "seminars").iterdir()

    def counted() -> list[int]:
        data = json.loads(kept.read_text("utf-8"))
        at: list[int] = data["hands"][data["at"]]["first"]
        return at

    terminal.until(lambda: counted()[1] == 17, "hands that are kept")
    terminal.signal(signal.SIGKILL)
    assert terminal.end() == -signal.SIGKILL

    refused = hold()
    refused.shows("left unfinished", "--resume")
    assert refused.end() == Exit.USAGE

    again = hold("--resume")
    again.shows("First show of hands", "17 hands counted")
    again.press("q")
    assert again.end() == Exit.OK
    assert left_behind(again.written) == []
    assert counted() == [0, 17, 0, 0]
