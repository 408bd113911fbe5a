"""A page of words and a few ways on, to be picked by number; shared by the quiet questions."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from ppsim.tui.literal import literal
from ppsim.tui.screens.reading import Leaf, ReadingScreen
from ppsim.tui.widgets.choices import Choices


class QuestionScreen(ReadingScreen[int | None]):
    """Gives the index of the way that was picked, or ``None`` where one goes back."""

    BINDINGS = [
        Binding("enter", "confirm", "Choose", id="question.choose"),
        Binding("escape", "close", "Back", id="question.back"),
    ]

    def __init__(
        self, title: str, where: str, paragraphs: Sequence[str], ways: Sequence[str]
    ) -> None:
        super().__init__()
        self._title = title
        self._where = where
        self._paragraphs = tuple(paragraphs)
        self._ways = tuple(ways)

    def body(self) -> ComposeResult:
        """The words, then the ways."""
        with Leaf(classes="page column"):
            for number, paragraph in enumerate(self._paragraphs):
                yield Static(literal(paragraph), classes="gap" if number else "")
            yield Choices(self._ways)

    def on_mount(self) -> None:
        """Take the keys."""
        self.top.say(self._title, self._where)
        self.query_one(Choices).focus(scroll_visible=False)

    def on_choices_picked(self, message: Choices.Picked) -> None:
        """One was picked."""
        message.stop()
        self.dismiss(message.index)

    def on_choices_past_end(self, message: Choices.PastEnd) -> None:
        """Scroll where there is more to read."""
        message.stop()
        self.action_scroll(message.by)

    def action_confirm(self) -> None:
        """Pick what stands out."""
        self.query_one(Choices).confirm()

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter chooses only once something stands out."""
        if action == "confirm":
            return any(choices.at is not None for choices in self.query(Choices))
        return super().check_action(action, parameters)
