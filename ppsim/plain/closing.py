"""After the end: the debrief, a decision read closely, a moment taken again."""

from __future__ import annotations

from ppsim.engine.prompts import Ended
from ppsim.plain.asking import NoWords, ask
from ppsim.plain.console import Console
from ppsim.plain.player import Player
from ppsim.plain.questions import PickOrNone
from ppsim.report import text
from ppsim.report.compose import compose
from ppsim.report.of_attempt import debrief_of
from ppsim.store.sitting import Sitting

FINISH, CLOSELY, AGAIN = "Finish.", "Read one decision closely.", "Take a moment again."


def debrief(console: Console, sitting: Sitting) -> None:
    """Write the debrief of the first pass."""
    console.gap()
    made = debrief_of(sitting.material, sitting.play, sitting.journal.annex(sitting.attempt.id))
    console.written(text.render(compose(made), console.width))


def rehearsed(console: Console, ended: Ended) -> None:
    """Say what a rehearsal that came to its end means."""
    console.gap()
    console.say(
        "That was rehearsal. The debrief is of your first pass, and stands as it was."
        if ended.how == "ending"
        else "That was rehearsal, ended here. The debrief of your first pass stands as it was."
    )


def what_next(console: Console, player: Player, sitting: Sitting) -> bool:
    """Offer what can be done after a debrief; whether there is more to play.

    Raises:
        EndOfInput: there are no more answers.
    """
    if not player.play.decision_points:
        return False
    ways = (AGAIN, FINISH)

    def say() -> None:
        console.say("What now?")
        console.numbered(ways)

    while True:
        console.gap()
        say()
        picked = ask(console, NoWords(), PickOrNone(len(ways)), say)
        if picked is None or ways[picked] == FINISH:
            return False
        if player.retake():
            return True
