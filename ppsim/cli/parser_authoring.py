"""The words of the commands for authors: fmt, test, record, new."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from ppsim.cli.outputs import UNNAMED, to_file


def add_fmt(commands: Any) -> None:
    """``ppsim fmt``."""
    fmt = commands.add_parser(
        "fmt",
        help="put a file into the canonical layout",
        description="Lay out case, rubric and play script files in one way: comments are kept, and "
        "nothing that a file means changes. A file with errors is left as it is. Exit 0: done; "
        "1: a file was refused, or with --check or --diff would change; 2: usage.",
    )
    fmt.set_defaults(run="fmt")
    fmt.add_argument(
        "files", metavar="FILE", nargs="+", type=Path, help="cases, rubrics and play scripts"
    )
    looking = fmt.add_mutually_exclusive_group()
    looking.add_argument("--check", action="store_true", help="only say which files would change")
    looking.add_argument("--diff", action="store_true", help="only show what would change")


def add_test(commands: Any, folders: Any) -> None:
    """``ppsim test``."""
    test = commands.add_parser(
        "test",
        help="run the play scripts of cases",
        description="Run the play scripts that stand in CASE.plays beside a case, or are given, "
        "and say which options no script takes. Exit 0: all pass; 1: one does not; 2: something "
        "cannot be read.",
    )
    test.set_defaults(run="test")
    test.add_argument(
        "paths", metavar="PATH", nargs="+", type=Path, help="cases, scripts, or folders of them"
    )
    test.add_argument("--case", metavar="CASE", help="the case that the scripts are played on")
    test.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="json: for programs (default: text)",
    )
    folders(test)


def add_record(commands: Any, folders: Any, profile: Any, seed: Any) -> None:
    """``ppsim record``."""
    record = commands.add_parser(
        "record",
        help="a play script from an attempt",
        description="Write the first pass of an attempt as a play script, to be run again with "
        "'ppsim test'. Nothing private is in it.",
    )
    record.set_defaults(run="record")
    record.add_argument(
        "attempt", metavar="ATTEMPT", nargs="?", help="the start of its id (default: the last)"
    )
    record.add_argument("--play", metavar="CASE", help="play CASE line by line, and record that")
    record.add_argument("--seed", type=seed, metavar="N", help="with --play: the order of options")
    record.add_argument(
        "-o", "--output", metavar="FILE", type=to_file, help="default, and -: the screen"
    )
    record.add_argument("--yes", action="store_true", help="write over FILE without asking")
    profile(record)
    folders(record)


def _id(text: str) -> str:
    """An id as typed."""
    if not re.fullmatch(r"[a-z][a-z0-9_-]{0,79}", text):
        raise argparse.ArgumentTypeError(
            "an id has small letters, digits and hyphens, and begins with a letter"
        )
    return text


def add_new(commands: Any, folders: Any) -> None:
    """``ppsim new``."""
    new = commands.add_parser(
        "new",
        help="begin a case or a rubric of your own",
        description="Write a small commented case that checks clean and plays. Without --title, "
        "a few questions are asked.",
    )
    new.set_defaults(run="new")
    new.add_argument("--title", help="as the list of cases shows it")
    new.add_argument("--id", type=_id, help="its own name (default: made from the title)")
    new.add_argument(
        "--seat",
        choices=("therapist", "supervisee", "supervisor"),
        help="whose chair the player sits in (default: therapist)",
    )
    new.add_argument(
        "--parallel",
        choices=("life", "process"),
        help="life: the therapist's own life in the work (default); process: what goes on with "
        "the client comes back in supervision",
    )
    new.add_argument("--client", metavar="NAME", help="what the client is called (default: Robin)")
    new.add_argument(
        "--from", dest="origin", metavar="CASE", help="a variant of CASE, under an id of its own"
    )
    new.add_argument("--rubric", action="store_true", help="a rubric in place of a case")
    new.add_argument(
        "--extends", metavar="RUBRIC", help="with --rubric: over another rubric, such as ppsim-core"
    )
    new.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=to_file,
        default=UNNAMED,
        help="default: ID.yaml; - is standard output",
    )
    new.add_argument("--yes", action="store_true", help="write over FILE without asking")
    folders(new)
