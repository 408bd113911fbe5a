"""Faults planted in the shipped cases are found where they are; other words for the same are not.

docs/planted-faults.md tells what is found of changes to scoring and wording. The whole page is
written by ``python docs/planted_faults.py``; here every kind is counted again in one case.
"""

from __future__ import annotations

import re
from pathlib import Path

import planted_faults
import pytest
from manuscript import CASES, Manuscript, misspelt
from planted_table import EACH, new_findings, rate, structural, ways_of_writing
from same_meaning import WAYS
from scored_faults import CHANGES
from structural_faults import FAULTS

from ppsim.check.written import rule_of

PAGE = planted_faults.PAGE.read_text(encoding="utf-8")


def paper(path: Path) -> Manuscript:
    return Manuscript(path.read_text(encoding="utf-8"))


def row(kind: str) -> list[str]:
    """The cells of the page's row for a kind of change."""
    (found,) = re.findall(rf"^\| {re.escape(kind)} \| (.*) \|$", PAGE, re.MULTILINE)
    return str(found).split(" | ")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_planted_fault_is_found_by_its_code_at_its_line(path: Path) -> None:
    faults = list(structural(paper(path), path.stem))
    assert len(faults) == EACH
    missed = [(f.kind, sorted(f.codes), sorted(f.lines)) for f in faults if not f.found()]
    assert missed == []


def test_every_kind_of_fault_is_planted_and_on_the_page() -> None:
    planted = {f.kind for path in CASES for f in structural(paper(path), path.stem)}
    assert planted == set(FAULTS)
    for kind in FAULTS:
        codes, *_, found = row(kind)
        assert all(rule_of(code) for code in codes.split(", "))
        assert len(set(found.split("/"))) == 1


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_same_case_in_other_words_gives_no_new_finding(path: Path) -> None:
    m = paper(path)
    written = [(kind, new_findings(m, text)) for kind, text in ways_of_writing(m, path.stem)]
    assert len(written) == EACH
    assert {kind for kind, _ in written} == set(WAYS)
    assert [(kind, dict(new)) for kind, new in written if new] == []


@pytest.mark.parametrize("index", range(len(CASES)), ids=lambda n: CASES[n].stem)
def test_the_page_tells_what_is_found_of_changes_to_scoring_and_wording(index: int) -> None:
    m, name = paper(CASES[index]), CASES[index].stem
    for kind in list(CHANGES)[index :: len(CASES)]:
        counted = rate(m, name, kind)
        assert row(kind)[index] == f"{counted.expected}/{counted.planted}", kind


def test_the_words_of_the_page_are_those_of_its_command() -> None:
    for words in (
        planted_faults.INTRODUCTION,
        planted_faults.SCORING,
        planted_faults.READING,
        planted_faults.SAME,
    ):
        assert words in PAGE


def test_a_slip_is_never_what_was_meant() -> None:
    from random import Random

    for seed in range(200):
        assert misspelt("hall", Random(seed), {"hal"}) not in ("hall", "hal")
