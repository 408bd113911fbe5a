"""The app of a seminar: themes, keys and help are those of ppsim; no journal is opened."""

from __future__ import annotations

from textual.screen import Screen

from ppsim.tui.app import PpsimApp
from ppsim.tui.seminar.screen import SeminarScreen
from ppsim.tui.seminar.start import SeminarOpening
from ppsim.tui.start import Opening


class SeminarApp(PpsimApp):
    """A group and a case before a room."""

    CSS_PATH = ["../app.tcss", "seminar.tcss"]

    def __init__(self, opening: SeminarOpening) -> None:
        self._seminar = SeminarScreen(opening)
        super().__init__(Opening(opening.home, opening.journal, mouse=opening.mouse))

    def get_default_screen(self) -> Screen[None]:
        """The wall, in place of the library."""
        return self._seminar
