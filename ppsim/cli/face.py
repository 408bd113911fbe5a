"""Which face a play gets: today plain mode, whatever the terminal."""

from __future__ import annotations

import sys

from ppsim.cli.problems import Problem, usage
from ppsim.plain.console import Console


def has_terminal() -> bool:
    """Whether somebody sits at a terminal, at both ends."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def choose(plain: bool, case: str | None) -> Console:
    """The console to play on.

    Raises:
        Problem: there is no terminal, and plain mode was not asked for.
    """
    if not plain and not has_terminal():
        raise no_terminal(case)
    return Console(sys.stdin, sys.stdout)


def no_terminal(case: str | None) -> Problem:
    """That there is no terminal here, and what works without one."""
    return usage(
        f"there is no terminal here; to play line by line: ppsim play {case or 'CASE'} --plain"
    )
