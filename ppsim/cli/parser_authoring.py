"""The words of the commands for authors: fmt, new, test, record."""

from __future__ import annotations

from pathlib import Path
from typing import Any


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
    fmt.add_argument("files", metavar="FILE", nargs="+", type=Path)
    looking = fmt.add_mutually_exclusive_group()
    looking.add_argument("--check", action="store_true", help="only say which files would change")
    looking.add_argument("--diff", action="store_true", help="only show what would change")
