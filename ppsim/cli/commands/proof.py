"""``ppsim proof``: a whole case as one document, for a reviewer who reads no YAML."""

from __future__ import annotations

import argparse
import sys

from ppsim.cli.cases import material_of, read_named
from ppsim.cli.problems import Exit
from ppsim.cli.writing import write_out
from ppsim.explore import walk
from ppsim.report.proof import proof
from ppsim.words.safe import safe


def run(args: argparse.Namespace) -> int:
    """Write the proof to a file or the screen; exit 1 where the case has errors."""
    made = material_of(read_named(args, args.case))
    found = proof(made.story, made.rubric, walk(made.story, made.rubric))
    by_name = args.output is not None and args.output.suffix in (".html", ".htm")
    if (args.format or ("html" if by_name else "md")) == "html":
        from ppsim.report.proof_html import render
    else:
        from ppsim.report.proof_markdown import render
    if args.output is None:
        sys.stdout.write(render(found))
    else:
        write_out(args.output, render(found), args.yes)
        sys.stdout.write(safe(f"{args.output}: {found.title}, for review.\n"))
    return Exit.OK
