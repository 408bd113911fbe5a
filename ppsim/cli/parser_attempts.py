"""The words of ``ppsim attempts``."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ppsim.cli.outputs import to_file

Add = Callable[[argparse.ArgumentParser], None]


def cohort(text: str) -> str:
    """A cohort's name as typed."""
    if len(text) > 60 or not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", text):
        raise argparse.ArgumentTypeError(
            "a cohort is called by small letters, digits, dots, dashes and underscores, up to 60"
        )
    return text


def add_attempts(commands: Any, folders: Add, profile: Add) -> None:
    """``attempts``: list, show, export, import, read arguments, erase."""
    attempts = commands.add_parser(
        "attempts",
        help="what you have played; take it with you, hand it over, erase it",
        description="List, show, export, import and erase attempts in the journal of this machine.",
    )
    attempts.set_defaults(run="attempts", what="list", json=False, everyone=False, profile=None)
    verbs = attempts.add_subparsers(
        title="what to do",
        metavar="list | show | export | import | arguments | erase | erase-person",
    )
    listing = verbs.add_parser(
        "list",
        help="your attempts, the last first (default)",
        description="List your attempts, the last first.",
    )
    listing.set_defaults(what="list")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.add_argument("--everyone", action="store_true", help="everybody's, not yours alone")
    show = verbs.add_parser(
        "show",
        help="one attempt: its path, and your notes",
        description="Show one attempt: its path, and your notes.",
    )
    show.set_defaults(what="show")
    show.add_argument("attempt", metavar="ATTEMPT", help="the start of its id")
    show.add_argument("--json", action="store_true", help="as JSON, without anything private")
    folders(show)
    export = _export(verbs)
    taking = _import(verbs)
    folders(taking)
    _arguments(verbs)
    erase = verbs.add_parser(
        "erase",
        help="erase one attempt and its notes for good",
        description="Erase one attempt and its notes for good.",
    )
    erase.set_defaults(what="erase")
    erase.add_argument("attempt", metavar="ATTEMPT", help="the start of its id")
    person = verbs.add_parser(
        "erase-person",
        help="erase a person and all their attempts",
        description="Erase a person of this machine and all their attempts for good.",
    )
    person.set_defaults(what="erase-person")
    person.add_argument("name", metavar="NAME", help="the profile, as 'attempts list' names it")
    for verb in (listing, show, export, taking, erase):
        profile(verb)
    for verb in (export, erase, person):
        verb.add_argument("--yes", action="store_true", help="without asking")


def add_picking(parser: argparse.ArgumentParser) -> None:
    """The words that pick private things out, one by one."""
    parser.add_argument(
        "--with-note",
        type=int,
        action="append",
        default=[],
        metavar="N",
        help="with this note or composed reply of yours (its number: ppsim attempts show); "
        "may be given again",
    )
    parser.add_argument(
        "--argue",
        type=int,
        action="append",
        default=[],
        metavar="N",
        help="with this argument of yours against the key, for the case's author; "
        "may be given again",
    )


def _export(verbs: Any) -> argparse.ArgumentParser:
    export: argparse.ArgumentParser = verbs.add_parser(
        "export",
        help="attempts as files, without name or notes",
        description="Write attempts as files: what was decided, under a pseudonym, and nothing "
        "private unless you pick it out.",
    )
    export.set_defaults(what="export")
    export.add_argument(
        "attempts", metavar="ATTEMPT", nargs="*", help="starts of ids (default: the last)"
    )
    export.add_argument("--all", action="store_true", help="all of yours")
    export.add_argument(
        "-o",
        "--output",
        type=to_file,
        metavar="PATH",
        help="a folder, or a file for one attempt; - is standard output",
    )
    export.add_argument("--cohort", type=cohort, metavar="NAME", help="for this cohort")
    export.add_argument(
        "--consent",
        choices=("yes", "no"),
        help="whether it may be counted in what the group is shown (else you are asked, once)",
    )
    export.add_argument(
        "--rehearsal", action="store_true", help="with what came after moments were taken again"
    )
    export.add_argument(
        "--without-texts",
        action="store_true",
        help="case and rubric by their hashes alone, for a machine that has them",
    )
    add_picking(export)
    return export


def _import(verbs: Any) -> argparse.ArgumentParser:
    taking: argparse.ArgumentParser = verbs.add_parser(
        "import",
        help="take attempt files into the journal",
        description="Replay attempt files and take them into the journal. A file that does not "
        "replay is set aside with the reason, and the others go on. Exit 0: all taken; 1: some "
        "were set aside; 2: usage.",
    )
    taking.set_defaults(what="import")
    taking.add_argument(
        "paths", metavar="FILE", nargs="+", type=Path, help="attempt files, or folders of them"
    )
    return taking


def _arguments(verbs: Any) -> None:
    arguments = verbs.add_parser(
        "arguments",
        help="what was argued against a case's key, option by option",
        description="List, for a case's author, the arguments handed in with attempt files.",
    )
    arguments.set_defaults(what="arguments")
    arguments.add_argument(
        "paths", metavar="FILE", nargs="+", type=Path, help="attempt files, or folders of them"
    )
    arguments.add_argument("--json", action="store_true", help="as JSON")
