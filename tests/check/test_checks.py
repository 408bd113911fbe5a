from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from example_pages import PAGES, ROOT, RUBRIC, check_text
from hypothesis import given, settings
from hypothesis import strategies as st

from ppsim.check.looks import at_least, fisher
from ppsim.check.people import one_apart
from ppsim.check.reading import flesch_kincaid
from ppsim.check.run import findings
from ppsim.format.load import read_case_file

SHIPPED = sorted((ROOT / "vignettes").glob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_cases_are_quiet(path: Path) -> None:
    found = findings(read_case_file(path, RUBRIC), RUBRIC)
    assert [f for f in found if f.severity != "note"] == []


def test_a_case_too_large_to_walk_says_so_and_proves_nothing() -> None:
    text = (PAGES / "long.yaml").read_text(encoding="utf-8")
    text = text.replace(", codes: [SAR.DEFEND]", ", codes: [SAR.DEFEND], add: {a: 1}")
    text = text.replace("start: door", "variables:\n  a: {start: 0, min: 0, max: 9}\nstart: door")
    text = text.replace("next: end", "next: [{if: a >= 9, go: end}, {go: end}]")
    assert "PP711" in {f.code for f in check_text(text)}
    found = check_text(text, budget=5)
    assert "PP711" not in {f.code for f in found}
    (bounded,) = [f for f in found if f.code == "PP990"]
    assert "more than 5 states" in bounded.message


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), max_size=7), st.integers(0, 8))
def test_at_least_counts_every_way_it_can_come_about(chances: list[float], least: int) -> None:
    total = 0.0
    for k in range(least, len(chances) + 1):
        for hits in combinations(range(len(chances)), k):
            p = 1.0
            for i, chance in enumerate(chances):
                p *= chance if i in hits else 1 - chance
            total += p
    assert at_least(least, chances) == pytest.approx(total, abs=1e-9)


def test_fisher_agrees_with_the_lady_tasting_tea() -> None:
    assert fisher(4, 4, 0, 4) == pytest.approx(2 / 70)
    assert fisher(3, 4, 1, 4) == pytest.approx(34 / 70)
    assert fisher(0, 3, 0, 5) == 1


@settings(deadline=None)
@given(st.integers(0, 9), st.integers(1, 9), st.integers(0, 9), st.integers(1, 9))
def test_fisher_does_not_mind_which_side_is_which(k: int, n: int, m: int, o: int) -> None:
    k, m = min(k, n), min(m, o)
    assert fisher(k, n, m, o) == pytest.approx(fisher(m, o, k, n))
    assert fisher(k, n, m, o) == pytest.approx(fisher(n - k, n, o - m, o))
    assert 0 < fisher(k, n, m, o) <= 1


@pytest.mark.parametrize(
    ("a", "b", "is_it"),
    [
        ("Marta", "Matra", True),
        ("Marta", "Martha", True),
        ("Martha", "Marta", True),
        ("Marta", "Maria", True),
        ("Marta", "Marta", False),
        ("Marta", "Martas", False),
        ("Marta", "Berta", False),
        ("Marta", "Mart", True),
    ],
)
def test_names_one_letter_apart(a: str, b: str, is_it: bool) -> None:
    assert one_apart(a, b) is is_it


def test_reading_level_needs_some_text_and_rises_with_its_words() -> None:
    assert flesch_kincaid("He sat.") is None
    plain = flesch_kincaid("He sat down and took his hat off. " * 60)
    hard = flesch_kincaid("Institutional ambivalence necessitates organisational examination " * 60)
    assert plain is not None
    assert hard is not None
    assert plain < 3 < 15 < hard


def test_nothing_is_raised_on_any_file_there_is() -> None:
    files = sorted((ROOT / "tests" / "cases").rglob("*.yaml"))
    assert len(files) > 50
    for path in files:
        for finding in findings(read_case_file(path, RUBRIC), RUBRIC):
            assert finding.message


def test_numbers_tell_options_apart() -> None:
    text = (PAGES / "short.yaml").read_text(encoding="utf-8")
    text = text.replace("You rang twice and I was not there.", "Page 11.")
    codes = [f.code for f in check_text(text.replace("Take my other number as well.", "Page 12."))]
    assert "PP923" not in codes
    codes = [f.code for f in check_text(text.replace("Take my other number as well.", "page 11"))]
    assert "PP923" in codes
