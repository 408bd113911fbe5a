"""``ppsim store``: make and keep a programme's shared store, and one's own list of names."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import UTC, date, datetime

from ppsim.cli.face import has_terminal
from ppsim.cli.problems import Exit, Problem, tell, usage
from ppsim.cli.stores import shared_store
from ppsim.words.counts import counted
from ppsim.words.extras import how_to_install
from ppsim.words.safe import safe


def run(args: argparse.Namespace) -> int:
    """Do what was asked of the store."""
    verbs = {
        "init": _init,
        "list": _list,
        "rebuild": _rebuild,
        "erase": _erase,
        "expire": _expire,
        "key": _key,
    }
    return verbs[args.what](args)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _init(args: argparse.Namespace) -> int:
    if args.keep_until and not args.cohort:
        raise usage("a date is a cohort's; name it: --cohort NAME")
    if args.roles:
        try:
            from ppsim.store.shared.roles import roles_sql
        except ImportError:
            raise Problem(f"for a shared store, {how_to_install('postgres')}") from None
        sys.stdout.write(roles_sql())
        return Exit.OK
    with shared_store(args) as database:
        from ppsim.store.shared.keeping import add_cohort
        from ppsim.store.shared.migrations import VERSION, bring_up_to_date

        had = bring_up_to_date(database, _now())
        if args.cohort:
            add_cohort(database, args.cohort, args.keep_until, _now())
        made = "made" if had == 0 else "brought up to date" if had < VERSION else "up to date"
    _say(f"The store {database.place} is {made}.")
    if args.cohort:
        until = f", kept until {args.keep_until}" if args.keep_until else ""
        _say(f"Attempts can be handed in to {args.cohort}{until}.")
    return Exit.OK


def _list(args: argparse.Namespace) -> int:
    with shared_store(args) as database:
        from ppsim.store.shared.keeping import cohorts

        found = cohorts(database)
    if args.json:
        json.dump([asdict(cohort) for cohort in found], sys.stdout, indent=2)
        sys.stdout.write("\n")
        return Exit.OK
    for cohort in found:
        until = cohort.keep_until or "a year from when each came"
        people = counted(cohort.people, "person", "people")
        _say(f"{cohort.id}: {people}, {counted(cohort.attempts, 'attempt')}, kept until {until}")
    if not found:
        _say("There is no cohort yet. Make one with: ppsim store init --cohort NAME")
    return Exit.OK


def _rebuild(args: argparse.Namespace) -> int:
    from ppsim.catalogue.places import case_folders
    from ppsim.cli.known_texts import known_texts

    with shared_store(args) as database:
        from ppsim.exchange.deriving import derive

        done = derive(database, known_texts(case_folders(args.cases)), everything=args.all)
    _say(f"Replayed and scored: {counted(done.derived, 'attempt')}.")
    for attempt, reason in done.unreadable:
        tell(f"attempt {attempt[:8]} does not replay and enters no figure: {reason}")
    return Exit.FAILED if done.unreadable else Exit.OK


def _erase(args: argparse.Namespace) -> int:
    with shared_store(args) as database:
        from ppsim.store.shared.keeping import erase_person

        if not args.yes:
            if not has_terminal():
                raise usage("to erase without being asked, add --yes")
            sys.stdout.write(
                safe(f"Erase {args.pseudonym} of {args.cohort} with all attempts? yes or no: ")
            )
            sys.stdout.flush()
            if sys.stdin.readline().strip().lower() not in ("yes", "y"):
                raise Problem("nothing was erased")
        count = erase_person(database, args.cohort, args.pseudonym)
    _say(
        f"Erased: {args.pseudonym} of {args.cohort}, with {counted(count, 'attempt')}. "
        "Backups of the server and files exported earlier are not reached from here."
    )
    return Exit.OK


def _expire(args: argparse.Namespace) -> int:
    with shared_store(args) as database:
        from ppsim.store.shared.keeping import expire

        gone = expire(database, args.today or date.today())
    _say(
        f"Erased, since the date is past: {counted(gone, 'attempt')}."
        if gone
        else "Nothing is past its date."
    )
    return Exit.OK


def _key(args: argparse.Namespace) -> int:
    from ppsim.exchange.key_file import BadKey, KeyFile

    if sum(map(bool, (args.add, args.reveal, args.erase))) != 1:
        raise usage("say --add NAME, --reveal PSEUDONYM or --erase PSEUDONYM")
    key = KeyFile(args.file, _now)
    try:
        if args.add:
            for name, pseudonym in key.add(args.add, args.because).items():
                _say(f"{pseudonym}  {name}")
        elif args.reveal:
            _say(key.reveal(args.reveal, args.because))
        else:
            key.erase(args.erase, args.because)
            _say(f"Erased from {args.file}: {args.erase}. Backups of it are not reached from here.")
    except BadKey as bad:
        raise Problem(str(bad)) from None
    return Exit.OK


def _say(text: str) -> None:
    sys.stdout.write(safe(text) + "\n")
