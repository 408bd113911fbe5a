"""``ppsim diff``: what changed in meaning, and which recorded attempts still compare."""

from __future__ import annotations

import argparse
import sys

from ppsim.catalogue.places import journal_file
from ppsim.cli.cases import material_of, read_named
from ppsim.cli.journals import open_journal, profile
from ppsim.cli.problems import Exit, Problem, usage
from ppsim.cli.walks import Walks
from ppsim.explore.difference import Difference, difference
from ppsim.report.carried import About, Carried, carried
from ppsim.report.difference import json_text, text
from ppsim.store.failures import JournalError
from ppsim.store.material import Material, replayed


def run(args: argparse.Namespace) -> int:
    """Write the difference; exit 1 where there is one."""
    asked = args.attempts or args.everyone or args.profile is not None
    before, after = _read(args, args.before), _read(args, args.after)
    walks = Walks()
    found = difference(walks.of(before), walks.of(after))
    attempts = _attempts(args, walks, before, after, found) if asked else ()
    sys.stdout.write((json_text if args.format == "json" else text)(found, attempts))
    if asked and not attempts and args.format == "text":
        sys.stdout.write("\nNo attempt at it is recorded here.\n")
    return Exit.OK if found.same else Exit.FAILED


def _read(args: argparse.Namespace, name: str) -> Material:
    try:
        return material_of(read_named(args, name))
    except Problem as problem:
        raise usage(str(problem)) from None


def _attempts(
    args: argparse.Namespace, walks: Walks, before: Material, after: Material, found: Difference
) -> tuple[Carried, ...]:
    """Recorded attempts at either case, held against the new one."""
    if not journal_file().exists():
        return ()
    made = []
    ids = dict.fromkeys((before.case.id, after.case.id))
    with open_journal() as journal:
        whose = None if args.everyone else profile(args)
        for attempt in (a for case in ids for a in journal.attempts(profile=whose, case=case)):
            about = About(attempt.short_id, attempt.profile, attempt.case_version)
            try:
                own, play = replayed(journal, attempt)
            except JournalError as error:
                made.append(Carried(about, "does_not_fit", str(error)))
                continue
            made.append(carried(about, play, walks.of(own), walks.of(after), found.renames))
    return tuple(made)
