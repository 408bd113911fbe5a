"""Stopping: for a while, or for good; and, quietly, who else is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ppsim.engine.play import Play
from ppsim.store.records import Attempt
from ppsim.tui.screens.question import QuestionScreen
from ppsim.words.stopping import WAYS, said

StopWay = Literal["pause", "end", "stay"]
STOP_WAYS: tuple[StopWay, ...] = ("pause", "end", "stay")
PauseWay = Literal["library", "quit", "stay"]
PAUSE_WAYS: tuple[PauseWay, ...] = ("library", "quit", "stay")


class StopScreen(QuestionScreen):
    """One wants to stop here."""

    NAME = "Stop here"
    GUIDE = (
        "You can stop at any time, for any reason, and need not say which. Leaving for now keeps "
        "your place. Ending it here keeps what you did, and reads it to you as far as it went."
    )

    def __init__(self, title: str, resources: Sequence[str]) -> None:
        super().__init__(title, "stop here", said(resources), WAYS)


class PauseScreen(QuestionScreen):
    """One leaves for now: what was kept, and how it is found again."""

    NAME = "Pause"
    GUIDE = "Everything is kept already; this only says so, and where you will find it again."

    def __init__(self, title: str, attempt: Attempt, where: str, play: Play) -> None:
        answered = len(play.events)
        answers = "one answer" if answered == 1 else f"{answered or 'no'} answers"
        first = attempt.state == "open"
        stands = f" It stands at: {where}." if where and first else ""
        super().__init__(
            title,
            "pause",
            (
                f"Everything you did is kept ({answers} so far, with your notes), as "
                f"{attempt.short_id}.{stands}",
                f"{_again(attempt, play)} ppsim play --attempt {attempt.short_id}",
            ),
            ("To the library.", "Leave ppsim.", "Stay here." if play.ended else "Go on playing."),
        )


def _again(attempt: Attempt, play: Play) -> str:
    """How it is found again, up to the command that goes on with it."""
    if attempt.state == "open":
        return "To go on with it, choose the case in the library and press c; or type:"
    debrief = "In the library, d reads your debrief"
    if not play.rehearsing:
        return f"{debrief}. To come back here, type:"
    return f"{debrief}; from there any moment can be tried again. To go on here, type:"


class TroubleScreen(QuestionScreen):
    """An answer could not be kept."""

    NAME = "Not kept"
    GUIDE = (
        "What you answered last could not be written to disk. All before it is safe. Make room, or "
        "whatever it needs, and try again; or leave, and go on from the answer before."
    )

    def __init__(self, title: str, trouble: str, *, again: bool) -> None:
        super().__init__(
            title,
            "not kept",
            (f"This could not be kept: {trouble}.", "All you did before is kept."),
            ("To the library.", *(["Try again."] if again else [])),
        )
