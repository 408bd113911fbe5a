"""Looking back: this scene again, everything so far, and where a resumed attempt stands."""

from __future__ import annotations

from collections.abc import Sequence

from ppsim.engine.play import Play
from ppsim.engine.prompts import Arrived, Chosen, Entry
from ppsim.plain.console import Console
from ppsim.plain.telling import Teller
from ppsim.store.sitting import Sitting
from ppsim.words.told import did, label


def this_scene(play: Play) -> Sequence[Entry]:
    """What was last heard before what is asked now: at least the whole of this scene."""
    new = play.prompt.lines
    arrivals = [i for i, entry in enumerate(play.transcript) if isinstance(entry, Arrived)]
    scene = play.transcript[arrivals[-1] :]
    return new if len(new) > len(scene) else scene


def look_back(console: Console, sitting: Sitting) -> None:
    """Everything heard and done on the way here, and the notes so far."""
    console.heading("Everything so far.")
    Teller(console, sitting.material.case).tell(sitting.play.transcript)
    notes = sitting.notes
    if notes:
        console.heading("Your notes so far, for you alone:")
        console.numbered(note.words for note in notes)
    console.heading("That is everything so far. Now:")


def resumed(console: Console, sitting: Sitting) -> None:
    """Where a resumed attempt stands: every decision taken so far, in a line each."""
    play = sitting.play
    console.heading(f"{sitting.material.case.title}, gone on with.")
    decisions = decided(play.first)
    if decisions:
        console.say("What you did so far:")
        console.numbered(decisions)
    if play.rehearsing:
        console.say("That is your first pass, which counts. Since then, in rehearsal:")
        rehearsed = [p for p in play.decision_points if p.rehearsed]
        console.numbered(f"{label(p.scene)}: {did(p.chosen)}" for p in rehearsed)
    if decisions:
        console.say("The word back shows everything.")


def decided(play: Play) -> list[str]:
    """Every choice on the way here in a line: when, and what."""
    lines, where = [], ""
    for entry in play.transcript:
        if isinstance(entry, Arrived):
            where = label(entry)
        elif isinstance(entry, Chosen):
            lines.append(f"{where}: {did(entry)}" if where else did(entry))
    return lines
