"""axe-core over the page in headless Chromium, in light and dark, wide and narrow."""

from __future__ import annotations

import axe
import pytest
from cohort_reports import report

from ppsim.report.cohort_html import render
from ppsim.report.cohort_model import View

pytestmark = pytest.mark.skipif(
    axe.chromium() is None or axe.axe_core() is None,
    reason="no Chromium, or PPSIM_TEST_NODE_MODULES names no folder with axe-core (.ci/run)",
)


@pytest.mark.parametrize(
    ("view", "people", "width", "dark"),
    [("instructor", 130, 1100, False), ("projection", 14, 390, True)],
)
def test_axe_finds_nothing_serious(view: View, people: int, width: int, dark: bool) -> None:
    page = render(report("mark", people, view, other=14))
    if dark:
        assert "(prefers-color-scheme: dark)" in page
        page = page.replace("(prefers-color-scheme: dark)", "all")
    found = axe.run(page, width=width)
    assert found["passes"] > 20
    assert [v for v in found["violations"] if v["impact"] in ("serious", "critical")] == []


def test_axe_would_find_something() -> None:
    page = render(report("mark", 14, "projection"), with_charts=False)
    broken = page.replace("--soft: #55534d", "--soft: #c8c8c8").replace(' lang="en"', "")
    assert broken != page
    serious = {v["id"] for v in axe.run(broken)["violations"]}
    assert {"color-contrast", "html-has-lang"} <= serious
