"""The words of ``ppsim panel``."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any


def _date(text: str) -> str:
    """A day as typed."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise argparse.ArgumentTypeError("a date is year, month and day, such as 2026-03-31")
    return text


def add_panel(commands: Any, folders: Any) -> None:
    """``ppsim panel``."""
    panel = commands.add_parser(
        "panel",
        help="what a panel of raters makes of a case's key",
        description="Hold raters' ratings or codes of a case's options against its key: how far "
        "they agree, where they divide, what rests on one of them. With --write, and enough raters "
        "who agree, the case says that its key rests on a panel. Exit 0: done; 1: refused; 2: "
        "usage. Needs the extra cohort; docs/panels.md says more.",
    )
    panel.set_defaults(run="panel")
    panel.add_argument("case", metavar="CASE", help="a case's id, or a file")
    panel.add_argument(
        "ratings", metavar="RATINGS", nargs="+", type=Path, help="tables (.csv, .tsv) or YAML"
    )
    panel.add_argument(
        "--write", action="store_true", help="put key_status: panel into the case file"
    )
    panel.add_argument("--date", type=_date, help="with --write: of the panel (default: today)")
    folders(panel)
