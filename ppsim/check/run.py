"""Everything there is to say about a case: what loading found, and every check."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from ppsim.check import (
    care,
    guards,
    looks,
    names,
    options,
    panels,
    people,
    plays,
    reading,
    tone,
    ways,
    weights,
)
from ppsim.check.allow import allowed
from ppsim.check.registry import CHECKS, RULES
from ppsim.check.rubrics import check_rubric
from ppsim.check.settings import Settings
from ppsim.check.subject import Subject
from ppsim.explore.walk import BUDGET
from ppsim.format.case import Case
from ppsim.format.collector import no_collection
from ppsim.format.diagnostics import Diagnostic, in_order
from ppsim.format.load import Loaded
from scoring.rubric import Rubric

FAMILIES = (
    names,
    ways,
    guards,
    weights,
    plays,
    panels,
    looks,
    tone,
    options,
    care,
    reading,
    people,
)
"""The modules whose import registers the checks."""

BOUNDED = RULES.add(
    "PP990",
    "Too many states to walk",
    "the case has more than {budget} states; what needs all of them was not checked",
    "Fewer or narrower variables, or fewer conditions on the past, make it small enough.",
    severity="note",
)


def findings(
    loaded: Loaded[Case],
    rubric: Rubric | None,
    settings: Settings | None = None,
    budget: int = BUDGET,
) -> tuple[Diagnostic, ...]:
    """All findings about one case file, in its order.

    Args:
        loaded: the case as it was loaded; where it could not be, only that is said.
        rubric: what its codes mean; without one nothing more is checked.
        settings: how grave each finding is to the library; as the rules say by default.
        budget: states after which the walk gives up.
    """
    settings = settings or Settings()
    found = loaded.diagnostics
    if loaded.value is not None and loaded.document is not None and rubric is not None:
        subject = Subject(loaded.value, rubric, loaded.source, loaded.document, budget)
        found = (*found, *run_checks(subject, settings.off))
    return _settled(found, loaded, settings)


def rubric_findings(
    loaded: Loaded[Rubric], settings: Settings | None = None
) -> tuple[Diagnostic, ...]:
    """All findings about one rubric file, in its order."""
    found = (*loaded.diagnostics, *check_rubric(loaded))
    return _settled(found, loaded, settings or Settings())


def _settled(
    found: Iterable[Diagnostic], loaded: Loaded[Any], settings: Settings
) -> tuple[Diagnostic, ...]:
    """As grave as the library says, less what comments in the file allow."""
    weighed = (settings.weigh(finding) for finding in found)
    kept = [finding for finding in weighed if finding is not None]
    kept = list(allowed(kept, loaded.source, loaded.document, settings.off))
    again = (settings.weigh(finding) if _of_allows(finding) else finding for finding in kept)
    return tuple(finding for finding in again if finding is not None)


def _of_allows(finding: Diagnostic) -> bool:
    return finding.code in ("PP991", "PP992", "PP993")


def run_checks(subject: Subject, leave_out: Collection[str] = ()) -> tuple[Diagnostic, ...]:
    """Every finding of every check, in the order of the file.

    Args:
        subject: the case.
        leave_out: codes not wanted; a check that gives no others is not run.
    """
    wanted = dict.fromkeys(c for code, c in CHECKS.items() if code not in leave_out)
    with no_collection():
        found = [f for function in wanted for f in function(subject) if f.code not in leave_out]
        if not subject.walk.complete and BOUNDED.code not in leave_out:
            found.append(subject.finding(BOUNDED, None, budget=subject.budget))
    return in_order(found)
