"""The seminar on one page, without persons, and saving it."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding

from ppsim.report import markdown, text
from ppsim.report.page import Page
from ppsim.report.seminar_page import html
from ppsim.tui.screens.reading import Leaf, ReadingScreen
from ppsim.tui.screens.save import SaveScreen
from ppsim.tui.widgets.page import PageView

WIDTH = 80


class SavePage(SaveScreen):
    """Where the page is saved, and as what."""

    CSS_PATH = "../screens/save.tcss"
    TITLE_LINE = "Save the page of the seminar"
    SUFFIXES = {"Text": ".txt", "Markdown": ".md", "HTML": ".html"}
    PRIVATE = "Nobody is named in it. It is for those who were there."


class WriteUpScreen(ReadingScreen[bool]):
    """Gives whether it was saved."""

    NAME = "Write-up"
    GUIDE = (
        "One page for those who were there: what was talked about, how the hands went, what the "
        "group had chosen before, in the forms that a room may see. s saves it."
    )
    BINDINGS = [
        Binding("s", "save", "Save", id="write-up.save"),
        Binding("escape,q", "close", "Back", key_display="Esc", id="write-up.back"),
    ]

    def __init__(self, page: Page, case: str) -> None:
        super().__init__()
        self._page = page
        self._case = case
        self._saved = False

    def body(self) -> ComposeResult:
        """The page."""
        with Leaf(classes="page"):
            yield PageView(self._page, heading=self._page.subtitle)

    def on_mount(self) -> None:
        """Say what it is."""
        self.top.say(self._page.title, "one page, without persons")
        self.call_after_refresh(self.refresh_bindings)

    def action_save(self) -> None:
        """Save it."""
        page = self._page
        texts = {
            "Text": lambda: text.render(page, WIDTH),
            "Markdown": lambda: markdown.render(page),
            "HTML": lambda: html(page),
        }
        self.app.push_screen(SavePage(f"seminar-{self._case}", texts), self._was_saved)

    def _was_saved(self, path: Path | None) -> None:
        if path is not None:
            self._saved = True
            self.say(f"Saved as {path}.")

    def action_close(self) -> None:
        """Back."""
        self.dismiss(self._saved)
