"""The journal as commands use it, and whose attempts they mean."""

from __future__ import annotations

import argparse
import os

from ppsim.catalogue.places import journal_file
from ppsim.cli.parser import person
from ppsim.cli.problems import usage
from ppsim.store.journal import Journal
from ppsim.store.records import Attempt

DEFAULT_PROFILE = "me"


def profile(args: argparse.Namespace) -> str:
    """The person this command is for.

    Raises:
        Problem: ``PPSIM_PROFILE`` is no name.
    """
    if args.profile is not None:
        return str(args.profile)
    named = os.environ.get("PPSIM_PROFILE")
    if not named:
        return DEFAULT_PROFILE
    try:
        return person(named)
    except argparse.ArgumentTypeError as error:
        raise usage(f"PPSIM_PROFILE: {error}") from None


def open_journal() -> Journal:
    """The journal of this machine account.

    Raises:
        JournalError: it cannot be used.
    """
    return Journal(journal_file())


def last_attempt(journal: Journal, name: str) -> Attempt:
    """The attempt ``name`` played last.

    Raises:
        Problem: there is none.
    """
    attempts = journal.attempts(profile=name)
    if not attempts:
        raise usage(f"there is no attempt of {name} yet; begin one with: ppsim play CASE --plain")
    return attempts[0]
