"""The debrief: what was done, read slowly."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from ppsim.report import text
from ppsim.report.compose import compose
from ppsim.report.model import Debrief
from ppsim.tui.literal import literal
from ppsim.tui.screens.base import PpsimScreen
from ppsim.tui.session import Session

WIDEST = 88


class DebriefScreen(PpsimScreen[None]):
    """The page that an attempt's first pass came to."""

    NAME = "Debrief"
    GUIDE = "What you did, read back to you. Escape goes back to the library."
    BINDINGS = [Binding("escape,q", "leave", "Library", key_display="Esc", id="debrief.back")]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.debrief: Debrief | None = None

    def body(self) -> ComposeResult:
        """The page."""
        with VerticalScroll(classes="page"):
            yield Static(literal("Reading what you did."), id="debrief-text")

    def on_mount(self) -> None:
        """Have the debrief made."""
        self.top.say(self.session.material.case.title, "debrief")
        self.query_one(VerticalScroll).focus()
        self.make()

    @work(exclusive=True, group="debrief")
    async def make(self) -> None:
        """Make the debrief and show it."""
        self.debrief = await self.session.debrief()
        width = min(WIDEST, self.size.width - 6)
        page = text.render(compose(self.debrief), width)
        self.query_one("#debrief-text", Static).update(literal(page))

    def action_leave(self) -> None:
        """Back to the library."""
        self.host.leave(self.session)
