"""What ``-o`` means, for every command that has it.

``-`` is standard output, and comes to the command as ``None``, as no ``-o`` at all does where a
command then writes there by itself. A file that is called so is named ``./-``.
"""

from __future__ import annotations

import argparse
from pathlib import Path

STANDARD_OUTPUT = "-"
UNNAMED = Path()
"""No ``-o``, where the command then names the file by itself; known by ``is``."""


def to_file(text: str) -> Path | None:
    """A file to write, or ``None`` for standard output."""
    return None if text == STANDARD_OUTPUT else _path(text)


def to_folder(text: str) -> Path:
    """A folder to write several files into."""
    if text == STANDARD_OUTPUT:
        raise argparse.ArgumentTypeError("several files are written; name a folder, not -")
    return _path(text)


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return Path(text)
