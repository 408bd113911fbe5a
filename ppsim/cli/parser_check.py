"""The words of ``ppsim check`` and ``ppsim explain``."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def add_check(commands: Any) -> None:
    """``ppsim check PATH...``."""
    check = commands.add_parser(
        "check",
        help="check case and rubric files",
        description="Say what is wrong with cases and rubrics: whether they hold together, can be "
        "scored, are fair, and are put with care. Exit 0: nothing, or notes only; 1: errors or "
        "warnings; 2: usage. A ppsim.toml in the file's folder or above it sets how grave each "
        "finding is; '# ppsim: allow PP123 because ...' on or above a line allows one.",
    )
    check.set_defaults(run="check")
    check.add_argument(
        "paths", metavar="PATH", nargs="+", type=Path, help="files, or folders with files in them"
    )
    check.add_argument(
        "--format",
        choices=("text", "json", "sarif", "github"),
        default="text",
        help="sarif: SARIF 2.1.0; github: annotations of a pull request (default: text)",
    )
    check.add_argument(
        "--fix",
        action="store_true",
        help="put right what can only be meant in one way; comments and layout stay, and a case "
        "that loads means the same afterwards",
    )
    check.add_argument(
        "--diff", action="store_true", help="with --fix: only show what would change"
    )


def add_explain(commands: Any) -> None:
    """``ppsim explain CODE``."""
    explain = commands.add_parser(
        "explain",
        help="what a finding of check means",
        description="Say what a code of 'ppsim check' means, why it matters, and show a bad and a "
        "good example.",
    )
    explain.set_defaults(run="explain")
    explain.add_argument(
        "code",
        metavar="CODE",
        nargs="?",
        help="PP711, or a word of what it is called; without one, list all",
    )
