"""Taking a moment again: which, and whether she means it."""

from __future__ import annotations

from ppsim.engine.events import Retake
from ppsim.engine.play import DecisionPoint, Play
from ppsim.engine.prompts import Ended
from ppsim.plain.asking import NoWords, ask
from ppsim.plain.console import Console
from ppsim.plain.questions import PickOrNone, YesNo
from ppsim.plain.telling import did, label

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


def offer(console: Console, play: Play) -> Retake | None:
    """Ask which decision to take again; ``None`` where she would rather not.

    Raises:
        EndOfInput: there are no more answers.
    """
    offered = points(play)

    def say() -> None:
        console.say("Which moment would you take again?")
        console.numbered(f"{label(point.scene)}: {did(point.chosen)}" for point in offered)

    console.gap()
    say()
    picked = ask(console, NoWords(), PickOrNone(len(offered)), say)
    if picked is None:
        return None
    if not play.rehearsing and not isinstance(play.prompt, Ended):
        console.say(WARNING)
        if not ask(console, NoWords(), YesNo(), lambda: console.say(WARNING)):
            return None
    return Retake(offered[picked].event)
