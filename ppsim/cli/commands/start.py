"""``ppsim`` alone: choose a case, and play it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ppsim.cli import face
from ppsim.cli.problems import Exit, Problem

if TYPE_CHECKING:
    from ppsim.plain.console import Console


def run(args: argparse.Namespace) -> int:
    """Open the app; without a terminal, say so; where it cannot be drawn, go line by line."""
    if not face.has_terminal():
        raise face.no_terminal(None)
    if face.can_draw():
        from ppsim.cli import in_app

        return in_app.library(args)
    return choose_and_play(args, face.choose(False, None))


def choose_and_play(args: argparse.Namespace, console: Console) -> int:
    """List the cases on ``console``, ask which, and play it line by line."""
    from ppsim.catalogue.listing import listing
    from ppsim.catalogue.places import case_folders
    from ppsim.cli.commands import play
    from ppsim.cli.commands.cases import in_words
    from ppsim.plain.asking import NoWords, ask
    from ppsim.plain.console import EndOfInput
    from ppsim.plain.questions import PickOrNone

    cases = [
        case
        for case in listing(case_folders(args.cases))
        if case.header is not None and case.hidden_by is None
    ]
    if not cases:
        raise Problem("no cases were found")

    def say() -> None:
        console.say("Which case would you play?")
        console.numbered("\n".join(in_words(case)) for case in cases)

    say()
    try:
        picked = ask(console, NoWords(), PickOrNone(len(cases)), say)
    except EndOfInput:
        return Exit.OK
    if picked is None:
        return Exit.OK
    return play.begin_or_resume(args, console, str(cases[picked].path))
