"""``ppsim check``: what is wrong with a case or rubric file, at its place."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from ppsim.catalogue.reading import read_case
from ppsim.cli.problems import Exit, tell
from ppsim.format.diagnostics import Diagnostic, render
from ppsim.format.load import read_rubric_file


def run(args: argparse.Namespace) -> int:
    """Print every finding; exit 0 where there is none, 1 where there are some, 2 for no file."""
    missing = [path for path in args.files if not path.is_file()]
    for path in missing:
        tell(f"{path} is not a file")
    if missing:
        return Exit.USAGE
    counts: Counter[str] = Counter()
    for path in args.files:
        for finding in findings(path):
            sys.stdout.write(render(finding) + "\n")
            counts[finding.severity] += 1
    sys.stdout.write(summary(len(args.files), counts) + "\n")
    return Exit.FAILED if counts else Exit.OK


def findings(path: Path) -> tuple[Diagnostic, ...]:
    """What there is to say about one file."""
    read = read_case(path)
    document = read.case.document
    keys = document.data if document is not None and isinstance(document.data, dict) else {}
    if "codes" in keys and "scenes" not in keys:
        return read_rubric_file(path).diagnostics
    found = read.case.diagnostics
    if read.rubric is not None and read.rubric.value is None:
        found = (*found, *read.rubric.diagnostics)
    if read.no_rubric is not None:
        found = (*found, Diagnostic("PP000", "error", read.no_rubric, None, str(path), None, None))
    return found


def summary(files: int, counts: Counter[str]) -> str:
    """How much was checked, and what was found."""
    found = [_counted(counts[kind], kind) for kind in ("error", "warning", "note") if counts[kind]]
    return f"{_counted(files, 'file')} checked: {', '.join(found) or 'nothing found'}."


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
