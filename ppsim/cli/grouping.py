"""``--groups FILE``: two groups of people, whose answers are compared (DIF)."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ppsim.cli.problems import Problem, tell, usage

if TYPE_CHECKING:
    from ppsim.cli.sources import Gathered
    from ppsim.exchange.groups_file import Groups

NAMED = 5
"""Pseudonyms that a message names, at most."""


def groups_of(args: argparse.Namespace) -> Groups | None:
    """The groups that were named; ``None`` where none were.

    Raises:
        Problem: the file cannot be used, or the groups cannot be compared in what is asked for.
    """
    if args.groups is None:
        return None
    if args.view != "instructor":
        raise usage("--groups compares people, and is shown in the instructor's view alone")
    if args.against:
        raise usage("--groups and --against each name two groups to compare; take one of them")
    from ppsim.exchange.groups_file import BadGroups, read_groups

    try:
        return read_groups(args.groups)
    except BadGroups as bad:
        raise usage(str(bad)) from None


def tell_left_out(groups: Groups, found: Gathered) -> None:
    """Who stands in the file and not in the figures, and how many in the figures are in no group.

    Raises:
        Problem: nobody of the file is in the figures.
    """
    people = set(found.figures.people)
    if not people:
        return  # too many to name, and the comparison is refused with that reason
    unknown = sorted(set(groups.of) - people)
    if len(unknown) == len(groups.of):
        raise Problem(
            f"nobody in that table of groups is in these figures; it names {_some(unknown)}, and "
            f"here are {_some(sorted(people))}"
        )
    if unknown:
        tell(f"in the table of groups, and not in these figures: {_some(unknown)}")
    without = len(people - set(groups.of))
    if without:
        who = "1 person is" if without == 1 else f"{without} people are"
        tell(f"{who} in neither group, and left out where the two are compared")


def _some(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(name[:40] for name in names[:NAMED]) + more
