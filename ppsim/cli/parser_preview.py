"""The words of ``ppsim preview``."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def add_preview(commands: Any, seed: Any, no_mouse: Any) -> None:
    """``ppsim preview``."""
    preview = commands.add_parser(
        "preview",
        help="see a case while you write it",
        description="Watch a case file while you write it in your own editor: its map, the scene "
        "in play and what check finds, anew at every save. Nothing is recorded.",
    )
    preview.set_defaults(run="preview")
    preview.add_argument("file", metavar="FILE", type=Path, help="the case file you are writing")
    preview.add_argument(
        "--at",
        choices=("map", "scene", "findings"),
        default="scene",
        help="where to begin (default: scene)",
    )
    preview.add_argument(
        "--seed", type=seed, default=1, metavar="N", help="the order in which options are shown"
    )
    no_mouse(preview)
