"""``ppsim proof``: a whole case as one document, for a reviewer who reads no YAML."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ppsim.cli.cases import material_of, read_named
from ppsim.cli.problems import Exit
from ppsim.cli.writing import by_ending, make_sure_it_is_not, write_out
from ppsim.explore import walk
from ppsim.report.proof import proof
from ppsim.words.safe import safe

SUFFIXES = {".md": "md", ".markdown": "md", ".txt": "md", ".html": "html", ".htm": "html"}


def run(args: argparse.Namespace) -> int:
    """Write the proof to a file or the screen; exit 1 where the case has errors."""
    read = read_named(args, args.case)
    format_ = args.format or "md"
    if args.output is not None:
        make_sure_it_is_not(args.output, Path(read.case.source.name))
        format_ = args.format or by_ending(args.output, SUFFIXES)
    made = material_of(read)
    found = proof(made.story, made.rubric, walk(made.story, made.rubric))
    if format_ == "html":
        from ppsim.report.proof_html import render
    else:
        from ppsim.report.proof_markdown import render
    if args.output is None:
        sys.stdout.write(render(found))
    else:
        write_out(args.output, render(found), args.yes)
        sys.stdout.write(safe(f"{args.output}: {found.title}, for review.\n"))
    return Exit.OK
