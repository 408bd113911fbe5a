"""Taking a moment again: which, and whether she means it."""

from __future__ import annotations

from ppsim.engine.events import Retake
from ppsim.engine.play import Play
from ppsim.plain.asking import NoWords, ask
from ppsim.plain.console import Console
from ppsim.plain.questions import PickOrNone, YesNo
from ppsim.words.retaking import WARNING, cuts_first_pass, points
from ppsim.words.told import did, label


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
    if cuts_first_pass(play):
        console.say(WARNING)
        if not ask(console, NoWords(), YesNo(), lambda: console.say(WARNING)):
            return None
    return Retake(offered[picked].event)
