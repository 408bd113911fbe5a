"""``ppsim submit``: hand attempts in, and take consent back."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from ppsim.cli.handing import chosen_attempts, consented, picked
from ppsim.cli.journals import open_journal, profile
from ppsim.cli.problems import Exit, tell, usage
from ppsim.cli.stores import named_cohort, shared_store, store_address
from ppsim.words.counts import counted
from ppsim.words.safe import safe

if TYPE_CHECKING:
    from ppsim.store.journal import Journal
    from ppsim.store.shared.database import Database


def run(args: argparse.Namespace) -> int:
    """Queue what is to be handed in, and send all that waits for this store."""
    if args.withdraw and store_address(args) is None:
        return _withdraw_here(args)
    with open_journal() as journal, shared_store(args) as database:
        from ppsim.exchange.submitting import send

        if args.let_go:
            return _let_go(args, journal, database)
        if args.withdraw:
            _withdraw(args, journal)
        elif not args.waiting:
            _queue(args, journal, database)
        came = send(journal, database, sleep=_patience(database))
        elsewhere = _elsewhere(journal, database)
    if came.attempts or came.consents:
        _say(f"Arrived in {database.place}: {_things(came.attempts, came.consents)}.")
    for line in elsewhere:
        tell(line)
    if not came.left:
        if came.attempts or came.consents:
            return Exit.OK
        if elsewhere:
            return Exit.FAILED
        _say("Nothing waits to be sent.")
        return Exit.OK
    attempts = sum(1 for item in came.left if item.attempt is not None)
    left = _things(attempts, len(came.left) - attempts)
    tell(f"{came.reason}; still waiting here: {left}. To try again: ppsim submit --waiting")
    return Exit.FAILED


def _patience(database: Database) -> Callable[[float], None]:
    """Waits between two tries; says so the first time, since nothing is to be seen meanwhile."""
    told = False

    def sleep(seconds: float) -> None:
        nonlocal told
        if not told:
            tell(
                f"{database.place} does not answer; trying on for a while. What is to be sent is "
                "kept here, and Ctrl+C loses nothing of it"
            )
            told = True
        time.sleep(seconds)

    return sleep


def _elsewhere(journal: Journal, database: Database) -> list[str]:
    """What waits for other stores than this one, store by store."""
    from ppsim.store.memberships import waiting

    found: dict[str, list[bool]] = {}
    for item in waiting(journal):
        if item.store != database.identity:
            found.setdefault(item.store, []).append(item.attempt is not None)
    return [
        f"still waiting here for another store, {store}: "
        f"{_things(sum(kinds), len(kinds) - sum(kinds))}. To send it: ppsim submit --waiting "
        "--store URL; to forget it: ppsim submit --let-go --store URL --cohort NAME"
        for store, kinds in found.items()
    ]


def _queue(args: argparse.Namespace, journal: Journal, database: Database) -> None:
    from ppsim.store.memberships import join, queue

    name, cohort = profile(args), named_cohort(args)
    attempts = chosen_attempts(args, journal, name, ended=True)
    chosen = picked(args, journal, attempts)
    member = consented(journal, name, join(journal, name, cohort, args.pseudonym), args.consent)
    known = []
    for attempt in attempts:
        own = chosen & {private.id for private in journal.annex(attempt.id)}
        if not queue(journal, member, attempt.id, database.identity, own):
            known.append(attempt.short_id)
    if len(known) == 1:
        _say(f"{known[0]} waits for {cohort} or arrived there already.")
    elif known:
        _say(f"{counted(len(known), 'attempt')} wait for {cohort} or arrived there already.")
    _say(f"To {cohort} you are {member.pseudonym}. {_COUNTED[member.consent or 'no']}")


_COUNTED = {
    "yes": "Your choices may be counted in what the group sees.",
    "no": "Your choices are not counted in what the group sees.",
}


def _withdraw(args: argparse.Namespace, journal: Journal) -> None:
    pseudonym = _take_back(args, journal)
    _say(
        f"Taken back. Once word of it has arrived, what {named_cohort(args)} was last shown no "
        "longer holds, and the next figures, made once three or more people have changed, are "
        "without you. Those who run it still have what you handed in, under "
        f"{pseudonym}; ask them if it is to be erased."
    )


def _withdraw_here(args: argparse.Namespace) -> int:
    """Where no store is named: a consent that was given with files, or that several stores have."""
    from ppsim.store.memberships import waiting

    with open_journal() as journal:
        pseudonym = _take_back(args, journal)
        stores = sorted({w.store for w in waiting(journal) if w.pseudonym == pseudonym})
    _say(
        f"Taken back: files that you write for {named_cohort(args)} from now on say so. Files that "
        "you have handed over already are not reached from here: ask whoever has them to take them "
        f"out, naming {pseudonym}."
    )
    for store in stores:
        tell(f"word of it waits for {store}. To send it: ppsim submit --waiting --store URL")
    return Exit.FAILED if stores else Exit.OK


def _take_back(args: argparse.Namespace, journal: Journal) -> str:
    """Keep that consent is taken back; the pseudonym it was given under."""
    from ppsim.store.memberships import decide, membership

    name, cohort = profile(args), named_cohort(args)
    if args.attempts:
        raise usage("--withdraw is for all you handed in to a cohort; it takes no attempts")
    member = membership(journal, name, cohort)
    if member is None:
        raise usage(f"{name} has handed nothing in to {cohort} from this machine")
    decide(journal, name, cohort, "no")
    return member.pseudonym


def _let_go(args: argparse.Namespace, journal: Journal, database: Database) -> int:
    from ppsim.store.memberships import let_go

    cohort = named_cohort(args)
    gone = let_go(journal, database.identity, cohort)
    _say(f"Of what waited for {cohort} in {database.place}, {gone} will not be sent.")
    return Exit.OK


def _things(attempts: int, consents: int) -> str:
    parts = []
    if attempts:
        parts.append(counted(attempts, "attempt"))
    if consents:
        parts.append("word of your consent")
    return " and ".join(parts)


def _say(text: str) -> None:
    sys.stdout.write(safe(text) + "\n")
