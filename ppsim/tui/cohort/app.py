"""The app of a group's figures: themes, keys and help are those of ppsim; no journal is opened."""

from __future__ import annotations

from textual.screen import Screen

from ppsim.report.cohort_model import Report
from ppsim.tui.app import PpsimApp
from ppsim.tui.cohort.screens import GroupScreen
from ppsim.tui.start import Opening


class GroupApp(PpsimApp):
    """What a group did with a case."""

    CSS_PATH = ["../app.tcss", "../screens/debrief.tcss"]

    def __init__(self, opening: Opening, report: Report) -> None:
        self._page = GroupScreen(report)
        super().__init__(opening)

    def get_default_screen(self) -> Screen[None]:
        """The page, in place of the library."""
        return self._page
