"""``ppsim preview``: the author's loop in the app."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Literal

from ppsim.catalogue.places import home, journal_file
from ppsim.catalogue.reading import read_case
from ppsim.cli import face
from ppsim.cli.cases import other_than_a_case
from ppsim.cli.paths import typed
from ppsim.cli.problems import usage


def run(args: argparse.Namespace) -> int:
    """Show the file as it is written, until one leaves.

    Raises:
        Problem: there is no such file, or no terminal to draw on.
    """
    path: Path = args.file
    if path.is_dir():
        raise usage(f"{path} is a folder; name the case file you are writing")
    if not path.exists():
        raise usage(f"there is no file {path}; begin one with: ppsim new -o {typed(path)}")
    other = other_than_a_case(read_case(path))
    if other is not None:
        raise usage(
            f"{path} is {other}, and the preview shows cases; see: ppsim check {typed(path)}"
        )
    return open_preview(args, path, args.at, args.seed)


def open_preview(
    args: argparse.Namespace, path: Path, at: Literal["map", "scene", "findings"], seed: int = 1
) -> int:
    """Open the preview of a file at one of its panes.

    Raises:
        Problem: there is no terminal to draw on.
    """
    if not face.can_draw():
        raise usage(f"there is no terminal here to draw on; see: ppsim check {typed(path)}")
    from ppsim.tui.preview.start import PreviewOpening, run

    mouse = not getattr(args, "no_mouse", False)
    return run(PreviewOpening(path, home(), journal_file(), seed, at, mouse))
