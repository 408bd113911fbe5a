"""Scoring: what a case says of who stands behind its key."""

from __future__ import annotations

from collections.abc import Iterator

from ppsim.check.registry import RULES, check
from ppsim.check.subject import Subject
from ppsim.format.diagnostics import Diagnostic

UNSAID = RULES.add(
    "PP819",
    "Panel without its figures",
    "'key_status' is {status}, and {problem}",
    "Let 'ppsim panel --write' write both; without a panel it is author-provisional.",
    severity="warning",
)


@check(UNSAID)
def panel(subject: Subject) -> Iterator[Diagnostic]:
    """A key said to rest on a panel of which nothing is told, or the other way round."""
    case = subject.case
    if (case.key_status == "panel") == (case.panel is not None):
        return
    if case.panel is None:
        at, problem = subject.part("key_status"), "nothing is said of the panel"
    else:
        at, problem = subject.part("panel"), "there is a panel here all the same"
    yield subject.finding(UNSAID, at, status=case.key_status, problem=problem)
