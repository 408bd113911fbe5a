"""The command as a shell runs it, and the small case it plays in these tests."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pytest

from ppsim.cli.main import main

TOMASZ = Path(__file__).parent.parent / "cases" / "good" / "tomasz.yaml"
WHOLE = ("", "3", "1", "3", "2", "5", "", "3", "3", "skip", "5", "1 3", "4", "3")
"""Answers for a whole play of Tomasz under seed 3, from the briefing to Finish."""


class Shell:
    """The ``ppsim`` command as a shell runs it, without a terminal."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        self.code = 0
        self.out = ""
        self.err = ""

    def __call__(self, *arguments: str | Path, answers: Iterable[str] = ()) -> int:
        """Run it; ``code``, ``out`` and ``err`` are what it left."""
        given = io.StringIO("".join(f"{answer}\n" for answer in answers))
        self._monkeypatch.setattr("sys.stdin", given)
        try:
            self.code = main([str(argument) for argument in arguments])
        except SystemExit as left:
            self.code = left.code if isinstance(left.code, int) else -1
        self.out, self.err = self._capsys.readouterr()
        return self.code

    def play(self, *arguments: str | Path, answers: Iterable[str] = WHOLE) -> str:
        """Play Tomasz in plain mode; what was written."""
        assert self("play", TOMASZ, "--plain", "--seed", "3", *arguments, answers=answers) == 0
        return self.out
