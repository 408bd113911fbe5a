"""The words of ``ppsim proof``."""

from __future__ import annotations

from typing import Any

from ppsim.cli.outputs import to_file


def add_proof(commands: Any, folders: Any) -> None:
    """``ppsim proof CASE``."""
    proof = commands.add_parser(
        "proof",
        help="the whole case as one document, for a reviewer",
        description="Write a whole case as one document for a clinical reviewer: every scene in "
        "an order of reading, every branch cross-referenced, codes and reasons in the margin. "
        "The HTML needs no network, and prints with room for comments.",
    )
    proof.set_defaults(run="proof")
    proof.add_argument("case", metavar="CASE", help="a case's id, or a file")
    proof.add_argument(
        "--format", choices=("md", "html"), help="default: by the ending of FILE, or else md"
    )
    proof.add_argument(
        "-o", "--output", metavar="FILE", type=to_file, help="default, and -: the screen"
    )
    proof.add_argument("--yes", action="store_true", help="write over FILE without asking")
    folders(proof)
