"""One decision opened: every option with its key, where it leads, and a way to take it again."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding

from ppsim.engine.events import Retake
from ppsim.report import closely
from ppsim.report.reading import Reading, argued
from ppsim.report.sections_moments import place
from ppsim.report.wording import choice_words
from ppsim.store.failures import JournalError
from ppsim.tui.screens.argue import ArgueScreen
from ppsim.tui.screens.question import QuestionScreen
from ppsim.tui.screens.reading import Leaf, ReadingScreen
from ppsim.tui.session import Session
from ppsim.tui.widgets.page import PageView

REHEARSAL = (
    "You go back to just before this decision and play on from there.",
    "What follows is rehearsal. Your first pass, and this debrief of it, stay as they are.",
)
KEPT = "Your argument is kept, and stands below with the key."


class AgainScreen(QuestionScreen):
    """Whether to try a moment again."""

    NAME = "Try it again"
    GUIDE = "In practice a moment can be tried again as often as you like. It is rehearsal only."

    def __init__(self, title: str, moment: str) -> None:
        super().__init__(
            title,
            f"try it again: {moment}",
            REHEARSAL,
            ("Try that moment again.", "Stay with the debrief."),
        )


class DecisionScreen(ReadingScreen[tuple[Reading, int]]):
    """Gives the reading as it then is, and the decision that was open last."""

    CSS_PATH = "debrief.tcss"
    NAME = "A decision, opened"
    GUIDE = (
        "Everything that was on offer, with the codes of the key and what its author says of it; "
        "what an option is often mistaken for; and where each would have led, which was walked and "
        "not guessed. The arrows go to the decision before and after. If you see it otherwise "
        "than the key, a lets you say so. In practice, t takes the moment again, as rehearsal."
    )
    BINDINGS = [
        Binding("left,h", "go(-1)", "Before", key_display="←", id="decision.previous"),
        Binding("right,l", "go(1)", "After", key_display="→", id="decision.next"),
        Binding("a", "argue", "I'd argue", id="decision.argue"),
        Binding("t", "again", "Try again", id="decision.again"),
        Binding("escape,q", "close", "Back", key_display="Esc", id="decision.back"),
    ]

    def __init__(self, session: Session, reading: Reading, index: int) -> None:
        super().__init__()
        self.session = session
        self.reading = reading
        self.index = index

    def body(self) -> ComposeResult:
        """The page, and what was done."""
        yield Leaf(classes="page column")

    async def on_mount(self) -> None:
        """Show the decision."""
        self.set_class(self.host.settings.density == "close", "-close")
        self.say("")
        await self._show()

    async def _show(self) -> None:
        page = closely.page(self.reading, self.index, self.session.material.case)
        self.top.say(self.session.material.case.title, page.subtitle)
        await self.leaf.remove_children()
        await self.leaf.mount(PageView(page, heading=page.title))
        self.leaf.scroll_home(animate=False)
        self.refresh_bindings()

    async def action_go(self, by: int) -> None:
        """The decision before, or after."""
        self.say("")
        self.index += by
        await self._show()

    def action_argue(self) -> None:
        """Say what one holds against the key."""
        note = self.reading.debrief.decisions[self.index]
        label, words = choice_words(note.chosen.mode, note.chosen.words)
        earlier = argued(self.reading.arguments(self.index))
        title = self.session.material.case.title
        screen = ArgueScreen(title, place(note), f"{label}: {words}", earlier)
        self.app.push_screen(screen, self._argued)

    def _argued(self, words: str | None) -> None:
        if words is not None:
            self.keep(words)

    @work(group="keep")
    async def keep(self, words: str) -> None:
        """Keep an argument with this decision, and show it."""
        event = self.reading.beside[self.index].event
        try:
            await self.session.keep_private("argument", words, event)
            annex = await self.session.annex()
        except JournalError as error:
            self.say(f"Your argument could not be kept: {error}. It read: {words}")
            return
        self.reading = self.reading.with_annex(annex)
        await self._show()
        self.say(KEPT)

    def action_again(self) -> None:
        """Take the moment again, if that is what is wanted."""
        note = self.reading.debrief.decisions[self.index]
        screen = AgainScreen(self.session.material.case.title, place(note))
        self.app.push_screen(screen, self._wants_again)

    def _wants_again(self, picked: int | None) -> None:
        if picked == 0:
            self.again()

    @work(exclusive=True, group="again")
    async def again(self) -> None:
        """Go back to just before this decision, and play on."""
        try:
            await self.session.apply(Retake(self.reading.beside[self.index].event))
        except JournalError as error:
            self.say(str(error))
        else:
            self.host.play(self.session)

    def action_close(self) -> None:
        """Back to the debrief."""
        self.dismiss((self.reading, self.index))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only where there is one before or after; again only in practice."""
        if action == "go":
            to = self.index + (1 if parameters[0] == 1 else -1)
            return 0 <= to < len(self.reading.debrief.decisions)
        if action == "again":
            return self.session.play.mode == "practice"
        return super().check_action(action, parameters)
