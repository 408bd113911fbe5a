"""What is asked at the end of the page: to read on, to choose, to say why.

Most of it is words with or without something to choose: one widget asks all of that, so that
nothing is mounted for it. Whatever takes more is a widget of its own. Each takes ``confirm``
(Enter), and posts what was answered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message

from ppsim.engine.events import Choose, Go, Leave
from ppsim.engine.prompts import Arrived, Decision, Ended, HubPrompt, Passage
from ppsim.tui.messages import Acknowledged, Answered, Finished
from ppsim.tui.widgets.choices import Choices
from ppsim.words.told import options

CONFIRM = Binding("enter", "screen.confirm", "Go on", id="ask.confirm")
ASKED, ASIDE, WRITTEN = "bold", "$text-muted", "$own-words"
"""The styles of a question, of a word beside it, and of what the trainee wrote."""


@dataclass(frozen=True, slots=True)
class Question:
    """Words, and what may be chosen below them; with nothing to choose, Enter answers."""

    said: tuple[tuple[str, str], ...]
    """Paragraphs, each with its style."""
    answer: Callable[[int], Message]
    """What an answer comes to, by the index of what was chosen; 0 for Enter."""
    rows: tuple[str, ...] = ()
    announces: bool = False
    """Whether it only says what the next scene touches on."""


class QuestionAsk(Choices):
    """Asks whatever is in words."""

    BINDINGS = [CONFIRM]
    DEFAULT_CSS = """
    QuestionAsk { margin-top: 1; max-width: 92; padding: 0 2 1 2; }
    """

    def __init__(self) -> None:
        super().__init__(id="question")
        self.question: Question | None = None
        self._top: Callable[[], int] | None = None

    def ask(self, question: Question, top: Callable[[], int]) -> None:
        """Ask something else; ``top`` gives the row in view at which it begins."""
        self.question = question
        self._top = top
        self.put(question.said, question.rows)

    @property
    def top(self) -> int:
        """The row in view at which it begins, or will once it is laid out."""
        return self._top() if self._top is not None else super().top

    def begin(self, read: bool) -> None:
        """Take the keys; ``read`` says whether all before it has been in view."""
        if not self.has_focus:
            self.focus(scroll_visible=False)

    @property
    def ready(self) -> bool:
        """Whether Enter would do something now."""
        return not len(self) or self.at is not None

    def picked(self, index: int) -> None:
        """Answer what is asked now."""
        if self.question is not None:
            self.screen.post_message(self.question.answer(index))

    def confirm(self) -> bool:
        """Choose what stands out; go on where there is nothing to choose."""
        if len(self):
            return super().confirm()
        self.picked(0)
        return True


class Ask(Vertical):
    """Something asked that takes more than words and a choice."""

    DEFAULT_CSS = """
    Ask { height: auto; margin-top: 1; max-width: 92; padding: 0 2 1 2; }
    Ask .asked { text-style: bold; height: auto; }
    Ask .aside { color: $text-muted; height: auto; }
    """
    BINDINGS = [CONFIRM]

    def begin(self, read: bool) -> None:
        """Take the keys; ``read`` says whether all before it has been in view."""
        asked = (self, *self.query("*")) if self.can_focus else tuple(self.query("*"))
        next(widget for widget in asked if widget.focusable).focus(scroll_visible=False)

    @property
    def ready(self) -> bool:
        """Whether Enter would do something now."""
        return True

    def confirm(self) -> bool:
        """Enter was pressed; whether that answers."""
        raise NotImplementedError


# ---- questions in words


def passage(prompt: Passage) -> Question:
    """Nothing but to go on."""
    scene = prompt.scene.id
    return Question((("Enter to go on.", ASIDE),), lambda _: Answered(Go(scene)))


def notes(arrived: Arrived) -> Question:
    """The next scene touches on something: say so, and wait."""
    words = (
        f"The next scene touches on: {'; '.join(arrived.content_notes)}.\n"
        "Enter to go on, or s to stop here."
    )
    return Question(((words, ASIDE),), lambda _: Acknowledged(), announces=True)


def ended(prompt: Ended, rehearsal: bool) -> Question:
    """It has ended: on to the debrief."""
    return Question(((ended_words(prompt, rehearsal), ASIDE),), lambda _: Finished())


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


def choose(prompt: Decision | HubPrompt, written: str = "") -> Question:
    """One thing to choose: a decision, or what to do in a hub."""
    more = (prompt.leave,) if isinstance(prompt, HubPrompt) and prompt.may_leave else ()
    above, rows = options(prompt.offers, more)
    said: list[tuple[str, str]] = [(prompt.ask, ASKED)] if prompt.ask else []
    if written:
        said += [(f"You wrote: {written}", WRITTEN), ("Which comes nearest?", ASIDE)]
    if above:
        said.append((above, ASIDE))

    def answer(index: int) -> Message:
        if index < len(prompt.offers):
            offer = prompt.offers[index]
            return Answered(Choose(offer.scene, offer.id))
        return Answered(Leave(prompt.scene.id))

    return Question(tuple(said), answer, tuple(rows))
