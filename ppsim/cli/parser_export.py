"""The words of ``ppsim export``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ppsim.cli.outputs import to_file, to_folder
from ppsim.cli.parser_attempts import cohort

Add = Callable[[argparse.ArgumentParser], None]


def add_export(commands: Any, folders: Add, profile: Add) -> None:
    """``export``: learning records and tables."""
    export = commands.add_parser(
        "export",
        help="learning records (xAPI) and tables (CSV, Parquet) of attempts",
        description="Write attempts for other programs: from attempt files, from a shared store, "
        "or, where neither is named, your own ended ones. Never a name, never anything private.",
    )
    export.set_defaults(run="export")
    kinds = export.add_subparsers(title="as what", metavar="xapi | csv | parquet", required=True)
    for name, help in (
        ("xapi", "one xAPI 1.0.3 statement for each decision, as JSON Lines"),
        ("csv", "attempts.csv, decisions.csv and data-dictionary.csv"),
        ("parquet", "the same tables as Parquet (extra: parquet)"),
    ):
        kind = kinds.add_parser(name, help=help, description=f"Write {help}.")
        kind.set_defaults(kind=name, profile_document=False, home_page=None)
        kind.add_argument(
            "sources", metavar="SOURCE", nargs="*", type=Path, help="attempt files, or folders"
        )
        kind.add_argument("--store", metavar="URL", help="a shared store, with --cohort")
        kind.add_argument("--cohort", type=cohort, metavar="NAME", help="of this cohort alone")
        kind.add_argument(
            "--everybody",
            action="store_true",
            help="also those who did not agree to be counted in what the group sees",
        )
        kind.add_argument(
            "-o",
            "--output",
            metavar="PATH",
            type=to_file if name == "xapi" else to_folder,
            required=name != "xapi",
            help="a file (default, and -: standard output)" if name == "xapi" else "a folder",
        )
        kind.add_argument("--yes", action="store_true", help="write over what is there")
        if name == "xapi":
            kind.add_argument(
                "--profile-document",
                action="store_true",
                help="write the xAPI Profile (JSON-LD) of these statements instead",
            )
            kind.add_argument(
                "--home-page", metavar="IRI", help="to whom the pseudonyms belong, as an IRI"
            )
        folders(kind)
        profile(kind)
