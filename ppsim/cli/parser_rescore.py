"""The words of ``ppsim rescore``."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def add_rescore(commands: Any, profile: Any) -> None:
    """``ppsim rescore [ATTEMPT...] --rubric RUBRIC``."""
    rescore = commands.add_parser(
        "rescore",
        help="what moves when old attempts are read by another rubric",
        description="Read recorded attempts by another rubric, or a new version of it, and say "
        "what moves, figure by figure and decision by decision. Nothing is written: each attempt "
        "keeps the rubric it was played under. Exit 0: done; 1: an attempt cannot be read so; "
        "2: usage.",
    )
    rescore.set_defaults(run="rescore")
    rescore.add_argument(
        "attempts", metavar="ATTEMPT", nargs="*", help="the starts of their ids (default: all)"
    )
    rescore.add_argument(
        "--rubric", metavar="RUBRIC", required=True, help="a rubric's file, or its id"
    )
    rescore.add_argument(
        "--case", metavar="FILE", type=Path, help="read them on this text of the case as well"
    )
    rescore.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="json: for programs (default: text)",
    )
    profile(rescore)
