"""A moment for oneself: feelings at 0-10 and pulls sensed. No answer is right."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from ppsim.engine.events import Noticed
from ppsim.engine.prompts import CheckIn
from ppsim.tui.literal import literal
from ppsim.tui.messages import Answered
from ppsim.tui.widgets.asks import Ask
from ppsim.tui.widgets.laid import bring_into_view, seen
from ppsim.tui.widgets.marks import Marks
from ppsim.tui.widgets.scale import Scale
from scoring.rubric import Rubric

WORDS = (
    "A moment for yourself: what do you notice in you? No answer is right, nothing depends on it, "
    "and only you will see it."
)
HOW = "0 to 10 for each; what you leave empty is not said. Enter goes to the next, then on."


class CheckInAsk(Ask):
    """What do you notice?"""

    BINDINGS = [
        Binding("down", "app.focus_next", "Next", id="checkin.next", show=False),
        Binding("up", "app.focus_previous", "Previous", id="checkin.previous", show=False),
    ]
    DEFAULT_CSS = """
    CheckInAsk Scale { margin-top: 1; }
    .-close CheckInAsk Scale { margin-top: 0; }
    CheckInAsk Marks { margin-top: 1; }
    """

    def __init__(self, prompt: CheckIn, rubric: Rubric) -> None:
        super().__init__()
        self._scene = prompt.scene.id
        self._feelings = prompt.feelings
        self._pulls = prompt.pulls
        roles = rubric.roles
        self._phrases = [
            roles[pull].phrase if pull in roles else pull.replace("_", " ") for pull in prompt.pulls
        ]

    def compose(self) -> ComposeResult:
        """A scale for each feeling, then the pulls."""
        yield Static(literal(WORDS), classes="asked")
        yield Static(literal(HOW), classes="aside")
        for feeling in self._feelings:
            yield Scale(feeling[:1].upper() + feeling[1:])
        if self._pulls:
            yield Static(literal("Which pulls do you sense?"), classes="asked")
            yield Marks(self._phrases)

    @property
    def _fields(self) -> list[Scale | Marks]:
        return [*self.query(Scale), *self.query(Marks)]

    def step(self) -> bool:
        """Go from a field in view to the next; ``False`` where there is none to go to."""
        fields = self._fields
        here = next((i for i, field in enumerate(fields) if field.has_focus), -1)
        if here < 0 or here + 1 == len(fields) or not seen(fields[here]):
            return False
        fields[here + 1].focus()
        return True

    def confirm(self) -> bool:
        """Back to the field one was in, or, from the last one, on."""
        if any(field.has_focus and bring_into_view(field) for field in self._fields):
            return False
        felt = {
            feeling: scale.value
            for feeling, scale in zip(self._feelings, self.query(Scale), strict=True)
            if scale.value is not None
        }
        marked = self.query_one(Marks).marked if self._pulls else frozenset()
        pulls = tuple(pull for i, pull in enumerate(self._pulls) if i in marked)
        self.post_message(Answered(Noticed(self._scene, felt, pulls)))
        return True
