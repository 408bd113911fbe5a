"""The journal as commands use it, and whose attempts they mean."""

from __future__ import annotations

import argparse
import shlex
from datetime import datetime
from typing import TYPE_CHECKING

from ppsim.catalogue.people import current_profile
from ppsim.catalogue.places import journal_file
from ppsim.cli.problems import usage

if TYPE_CHECKING:
    from ppsim.store.journal import Journal
    from ppsim.store.records import Attempt


def profile(args: argparse.Namespace) -> str:
    """The person this command is for.

    Raises:
        Problem: ``PPSIM_PROFILE`` is no name.
    """
    try:
        return current_profile(args.profile)
    except ValueError as error:
        raise usage(f"PPSIM_PROFILE: {error}") from None


def open_journal() -> Journal:
    """The journal of this machine account.

    Raises:
        JournalError: it cannot be used.
    """
    from ppsim.store.journal import Journal

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


def local_time(at: str) -> str:
    """A time of the journal as the clock on this wall shows it, to the minute."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"


def own_attempt(journal: Journal, start: str, name: str) -> Attempt:
    """The attempt whose id begins with ``start``, which is to be ``name``'s own.

    Raises:
        JournalError: there is none, or there are several.
        Problem: it is somebody else's, who is named.
    """
    attempt = journal.attempt(start)
    if attempt.profile != name:
        owner = shlex.quote(attempt.profile)
        raise usage(f"that attempt is {attempt.profile}'s; if that is you, add: --profile {owner}")
    return attempt
