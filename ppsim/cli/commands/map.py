"""``ppsim map``: a case drawn as a tree of words, for Mermaid or Graphviz, or as a picture."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from ppsim.cli.cases import material_of, read_named
from ppsim.cli.problems import Exit, usage
from ppsim.cli.writing import by_ending, make_sure_it_is_not, write_out
from ppsim.explore import walk
from ppsim.explore.atlas import Atlas, draw
from ppsim.format.diagnostics import render
from ppsim.format.source import read_bytes
from ppsim.report.map_words import NONE, Findings
from ppsim.words.safe import safe

Drawing = Callable[[Atlas, Findings], str]
SUFFIXES = {
    ".txt": "tree",
    ".mmd": "mermaid",
    ".mermaid": "mermaid",
    ".dot": "dot",
    ".gv": "dot",
    ".svg": "svg",
}


def run(args: argparse.Namespace) -> int:
    """Draw the map to a file or the screen; exit 1 where the case has errors."""
    read = read_named(args, args.case)
    if args.app:
        return _in_app(args, Path(read.case.source.name))
    path = Path(read.case.source.name)
    format_ = args.format or "tree"
    if args.output is not None:
        make_sure_it_is_not(args.output, path)
        format_ = args.format or by_ending(args.output, SUFFIXES)
    made = material_of(read)
    atlas = draw(walk(made.story, made.rubric, args.budget))
    findings = NONE if args.no_findings else found_in(path)
    drawn = drawing(format_)(atlas, findings)
    if args.output is None:
        sys.stdout.write(drawn)
    else:
        write_out(args.output, drawn, args.yes)
        sys.stdout.write(safe(f"{args.output}: a map of {atlas.title}.\n"))
    return Exit.OK


def _in_app(args: argparse.Namespace, path: Path) -> int:
    """The map in the app, to walk through."""
    from ppsim.cli.commands.preview import open_preview

    if args.output is not None or args.format is not None:
        raise usage("--app draws on the screen: leave out --format and -o")
    return open_preview(args, path, "map")


def drawing(format_: str) -> Drawing:
    """What draws a map in a format."""
    if format_ == "mermaid":
        from ppsim.report.map_mermaid import mermaid

        return mermaid
    if format_ == "dot":
        from ppsim.report.map_dot import dot

        return dot
    if format_ == "svg":
        from ppsim.report.map_svg import svg

        return svg
    from ppsim.report.map_tree import tree

    return tree


def found_in(path: Path) -> Findings:
    """What ``ppsim check`` finds in the scenes of a case, as its library weighs it.

    What it finds in other files, such as a ``ppsim.toml``, is told on standard error.
    """
    from ppsim.report.preview_version import version_of

    version = version_of(path, read_bytes(path)).version
    for finding in version.findings:
        if finding.file != version.file:
            sys.stderr.write(render(finding) + "\n")
    return version.of_scenes
