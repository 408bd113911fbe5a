"""The small case of the checks' pages, as a panel's tests use it."""

from __future__ import annotations

from pathlib import Path

from ppsim.format.case import Case
from ppsim.format.load import load_case, read_rubric_file
from ppsim.panel.judge import options_of
from scoring.rubric import Rubric

ROOT = Path(__file__).parents[2]


def core() -> Rubric:
    rubric = read_rubric_file(ROOT / "scoring" / "rubrics" / "ppsim-core.yaml").value
    assert rubric is not None
    return rubric


RUBRIC = core()


def case_of(text: str) -> Case:
    loaded = load_case(text, "case.yaml", RUBRIC)
    assert loaded.value is not None, loaded.diagnostics
    return loaded.value


SHORT = (ROOT / "docs" / "checks" / "short.yaml").read_text("utf-8")
LONG = (ROOT / "docs" / "checks" / "long.yaml").read_text("utf-8")
CASE = case_of(SHORT)
CODES = tuple(RUBRIC.codes)
OPTIONS = options_of(CASE)
