"""Run every check over a case."""

from __future__ import annotations

from collections.abc import Collection

from ppsim.check import (
    care,
    guards,
    looks,
    names,
    options,
    people,
    plays,
    reading,
    ways,
    weights,
)
from ppsim.check.registry import CHECKS
from ppsim.check.subject import Subject
from ppsim.format.diagnostics import Diagnostic, in_order

FAMILIES = (names, ways, guards, weights, plays, looks, options, care, reading, people)
"""The modules whose import registers the checks."""


def run_checks(subject: Subject, leave_out: Collection[str] = ()) -> tuple[Diagnostic, ...]:
    """Every finding of every check, in the order of the file.

    Args:
        subject: the case.
        leave_out: codes not wanted; a check that gives no others is not run.
    """
    wanted = dict.fromkeys(c for code, c in CHECKS.items() if code not in leave_out)
    found = (finding for function in wanted for finding in function(subject))
    return in_order(finding for finding in found if finding.code not in leave_out)
