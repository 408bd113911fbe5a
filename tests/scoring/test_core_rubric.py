from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from record_makers import RUBRIC_FILE, core

from ppsim.format.load import load_rubric
from scoring import echo
from scoring.rubric import Code
from scoring.weights import stance_of

ROOT = Path(__file__).parents[2]
CODES = list(core().codes.values())
NAME = re.compile(r"\b[A-Z]{3}\.[A-Z]+\b")


def test_it_loads_without_a_finding() -> None:
    loaded = load_rubric(RUBRIC_FILE.read_bytes(), RUBRIC_FILE.name)
    assert loaded.diagnostics == ()


@pytest.mark.parametrize("code", CODES, ids=lambda c: c.id)
def test_a_code_is_whole(code: Code) -> None:
    assert code.id.startswith(code.dimension + ".")
    assert code.dimension in core().dimensions
    assert code.weight in (-2, -1, 1, 2)
    assert stance_of(code.weight) == code.stance
    assert all((code.name, code.definition, code.example, code.near_miss))
    for text in (code.definition, code.example, code.near_miss):
        for named in NAME.findall(text):
            assert named in core().codes
    assert not (code.repair and code.weight < 0)
    assert not (code.critical and code.weight > 0)
    assert code.weight_untrue is None or -2 <= code.weight_untrue < code.weight


def test_every_dimension_can_be_shown_from_both_sides() -> None:
    for d in core().dimensions:
        assert {c.stance for c in CODES if c.dimension == d} == {"reflective", "reactive"}


def test_pulls_are_reactive_and_a_code_is_one_pull_at_most() -> None:
    listed = [c for r in core().roles.values() for c in r.codes]
    assert all(core().codes[c].stance == "reactive" for c in listed)
    assert len(listed) == len(set(listed))
    assert {r.phrase for r in core().roles.values()} == {r.replace("_", " ") for r in core().roles}


def test_what_the_model_names_is_there() -> None:
    """Codes that docs/scoring.md gives a part of their own: counter-moments, breaking, carrying."""
    doc = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
    assert set(NAME.findall(doc)) <= set(core().codes)
    assert set(core().codes) >= echo.BREAKING | echo.CARRYING
    assert core().codes["DIS.EVADE"].weight_untrue == -2
    assert [c.id for c in CODES if c.repair] == ["ATT.REPAIR", "FRM.NAME", "DIS.IMMEDIACY"]
    assert core().phases == {"SUP": {"supervision", "own_therapy"}}


def test_the_page_is_the_rubric() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "rubric_page.py"))["page"]
    written = (ROOT / "docs" / "rubric.md").read_text(encoding="utf-8")
    rubric = load_rubric(RUBRIC_FILE.read_bytes(), RUBRIC_FILE.name).value
    assert rubric is not None
    assert written == page(rubric), "run: python docs/rubric_page.py"
