"""A group's report as a page: what stands on it, in what order, and that it is at rest."""

from __future__ import annotations

import re

import pytest
from cohort_reports import VIEWS, report, rows, with_words
from hypothesis import given, settings
from hypothesis import strategies as st
from read_html import Element, check, read

from ppsim.report import charts
from ppsim.report.cohort_html import render
from ppsim.report.cohort_model import Report, View

ORDER = [
    "In brief",
    "What this cannot show",
    "Who began, who finished",
    "Discuss first",
    "Decision by decision",
    "Reactive and reflective; what pulled",
    "Telling about oneself, and not",
    "What came back in supervision",
    "Ways through the case",
    "First and second attempts: rehearsal",
]
MARK = "mark"


@pytest.fixture(scope="module")
def pages() -> dict[View, tuple[Report, str]]:
    return {view: (report(MARK, 14, view), render(report(MARK, 14, view))) for view in VIEWS}


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_is_whole_at_rest_and_in_the_order_of_a_seminar(
    pages: dict[View, tuple[Report, str]], view: View
) -> None:
    made, page = pages[view]
    root = read(page)
    check(root)
    assert [h.text for h in root.tagged("h2")][: len(ORDER)] == ORDER
    assert "http" not in page.replace('http-equiv="', "")
    assert "@import" not in page
    assert not re.search(r"url\((?!#)", page)
    for part in ("title", "header", "footer"):
        assert "synthetic" in root.tagged(part)[0].text.casefold()
    assert "Synthetic" in root.tagged("style")[0].text  # at the top of every printed page
    assert "author-provisional" in root.tagged("header")[0].text
    assert len(root.classed("decision")) == len(made.decisions)


@pytest.mark.parametrize("view", VIEWS)
def test_every_chart_is_named_described_and_has_a_table_beside_it(
    pages: dict[View, tuple[Report, str]], view: View
) -> None:
    made, page = pages[view]
    root = read(page)
    figures = root.tagged("figure")
    assert len(figures) >= sum(bool(d.cells) for d in made.decisions) > 0
    for figure in figures:
        (drawn,) = figure.tagged("svg")
        assert drawn.attributes["role"] == "img"
        says = {e.attributes["id"]: e.text for e in drawn.tagged("title", "desc")}
        assert says[drawn.attributes["aria-labelledby"]].strip()
        assert says[drawn.attributes["aria-describedby"]].strip()
        assert drawn.tagged("text")  # text stays text
    for section in [*root.classed("decision"), *root.tagged("section")]:
        if section.tagged("figure"):
            assert section.tagged("table")
    for table in root.tagged("table"):
        assert table.tagged("caption")[0].text.strip()
        heads = table.tagged("th")
        assert all(head.attributes["scope"] in ("col", "row") for head in heads)


def _decision(root: Element, n: int) -> Element:
    return next(a for a in root.classed("decision") if a.attributes["id"] == f"d-{n}")


def test_a_decision_has_its_scene_options_in_full_votes_and_reasons(
    pages: dict[View, tuple[Report, str]],
) -> None:
    made, page = pages["instructor"]
    root = read(page)
    for decision in made.decisions:
        text = _decision(root, decision.number).text
        for option in decision.options:
            assert option.words in text
            assert option.because is not None
            assert option.because in text
        for cell in decision.cells:
            assert f"{cell.count} of {cell.n}" in text
            assert cell.low is not None
            assert cell.high is not None
            spread = f"{cell.percent} % ({round(100 * cell.low)} to {round(100 * cell.high)})"
            if len(decision.cells) > 1 and cell.n == decision.cells[0].n:
                assert f"n = {cell.n}" in text or len({c.n for c in decision.cells}) > 1
            assert spread in text
        assert decision.missing in text
        assert f"reached by {decision.reached}" in text


def test_counts_of_a_page_are_those_of_the_rows(
    pages: dict[View, tuple[Report, str]],
) -> None:
    """Not what the figures say: what the rows say, counted here by hand."""
    made, _ = pages["instructor"]
    counted = [r for r in rows(MARK, 14) if r.attempt.counts]
    for decision in made.decisions:
        for cell in decision.cells:
            taken = sum(
                d.faced.scene == decision.scene and d.chosen in cell.ids
                for r in counted
                for d in r.decisions
            )
            assert cell.count == taken
    edges = {(e.scene, e.to[0]): 0 for e in made.flow.edges}
    for edge in made.flow.edges:
        edges[edge.scene, edge.to[0]] += edge.count
    for (scene, to), count in edges.items():
        assert count == sum(
            d.faced.scene == scene and d.leads_to == to for r in counted for d in r.decisions
        )


@pytest.mark.parametrize("view", ["projection", "external"])
def test_nobody_stands_on_a_page_for_others(
    pages: dict[View, tuple[Report, str]], view: View
) -> None:
    made, page = pages[view]
    people = {r.attempt.person for r in rows(MARK, 14)}
    ids = {r.attempt.id for r in rows(MARK, 14)}
    assert not [who for who in people | ids if who in page]
    assert made.people == ()
    assert made.programme is None
    assert made.differences == ()
    if view == "external":
        assert not re.search(r"\d+ of \d+", read(page).tagged("main")[0].text)


