"""Opening the author's loop: what a command hands over, and how it is run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ppsim.tui.start import Opening, run_app

if TYPE_CHECKING:
    from ppsim.tui.preview.screen import PaneName


@dataclass(frozen=True, slots=True)
class PreviewOpening:
    """What the preview opens on."""

    path: Path
    home: Path
    """The user's own folder, for settings alone."""
    journal: Path
    """Never opened."""
    seed: int = 1
    """The order in which options are shown."""
    at: PaneName = "scene"
    mouse: bool = True


def run(opening: PreviewOpening) -> int:
    """Run the preview until it is left; the exit code for the shell."""
    from ppsim.tui.preview.app import PreviewApp

    own = Opening(opening.home, opening.journal, mouse=opening.mouse)
    return run_app(PreviewApp(own, opening.path, seed=opening.seed, at=opening.at))
