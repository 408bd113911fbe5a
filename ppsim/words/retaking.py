"""Taking a moment again: which there are, and the plain warning that belongs to it."""

from __future__ import annotations

from ppsim.engine.play import DecisionPoint, Play
from ppsim.engine.prompts import Ended

WARNING = (
    "Your first pass is not over. If you take a moment again now, the first pass stops counting "
    "here, and the debrief will read it as far as it went. Take it again all the same?"
)


def points(play: Play) -> tuple[DecisionPoint, ...]:
    """The decisions to offer: those of the first pass, and of rehearsal what it did not meet."""
    first = [p for p in play.decision_points if not p.rehearsed]
    met = {p.scene.id for p in first}
    new = {p.scene.id: p for p in play.decision_points if p.scene.id not in met}
    return (*first, *new.values())


def cuts_first_pass(play: Play) -> bool:
    """Whether a re-take now would end a first pass that has not come to its end."""
    return not play.rehearsing and not isinstance(play.prompt, Ended)
