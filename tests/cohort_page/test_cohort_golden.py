"""The JSON of a small made-up cohort in each view, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from cohort_reports import VIEWS, maker_of, report_of, rows_of, rubric

from ppsim.cohort.figures import figures_of
from ppsim.cohort.structure import structure_of
from ppsim.report import cohort_json
from ppsim.report.cohort_model import View

HERE = Path(__file__).parent
TOMASZ = HERE.parent / "cases" / "good" / "tomasz.yaml"


@pytest.mark.parametrize("view", VIEWS)
def test_the_json_of_a_small_cohort(view: View, golden: Callable[[Path, str], None]) -> None:
    made = maker_of(TOMASZ.read_text("utf-8"))
    figures = figures_of(
        rows_of(made, 16, seed=3), tuple(rubric().roles.values()), structure_of(made)
    )
    text = cohort_json.render(report_of(made, figures, view))
    golden(HERE / "goldens" / f"tomasz-{view}.json", text)
