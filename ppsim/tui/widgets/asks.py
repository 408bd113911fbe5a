"""What is asked at the end of the page: to read on, to choose, to say why.

Each ask takes ``confirm`` (Enter), and posts what was answered.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from ppsim.engine.events import Choose, Go, Leave
from ppsim.engine.prompts import Arrived, Decision, Ended, HubPrompt, Passage
from ppsim.tui.literal import literal
from ppsim.tui.messages import Acknowledged, Answered, Finished
from ppsim.tui.widgets.choices import Choices
from ppsim.words.told import options


class Ask(Vertical):
    """Something asked."""

    DEFAULT_CSS = """
    Ask { height: auto; margin-top: 1; padding: 0 1 1 1; }
    Ask .asked { text-style: bold; height: auto; }
    Ask .aside { color: $text-muted; height: auto; }
    Ask .written { color: $own-words; height: auto; }
    """

    BINDINGS = [Binding("enter", "screen.confirm", "Go on", id="ask.confirm")]

    def begin(self, read: bool) -> None:
        """Take the keys; ``read`` says whether all before it has been in view."""
        asked = (self, *self.query("*")) if self.can_focus else tuple(self.query("*"))
        next(widget for widget in asked if widget.focusable).focus(scroll_visible=False)

    @property
    def ready(self) -> bool:
        """Whether Enter would do something now."""
        return True

    def confirm(self) -> None:
        """Enter was pressed."""


class GoOn(Ask, can_focus=True):
    """Nothing but to go on."""

    words = "Enter to go on."

    def compose(self) -> ComposeResult:
        """The words."""
        yield Static(literal(self.words), classes="aside")


class PassageAsk(GoOn):
    """A passage, to be gone on from."""

    def __init__(self, prompt: Passage) -> None:
        super().__init__()
        self._scene = prompt.scene.id

    def confirm(self) -> None:
        """Go on."""
        self.post_message(Answered(Go(self._scene)))


class NotesAsk(GoOn):
    """The next scene touches on something: say so, and wait."""

    def __init__(self, arrived: Arrived) -> None:
        super().__init__()
        self.words = (
            f"The next scene touches on: {'; '.join(arrived.content_notes)}.\n"
            "Enter to go on, or s to stop here."
        )

    def confirm(self) -> None:
        """Go on to it."""
        self.post_message(Acknowledged())


class EndedAsk(GoOn):
    """It has ended."""

    def __init__(self, prompt: Ended, rehearsal: bool) -> None:
        super().__init__()
        self.words = ended_words(prompt, rehearsal)

    def confirm(self) -> None:
        """Go on to the debrief."""
        self.post_message(Finished())


def ended_words(prompt: Ended, rehearsal: bool) -> str:
    """How it ended, and what Enter does."""
    if prompt.how == "dead_end":
        said = "The case does not go on from here. That is a mistake in the case."
    elif rehearsal:
        said = "That was rehearsal. The debrief of your first pass stands as it was."
    elif prompt.how == "stopped":
        said = "You ended it here. What you did so far is kept."
    else:
        said = "That is where it ends."
    return f"{said}\nEnter for the debrief."


class ChooseAsk(Ask):
    """One thing to choose: a decision, or what to do in a hub."""

    def __init__(self, prompt: Decision | HubPrompt, written: str = "") -> None:
        super().__init__()
        self._prompt = prompt
        self._written = written
        more = (prompt.leave,) if isinstance(prompt, HubPrompt) and prompt.may_leave else ()
        self._above, self._rows = options(prompt.offers, more)

    def compose(self) -> ComposeResult:
        """The question, the kind of answer, the answers."""
        if self._prompt.ask:
            yield Static(literal(self._prompt.ask), classes="asked")
        if self._written:
            yield Static(literal(f"You wrote: {self._written}"), classes="written")
            yield Static(literal("Which comes nearest?"), classes="aside")
        if self._above:
            yield Static(literal(self._above), classes="aside")
        yield Choices(self._rows)

    @property
    def ready(self) -> bool:
        """Whether something stands out."""
        return any(choices.at is not None for choices in self.query(Choices))

    def confirm(self) -> None:
        """Choose what stands out."""
        self.query_one(Choices).confirm()

    def on_choices_picked(self, message: Choices.Picked) -> None:
        """What was picked, as an event."""
        message.stop()
        offers = self._prompt.offers
        if message.index < len(offers):
            choice = offers[message.index]
            self.post_message(Answered(Choose(choice.scene, choice.id)))
        else:
            self.post_message(Answered(Leave(self._prompt.scene.id)))
