"""The app of the author's loop: themes, keys and help are those of ppsim; no journal is opened."""

from __future__ import annotations

from pathlib import Path

from textual.screen import Screen

from ppsim.tui.app import PpsimApp
from ppsim.tui.preview.screen import PaneName, PreviewScreen
from ppsim.tui.start import Opening


class PreviewApp(PpsimApp):
    """A case as it is being written."""

    CSS_PATH = ["../app.tcss", "preview.tcss"]

    def __init__(
        self, opening: Opening, path: Path, *, seed: int = 1, at: PaneName = "scene"
    ) -> None:
        self._preview = PreviewScreen(path, seed=seed, at=at)
        super().__init__(opening)

    def get_default_screen(self) -> Screen[None]:
        """The preview, in place of the library."""
        return self._preview
