"""After the end: the debrief, a decision read closely, a moment taken again."""

from __future__ import annotations

from collections.abc import Sequence

from ppsim.engine.prompts import Ended
from ppsim.plain import closely
from ppsim.plain.asking import NoWords, ask
from ppsim.plain.console import Console
from ppsim.plain.player import Player
from ppsim.plain.questions import PickOrNone
from ppsim.report import text
from ppsim.report.reading import Reading, page, read
from ppsim.store.sitting import Sitting

FINISH, CLOSELY, AGAIN = "Finish.", "Read one decision closely.", "Take a moment again."


def write(console: Console, sitting: Sitting) -> Reading:
    """Write the debrief of the first pass, with the trainee's own words, as the app has it."""
    annex = sitting.journal.annex(sitting.attempt.id)
    reading = read(sitting.material, sitting.play, annex)
    console.gap()
    console.written(text.render(page(reading), console.width))
    return reading


def rehearsed(console: Console, ended: Ended) -> None:
    """Say what a rehearsal that is over means."""
    console.gap()
    how = "That was rehearsal" if ended.how == "ending" else "That was rehearsal, ended here"
    console.say(f"{how}. The debrief is of your first pass, and stands as it was.")


def what_next(console: Console, player: Player, sitting: Sitting, reading: Reading) -> bool:
    """Offer what can be done after a debrief; whether there is more to play.

    Raises:
        EndOfInput: there are no more answers.
    """
    while True:
        ways = [FINISH]
        if player.play.decision_points:
            ways.insert(0, AGAIN)
        if reading.debrief.decisions:
            ways.insert(0, CLOSELY)

        def say(ways: Sequence[str] = tuple(ways)) -> None:
            console.say("What now?")
            console.numbered(ways)

        console.gap()
        say()
        picked = ask(console, NoWords(), PickOrNone(len(ways), "Enter to finish"), say)
        way = FINISH if picked is None else ways[picked]
        if way == CLOSELY:
            reading = closely.offer(console, sitting, reading)
        elif way == FINISH or player.retake():
            return way == AGAIN
