"""What the commands that hand attempts in or out have in common: which attempts, and consent."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING

from ppsim.cli.face import has_terminal
from ppsim.cli.journals import last_attempt, own_attempt
from ppsim.cli.problems import usage
from ppsim.words.safe import safe

if TYPE_CHECKING:
    from ppsim.store.handed_in import Consent
    from ppsim.store.journal import Journal
    from ppsim.store.memberships import Membership
    from ppsim.store.records import Attempt

QUESTION = (
    "To {cohort} you are {pseudonym}. What is handed in is what you chose and when: never your "
    "name, your notes, your check-ins, the replies you composed or what you argued, unless you "
    "pick one out.",
    "May your choices be counted in what the group sees? They stand there as numbers, never as "
    "yours. Saying no changes nothing else, and you can take a yes back "
    "(ppsim submit --withdraw).",
)
WIDTH = 78


def chosen_attempts(
    args: argparse.Namespace, journal: Journal, name: str, *, ended: bool
) -> tuple[Attempt, ...]:
    """The attempts a command names, all of them, or the last; each once.

    Args:
        args: with ``attempts`` and ``all``.
        journal: where they are.
        name: whose they are to be.
        ended: only those that were finished or stopped.

    Raises:
        Problem: there is none, or one named is somebody else's or not ended.
    """
    mine = [a for a in journal.attempts(profile=name) if not ended or a.state != "open"]
    if args.all:
        if args.attempts:
            raise usage("name attempts, or --all, not both")
        found: Sequence[Attempt] = mine
    elif args.attempts:
        found = [own_attempt(journal, start, name) for start in args.attempts]
    else:
        found = mine[:1] if mine or ended else [last_attempt(journal, name)]
    for attempt in found:
        if ended and attempt.state == "open":
            raise usage(
                f"attempt {attempt.short_id} has not ended yet; go on with it: "
                f"ppsim play --attempt {attempt.short_id}"
            )
    if not found:
        raise usage(f"there is no {'ended ' if ended else ''}attempt of {name} yet")
    return tuple({attempt.id: attempt for attempt in found}.values())


def picked(args: argparse.Namespace, journal: Journal, attempts: Sequence[Attempt]) -> set[int]:
    """The numbers of the private words picked out, each of which one attempt has.

    Raises:
        Problem: a number is nobody's, or not of the kind it was named as.
    """
    kinds = {p.id: p.kind for attempt in attempts for p in journal.annex(attempt.id)}
    for number, allowed in (
        *((n, ("note", "reply")) for n in args.with_note),
        *((n, ("argument",)) for n in args.argue),
    ):
        if kinds.get(number) not in allowed:
            raise usage(
                f"there is no {' or '.join(allowed)} number {number} in what is handed in; "
                "see them with: ppsim attempts show ATTEMPT"
            )
    return {*args.with_note, *args.argue}


def consented(journal: Journal, name: str, member: Membership, said: Consent | None) -> Membership:
    """The membership with consent given or refused: as said, as said before, or as asked now.

    Raises:
        Problem: nobody was asked yet, and nobody can be.
    """
    from ppsim.store.memberships import decide

    if said is None and member.consent is not None:
        return member
    if said is None:
        said = _ask(member)
    return decide(journal, name, member.cohort, said)


def _ask(member: Membership) -> Consent:
    if not has_terminal():
        raise usage(
            "whether your choices may be counted in what the group sees was never asked; "
            "say so with --consent yes or --consent no"
        )
    for part in QUESTION:
        words = safe(part.format(cohort=member.cohort, pseudonym=member.pseudonym))
        sys.stdout.write(f"\n{fill(words, WIDTH, break_on_hyphens=False)}\n")
    sys.stdout.write("\n")
    while True:
        sys.stdout.write("yes or no: ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            raise usage("nothing was answered, and nothing was sent")
        answer = line.strip().lower()
        if answer in ("yes", "y"):
            return "yes"
        if answer in ("no", "n"):
            return "no"
