"""``ppsim record``: a play script from an attempt in the journal."""

from __future__ import annotations

import argparse
import sys

from ppsim.cli.journals import last_attempt, open_journal, own_attempt, profile
from ppsim.cli.paths import typed
from ppsim.cli.problems import Exit, Problem, usage
from ppsim.cli.writing import make_sure, write_out
from ppsim.engine.events import Choose, Leave
from ppsim.scripts.recording import recorded
from ppsim.store.material import replayed
from ppsim.words.safe import safe


def run(args: argparse.Namespace) -> int:
    """Write the script; of a play made now, after it."""
    if args.play is not None:
        if args.attempt is not None:
            raise usage("give an attempt or --play CASE, not both")
        if args.output is None:
            raise usage("a play made now fills the screen: say with -o FILE where its script goes")
        make_sure(args.output, args.yes)
        args.attempt = _played_now(args)
        args.yes = True
    with open_journal() as journal:
        name = profile(args)
        attempt = (
            last_attempt(journal, name)
            if args.attempt is None
            else own_attempt(journal, args.attempt, name)
        )
        material, play = replayed(journal, attempt)
    if not any(isinstance(event, Choose | Leave) for event in play.first.events):
        raise Problem("no choice has been made in that play, so there is nothing to record")
    text = recorded(play, material.case.id, material.rubric)
    if args.output is None:
        sys.stdout.write(safe(text))
        return Exit.OK
    write_out(args.output, text, args.yes)
    said = f"{args.output}: a play of {material.case.title}."
    sys.stdout.write(safe(f"{said} Run it with: ppsim test {typed(args.output)}\n"))
    return Exit.OK


def _played_now(args: argparse.Namespace) -> str:
    """Play the case; the id of the attempt that this made.

    Raises:
        Problem: it was left before it began.
    """
    from ppsim.cli import face
    from ppsim.cli.commands import play

    before = _attempts(args)
    args.new = True
    play.begin_or_resume(args, face.choose(True, args.play), args.play)
    made = _attempts(args)
    if made[:1] == before[:1]:
        raise Problem("the play was not begun, so there is nothing to record")
    return made[0]


def _attempts(args: argparse.Namespace) -> list[str]:
    """Ids of this person's attempts, the last one first."""
    with open_journal() as journal:
        return [attempt.id for attempt in journal.attempts(profile=profile(args))]
