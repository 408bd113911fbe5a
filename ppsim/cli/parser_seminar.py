"""The words of ``ppsim seminar``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from ppsim.cli.parser_cohort import add_sources

Add = Callable[[argparse.ArgumentParser], None]
LENGTHS = (50, 90)
"""Minutes that a seminar may have."""


def add_seminar(commands: Any, folders: Add, no_mouse: Add) -> None:
    """``ppsim seminar``."""
    seminar = commands.add_parser(
        "seminar",
        help="talk about a case with the group that played it, before a projector",
        description="One decision at a time before a room: the scene, silence, a show of hands, "
        "talk, hands again, and then what the group chose before. Nobody is named "
        "(docs/seminar.md).",
    )
    seminar.set_defaults(run="seminar")
    add_sources(seminar)
    seminar.add_argument(
        "--minutes", type=int, choices=LENGTHS, default=50, help="how long it is (default: 50)"
    )
    begin = seminar.add_mutually_exclusive_group()
    begin.add_argument(
        "--resume", action="store_true", help="go on with the seminar that was left unfinished"
    )
    begin.add_argument(
        "--new", action="store_true", help="begin anew, whatever was left unfinished"
    )
    begin.add_argument(
        "--beside",
        action="store_true",
        help="your script, in another terminal that is not on the wall; it follows the seminar",
    )
    no_mouse(seminar)
    folders(seminar)
