"""``ppsim export``: attempts for other programs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ppsim.catalogue.places import case_folders
from ppsim.cli.journals import open_journal, profile
from ppsim.cli.known_texts import known_texts
from ppsim.cli.problems import Exit, Problem, tell, usage
from ppsim.cli.stores import shared_store
from ppsim.cli.writing import make_sure, write_out
from ppsim.words.extras import how_to_install
from ppsim.words.safe import safe

if TYPE_CHECKING:
    from ppsim.exchange.tables import Table
    from ppsim.exchange.told import Told
    from ppsim.store.replaying import Replayed


def run(args: argparse.Namespace) -> int:
    """Replay what is asked for and write it; exit 1 where something was set aside."""
    if args.profile_document:
        from ppsim.exchange.xapi import profile as xapi_profile

        _write_text(args, xapi_profile.render())
        return Exit.OK
    _check_home_page(args.home_page)
    from ppsim.exchange.told import tell as told_of

    aside: list[str] = []
    attempts = [a for a in _attempts(args, aside) if _wanted(args, a)]
    for reason in aside:
        tell(reason)
    if not attempts:
        raise Problem("there is no attempt to write among these")
    told = told_of(attempts)
    if args.kind == "xapi":
        from ppsim.exchange.xapi import statements

        _write_text(args, "".join(statements.render(told, args.home_page)))
    else:
        _write_tables(args, told)
    return Exit.FAILED if aside else Exit.OK


def _wanted(args: argparse.Namespace, attempt: Replayed) -> bool:
    handed = attempt.handed
    if args.cohort and handed.cohort != args.cohort:
        return False
    return bool(args.everybody) or not handed.cohort or handed.consent == "yes"


def _attempts(args: argparse.Namespace, aside: list[str]) -> Iterator[Replayed]:
    from ppsim.exchange.reading import SetAside, read_files
    from ppsim.store.replaying import Replayer

    replayer = Replayer(known_texts(case_folders(args.cases)))
    for found in read_files(args.sources, replayer):
        if isinstance(found, SetAside):
            aside.append(f"{found.path} is set aside: {found.reason}")
        else:
            yield found[1]
    if args.store:
        yield from _from_store(args, aside)
    elif not args.sources:
        yield from _own(args)


def _from_store(args: argparse.Namespace, aside: list[str]) -> Iterator[Replayed]:
    from ppsim.store.replaying import DoesNotReplay, Replayer

    if not args.cohort:
        raise usage("say which cohort of the store: --cohort NAME")
    replayer = Replayer(known_texts(case_folders(args.cases)))
    with shared_store(args) as database:
        from ppsim.store.shared.derived import from_cohort

        for handed in from_cohort(database, args.cohort):
            try:
                yield replayer(handed)
            except DoesNotReplay as reason:
                aside.append(f"attempt {handed.id[:8]} is set aside: {reason}")


def _own(args: argparse.Namespace) -> Iterator[Replayed]:
    from ppsim.store.handed_in import hand_in
    from ppsim.store.memberships import join
    from ppsim.store.replaying import Replayer

    with open_journal() as journal:
        name, cohort = profile(args), args.cohort or ""
        member = join(journal, name, cohort)
        replayer = Replayer(known_texts((), journal))
        for attempt in journal.attempts(profile=name):
            if attempt.state != "open":
                yield replayer(
                    hand_in(
                        journal,
                        attempt,
                        cohort=cohort,
                        person=member.pseudonym,
                        consent="yes",  # they are one's own, and stay with oneself
                    )
                )


def _write_text(args: argparse.Namespace, text: str) -> None:
    if args.output is None:
        sys.stdout.write(text)
    else:
        write_out(args.output, text, args.yes)
        sys.stdout.write(safe(f"{args.output}\n"))


def _write_tables(args: argparse.Namespace, told: tuple[Told, ...]) -> None:
    from ppsim.exchange import csv_file
    from ppsim.exchange.tables import dictionary, tables

    found = (*tables(told), dictionary())
    folder: Path = args.output
    if folder.exists() and not folder.is_dir():
        raise usage(f"{folder} is a file; the tables go into a folder")
    places = [folder / f"{table.name}.{args.kind}" for table in found]
    for path in places:
        make_sure(path, args.yes)
    for path, table in zip(places, found, strict=True):
        write_out(path, csv_file.render(table) if args.kind == "csv" else _parquet(table), yes=True)
        sys.stdout.write(safe(f"{path}\n"))


def _parquet(table: Table) -> bytes:
    from ppsim.exchange import parquet

    try:
        return parquet.render(table)
    except ImportError:
        raise Problem(f"for Parquet, {how_to_install('parquet')}") from None


def _check_home_page(home_page: str | None) -> None:
    if home_page is None:
        return
    from urllib.parse import urlsplit

    parts = urlsplit(home_page)
    spaced = any(c <= " " for c in home_page)
    if parts.scheme not in ("http", "https") or not parts.netloc or spaced:
        raise usage("a home page is an address: https://example.org/programme")
