"""The words of ``ppsim diff``."""

from __future__ import annotations

from typing import Any


def add_diff(commands: Any, folders: Any, profile: Any) -> None:
    """``ppsim diff A B``."""
    diff = commands.add_parser(
        "diff",
        help="what changed in meaning between two versions of a case",
        description="Say what changed in meaning from case A to case B: scenes, options, words, "
        "codes, conditions, ways on, and what plays come to. Layout and comments make no "
        "difference. Exit 0: no change; 1: they differ; 2: usage, or one cannot be read.",
    )
    diff.set_defaults(run="diff")
    diff.add_argument("before", metavar="A", help="a case's id, or a file")
    diff.add_argument("after", metavar="B", help="a case's id, or a file")
    diff.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="json: for programs (default: text)",
    )
    diff.add_argument(
        "--attempts",
        action="store_true",
        help="also say which of your recorded attempts still compare",
    )
    diff.add_argument("--everyone", action="store_true", help="the same, of everybody's attempts")
    profile(diff)
    folders(diff)
