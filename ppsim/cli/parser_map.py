"""The words of ``ppsim walk`` and ``ppsim map``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from ppsim.cli.outputs import to_file


def states(text: str) -> int:
    """A budget as typed: a whole number from 1."""
    return _count(text, "a budget", 100_000_000)


def plays(text: str) -> int:
    """A number of plays as typed: a whole number from 1."""
    return _count(text, "the number of plays", 100_000_000)


def _count(text: str, what: str, most: int) -> int:
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:12]) <= most:
        raise argparse.ArgumentTypeError(f"{what} is a whole number from 1 to {most}")
    return int(text)


def add_walk(commands: Any, folders: Any, seed: Callable[[str], int]) -> None:
    """``ppsim walk CASE``."""
    walk = commands.add_parser(
        "walk",
        help="every state of a case: what can be reached, what plays come to",
        description="Walk every state a case can reach; with --random, play it many times besides. "
        "Exit 0: whole, and everything in reach; 1: bounded, or something out of reach; 2: usage.",
    )
    walk.set_defaults(run="walk")
    walk.add_argument("case", metavar="CASE", help="a case's id, or a file")
    walk.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="json: for programs (default: text)",
    )
    _budget(walk)
    walk.add_argument(
        "--random", type=plays, metavar="N", help="play it N times, beside the exact figures"
    )
    walk.add_argument(
        "--policy",
        choices=("uniform", "least-used", "best", "worst"),
        default="uniform",
        help="what the plays choose: any way on alike; the one taken least often so far; towards "
        "the best, or the worst, total still in reach (default: uniform)",
    )
    walk.add_argument("--seed", type=seed, default=0, metavar="N", help="of the plays (default: 0)")
    folders(walk)


def add_map(commands: Any, folders: Any) -> None:
    """``ppsim map CASE``."""
    drawn = commands.add_parser(
        "map",
        help="a case as a map: scenes, ways, and how likely each is",
        description="Draw a case: its scenes and the ways between them, how likely a play that "
        "picks at random passes each, the decisions that every play meets, key features, endings "
        "by kind, and what 'ppsim check' found in each scene.",
    )
    drawn.set_defaults(run="map")
    drawn.add_argument("case", metavar="CASE", help="a case's id, or a file")
    drawn.add_argument(
        "--format",
        choices=("tree", "mermaid", "dot", "svg"),
        help="default: by the ending of FILE (.mmd, .dot, .gv, .svg), or else tree",
    )
    drawn.add_argument(
        "-o", "--output", metavar="FILE", type=to_file, help="default, and -: the screen"
    )
    drawn.add_argument("--yes", action="store_true", help="write over FILE without asking")
    drawn.add_argument(
        "--no-findings", action="store_true", help="leave out what 'ppsim check' found"
    )
    drawn.add_argument(
        "--app", action="store_true", help="walk through it in the app (see: ppsim preview)"
    )
    _budget(drawn)
    folders(drawn)


def _budget(command: Any) -> None:
    command.add_argument(
        "--budget",
        type=states,
        default=200_000,
        metavar="N",
        help="states after which to give up (default: 200000)",
    )
