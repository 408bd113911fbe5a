"""A case as a command names it: found, read, and fit to be played."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ppsim.catalogue.listing import UnknownCase, find
from ppsim.catalogue.places import case_folders
from ppsim.catalogue.reading import CaseRead, read_case
from ppsim.cli.paths import typed
from ppsim.cli.problems import Exit, Problem, usage
from ppsim.cli.scripts import is_script
from ppsim.format.diagnostics import render
from ppsim.format.rubric_file import is_rubric
from ppsim.store.material import Material, material
from ppsim.words.safe import safe


def read_named(args: argparse.Namespace, name: str) -> CaseRead:
    """The case called ``name``: an id, or a file.

    Raises:
        Problem: there is none; the nearest is named.
    """
    try:
        return read_case(find(name, case_folders(args.cases)))
    except UnknownCase as unknown:
        raise usage(str(unknown)) from None


def material_of(read: CaseRead) -> Material:
    """The case and rubric to play; errors are printed first, as ``check`` prints them.

    Raises:
        Problem: one of the two has errors.
    """
    playable = read.playable
    if playable is not None:
        return material(*playable)
    name = read.case.source.name
    other = other_than_a_case(read)
    if other is not None:
        raise Problem(f"{name} is {other}, not a case", Exit.USAGE)
    for diagnostic in read.diagnostics:
        if diagnostic.severity == "error":
            sys.stderr.write(safe(render(diagnostic)) + "\n")
    raise Problem(
        read.no_rubric
        or f"{name} cannot be played until this is put right (see: ppsim check {typed(name)})",
        Exit.FAILED,
    )


def other_than_a_case(read: CaseRead) -> str | None:
    """What else the file that was read is meant as: a rubric, a play script; ``None``: neither."""
    if is_script(Path(read.case.source.name)):
        return "a play script"
    document = read.case.document
    return "a rubric" if document is not None and is_rubric(document.data) else None
