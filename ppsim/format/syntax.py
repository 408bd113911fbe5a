"""libyaml's complaints in an author's words."""

from __future__ import annotations

from typing import Any

from ruamel.yaml.error import MarkedYAMLError

from ppsim.format import rules
from ppsim.format.source import Findings


def say_syntax(findings: Findings, error: Any) -> None:
    """One finding for a YAML error."""
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark

        class At:
            start_mark = mark
            end_mark = mark

        findings.add(rules.SYNTAX, At(), problem=str(error.problem or error.context))
        return
    findings.add(rules.SYNTAX, None, problem=str(error))
