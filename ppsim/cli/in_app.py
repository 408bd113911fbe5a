"""Opening the app from a command: everything that can be refused is refused before it is drawn."""

from __future__ import annotations

import argparse
from pathlib import Path

from ppsim.catalogue.listing import UnknownCase, find
from ppsim.catalogue.people import named_profile
from ppsim.catalogue.places import case_folders, home, journal_file
from ppsim.cli.journals import open_journal, own_attempt, profile
from ppsim.cli.problems import usage


def library(args: argparse.Namespace) -> int:
    """The app on its library."""
    return _run(args)


def play(args: argparse.Namespace) -> int:
    """The app on the case, or the attempt, that was named.

    Raises:
        Problem: there is no such case or attempt.
        JournalError: the journal cannot be read.
    """
    if args.attempt is not None:
        with open_journal() as journal:
            attempt = own_attempt(journal, args.attempt, profile(args))
        return _run(args, attempt=attempt.id)
    try:
        case = find(args.case, case_folders(args.cases))
    except UnknownCase as unknown:
        raise usage(str(unknown)) from None
    if args.resume:
        return _run(args, attempt=_unfinished(args, case))
    return _run(args, case=case)


def _unfinished(args: argparse.Namespace, case: Path) -> str:
    from ppsim.format.header import Header, read_header

    header = read_header(case)
    name = profile(args)
    with open_journal() as journal:
        known = header.id if isinstance(header, Header) else case.stem
        unfinished = journal.attempts(profile=name, case=known, state="open")
    if not unfinished:
        raise usage(f"there is no unfinished attempt of {known} by {name}")
    return unfinished[0].id


def _run(args: argparse.Namespace, *, case: Path | None = None, attempt: str | None = None) -> int:
    from ppsim.tui.start import Opening, run

    profile(args)  # refuses a PPSIM_PROFILE that is no name
    return run(
        Opening(
            home=home(),
            journal=journal_file(),
            cases=args.cases,
            profile=named_profile(args.profile),
            case=case,
            attempt=attempt,
            mode=getattr(args, "mode", None),
            seed=getattr(args, "seed", None),
            mouse=not getattr(args, "no_mouse", False),
        )
    )
