"""``ppsim attempts``: list, show, hand over and erase what the journal keeps."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ppsim.catalogue.listing import UnknownCase, find
from ppsim.catalogue.places import case_folders
from ppsim.catalogue.reading import read_case
from ppsim.cli import attempt_files
from ppsim.cli.face import has_terminal
from ppsim.cli.journals import local_time, open_journal, own_attempt, profile
from ppsim.cli.problems import Exit, Problem, usage
from ppsim.format.diagnostics import nearest
from ppsim.store.erase import Erased
from ppsim.store.journal import Journal
from ppsim.store.memberships import handed_in_to, sent_by
from ppsim.store.records import Attempt
from ppsim.words.counts import counted
from ppsim.words.safe import safe

if TYPE_CHECKING:
    from ppsim.engine.play import Play


def run(args: argparse.Namespace) -> int:
    """Do what was asked of the journal."""
    if args.what == "arguments":
        return attempt_files.arguments(args)
    verbs = {
        "list": _list,
        "show": _show,
        "export": attempt_files.export,
        "import": attempt_files.take_in,
        "erase": _erase,
        "erase-person": _erase_person,
    }
    with open_journal() as journal:
        return verbs[args.what](args, journal)


def _list(args: argparse.Namespace, journal: Journal) -> int:
    attempts = journal.attempts(profile=None if args.everyone else profile(args))
    if args.json:
        _write_json([asdict(attempt) for attempt in attempts])
    elif not attempts:
        _write(_none(args, journal))
    else:
        _write("\n".join(in_a_line(attempt) for attempt in attempts))
    return Exit.OK


def _none(args: argparse.Namespace, journal: Journal) -> str:
    """That there is nothing to list, and where there is something."""
    others = len(journal.attempts())
    if not others:
        return "There are no attempts yet. Begin one with: ppsim play CASE --plain"
    return (
        f"There are no attempts yet of {profile(args)}, but {counted(others, 'attempt')} of "
        "others: ppsim attempts list --everyone"
    )


def in_a_line(attempt: Attempt) -> str:
    """An attempt in a line: id, when, who, what, how far."""
    choices = counted(attempt.choices, "choice")
    when = local_time(attempt.started_at)
    return (
        f"{attempt.short_id}  {when}  {attempt.profile}  {attempt.case_title} "
        f"({attempt.case_id} {attempt.case_version}), {attempt.mode}, {choices}, {attempt.state}"
    )


def _show(args: argparse.Namespace, journal: Journal) -> int:
    from ppsim.plain.recap import decided
    from ppsim.store.material import replayed

    attempt = own_attempt(journal, args.attempt, profile(args))
    if args.json:
        _write_json({**asdict(attempt), "events": [*journal.events(attempt.id)]})
        return Exit.OK
    _, play = replayed(journal, attempt)
    lines = [in_a_line(attempt)]
    lines += [f"Handed in to {to}, as {name}." for to, name in handed_in_to(journal, attempt.id)]
    lines += ["", _fit(args, attempt, play), ""]
    lines += [f"{n}. {line}" for n, line in enumerate(decided(play.first), start=1)]
    if play.rehearsing:
        rehearsed = sum(1 for point in play.decision_points if point.rehearsed)
        lines.append(f"Since then, in rehearsal: {rehearsed} more.")
    lines += _own_words(journal, attempt)
    _write("\n".join(lines))
    return Exit.OK


def _own_words(journal: Journal, attempt: Attempt) -> list[str]:
    """Notes, replies and arguments, each with the number it can be picked out by."""
    lines = []
    for kind, heading in (
        ("note", "Your notes, for you alone:"),
        ("reply", "Replies you composed, for you alone:"),
        ("argument", "What you argued against the key, for you alone:"),
    ):
        words = [p for p in journal.annex(attempt.id) if p.kind == kind]
        if words:
            lines += ["", heading, *(f"- {p.words} [{p.id}]" for p in words)]
    return lines


def _fit(args: argparse.Namespace, attempt: Attempt, play: Play) -> str:
    """Whether the case was changed since, and whether the attempt fits it as it is now."""
    from ppsim.engine.story import compile_case
    from ppsim.format.canonical import case_hash
    from ppsim.store.material import misfit

    try:
        now = read_case(find(attempt.case_id, case_folders(args.cases))).case.value
    except UnknownCase:
        return "The case it was played on is in no folder any more; the journal keeps its text."
    if now is None:
        return "The case as it is now has errors; the journal keeps the text that was played."
    if case_hash(now) == attempt.case_hash:
        return "The case is as it was played."
    reason = misfit(play.events, attempt, compile_case(now))
    if reason is None:
        return "The case was changed since; the attempt also fits it as it is now."
    return f"The case was changed since, and the attempt does not fit it as it is now: {reason}."


def _erase(args: argparse.Namespace, journal: Journal) -> int:
    attempt = own_attempt(journal, args.attempt, profile(args))
    _write(in_a_line(attempt))
    _make_sure(args, "Erase this attempt and all its notes, for good?")
    handed_in = handed_in_to(journal, attempt.id)
    _say_erased(journal.erase_attempt(attempt.id))
    for cohort, pseudonym in handed_in:
        _write(
            f"It was handed in to {cohort}, as {pseudonym}: to have it erased there, ask those who "
            "run it, naming that pseudonym."
        )
    return Exit.OK


def _erase_person(args: argparse.Namespace, journal: Journal) -> int:
    names = [person.name for person in journal.profiles()]
    if args.name not in names:
        near = nearest(args.name, names)
        raise usage(
            f"there is nobody called {args.name!r} in the journal"
            + (f"; did you mean {near}?" if near else "")
        )
    count = len(journal.attempts(profile=args.name))
    attempts = {0: "no attempt", 1: "one attempt"}.get(count, f"all {count} attempts")
    for member in sent_by(journal, args.name):
        _write(
            f"{args.name} handed in to {member.cohort}, as {member.pseudonym}. That is not reached "
            "from here: to have it erased there, ask those who run it, naming that pseudonym."
            + (_FIRST.format(member.cohort) if member.consent == "yes" else "")
        )
    _make_sure(args, f"Erase {args.name} with {attempts} and all notes, for good?")
    _say_erased(journal.erase_person(args.name))
    return Exit.OK


_FIRST = (
    " To take back that choices are counted in what the group sees, do so before erasing: ppsim "
    "submit --withdraw --cohort {}"
)


def _make_sure(args: argparse.Namespace, question: str) -> None:
    if args.yes:
        return
    if not has_terminal():
        raise usage("to erase without being asked, add --yes")
    sys.stdout.write(safe(f"{question} yes or no: "))
    sys.stdout.flush()
    if sys.stdin.readline().strip().lower() not in ("yes", "y"):
        raise Problem("nothing was erased")


def _say_erased(erased: Erased) -> None:
    attempts = counted(erased.attempts, "attempt")
    wiped = (
        "and the space it took was overwritten"
        if erased.wiped
        else "and the space it took is overwritten with the next erasure, since another program "
        "is reading the journal just now"
    )
    _write(f"Erased: {attempts}, {wiped}.")


def _write(text: str) -> None:
    sys.stdout.write(safe(text) + "\n")


def _write_json(data: Any) -> None:
    json.dump(data, sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")
