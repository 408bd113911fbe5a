"""The page of a group, and one decision of it opened."""

from __future__ import annotations

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding

from ppsim.report.cohort_model import Report
from ppsim.report.group_decisions import decision_page
from ppsim.report.group_page import page
from ppsim.tui.screens.reading import Leaf, ReadingScreen
from ppsim.tui.widgets.page import EntryCard, PageView

WHOSE = {
    "instructor": "for you, not for a wall",
    "projection": "what a room may see",
    "external": "what may leave the programme",
}


class GroupScreen(ReadingScreen[None]):
    """What the group did, from what this cannot show to how it was made."""

    NAME = "A group's figures"
    GUIDE = (
        "The same as on the page that ppsim cohort report writes. The space bar reads on; Tab "
        "goes from decision to decision, Enter opens one: its scene, its options in full, and "
        "what the author says of them."
    )
    BINDINGS = [
        Binding("tab", "next(1)", "Next decision", key_display="Tab", id="group.next"),
        Binding("shift+tab", "next(-1)", "Decision before", id="group.previous", show=False),
        Binding("q", "app.quit", "Quit", id="group.quit"),
    ]

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report

    def body(self) -> ComposeResult:
        """The page."""
        made = page(self.report)
        with Leaf(classes="page"):
            yield PageView(made, heading=made.subtitle)

    def on_mount(self) -> None:
        """Say whose view it is."""
        self.top.say(self.report.about.title, WHOSE[self.report.view])
        self.call_after_refresh(self.refresh_bindings)

    def action_next(self, by: int) -> None:
        """The next decision, or the one before."""
        cards = [card for card in self.query(EntryCard) if card.can_focus]
        if not cards:
            return
        at = cards.index(self.focused) if self.focused in cards else (-1 if by > 0 else 0)
        card = cards[(at + by) % len(cards)]
        card.focus(scroll_visible=False)
        self.leaf.show(card)

    @on(EntryCard.Opened)
    def _opened(self, message: EntryCard.Opened) -> None:
        message.stop()
        self.app.push_screen(DecisionOfGroupScreen(self.report, message.scene))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a next decision only where there is one."""
        if action == "next":
            return bool(self.report.decisions)
        return super().check_action(action, parameters)


class DecisionOfGroupScreen(ReadingScreen[None]):
    """One decision."""

    NAME = "A decision"
    GUIDE = "The scene's end, every option with its votes, and what the author says of it."
    BINDINGS = [
        Binding("n", "go(1)", "Next", id="group-decision.next"),
        Binding("p", "go(-1)", "Previous", id="group-decision.previous"),
        Binding("escape,q", "close", "Back", key_display="Esc", id="group-decision.back"),
    ]

    leaf = getters.query_one(Leaf)

    def __init__(self, report: Report, scene: str) -> None:
        super().__init__()
        self.report = report
        self._at = [d.scene for d in report.decisions].index(scene)

    def body(self) -> ComposeResult:
        """The page of the decision."""
        yield Leaf(classes="page")

    async def on_mount(self) -> None:
        """Show it."""
        await self._show()

    async def _show(self) -> None:
        made = decision_page(self.report, self.report.decisions[self._at].scene)
        self.top.say(made.title, WHOSE[self.report.view])
        await self.leaf.remove_children()
        await self.leaf.mount(PageView(made, heading=made.subtitle))
        self.leaf.scroll_to(y=0, animate=False, immediate=True)
        self.call_after_refresh(self.refresh_bindings)

    async def action_go(self, by: int) -> None:
        """The next decision, or the one before."""
        self._at += by
        await self._show()

    def action_close(self) -> None:
        """Back to the page."""
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a next one only before the last."""
        if action == "go":
            return 0 <= self._at + int(str(parameters[0])) < len(self.report.decisions)
        return super().check_action(action, parameters)
