"""Findings as text for people, and as JSON, SARIF 2.1.0 and GitHub annotations for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

import ppsim
from ppsim.check.registry import RULES
from ppsim.format import rules as format_rules
from ppsim.format.diagnostics import Diagnostic, Rule, Severity, render, visible

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


def as_text(found: Sequence[Diagnostic], files: int) -> str:
    """Each finding at its place with the line, and a last line that counts them."""
    return "".join(f"{render(f)}\n" for f in found) + summary(found, files) + "\n"


def summary(found: Sequence[Diagnostic], files: int) -> str:
    """How much was checked, and what was found."""
    counts = Counter(f.severity for f in found)
    said = [_counted(counts[kind], kind) for kind in SEVERITIES if counts[kind]]
    return f"{_counted(files, 'file')} checked: {', '.join(said) or 'nothing found'}."


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def rule_of(code: str) -> Rule | None:
    """The rule under a code, of this floor or of the format."""
    return RULES.rules.get(code) or format_rules.RULES.rules.get(code)


def as_json(found: Sequence[Diagnostic], files: int) -> str:
    """One object; its JSON Schema is ``findings.schema.json`` beside this module."""
    counts = Counter(f.severity for f in found)
    data = {
        "ppsim_check": 1,
        "files": files,
        "counts": {kind: counts[kind] for kind in SEVERITIES},
        "findings": [_json_of(f) for f in found],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of ``as_json``."""
    text = (Path(__file__).parent / "findings.schema.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def _json_of(finding: Diagnostic) -> dict[str, Any]:
    rule, span = rule_of(finding.code), finding.span
    return {
        "code": finding.code,
        "severity": finding.severity,
        "title": rule.title if rule else finding.code,
        "message": finding.message,
        "hint": finding.hint,
        "file": finding.file,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
        "excerpt": finding.excerpt,
    }


def as_sarif(found: Sequence[Diagnostic], files: int) -> str:
    """A SARIF 2.1.0 log with one run; columns count characters."""
    del files
    codes = sorted({f.code for f in found})
    index = {code: i for i, code in enumerate(codes)}
    data = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "ppsim",
                        "semanticVersion": ppsim.__version__,
                        "rules": [_sarif_rule(code) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_sarif_result(f, index[f.code]) for f in found],
            }
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _sarif_rule(code: str) -> dict[str, Any]:
    rule = rule_of(code)
    if rule is None:
        return {"id": code}
    said: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": rule.title},
        "defaultConfiguration": {"level": rule.severity},
    }
    if rule.do:
        said["help"] = {"text": rule.do.replace("{{", "{").replace("}}", "}")}
    return said


def _sarif_result(finding: Diagnostic, index: int) -> dict[str, Any]:
    text = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(PurePath(finding.file).as_posix())}}
    span = finding.span
    if span is not None:
        place["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
        if finding.excerpt:
            place["region"]["snippet"] = {"text": finding.excerpt}
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }


_GITHUB: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def as_github(found: Sequence[Diagnostic], files: int) -> str:
    """Workflow commands that GitHub shows at the lines of a pull request."""
    del files
    return "".join(_annotation(f) for f in found)


def _annotation(finding: Diagnostic) -> str:
    rule, span = rule_of(finding.code), finding.span
    fields = {"file": visible(finding.file)}
    if span is not None:
        fields |= {"line": str(span.line), "endLine": str(span.end_line)}
        if span.line == span.end_line:
            fields |= {"col": str(span.column), "endColumn": str(span.end_column - 1)}
    fields["title"] = f"{finding.code} {rule.title}" if rule else finding.code
    text = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    said = ",".join(f"{key}={_escaped(value, ',:')}" for key, value in fields.items())
    return f"::{_GITHUB[finding.severity]} {said}::{_escaped(text)}\n"


def _escaped(text: str, more: str = "") -> str:
    for sign in ("%", "\r", "\n", *more):
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


WRITERS = {"text": as_text, "json": as_json, "sarif": as_sarif, "github": as_github}
"""Output format -> what writes it."""
