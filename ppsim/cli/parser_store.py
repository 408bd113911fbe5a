"""The words of ``ppsim store``."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from ppsim.cli.parser_attempts import cohort
from ppsim.cli.parser_submit import pseudonym


def day(text: str) -> date:
    """A date as typed."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a date is written 2027-03-31") from None


def add_store(commands: Any) -> None:
    """``store``: keep a programme's shared store."""
    store = commands.add_parser(
        "store",
        help="keep the shared store of a programme",
        description="Make and keep the shared store that trainees submit to (docs/handing-in.md).",
    )
    store.set_defaults(run="store", what=None)
    verbs = store.add_subparsers(
        title="what to do", metavar="init | list | rebuild | erase | expire | key", required=True
    )
    init = _verb(verbs, "init", "make a store, or bring it up to date")
    init.add_argument("--cohort", type=cohort, metavar="NAME", help="with this cohort in it")
    init.add_argument(
        "--keep-until", type=day, metavar="DATE", help="erase what the cohort holds after this day"
    )
    init.add_argument(
        "--roles",
        action="store_true",
        help="only print SQL for two accounts, one that submits and one that reads",
    )
    listing = _verb(verbs, "list", "list its cohorts: how many people, how many attempts")
    listing.add_argument("--json", action="store_true", help="as JSON")
    rebuild = _verb(verbs, "rebuild", "replay and score what is not derived yet")
    rebuild.add_argument("--all", action="store_true", help="everything anew")
    rebuild.add_argument(
        "--cases", type=Path, action="append", default=[], metavar="DIR", help="a folder with cases"
    )
    erase = _verb(verbs, "erase", "erase one person of a cohort for good")
    erase.add_argument("cohort", type=cohort, metavar="COHORT", help="of this cohort")
    erase.add_argument(
        "pseudonym", type=pseudonym, metavar="PSEUDONYM", help="the person, as the store knows them"
    )
    erase.add_argument("--yes", action="store_true", help="without asking")
    expire = _verb(verbs, "expire", "erase what is past its date")
    expire.add_argument("--today", type=day, metavar="DATE", help="as if it were this day")
    _key(verbs)


def _verb(verbs: Any, name: str, help: str) -> argparse.ArgumentParser:
    said = f"{help[0].upper()}{help[1:]}."
    verb: argparse.ArgumentParser = verbs.add_parser(name, help=help, description=said)
    verb.set_defaults(what=name)
    verb.add_argument(
        "--store",
        metavar="URL",
        help="postgresql://user@host/database, or a file (default: PPSIM_STORE)",
    )
    return verb


def _key(verbs: Any) -> None:
    key = verbs.add_parser(
        "key",
        help="your own list of who has which pseudonym",
        description="Keep the file that says whose pseudonym is whose. It is yours alone, in no "
        "store and no export; every opening is written into FILE.log.",
    )
    key.set_defaults(what="key")
    key.add_argument("file", metavar="FILE", type=Path, help="the list; begun where there is none")
    key.add_argument("--add", metavar="NAME", action="append", default=[], help="a new person")
    key.add_argument(
        "--reveal", metavar="PSEUDONYM", type=pseudonym, help="whose pseudonym this is"
    )
    key.add_argument(
        "--erase",
        metavar="PSEUDONYM",
        type=pseudonym,
        help="take a person out of the list for good",
    )
    key.add_argument("--because", metavar="WHY", default="", help="why, for the log")
