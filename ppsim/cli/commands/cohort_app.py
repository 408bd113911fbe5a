"""``ppsim cohort report --app``: a group's figures read in the app."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ppsim.catalogue.places import home, journal_file
from ppsim.cli import face
from ppsim.cli.problems import usage

if TYPE_CHECKING:
    from collections.abc import Callable

    from ppsim.report.cohort_model import Report


def run(args: argparse.Namespace, report_of: Callable[[argparse.Namespace], Report]) -> int:
    """Show the report until it is left.

    Raises:
        Problem: there is no terminal to draw on, or a file was named as well.
    """
    if args.output is not None or args.format is not None:
        raise usage("--app reads in the app; a file is written without it")
    if not face.can_draw():
        raise usage("there is no terminal here to draw on; write the page with -o PATH")
    from ppsim.tui.cohort.start import run as read

    return read(report_of(args), home(), journal_file(), mouse=not getattr(args, "no_mouse", False))
