"""What decided the choice just made, and how sure that is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from ppsim.engine.events import Reasoned
from ppsim.engine.prompts import WhyPrompt
from ppsim.tui.literal import literal
from ppsim.tui.messages import Answered
from ppsim.tui.widgets.asks import Ask
from ppsim.tui.widgets.choices import Choices
from ppsim.tui.widgets.laid import page_of
from ppsim.tui.widgets.scale import Scale

RATHER_NOT = "I would rather not say."


class WhyAsk(Ask):
    """Why that, and how sure."""

    DEFAULT_CSS = """
    WhyAsk .sure { height: auto; margin-top: 1; display: none; }
    WhyAsk.-chosen .sure { display: block; }
    """

    def __init__(self, prompt: WhyPrompt) -> None:
        super().__init__()
        self._prompt = prompt
        self._reason: str | None = None

    def compose(self) -> ComposeResult:
        """The reasons, and where it is asked how sure one is, a scale after them."""
        yield Static(literal(self._prompt.ask), classes="asked")
        yield Choices([*(reason.text for reason in self._prompt.reasons), RATHER_NOT])
        if self._prompt.confidence:
            yield Static(
                literal("How sure are you, from 0 to 10? Enter goes on."), classes="asked sure"
            )
            yield Scale("How sure", id="sure").add_class("sure")

    @property
    def ready(self) -> bool:
        """Whether something stands out, or only how sure is still to be said."""
        return self.has_class("-chosen") or any(c.at is not None for c in self.query(Choices))

    def confirm(self) -> bool:
        """Take the reason that stands out; or, once it is taken, go on."""
        if self.has_class("-chosen"):
            self._answer(self.query_one(Scale).value)
            return True
        return self.query_one(Choices).confirm()

    def on_choices_picked(self, message: Choices.Picked) -> None:
        """A reason was picked: ask how sure, or be done."""
        message.stop()
        reasons = self._prompt.reasons
        given = message.index < len(reasons)
        self._reason = reasons[message.index].id if given else None
        message.choices.at = message.index
        if self._prompt.confidence and given:
            self.add_class("-chosen")
            scale = self.query_one(Scale)
            scale.focus()
            self.call_after_refresh(self._show_all)
        else:
            self._answer(None)

    def _show_all(self) -> None:
        page = page_of(self)
        if page is not None:
            page.scroll_end(animate=False)  # once the scale has its place

    def _answer(self, sure: int | None) -> None:
        choice = self._prompt.choice
        self.post_message(Answered(Reasoned(choice.scene, choice.id, self._reason, sure)))
