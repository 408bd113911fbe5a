"""The words of ``ppsim submit``."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from typing import Any

from ppsim.cli.parser_attempts import add_picking, cohort

Add = Callable[[argparse.ArgumentParser], None]


def pseudonym(text: str) -> str:
    """A pseudonym as typed."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{2,39}", text):
        raise argparse.ArgumentTypeError(
            "a pseudonym is 3 to 40 small letters, digits and dashes, not a name"
        )
    return text


def add_submit(commands: Any, profile: Add) -> None:
    """``submit``: hand attempts in, see what waits, take consent back."""
    submit = commands.add_parser(
        "submit",
        help="hand attempts in to your programme",
        description="Hand ended attempts in to a shared store, under a pseudonym: the first pass, "
        "and nothing private unless you pick it out. What cannot be sent now waits in the journal, "
        "and goes with the next submit. Exit 0: nothing waits any more; 1: something does; "
        "2: usage.",
    )
    submit.set_defaults(run="submit")
    submit.add_argument(
        "attempts", metavar="ATTEMPT", nargs="*", help="starts of ids (default: the last ended)"
    )
    which = submit.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="all of yours that have ended")
    which.add_argument("--waiting", action="store_true", help="only what waits already")
    which.add_argument(
        "--withdraw",
        action="store_true",
        help="take back that your choices are counted in what the group sees",
    )
    which.add_argument(
        "--let-go",
        action="store_true",
        help="forget what waits for a cohort (one that was mistyped, say) and never arrived",
    )
    submit.add_argument(
        "--store",
        metavar="URL",
        help="the shared store: postgresql://user@host/database, or a file (default: PPSIM_STORE)",
    )
    submit.add_argument(
        "--cohort", type=cohort, metavar="NAME", help="for whom (default: PPSIM_COHORT)"
    )
    submit.add_argument(
        "--pseudonym",
        type=pseudonym,
        metavar="NAME",
        help="the pseudonym you were given (default: one is drawn at random)",
    )
    submit.add_argument(
        "--consent",
        choices=("yes", "no"),
        help="whether your choices may be counted in what the group sees (else you are asked, "
        "once)",
    )
    add_picking(submit)
    profile(submit)
