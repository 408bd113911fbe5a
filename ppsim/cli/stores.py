"""The shared store as commands use it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ppsim.cli.problems import Exit, Problem, usage
from ppsim.words.extras import how_to_install

if TYPE_CHECKING:
    from ppsim.store.shared.database import Database


def store_address(args: argparse.Namespace) -> str | None:
    """The store that was named, as it was typed; ``None`` where none was."""
    return args.store or os.environ.get("PPSIM_STORE") or None


@contextmanager
def shared_store(args: argparse.Namespace) -> Iterator[Database]:
    """The store that a command is for.

    Raises:
        Problem: none is named, what it needs is not installed, or it fails.
    """
    address = store_address(args)
    if address is None:
        raise usage("name the shared store: --store URL, or PPSIM_STORE")
    try:
        from ppsim.store.shared.database import Database
        from ppsim.store.shared.failures import StoreError
    except ImportError as error:
        raise Problem(
            f"for a shared store, {how_to_install('postgres')} ({error.name} is missing)"
        ) from None
    try:
        database = Database(address)
        try:
            yield database
        finally:
            database.close()
    except StoreError as error:
        raise Problem(str(error), Exit.USAGE if error.reason == "usage" else Exit.FAILED) from None


def named_cohort(args: argparse.Namespace) -> str:
    """The cohort that a command is for.

    Raises:
        Problem: none is named, or the one in ``PPSIM_COHORT`` is none.
    """
    from ppsim.cli.parser_attempts import cohort

    if args.cohort:
        return str(args.cohort)
    named = os.environ.get("PPSIM_COHORT")
    if not named:
        raise usage("say for whom: --cohort NAME, or PPSIM_COHORT")
    try:
        return cohort(named)
    except argparse.ArgumentTypeError as error:
        raise usage(f"PPSIM_COHORT: {error}") from None
