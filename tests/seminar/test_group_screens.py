"""A group's figures in the app: in the order of the page, and nobody in a view for others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from helpers import named, on_screen, press, screen_text, settled
from seminar_parts import MARK, figures, maker, rubric, subject

from ppsim.cohort.policy import show
from ppsim.cohort.shown import View
from ppsim.report import html, text
from ppsim.report.cohort_html import render as html_page
from ppsim.report.cohort_make import Source, make
from ppsim.report.cohort_model import Report
from ppsim.report.group_decisions import decision_page
from ppsim.report.group_page import page
from ppsim.tui.cohort.app import GroupApp
from ppsim.tui.cohort.screens import DecisionOfGroupScreen, GroupScreen
from ppsim.tui.start import Opening

MARKER = MARK.split("{")[0]


def report(view: View) -> Report:
    found = figures()
    assert found.structure is not None
    source = Source(cohorts=("spring",), synthetic="synthetic demo cohort")
    return make(show(found, view), maker().story, rubric(), found.structure, source)


def opening(home: Path) -> Opening:
    return Opening(home, home / "journal" / "attempts.db")


def test_the_page_in_the_app_has_the_order_of_the_page_in_html() -> None:
    written = html_page(report("instructor"), with_charts=False)
    titles = [section.title for section in page(report("instructor")).sections]
    places = [written.index(f">{title}</h2>") for title in titles]
    assert places == sorted(places)
    assert len(titles) == written.count("</h2>")


@pytest.mark.parametrize("view", ["projection", "external"])
def test_no_view_for_others_holds_a_pseudonym(view: View) -> None:
    made = report(view)
    pages = [page(made), *(decision_page(made, d.scene) for d in made.decisions)]
    for each in pages:
        assert MARKER not in text.render(each)
        assert MARKER not in html.render(each)
    assert MARKER in text.render(page(report("instructor")))


def test_every_option_of_a_decision_is_read_in_full_with_its_reason() -> None:
    made = report("instructor")
    assert made.decisions
    for decision in made.decisions:
        words = " ".join(text.render(decision_page(made, decision.scene)).split())
        for option in subject().boards[decision.scene].options:
            assert " ".join(option.words.split()) in words
            assert " ".join((option.because or "").split()) in words


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=named)
async def test_decisions_are_opened_from_the_page(
    own_home: Path, size: tuple[int, int], screen_golden: Callable[[str, str], None]
) -> None:
    made = report("instructor")
    async with GroupApp(opening(own_home), made).run_test(size=size) as pilot:
        await settled(pilot)
        app = pilot.app
        assert isinstance(app, GroupApp)
        screen_golden(f"group-{named(size)}", screen_text(app))
        await press(pilot, "tab", "enter")
        await on_screen(pilot, DecisionOfGroupScreen)
        screen_golden(f"group-decision-{named(size)}", screen_text(app))
        first, second = made.decisions[:2]
        assert first.title in screen_text(app)
        await press(pilot, "n")
        assert second.title in screen_text(app)
        await press(pilot, "p", "escape")
        await on_screen(pilot, GroupScreen)
        for _ in range(60):
            await press(pilot, "space")
        assert "Pseudonyms of those who began" in screen_text(app)
