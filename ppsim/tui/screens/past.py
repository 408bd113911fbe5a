"""Which of several times a case was played to its end is to be read again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ppsim.store.records import Attempt
from ppsim.tui.screens.question import QuestionScreen

HOW = {"finished": "to its end", "stopped": "stopped before its end"}
MODES = {"practice": "in practice", "straight-through": "straight through"}


class PastScreen(QuestionScreen):
    """Gives the index of the attempt that was picked, the last one first."""

    NAME = "Earlier attempts"
    GUIDE = (
        "You have played this case more than once. Each time has a debrief of its own: choose the "
        "one you would read again. The last is first."
    )

    def __init__(self, title: str, attempts: Sequence[Attempt]) -> None:
        super().__init__(
            title,
            "earlier attempts",
            ("Which time would you read again?",),
            [told(attempt) for attempt in attempts],
        )


def told(attempt: Attempt) -> str:
    """An attempt in a line: when, how far, and how."""
    when = datetime.fromisoformat(attempt.changed_at).astimezone()
    taken = "1 choice" if attempt.choices == 1 else f"{attempt.choices} choices"
    return f"{when:%Y-%m-%d %H:%M}, {HOW[attempt.state]}, {MODES[attempt.mode]}, {taken}."
