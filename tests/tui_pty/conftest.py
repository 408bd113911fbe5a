from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("pexpect", reason="terminals of POSIX")

from terminals import Terminal
from trail import write_trail


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, and nothing set that colours or chooses."""
    home = tmp_path / "home"
    monkeypatch.setenv("PPSIM_HOME", str(home))
    for name in ("NO_COLOR", "PPSIM_CASES", "PPSIM_PROFILE", "COLUMNS", "LINES", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    return home


@pytest.fixture
def trail(tmp_path: Path) -> Path:
    """The case of many decisions, as a file."""
    return write_trail(tmp_path / "trail.yaml")


@pytest.fixture
def ppsim(home: Path) -> Iterator[Callable[..., Terminal]]:
    """Runs ``ppsim`` at a terminal."""
    opened: list[Terminal] = []

    def run(*arguments: object, size: tuple[int, int] = (80, 24), nohup: bool = False) -> Terminal:
        command = [sys.executable, "-m", "ppsim", *map(str, arguments)]
        opened.append(Terminal(command, size, nohup))
        return opened[-1]

    yield run
    for terminal in opened:
        terminal.close()
