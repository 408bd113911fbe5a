from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import pytest
from example_pages import PAGES, check_text, read_page, whole

import ppsim.check
from ppsim.check.written import as_github, as_json, as_sarif, as_text
from ppsim.format.diagnostics import Diagnostic, Span

SCHEMA = Path(ppsim.check.__file__).parent / "findings.schema.json"
NASTY = Diagnostic(
    "PP955", "warning", "100% of it:\nlong, too", "Do, this: now", "a b/ca,se:1%.yaml",
    Span(3, 2, 3, 7), "  minutes: \x1b[31m",
)  # fmt: skip
NOWHERE = Diagnostic("PP990", "note", "too many", None, "x.yaml", None, None)


def found() -> tuple[Diagnostic, ...]:
    examples = [e for path in PAGES.glob("PP*.md") for e in read_page(path).bad]
    return (*(f for e in examples for f in check_text(whole(e))), NASTY, NOWHERE)


FOUND = found()


def test_json_is_valid_against_its_schema_and_says_everything() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(as_json(FOUND, 3))
    jsonschema.validate(data, schema)
    assert data["files"] == 3
    assert sum(data["counts"].values()) == len(data["findings"]) == len(FOUND)
    said = [(f["code"], f["line"], f["message"]) for f in data["findings"]]
    assert said == [(f.code, f.span.line if f.span else None, f.message) for f in FOUND]


def test_sarif_names_each_rule_once_and_each_result_its_rule() -> None:
    (run,) = json.loads(as_sarif(FOUND, 3))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({f.code for f in FOUND})
    for finding, result in zip(FOUND, run["results"], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["level"] == finding.severity
        place = result["locations"][0]["physicalLocation"]
        assert " " not in place["artifactLocation"]["uri"]
        assert ("region" in place) == (finding.span is not None)


@pytest.mark.skipif(
    "SARIF_SCHEMA" not in os.environ, reason="SARIF_SCHEMA names the official schema file"
)
def test_sarif_is_valid_against_the_official_schema() -> None:
    schema = json.loads(Path(os.environ["SARIF_SCHEMA"]).read_text(encoding="utf-8"))
    for some in ((), FOUND):
        jsonschema.validate(json.loads(as_sarif(some, 1)), schema)


def test_github_annotations_are_one_line_each_and_escaped() -> None:
    lines = as_github(FOUND, 3).splitlines()
    assert len(lines) == len(FOUND)
    assert as_github([NASTY], 1) == (
        "::warning file=a b/ca%2Cse%3A1%25.yaml,line=3,endLine=3,col=2,endColumn=6,"
        "title=PP955 Shorter than its minutes::100%25 of it:%0Along, too%0ADo, this: now\n"
    )
    assert as_github([NOWHERE], 1).startswith("::notice file=x.yaml,title=PP990 ")


def test_text_hides_no_escape_and_counts() -> None:
    text = as_text([NASTY, NOWHERE], 2)
    assert "\x1b" not in text
    assert text.endswith("2 files checked: 1 warning, 1 note.\n")
    assert as_text([], 1) == "1 file checked: nothing found.\n"
