"""``ppsim cohort report``: a group's figures as a page, as JSON, or as tables."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ppsim.cli.grouping import groups_of, tell_left_out
from ppsim.cli.problems import Exit, tell, usage
from ppsim.cli.sources import gather, look
from ppsim.cli.writing import make_sure, write_out
from ppsim.words.extras import how_to_install
from ppsim.words.safe import safe

if TYPE_CHECKING:
    from ppsim.exchange.groups_file import Groups
    from ppsim.report.cohort_model import Report

NO_CHARTS = (
    f"the page has no charts, its tables say the same; for charts, {how_to_install('cohort')}"
)


def run(args: argparse.Namespace) -> int:
    """Gather, look, write; exit 1 where something was set aside."""
    if args.app:
        from ppsim.cli.commands.cohort_app import run as read

        return read(args, report_of)
    form = args.format or _by_name(args.output)
    if form == "csv" and args.output is None:
        raise usage("the tables go into a folder; name it: -o FOLDER")
    if form == "html" and args.output is None and sys.stdout.isatty():
        raise usage("a page is for a browser; name a file: -o report.html (or read it here: --app)")
    if args.output is not None:
        _make_sure(args.output, form, args.yes)  # before it is written down as shown
    report = report_of(args)
    if form == "csv":
        _tables(args, report)
    elif form == "json":
        from ppsim.report.cohort_json import render

        _write(args, render(report))
    else:
        from ppsim.report.charts import available
        from ppsim.report.cohort_html import render as page

        drawn = available()
        if not drawn:
            tell(NO_CHARTS)
        _write(args, page(report, with_charts=drawn))
    return Exit.FAILED if report.attended.set_aside else Exit.OK


def report_of(args: argparse.Namespace) -> Report:
    """The report that is asked for; what was set aside is told on the way.

    Raises:
        Problem: there is nothing to report, or it may not be shown.
    """
    from ppsim.cohort.demo import LABEL
    from ppsim.report.cohort_make import Source, make

    groups = groups_of(args)
    found = gather(args, args.against, groups.of if groups is not None else None)
    if groups is not None:
        tell_left_out(groups, found)
    for what, why in found.aside:
        tell(f"{what} is set aside: {why}")
    source = Source(
        cohorts=found.cohorts,
        synthetic=LABEL if found.synthetic else None,
        not_agreed=found.not_agreed,
        other_texts=found.other_texts,
        set_aside=len(found.aside),
        against=_other(args),
        groups=_compared(args, groups),
    )
    shown = look(found, args.view, args.key)
    return make(shown, found.material.story, found.material.rubric, found.structure, source)


def _compared(args: argparse.Namespace, groups: Groups | None) -> tuple[str, str] | None:
    """What the two groups of the test of DIF are called."""
    if groups is not None:
        return (groups.reference, groups.focal)
    return ("this cohort", "the other") if args.against else None


def _other(args: argparse.Namespace) -> str | None:
    if not args.against:
        return None
    places = (Path(s).name if "://" not in s else "that of a store" for s in args.against)
    named = args.against_cohort or ", ".join(places)
    return f"The other cohort: {named}."


def _by_name(output: Path | None) -> str:
    suffix = output.suffix if output is not None else ""
    if suffix == ".csv":
        raise usage("the tables are several, and go into a folder: --format csv -o FOLDER")
    return "json" if suffix == ".json" else "html"


def _make_sure(output: Path, form: str, yes: bool) -> None:
    if form != "csv":
        make_sure(output, yes)
    elif output.exists() and not output.is_dir():
        raise usage(f"{output} is a file; the tables go into a folder")


def _write(args: argparse.Namespace, text: str) -> None:
    if args.output is None:
        sys.stdout.write(text)
    else:
        write_out(args.output, text, yes=True)
        sys.stdout.write(safe(f"{args.output}\n"))


def _tables(args: argparse.Namespace, report: Report) -> None:
    from ppsim.exchange import csv_file
    from ppsim.exchange.tables import Table
    from ppsim.report.cohort_tables import tables

    folder: Path = args.output
    found = {folder / f"{table.name}.csv": table for table in tables(report)}
    for path in found:
        make_sure(path, args.yes)
    for path, table in found.items():
        names = tuple(column.name for column in table.columns)
        kinds = tuple(column.kind for column in table.columns)
        text = csv_file.render(Table(table.name, names, kinds, table.rows))
        write_out(path, text, yes=True)
        sys.stdout.write(safe(f"{path}\n"))
