"""An attempt in plain mode, from where it stands to its debrief and what comes after."""

from __future__ import annotations

import shlex

from ppsim.catalogue.people import ANYBODY
from ppsim.engine.prompts import Ended
from ppsim.plain import closing, recap
from ppsim.plain.console import Console, EndOfInput
from ppsim.plain.player import LeftForNow, Player
from ppsim.store.sitting import Sitting


def play(console: Console, sitting: Sitting, *, resumed: bool = False) -> None:
    """Play on, write the debrief at the end, and in practice offer to take moments again.

    Input that ends, Ctrl-C and the word stop all leave the attempt as it stands, and say how it
    is gone on with.

    Raises:
        KeyboardInterrupt: after that has been said.
        JournalError: the attempt cannot be kept; all before is.
    """
    player = Player(console, sitting)
    try:
        if resumed:
            recap.resumed(console, sitting)
        player.run()
        reading = closing.write(console, sitting)
        while closing.what_next(console, player, sitting, reading):
            closing.rehearsed(console, player.run())
    except (EndOfInput, LeftForNow):
        _farewell(console, sitting)
    except KeyboardInterrupt:
        console.gap()
        _farewell(console, sitting)
        raise
    else:
        _farewell(console, sitting)


def _farewell(console: Console, sitting: Sitting) -> None:
    attempt = sitting.attempt
    whose = "" if attempt.profile == ANYBODY else f" --profile {shlex.quote(attempt.profile)}"
    console.gap()
    if isinstance(sitting.play.prompt, Ended):
        console.say(f"Kept as {attempt.short_id}. To read the debrief again:")
        console.say(f"ppsim report {attempt.short_id}{whose}")
    else:
        console.say(f"Everything you answered is kept, as {attempt.short_id}. To go on with it:")
        console.say(f"ppsim play --plain --attempt {attempt.short_id}{whose}")
    console.flush()