def test_a_programme_gets_its_statistics_and_a_seminar_the_refusals_in_words() -> None:
    small = read(render(report(MARK, 14, "instructor"), with_charts=False))
    said = next(s for s in small.tagged("section") if s.attributes["id"] == "programme").text
    assert said.count("at n = 12 an r of .30 could be anything from -.33 to .75") == 1
    for name in ("Cronbach's alpha", "McDonald's omega", "item-rest", "DIF", "hardly anybody"):
        assert name in said
    large = report(MARK, 130, "instructor", other=40)
    assert large.programme is not None
    page = read(render(large, with_charts=False))
    section = next(s for s in page.tagged("section") if s.attributes["id"] == "programme")
    assert "Cronbach's alpha" in section.text
    assert len(large.programme.items) >= 5
    for item in large.programme.items:
        assert item.title in section.text
    against = next(s for s in page.tagged("section") if s.attributes["id"] == "against")
    tables = against.tagged("table")
    assert len(against.tagged("tr")) == len(large.differences) + len(tables)
    sure = [d for d in large.differences if not d.low <= 0 <= d.high]
    assert ("Options that stand apart" in against.text) == bool(sure)
    if sure:
        assert len(tables[0].tagged("tr")) == len(sure) + 1
    assert not re.search(r"[+-]0\b(?!\.)", against.text)  # a difference of nothing has no sign
    assert not re.search(r"p = 0\.00\b", page.text)


def test_without_what_draws_charts_the_page_says_the_same_in_tables() -> None:
    made = report(MARK, 14, "instructor")
    with_charts, without = (read(render(made, with_charts=c)) for c in (True, False))
    check(without)
    assert not without.tagged("svg")
    assert [t.text for t in without.tagged("table")] == [
        t.text for t in with_charts.tagged("table")
    ]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
@settings(max_examples=25)
def test_any_text_of_a_case_stays_text(said: str) -> None:
    made = report(MARK, 14, "instructor", other=14)
    root = read(render(with_words(made, lambda _: said), with_charts=False))
    plain = read(render(with_words(made, lambda _: "x"), with_charts=False))
    without = [[tag for tag in page.shape if tag != "br"] for page in (root, plain)]
    assert without[0] == without[1]
    assert not re.search(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", root.text
    )


@given(st.text(min_size=1, max_size=20))
@settings(max_examples=12)
def test_any_text_can_stand_in_a_chart(said: str) -> None:
    """What draws would end the whole program over a control character."""
    from ppsim.report import charts_cohort as draw

    made = with_words(report(MARK, 14, "instructor"), lambda _: said)
    drawn = read(f"<p>{charts.svg(draw.patterns(made.patterns), 'c', said, said)}</p>")
    assert len(drawn.tagged("svg")) == 1


HOSTILE = [
    "<script>alert(1)</script>",
    "' + alert(1) + '",
    "\\u0027);alert(1)//",
    '=HYPERLINK("http://x")',
    "a\u202eb\u0007c\u2028d",
    "</svg><img src=x onerror=alert(1)>",
    "javascript:alert(1) url(http://x) href=x",
]


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_words_in_charts_stay_words(said: str) -> None:
    from ppsim.report import charts_cohort as draw
    from ppsim.report import charts_flow

    made = with_words(report(MARK, 14, "instructor"), lambda _: said)
    flow = charts_flow.flow(made.flow, whole=True)
    for n, chart in enumerate((draw.patterns(made.patterns), flow, draw.outcomes(made.echoes[0]))):
        drawn = read(f"<p>{charts.svg(chart, f'c{n}', said, said)}</p>")
        tags = {e.tag for e in drawn.tagged("p")[0].inside}
        assert not tags & {"script", "img", "image", "a", "foreignobject", "use"}
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e]", drawn.text)
        assert not [e for e in drawn.inside if any(a.startswith("on") for a in e.attributes)]


def test_a_drawing_that_would_load_or_run_something_is_refused() -> None:
    whole = '<svg viewBox="0 0 9 9"><g>{}</g></svg>'
    for inside in ('<image href="x"/>', "<script>1</script>", '<g onclick="x"></g>'):
        with pytest.raises(ValueError, match="run or load"):
            charts.at_rest(whole.format(inside), "a", "t", "d")
    assert "<text>on click</text>" in charts.at_rest(
        whole.format("<text>on click</text>"), "a", "t", "d"
    )


def test_marks_are_explained_only_where_they_are_drawn() -> None:
    """Bars are a legend of pages that have some, and the line of an interval of those alone."""
    for people, view, bars, line in (
        (14, "instructor", True, True),
        (40, "external", True, False),
        (7, "projection", False, False),
    ):
        section = next(
            s
            for s in read(render(report(MARK, people, view), with_charts=False)).tagged("section")
            if s.attributes["id"] == "decisions"
        )
        intro = section.tagged("p")[0].text
        assert ("Bars:" in intro) == bars
        assert ("95 % interval" in intro) == line
