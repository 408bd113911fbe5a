"""Taking a moment again: which, and, while the first pass is not over, whether she means it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from ppsim.engine.play import Play
from ppsim.tui.literal import literal
from ppsim.tui.screens.reading import Leaf, ReadingScreen
from ppsim.tui.widgets.choices import Choices
from ppsim.words.retaking import WARNING, cuts_first_pass, points
from ppsim.words.told import did, label


class RetakeScreen(ReadingScreen[int | None]):
    """Gives the number of the event to go back to, or ``None``."""

    NAME = "Take a moment again"
    GUIDE = (
        "Choose the decision you would take again. You go back to just before it, and play on from "
        "there. Your first pass is the one that counts: what follows is rehearsal."
    )
    BINDINGS = [
        Binding("enter", "confirm", "Choose", id="retake.choose"),
        Binding("escape", "close", "Back", id="retake.back"),
    ]

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._title = play.story.case.title
        self._points = points(play)
        self._warns = cuts_first_pass(play)
        self.picked: int | None = None
        """The event that was picked, while the warning is read."""

    def body(self) -> ComposeResult:
        """The decisions, or the warning."""
        with Leaf(classes="page column"):
            yield Static(literal("Which moment would you take again?"), id="words")
            yield Choices(
                [f"{label(point.scene)}: {did(point.chosen)}" for point in self._points], id="which"
            )
            yield Choices(["Take it again.", "Leave it as it is."], id="sure")

    def on_mount(self) -> None:
        """Take the keys."""
        self.top.say(self._title, "take a moment again")
        self.query_one("#sure").display = False
        self.query_one("#which").focus(scroll_visible=False)

    def on_choices_picked(self, message: Choices.Picked) -> None:
        """A moment was picked, or the warning was answered."""
        message.stop()
        if message.choices.id == "sure":
            self.dismiss(self.picked if message.index == 0 else None)
            return
        self.picked = self._points[message.index].event
        if not self._warns:
            self.dismiss(self.picked)
            return
        self.query_one("#which").display = False
        self.query_one("#words", Static).update(literal(WARNING))
        sure = self.query_one("#sure")
        sure.display = True
        sure.focus()

    def on_choices_past_end(self, message: Choices.PastEnd) -> None:
        """Scroll where there is more to read."""
        message.stop()
        self.action_scroll(message.by)

    def action_confirm(self) -> None:
        """Pick what stands out."""
        self._asked.confirm()

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)

    @property
    def _asked(self) -> Choices:
        return self.query_one("#sure" if self.picked is not None else "#which", Choices)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter chooses only once something stands out."""
        if action == "confirm":
            return any(c.at is not None for c in self.query(Choices) if c.display)
        return super().check_action(action, parameters)
