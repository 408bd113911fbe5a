"""The checks by code: a rule says what can be wrong, a check finds where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ppsim.check.subject import Subject
from ppsim.format.diagnostics import Diagnostic, Registry, Rule

Check = Callable[[Subject], Iterable[Diagnostic]]

RULES = Registry()
"""The rules of this floor; those of the format are in ``ppsim.format.rules``."""

CHECKS: dict[str, Check] = {}
"""Code -> the check that gives it. A check may give several codes."""

OF_RUBRICS: set[str] = set()
"""Codes that ``ppsim.check.rubrics`` gives, which looks at rubrics and not at cases."""


def check(*rules: Rule) -> Callable[[Check], Check]:
    """Register a check for the rules it can give.

    Raises:
        ValueError: one of them has a check already.
    """

    def register(function: Check) -> Check:
        for rule in rules:
            if rule.code in CHECKS:
                raise ValueError(f"{rule.code} is checked twice")
            CHECKS[rule.code] = function
        return function

    return register
