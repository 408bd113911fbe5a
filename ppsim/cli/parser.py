"""The words of the command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import ppsim
from ppsim.cli.parser_attempts import add_attempts
from ppsim.cli.parser_authoring import add_fmt, add_new, add_record, add_test
from ppsim.cli.parser_check import add_check, add_explain
from ppsim.cli.parser_cohort import add_cohort
from ppsim.cli.parser_diff import add_diff
from ppsim.cli.parser_export import add_export
from ppsim.cli.parser_map import add_map, add_walk
from ppsim.cli.parser_mistakes import Parser
from ppsim.cli.parser_panel import add_panel
from ppsim.cli.parser_preview import add_preview
from ppsim.cli.parser_proof import add_proof
from ppsim.cli.parser_rescore import add_rescore
from ppsim.cli.parser_seminar import add_seminar
from ppsim.cli.parser_store import add_store
from ppsim.cli.parser_submit import add_submit

LARGEST_SEED = 2**63 - 1


def seed(text: str) -> int:
    """A seed as typed: a whole number from 0."""
    if not text.isascii() or not text.isdecimal() or int(text[:20]) > LARGEST_SEED:
        raise argparse.ArgumentTypeError(f"a seed is a whole number from 0 to {LARGEST_SEED}")
    return int(text)


def person(text: str) -> str:
    """A profile's name as typed."""
    from ppsim.catalogue.names import profile_name

    try:
        return profile_name(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """The command to run (``run``) and its arguments.

    Raises:
        SystemExit: after ``--help`` or ``--version`` (0), or after a mistake (2).
    """
    given = sys.argv[1:] if argv is None else list(argv)
    before, name = _command_word(given)
    parser = _parser(name)
    if name is not None and parser.prepared != [name]:
        parser = _parser()  # no command is called so: the mistake is told with all of them
    elif name is not None and before:
        parser.error(f"options of a command come after it: ppsim {name} {' '.join(before)}")
    args, more = parser.parse_known_args(given)
    if more:
        _command(parser, name).too_much(more)
    return args


def _command_word(given: Sequence[str]) -> tuple[list[str], str | None]:
    """The command's name, and what was said before it of profiles and folders."""
    before: list[str] = []
    words = iter(given)
    for word in words:
        if not word.startswith("-"):
            return before, word
        if word.partition("=")[0] in ("--profile", "--cases"):
            before += [word] if "=" in word else [word, *islice(words, 1)]
    return before, None


def _command(parser: Parser, name: str | None) -> Parser:
    """The parser of the command called so; the whole where none is."""
    for action in parser._actions:
        if name is not None and isinstance(action.choices, dict) and name in action.choices:
            found: Parser = action.choices[name]
            return found
    return parser


class _Commands:
    """The commands as their ``add_...`` know them, of which only the one meant is prepared."""

    def __init__(self, commands: Any, wanted: str, prepared: list[str]) -> None:
        self._commands = commands
        self._wanted = wanted
        self._prepared = prepared

    def add_parser(self, name: str, **words: Any) -> Any:
        if name != self._wanted:
            return _Unprepared()
        self._prepared.append(name)
        return self._commands.add_parser(name, **words)


class _Unprepared:
    """Stands for the parser of a command that is not meant: takes all that one is told."""

    def __getattr__(self, name: str) -> Callable[..., _Unprepared]:
        return self._told

    def _told(self, *args: Any, **kwargs: Any) -> _Unprepared:
        return self


def _parser(wanted: str | None = None) -> Parser:
    """The parser, with all commands, or with the one that is wanted: most of its time are words."""
    parser = Parser(
        prog="ppsim",
        description="The parallel-process simulator: play a case, decide, and read what it did.",
        epilog="Without a command: choose a case and play it.",
    )
    parser.add_argument("--version", action="version", version=f"ppsim {ppsim.__version__}")
    _no_mouse(parser)
    _folders(parser)
    _profile(parser)
    parser.set_defaults(run="start")
    commands: Any = parser.add_subparsers(title="commands", metavar="COMMAND")
    if wanted is not None:
        commands = _Commands(commands, wanted, parser.prepared)
    _play(commands)
    _cases(commands)
    _report(commands)
    add_attempts(commands, _folders, _profile)
    add_submit(commands, _profile)
    add_export(commands, _folders, _profile)
    add_store(commands)
    add_cohort(commands, _folders, seed)
    add_seminar(commands, _folders, _no_mouse)
    add_check(commands)
    add_explain(commands)
    add_new(commands, _folders)
    add_fmt(commands)
    add_test(commands, _folders)
    add_record(commands, _folders, _profile, seed)
    add_preview(commands, seed, _no_mouse)
    add_proof(commands, _folders)
    add_diff(commands, _folders, _profile)
    add_rescore(commands, _profile)
    _bots(commands)
    add_walk(commands, _folders, seed)
    add_map(commands, _folders)
    add_panel(commands, _folders)
    _schema(commands)
    return parser


def _play(commands: Any) -> None:
    play = commands.add_parser(
        "play", help="play a case", description="Play a case to its debrief."
    )
    play.set_defaults(run="play")
    play.add_argument("case", metavar="CASE", nargs="?", help="a case's id, or a file")
    play.add_argument(
        "--plain", action="store_true", help="line by line, for screen readers and pipes"
    )
    play.add_argument(
        "--mode",
        choices=("practice", "straight-through"),
        help="practice: moments can be taken again, and only the first pass counts; "
        "straight-through: look back, never change (default: practice)",
    )
    play.add_argument("--seed", type=seed, metavar="N", help="the order in which options are shown")
    play.add_argument(
        "--resume", action="store_true", help="go on with your last unfinished attempt"
    )
    play.add_argument("--attempt", metavar="ID", help="go on with this attempt")
    play.add_argument("--new", action="store_true", help="begin anew without asking")
    _no_mouse(play)
    _profile(play)
    _folders(play)


def _cases(commands: Any) -> None:
    cases = commands.add_parser(
        "cases", help="list the cases", description="List the cases that can be played."
    )
    cases.set_defaults(run="cases")
    cases.add_argument("--json", action="store_true", help="as JSON")
    _folders(cases)


def _report(commands: Any) -> None:
    report = commands.add_parser(
        "report",
        help="the debrief of an attempt",
        description="Write the debrief of an attempt, again and again the same.",
    )
    report.set_defaults(run="report")
    report.add_argument(
        "attempt", metavar="ATTEMPT", nargs="?", help="the start of its id (default: the last)"
    )
    report.add_argument(
        "--format",
        choices=("text", "json", "md", "html"),
        default="text",
        help="json: for programs; md: Markdown; html: one page (default: text)",
    )
    _profile(report)


def _bots(commands: Any) -> None:
    bots = commands.add_parser(
        "bots",
        help="can a case be won by a rule of thumb?",
        description="Play cases by rules of thumb (the longest option, always ask, never "
        "disclose ...) and judge whether any of them wins. Exit 0: none; 1: a gate refuses; "
        "2: usage.",
    )
    bots.set_defaults(run="bots")
    bots.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="files or folders")
    bots.add_argument(
        "--format",
        choices=("text", "json", "md"),
        default="text",
        help="json: for programs; md: Markdown (default: text)",
    )
    bots.add_argument(
        "--debrief", metavar="RULE", help="print the debrief that a rule's own play would get"
    )
    bots.add_argument(
        "--swap",
        metavar="SCENE/OPTION=CODE",
        action="append",
        default=[],
        help="what if an option had other codes (CODE,CODE), or exchanged them with another "
        "(SCENE/OPTION=SCENE/OPTION)? no file is touched; may be given again",
    )


_SCHEMAS = (
    *("case", "rubric", "script", "report", "attempt", "cohort"),
    *("check", "test", "walk", "bots", "diff", "rescore"),
)


def _schema(commands: Any) -> None:
    schema = commands.add_parser(
        "schema",
        help="JSON Schema of a file, for editors",
        description="Print the JSON Schema of what is written in an editor (case, rubric; script: "
        "a play script) or by ppsim (report, attempt, cohort; check, test, walk, bots, diff, "
        "rescore: their --format json).",
    )
    schema.set_defaults(run="schema")
    schema.add_argument(
        "of",
        choices=_SCHEMAS,
        nargs="?",
        default="case",
        metavar="WHAT",
        help=f"{_SCHEMAS[0]} (the default), {', '.join(_SCHEMAS[1:-1])} or {_SCHEMAS[-1]}",
    )


def _no_mouse(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--no-mouse",
        action="store_true",
        default=argparse.SUPPRESS,
        help="leave the mouse to the terminal, to mark and copy text with",
    )


def _profile(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--profile",
        type=person,
        metavar="NAME",
        help="whose attempts, on a shared machine (default: PPSIM_PROFILE, or 'me')",
    )


def _folders(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cases",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="a folder with cases of your own; may be given again",
    )
