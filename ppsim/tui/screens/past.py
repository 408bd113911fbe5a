"""Which of several times a case was played or begun is meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ppsim.store.records import Attempt
from ppsim.tui.screens.question import QuestionScreen

HOW = {"finished": "to its end", "stopped": "stopped before its end", "open": "not finished"}
MODES = {"practice": "in practice", "straight-through": "straight through"}


class PastScreen(QuestionScreen):
    """Gives the index of the attempt whose debrief is wanted, the last one first."""

    NAME = "Earlier attempts"
    GUIDE = (
        "You have played this case more than once. Each time has a debrief of its own: choose the "
        "one you would read again. The last is first."
    )
    ASKS = "Which time would you read again?"

    def __init__(self, title: str, attempts: Sequence[Attempt]) -> None:
        ways = [told(attempt) for attempt in attempts]
        super().__init__(title, self.NAME.lower(), (self.ASKS,), ways)


class BegunScreen(PastScreen):
    """Gives the index of the attempt to go on with, the last one first."""

    NAME = "Attempts begun"
    GUIDE = (
        "You have begun this case more than once and not finished it. Each is where you left it: "
        "choose the one you would go on with. The last is first."
    )
    ASKS = "Which would you go on with?"


def told(attempt: Attempt) -> str:
    """An attempt in a line: when, how far, and how."""
    when = datetime.fromisoformat(attempt.changed_at).astimezone()
    taken = "1 choice" if attempt.choices == 1 else f"{attempt.choices} choices"
    return f"{when:%Y-%m-%d %H:%M}, {HOW[attempt.state]}, {MODES[attempt.mode]}, {taken}."
