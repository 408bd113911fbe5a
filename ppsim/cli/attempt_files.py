"""``ppsim attempts export``, ``import`` and ``arguments``: attempts as files."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from ppsim.catalogue.places import case_folders
from ppsim.cli.handing import chosen_attempts, consented, picked
from ppsim.cli.journals import profile
from ppsim.cli.known_texts import known_texts
from ppsim.cli.problems import Exit, tell, usage
from ppsim.cli.writing import make_sure, replace_file
from ppsim.words.counts import counted
from ppsim.words.safe import safe

if TYPE_CHECKING:
    from ppsim.store.journal import Journal
    from ppsim.store.replaying import Replayed


def export(args: argparse.Namespace, journal: Journal) -> int:
    """Write attempts as files; on standard output where there is one and no place is named."""
    from ppsim.exchange.attempt_file import file_name, render
    from ppsim.store.handed_in import hand_in
    from ppsim.store.memberships import join

    name = profile(args)
    attempts = chosen_attempts(args, journal, name, ended=False)
    chosen = picked(args, journal, attempts)
    cohort = args.cohort or ""
    member = join(journal, name, cohort)
    if cohort:
        member = consented(journal, name, member, args.consent)
    elif args.consent:
        raise usage("consent is given to a cohort; name it: --cohort NAME")
    files = []
    for attempt in attempts:
        own = chosen & {p.id for p in journal.annex(attempt.id)}
        handed = hand_in(
            journal,
            attempt,
            cohort=cohort,
            person=member.pseudonym,
            consent=member.consent,
            picked=own,
            rehearsal=args.rehearsal,
        )
        files.append((file_name(handed), render(handed, texts=not args.without_texts)))
    if args.output is None:
        if len(files) > 1:
            raise usage("say where several attempts are to go: -o FOLDER")
        sys.stdout.write(files[0][1])
        return Exit.OK
    _write(args, files)
    return Exit.OK


def _write(args: argparse.Namespace, files: list[tuple[str, str]]) -> None:
    output: Path = args.output
    folder = output.is_dir() or len(files) > 1 or output.suffix != ".json"
    if folder and output.exists() and not output.is_dir():
        raise usage(f"{output} is a file; several attempts go into a folder")
    places = [output / name if folder else output for name, _ in files]
    for path, (_, text) in zip(places, files, strict=True):
        if not path.exists() or path.is_dir() or path.read_bytes() != text.encode():
            make_sure(path, args.yes)
    (output if folder else output.parent).mkdir(parents=True, exist_ok=True)
    for path, (_, text) in zip(places, files, strict=True):
        replace_file(path, text)
        sys.stdout.write(safe(f"{path}\n"))


def take_in(args: argparse.Namespace, journal: Journal) -> int:
    """Replay attempt files and take them into the journal."""
    from ppsim.store.failures import JournalError
    from ppsim.store.taking_in import take_in

    aside = 0
    for path, replayed in _read(args, journal):
        if replayed is None:
            aside += 1
            continue
        owner = profile(args) if args.profile else replayed.handed.person
        try:
            outcome = take_in(journal, replayed, owner)
        except JournalError as error:
            if error.reason != "conflict":
                raise
            tell(f"{path} is set aside: {error}")
            aside += 1
            continue
        sys.stdout.write(safe(f"{_in_words(replayed)}: {_OUTCOMES[outcome].format(owner)}\n"))
    if aside:
        files = (
            "1 file was set aside and left where it lies"
            if aside == 1
            else f"{aside} files were set aside and left where they lie"
        )
        tell(f"{files}; all others were taken")
    return Exit.FAILED if aside else Exit.OK


_OUTCOMES = {
    "new": "taken into the journal, for {}",
    "longer": "the journal had its beginning, and now has all of it",
    "known": "in the journal already",
}


def arguments(args: argparse.Namespace) -> int:
    """List what was argued against the key, from attempt files."""
    from ppsim.exchange.arguments import arguments

    read = [*_read(args, None)]
    found = arguments(replayed for _, replayed in read if replayed is not None)
    if args.json:
        json.dump([asdict(argued) for argued in found], sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
    elif not found:
        sys.stdout.write("Nobody handed in an argument with these attempts.\n")
    place = None
    for argued in found if not args.json else ():
        here = f"{argued.case} {argued.case_version}, {argued.scene}/{argued.choice}"
        if here != place:
            sys.stdout.write(safe(f"{'' if place is None else chr(10)}{here}\n"))
            place = here
        sys.stdout.write(safe("- " + argued.words.replace("\n", "\n  ") + "\n"))
    return Exit.FAILED if any(replayed is None for _, replayed in read) else Exit.OK


def _read(
    args: argparse.Namespace, journal: Journal | None
) -> Iterator[tuple[Path, Replayed | None]]:
    """Each file with its attempt, or with ``None`` once it was told why it is set aside."""
    from ppsim.exchange.reading import SetAside, read_files
    from ppsim.store.replaying import Replayer

    find = known_texts(case_folders(getattr(args, "cases", ())), journal)
    for found in read_files(args.paths, Replayer(find)):
        if isinstance(found, SetAside):
            tell(f"{found.path} is set aside: {found.reason}")
            yield found.path, None
        else:
            yield found


def _in_words(replayed: Replayed) -> str:
    from ppsim.explore import record
    from scoring.decisions import decisions_met
    from scoring.stance import stances

    handed = replayed.handed
    found = stances(decisions_met(record(replayed.play), replayed.material.rubric))
    number = counted(found.decisions, "decision")
    return (
        f"{handed.id[:8]}  {handed.case.title} ({handed.case.id} {handed.case.version}), "
        f"{handed.state}, {number} ({found.reflective} reflective, {found.reactive} reactive)"
    )
