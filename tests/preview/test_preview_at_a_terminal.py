"""``ppsim preview`` as a command: at a terminal of its own, with an editor in it, and without."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("pexpect", reason="terminals of POSIX")

from terminals import Terminal, left_behind

PPSIM = (sys.executable, "-m", "ppsim")
Run = Callable[..., Terminal]


@pytest.fixture
def ppsim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Runs ``ppsim`` at a terminal, with an editor that makes a slip in line 111."""
    editor = tmp_path / "an editor"
    editor.write_text(
        '#!/bin/sh\necho "the editor is at $1 of $2"\n'
        "sed -i 's/next: the-question$/next: nowhere/' \"$2\"\n"
    )
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", f'"{editor}"')
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("PPSIM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TERM", "xterm-256color")
    opened: list[Terminal] = []

    def run(*arguments: object) -> Terminal:
        opened.append(Terminal([*PPSIM, *map(str, arguments)], (80, 24)))
        return opened[-1]

    yield run
    for terminal in opened:
        terminal.close()


def test_the_editor_has_the_terminal_while_it_is_open(ppsim: Run, case: Path) -> None:
    terminal = ppsim("preview", case)
    terminal.shows("Two cups are still", "nothing found")
    terminal.press("e")
    terminal.shows(f"the editor is at +36 of {case}")
    terminal.shows("Findings (1)")
    terminal.press("f")
    terminal.shows('there is no scene "nowhere"')
    terminal.press("q")
    assert terminal.end() == 0
    assert left_behind(terminal.written) == []


def test_told_to_end_it_gives_the_terminal_back(ppsim: Run, case: Path) -> None:
    terminal = ppsim("map", case, "--app")
    terminal.shows("ten-to-nine", "of plays at random pass here")
    terminal.signal(signal.SIGTERM)
    assert terminal.end() == 128 + signal.SIGTERM
    assert left_behind(terminal.written) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("preview", "{case}"), "there is no terminal here to draw on; see: ppsim check"),
        (("map", "{case}", "--app"), "there is no terminal here to draw on"),
        (("map", "{case}", "--app", "--format", "dot"), "leave out --format and -o"),
        (("preview", "{folder}"), "is a folder"),
        (("preview", "{folder}/none.yaml"), "begin one with: ppsim new -o"),
    ],
)
def test_what_cannot_be_is_said(case: Path, arguments: tuple[str, ...], told: str) -> None:
    words = [word.format(case=case, folder=case.parent) for word in arguments]
    done = subprocess.run(
        [*PPSIM, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
