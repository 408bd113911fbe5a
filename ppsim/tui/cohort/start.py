"""Opening a group's figures, and how they are run."""

from __future__ import annotations

from pathlib import Path

from ppsim.report.cohort_model import Report
from ppsim.tui.start import Opening, run_app


def run(report: Report, home: Path, journal: Path, *, mouse: bool = True) -> int:
    """Show the report until it is left; the exit code for the shell. No journal is opened."""
    from ppsim.tui.cohort.app import GroupApp

    return run_app(GroupApp(Opening(home, journal, mouse=mouse), report))
