"""A case as a command names it: found, read, and fit to be played."""

from __future__ import annotations

import argparse
import sys

from ppsim.catalogue.listing import UnknownCase, find
from ppsim.catalogue.places import case_folders
from ppsim.catalogue.reading import CaseRead, read_case
from ppsim.cli.problems import Exit, Problem, usage
from ppsim.format.diagnostics import render
from ppsim.store.material import Material, material


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
    for diagnostic in read.diagnostics:
        if diagnostic.severity == "error":
            sys.stderr.write(render(diagnostic) + "\n")
    raise Problem(
        read.no_rubric
        or f"{read.case.source.name} cannot be played until this is put right (see: ppsim check)",
        Exit.FAILED,
    )
