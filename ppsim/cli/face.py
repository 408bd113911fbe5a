"""Which face a play gets: the app where a terminal can draw it, else plain mode."""

from __future__ import annotations

import os
import sys

from ppsim.cli.problems import Problem, usage
from ppsim.plain.console import Console


def has_terminal() -> bool:
    """Whether somebody sits at a terminal, at both ends."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def can_draw() -> bool:
    """Whether the app can be drawn: a terminal at every end, and not one that is only a line."""
    drawn_on = sys.__stderr__
    if not has_terminal() or drawn_on is None or not drawn_on.isatty():
        return False
    return os.environ.get("TERM") != "dumb"


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
