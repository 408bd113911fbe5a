"""The words of ``ppsim cohort``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ppsim.cli.outputs import to_file, to_folder
from ppsim.cli.parser_attempts import cohort

Add = Callable[[argparse.ArgumentParser], None]
VIEWS = ("instructor", "projection", "external")
MOST = 20_000


def people(text: str) -> int:
    """How many people a made-up cohort has."""
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:9]) <= MOST:
        raise argparse.ArgumentTypeError(f"a made-up cohort has 1 to {MOST} people")
    return int(text)


def add_cohort(commands: Any, folders: Add, seed: Callable[[str], int]) -> None:
    """``cohort report`` and ``cohort demo``."""
    found = commands.add_parser(
        "cohort",
        help="what a group did with a case: report, made-up cohort to try it on",
        description="Look at what a group did with a case, without exposing anybody "
        "(docs/seminar.md, docs/privacy.md).",
    )
    found.set_defaults(run="cohort", what=None)
    verbs = found.add_subparsers(title="what to do", metavar="report | demo", required=True)
    _report(verbs, folders)
    _demo(verbs, folders, seed)


def add_sources(parser: argparse.ArgumentParser) -> None:
    """What ``ppsim.cli.sources.gather`` reads; ``ppsim seminar`` takes the same."""
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="+",
        help="attempt files, folders of them, a shared store's address, or several of these",
    )
    parser.add_argument(
        "--case", metavar="ID", help="which case, where there are attempts at several"
    )
    parser.add_argument(
        "--cohort", type=cohort, metavar="NAME", help="of this cohort alone; a store needs it"
    )
    parser.add_argument(
        "--key",
        metavar="FILE",
        type=Path,
        help="your key file of this cohort: what a room was shown last is kept beside it "
        "(FILE.shown), else in ppsim's own folder; the key itself is not opened",
    )


def _report(verbs: Any, folders: Add) -> None:
    report = verbs.add_parser(
        "report",
        help="the group's figures as a page, as JSON, or as tables",
        description="Write what a group did with one case: a page to read and print (HTML), "
        "JSON, or tables (CSV). Every figure passes the rules on privacy.",
    )
    report.set_defaults(what="report")
    add_sources(report)
    report.add_argument(
        "--view",
        choices=VIEWS,
        default="instructor",
        help="instructor: exact figures, for your eyes (default); projection: what a room may "
        "see; external: what may leave the programme",
    )
    report.add_argument(
        "--format",
        choices=("html", "json", "csv"),
        help="default: by the ending of PATH, or else html",
    )
    report.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        type=to_file,
        help="a file, or for csv a folder (default, and -: the screen)",
    )
    report.add_argument("--yes", action="store_true", help="write over what is there")
    report.add_argument(
        "--app", action="store_true", help="read it in the app, and open its decisions"
    )
    report.add_argument(
        "--against",
        metavar="SOURCE",
        action="append",
        default=[],
        help="another cohort to compare with; may be given again",
    )
    report.add_argument(
        "--against-cohort", type=cohort, metavar="NAME", help="its name, where SOURCE is a store"
    )
    report.add_argument(
        "--groups",
        metavar="FILE",
        type=Path,
        help="a table (CSV) with the columns pseudonym and group, of two groups: whether a "
        "decision is harder for one of them; for the instructor's view, from 100 people in each",
    )
    folders(report)


def _demo(verbs: Any, folders: Add, seed: Callable[[str], int]) -> None:
    demo = verbs.add_parser(
        "demo",
        help="a made-up cohort, to try everything on",
        description="Write the attempts of people who do not exist, and a key file with their "
        "names. The same numbers give the same cohort; all that is made of it says synthetic.",
    )
    demo.set_defaults(what="demo")
    demo.add_argument(
        "-o", "--output", metavar="FOLDER", type=to_folder, required=True, help="a new folder"
    )
    demo.add_argument(
        "--people", type=people, default=14, metavar="N", help="how many (default: 14)"
    )
    demo.add_argument("--seed", type=seed, default=1, metavar="S", help="default: 1")
    demo.add_argument(
        "--case",
        metavar="ID",
        action="append",
        default=[],
        help="a case's id, or a file (default: mark); may be given again",
    )
    folders(demo)
