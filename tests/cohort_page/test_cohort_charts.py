"""The pictures of a group's report: room for every label, and no number that is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from cohort_reports import VIEWS, report
from hypothesis import given, settings
from hypothesis import strategies as st
from read_html import Element, read

from ppsim.report import charts, charts_cohort, charts_flow
from ppsim.report.cohort_flow import _ranks
from ppsim.report.cohort_html import render
from ppsim.report.cohort_model import Report, View
from ppsim.report.cohort_words import p_value

MARK = "mark"
WIDTH = 6.0
"""Of a letter, at the least that a common font takes at 12 pixels."""


def _drawn(chart: object, name: str = "c") -> Element:
    return read(f"<p>{charts.svg(chart, name, 't', 'd')}</p>").tagged("svg")[0]


def _texts(drawn: Element) -> Iterator[tuple[str, float, str]]:
    """Text, where it is anchored from the left edge of the drawing, and at which end."""
    for element in drawn.tagged("text"):
        shift = re.match(r"translate\(([-0-9.]+)", element.attributes.get("transform", ""))
        if shift is not None:
            yield element.text, float(shift[1]), element.attributes["text-anchor"]


@pytest.mark.parametrize("view", VIEWS)
def test_labels_have_room_beside_the_bars(view: View) -> None:
    made = report(MARK, 14, view)
    some = [charts_cohort.votes(d) for d in made.decisions if d.cells]
    some += [charts_cohort.outcomes(e) for e in made.echoes if e.cells]
    some += [charts_cohort.patterns(made.patterns)] if made.patterns else []
    for chart in some:
        given = chart.to_dict()
        left = given["padding"]["left"]
        for text, x, anchor in _texts(_drawn(chart)):
            if anchor == "end":
                assert left + x - WIDTH * len(text) >= 0, text


def _boxes(made: Report) -> dict[str, str]:
    """Title -> what is said in its box, from the data of the picture."""
    flow = made.flow
    drawn = charts_flow.flow(flow, whole=made.view == "instructor").to_dict()
    rows = [layer["data"]["values"] for layer in drawn["layer"] if "says" in str(layer["encoding"])]
    said = [row["says"].replace("|", " ") for row in rows[-1]]
    places = sorted(flow.places, key=lambda p: p.rank)
    return {p.scene: text for p, text in zip(places, said, strict=True)}


@pytest.mark.parametrize("people", [14, 40])
@pytest.mark.parametrize("view", ["instructor", "projection"])
def test_a_place_has_the_number_that_is_known_of_it_or_none(people: int, view: View) -> None:
    made = report(MARK, people, view)
    if not made.flow.edges:
        return
    boxes = _boxes(made)
    reached = {d.scene: sum(c.count or 0 for c in d.cells) for d in made.decisions if d.cells}
    left = {edge.scene for edge in made.flow.edges}
    for place in made.flow.places:
        number = re.search(r"\((\d+)\)$", boxes[place.scene])
        if view == "instructor" or place.scene in left:
            assert number is not None
        else:
            assert number is None
        if number is not None and place.scene in reached:
            assert int(number[1]) == reached[place.scene]


def test_a_projection_draws_the_case_in_the_order_in_which_it_is_played() -> None:
    """What a view leaves out between two places does not bring the second up beside the first."""
    whole = {p.scene: p.rank for p in report(MARK, 14, "instructor").flow.places}
    shown = report(MARK, 14, "projection").flow.places
    assert len(shown) > 5
    order = sorted((p for p in shown if p.scene in whole), key=lambda p: p.rank)
    ranks = [whole[p.scene] for p in order]
    assert ranks == sorted(ranks)


@given(st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=14))
@settings(max_examples=60)
def test_ranks_end_and_put_what_follows_below_unless_it_goes_round(
    ways: set[tuple[str, str]],
) -> None:
    rank = _ranks("abcdef", ways)
    assert set(rank) == set("abcdef")
    after: dict[str, set[str]] = {name: {to for a, to in ways if a == name} for name in rank}
    for _ in rank:
        after = {name: to | {z for y in to for z in after[y]} for name, to in after.items()}
    if not any(name in to for name, to in after.items()):
        assert all(rank[to] > rank[scene] for scene, to in ways)


def test_neutral_choices_are_not_drawn_as_reactive_ones() -> None:
    made = report(MARK, 14, "instructor")
    rows = charts_cohort.patterns(made.patterns).to_dict()["data"]["values"]
    fills = {row["label"]: row["fill"] for row in rows}
    assert fills["Neutral choices"] == charts.DOTTED
    assert fills["Reactive choices"] == charts.HATCHED
    assert fills["Reflective choices"] == charts.BLUE


@given(st.floats(0, 1))
def test_a_p_is_never_printed_as_nothing(p: float) -> None:
    said = p_value(p)
    assert not re.fullmatch(r"p = 0\.0+", said)
    number = float(said.split()[-1])
    assert p < number if "<" in said else abs(p - number) <= 0.00501


def test_a_page_of_a_view_for_others_says_what_is_not_drawn() -> None:
    text = read(render(report(MARK, 14, "projection"))).tagged("main")[0].text
    assert "Where no line is drawn, nothing is shown of it" in text
