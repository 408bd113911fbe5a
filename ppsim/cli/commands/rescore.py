"""``ppsim rescore``: old attempts read by another rubric; the journal stays as it is."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from ppsim.catalogue.listing import SUFFIXES
from ppsim.catalogue.places import rubric_folders
from ppsim.catalogue.rubrics import UnknownRubric, base_in, find_rubric
from ppsim.cli.journals import open_journal, own_attempt, profile
from ppsim.cli.paths import absent, typed
from ppsim.cli.problems import Exit, usage
from ppsim.cli.walks import Walks
from ppsim.engine.play import Refused
from ppsim.format.case import Case
from ppsim.format.diagnostics import render
from ppsim.format.load import Loaded, load_case, read_case_file, read_rubric_file
from ppsim.format.rubric_file import is_rubric
from ppsim.report.rescored import again, rescored, scored
from ppsim.report.rescored_text import Told, json_text, text
from ppsim.store.failures import JournalError
from ppsim.store.journal import Journal
from ppsim.store.material import Material, material, replayed
from ppsim.store.records import Attempt
from ppsim.words.safe import safe
from scoring.rubric import Rubric

SHOWN = 3
"""Errors of a file that are told here; ``ppsim check`` tells them all."""


def run(args: argparse.Namespace) -> int:
    """Say what moves in each attempt; exit 1 where one of them cannot be read so."""
    rubric = _rubric(args.rubric)
    assert rubric.value is not None
    case = None if args.case is None else _case(args.case, rubric.value)
    walks = Walks()
    with open_journal() as journal:
        told = [
            _told(journal, attempt, rubric, case, walks)
            for attempt in _attempts(args, journal, case)
        ]
    name = f"{rubric.value.title} ({rubric.value.id} {rubric.value.version})"
    sys.stdout.write((json_text if args.format == "json" else text)(name, told))
    return Exit.FAILED if any(one.found is None for one in told) else Exit.OK


def _attempts(
    args: argparse.Namespace, journal: Journal, case: Loaded[Case] | None
) -> list[Attempt]:
    name = profile(args)
    if args.attempts:
        return [own_attempt(journal, start, name) for start in dict.fromkeys(args.attempts)]
    of_case = case.value.id if case is not None and case.value is not None else None
    attempts = list(journal.attempts(profile=name, case=of_case))
    if not attempts:
        raise usage(f"there is no attempt of {name} to read anew")
    return attempts


def _told(
    journal: Journal,
    attempt: Attempt,
    rubric: Loaded[Rubric],
    case: Loaded[Case] | None,
    walks: Walks,
) -> Told:
    made = partial(
        Told,
        attempt.short_id,
        attempt.profile,
        f"{attempt.case_id} {attempt.case_version}",
        f"{attempt.rubric_id} {attempt.rubric_version}",
    )
    try:
        own, play = replayed(journal, attempt)
        new = walks.of(_under(own, rubric, case))
        then = again(play, new)
    except JournalError as error:
        return made(None, str(error))
    except Refused as refused:
        return made(None, f"it does not fit this text of the case: {refused.reason}")
    except _NotUnder as error:
        return made(None, str(error))
    old = walks.of(own)
    return made(rescored(scored(play, old), scored(then, new), old.rubric, new.rubric))


class _NotUnder(Exception):
    """A case that cannot be read by the rubric; the message says why."""


def _under(own: Material, rubric: Loaded[Rubric], case: Loaded[Case] | None) -> Material:
    """What the attempt is to be read on: its own text or the one given, by the new rubric."""
    text = own.case_text
    read = case or load_case(text.source, f"{text.id} as kept with the attempt", rubric.value)
    if read.value is None:
        errors = [d for d in read.diagnostics if d.severity == "error"]
        raise _NotUnder(f"{errors[0].message} ({len(errors)} such faults in all)")
    return material(read, rubric)


def _rubric(name: str) -> Loaded[Rubric]:
    path = Path(name).expanduser()
    if path.suffix not in SUFFIXES and len(path.parts) == 1:
        try:
            path = find_rubric(name, rubric_folders())
        except UnknownRubric as unknown:
            raise usage(str(unknown)) from None
    elif not path.is_file():
        raise usage(_no_file(path))
    read = read_rubric_file(path, base_in(rubric_folders(path)))
    if read.value is None:
        if read.document is not None and not is_rubric(read.document.data):
            raise usage(f"{path} is not a rubric")
        _show_errors(read)
        raise usage(f"{path} has errors (see: ppsim check {typed(path)})")
    return read


def _case(path: Path, rubric: Rubric) -> Loaded[Case]:
    if not path.is_file():
        raise usage(_no_file(path))
    read = read_case_file(path, rubric)
    if read.value is None:
        _show_errors(read)
        raise usage(f"{path} cannot be read by this rubric until that is put right")
    return read


def _no_file(path: Path) -> str:
    return f"{path} is a folder" if path.is_dir() else absent(path)


def _show_errors(read: Loaded[Rubric] | Loaded[Case]) -> None:
    errors = [d for d in read.diagnostics if d.severity == "error"]
    for diagnostic in errors[:SHOWN]:
        sys.stderr.write(safe(render(diagnostic)) + "\n")
