"""``ppsim new``: a case or rubric to begin with, or a variant of a case."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TypeVar

from ppsim.authoring.starter_case import Wanted, starter_case
from ppsim.authoring.starter_rubric import starter_rubric
from ppsim.authoring.tidy import NotTidied
from ppsim.authoring.variant import variant
from ppsim.catalogue.listing import SUFFIXES
from ppsim.catalogue.places import rubric_folders
from ppsim.catalogue.rubrics import base_in
from ppsim.cli.cases import read_named
from ppsim.cli.outputs import UNNAMED
from ppsim.cli.paths import typed
from ppsim.cli.problems import Exit, Problem, usage
from ppsim.cli.writing import write_out
from ppsim.format.case import Parallel, Seat
from ppsim.format.reading import spelled
from ppsim.format.rubric_file import NothingToExtend
from ppsim.plain.asking import NoWords, ask, ask_text
from ppsim.plain.console import Console, EndOfInput
from ppsim.plain.questions import Pick
from ppsim.words.safe import safe
from scoring.rubric import Rubric

W = TypeVar("W")

SEATS: dict[Seat, str] = {
    "therapist": "The therapist's: with a client.",
    "supervisee": "The supervisee's: with a supervisor, about a client.",
    "supervisor": "The supervisor's: with a therapist, about a client.",
}
PARALLELS: dict[Parallel, str] = {
    "life": "The therapist's own life comes into the work.",
    "process": "What goes on with the client comes back in supervision.",
}


def run(args: argparse.Namespace) -> int:
    """Write the file, and say what to do with it next."""
    _look_at_the_name(args.output)
    try:
        text, name = _variant(args) if args.origin else _made(args)
    except NotTidied as why:
        raise Problem(f"nothing was written: {why}") from None
    except EndOfInput:
        raise usage("nothing was written: to be asked nothing, give --title") from None
    path = _place(args.output, name)
    if path is None:
        sys.stdout.write(safe(text))
        return Exit.OK
    write_out(path, text, args.yes)
    shown = typed(path)
    said = [f"{path} is written.", f"Look at it in your editor, then: ppsim check {shown}"]
    if not args.rubric:
        said.append(f"Play it: ppsim play {shown} --plain")
    sys.stdout.write(safe("\n".join(said) + "\n"))
    return Exit.OK


def _made(args: argparse.Namespace) -> tuple[str, str]:
    """A starter: what was not said by flags is asked, unless there is a title."""
    if args.extends and not args.rubric:
        raise usage("--extends goes with --rubric")
    if not args.title and args.output is None:
        raise usage("what is asked for stands on standard output as well: give --title, or a file")
    console = None if args.title else Console(sys.stdin, sys.stdout)
    title = args.title or _text(console, "What is it called? A few words, as the list shows it.")
    name = args.id or spelled(title)
    if args.rubric:
        if args.seat or args.parallel or args.client:
            raise usage("a rubric has no --seat, --parallel or --client")
        base = None if args.extends is None else _base(args.extends, name, args.output)
        return starter_rubric(name, title, base), name
    seat, parallel, client = args.seat, args.parallel, args.client
    if console is not None:
        seat = seat or _pick(console, "Whose chair does the player sit in?", SEATS)
        parallel = parallel or _pick(console, "What is the parallel?", PARALLELS)
        client = client or ask_text(console, "What is the client called? (Enter for Robin.)")
    wanted = Wanted(name, title, seat or "therapist", parallel or "life", client or "Robin")
    return starter_case(wanted), name


def _place(output: Path | None, name: str) -> Path | None:
    """Where it is written: as said, or under its own name; ``None``: standard output."""
    return Path(f"{name}.yaml") if output is UNNAMED else output


def _look_at_the_name(path: Path | None) -> None:
    """A case is known by the ending of its file; what is no file may be called anything."""
    if path in (None, UNNAMED) or path.suffix in SUFFIXES or (path.exists() and not path.is_file()):
        return
    raise usage(f"{path} does not end in .yaml, by which cases are known; try {path}.yaml")


def _base(rubric_id: str, name: str, output: Path | None) -> Rubric:
    """The rubric that a new one is to extend, as it will be found from where that one stands."""
    if rubric_id == name:
        raise usage(f"{name} cannot extend itself; give the new one another --id")
    try:
        return base_in(rubric_folders(_place(output, name) or Path(f"{name}.yaml")))(rubric_id)
    except NothingToExtend as why:
        raise usage(f"{rubric_id} cannot be extended: {why}") from None


def _variant(args: argparse.Namespace) -> tuple[str, str]:
    if args.rubric or args.extends or args.seat or args.parallel or args.client:
        raise usage("with --from, give --id and --title alone: all else is that case's own")
    read = read_named(args, args.origin)
    if read.case.value is None:
        shown = typed(read.case.source.name)
        raise NotTidied(f"the case has errors (see: ppsim check {shown})")
    name = args.id or f"{read.case.value.id}-variant"
    if name == read.case.value.id:
        raise usage(f"{name} is the id of the case itself; a variant has one of its own")
    rubric = None if read.rubric is None else read.rubric.value
    return variant(read.case.source.text, name, args.title, rubric), name


def _text(console: Console | None, question: str) -> str:
    assert console is not None
    while True:
        answer = ask_text(console, question)
        if answer:
            return answer


def _pick(console: Console, question: str, ways: dict[W, str]) -> W:
    def say() -> None:
        console.say(question)
        console.numbered(ways.values())

    say()
    return tuple(ways)[ask(console, NoWords(), Pick(len(ways)), say)]
