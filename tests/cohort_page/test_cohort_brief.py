"""What stands first in a group's report: the hour's beginning, of nothing but what is shown."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from cohort_reports import VIEWS, report
from read_html import read

from ppsim.report.cohort_brief import FIRST, brief, leading, votes
from ppsim.report.cohort_html import render
from ppsim.report.cohort_model import Cell, Decision, Report, View
from ppsim.report.group_page import page
from ppsim.report.page import Entry, Field, Para

MARK = "mark"
SIZES = (3, 7, 14)


def _cell(label: str, count: int | None, n: int | None, percent: int) -> Cell:
    return Cell(tuple(label.lower().split(" or ")), label, count, n, percent, None, None)


def _with(cells: list[Cell], says: str | None = None) -> Decision:
    made = report(MARK, 14, "instructor").decisions[0]
    return replace(made, cells=tuple(cells), says=says, reached="10 of 10")


def test_votes_are_said_most_first_and_of_how_many() -> None:
    some = [_cell("A", 1, 10, 10), _cell("B", 0, 10, 0), _cell("C", 9, 10, 90)]
    assert votes(_with(some)) == "C 9, A 1 (of 10)"
    assert votes(_with([_cell("A", 2, 3, 67), _cell("B", 5, 10, 50)])) == "A 2 of 3, B 5 of 10"
    many = [_cell(letter, 9 - n, 45, 10) for n, letter in enumerate("ABCDEFGH")]
    assert votes(_with(many)) == "A 9, B 8, C 7, D 6, E 5, 3 more less often (of 45)"
    outside = [_cell("A or B", None, None, 40), _cell("C", None, None, 60)]
    assert votes(_with(outside)) == "C 60 %, A or B 40 %"
    assert votes(_with([], "Largely one way: C.")) == "largely one way: C"
    assert votes(replace(_with([], "Not shown."), reached="")) == ""


@pytest.mark.parametrize("view", VIEWS)
def test_what_most_took_is_told_in_the_words_of_the_case(view: View) -> None:
    """Of options counted together none is told, for that would say who took which."""
    for d in report(MARK, 14, view).decisions:
        alone = {cell.ids[0]: cell for cell in d.cells if len(cell.ids) == 1}
        words = {o.letter: o for o in d.options}
        told = leading(d)
        assert len(told) <= 2
        assert bool(told) <= bool(d.cells)
        for said in told:
            letter, _, beginning = said.partition(": ")
            option = words[letter]
            assert " ".join(option.words.split()).startswith(beginning.removesuffix(" …"))
            assert alone[option.id].percent > 0
            others = [c.percent for c in alone.values() if c is not alone[option.id]]
            assert sum(p > alone[option.id].percent for p in others) <= 1


@pytest.mark.parametrize("people", SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_a_brief_says_nothing_that_its_view_does_not_show(people: int, view: View) -> None:
    """Each number in it stands elsewhere in the same report; a view for others has no more."""
    made = report(MARK, people, view)
    found = brief(made)
    root = read(render(made, with_charts=False))
    sections = root.tagged("section")[1:]
    behind = " | ".join(e.text for s in sections for e in s.tagged("td", "th", "p", "li", "h3"))
    for point in found:
        said = " ".join((point.says, *(m.says for m in point.moments)))
        for number in re.findall(r"\d+(?:\.\d+)?", said):
            assert re.search(rf"(?<!\d){re.escape(number)}0?(?!\d)", behind), (point, number)
    if view == "external":
        assert not re.search(r"\d+ of \d+", " ".join(p.says for p in found))
    assert found[0].label == "Who"
    assert found[-1].label == "With care"


@pytest.mark.parametrize("people", SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_a_brief_begins_the_page_and_leads_to_what_it_speaks_of(people: int, view: View) -> None:
    made = report(MARK, people, view)
    root = read(render(made, with_charts=False))
    section = root.tagged("section")[0]
    assert section.attributes["id"] == "brief"
    there = {e.attributes["id"] for e in root.inside if "id" in e.attributes}
    for link in section.tagged("a"):
        assert link.attributes["href"].removeprefix("#") in there
    talk = next(p for p in brief(made) if p.label == "Talk first about")
    assert [m.scene for m in talk.moments] == list(made.agenda[:FIRST])
    assert talk.moments or "Nothing can be ranked" in talk.says
    assert page(made).sections[0].title == "In brief"


def test_the_pull_named_is_the_one_most_above_chance_and_none_where_there_is_none() -> None:
    made = report(MARK, 40, "instructor")

    def pulled(report: Report) -> str:
        return next(p.says for p in brief(report) if p.label == "What pulled")

    above = {
        p.name: p.taken - p.expected for p in made.patterns if p.expected is not None and p.offered
    }
    most = max(above, key=lambda name: above[name])
    said = pulled(made)
    assert most.removeprefix("Pull: ").casefold() in said.casefold() or above[most] <= 0
    never = tuple(replace(p, taken=0) for p in made.patterns)
    assert pulled(replace(made, patterns=never)).startswith("No pull")


def test_nobody_is_of_one_mind_with_herself() -> None:
    """What four people or fewer met is not named as what nearly all agreed on."""
    made = report(MARK, 14, "instructor")
    last = made.agenda[-1]

    def said(count: int, n: int) -> list[str]:
        cells = (_cell("A", count, n, round(100 * count / n)), _cell("B", n - count, n, 0))
        alone = tuple(replace(d, cells=cells if d.scene == last else ()) for d in made.decisions)
        points = brief(replace(made, decisions=alone))
        return [m.scene for p in points if p.label == "Most of one mind" for m in p.moments]

    assert said(1, 1) == said(4, 4) == said(3, 5) == []
    assert said(5, 5) == said(9, 10) == [last]


def test_a_programme_reads_there_how_its_case_measures_and_what_stands_apart() -> None:
    large = report(MARK, 130, "instructor", other=40)
    points = {p.section: p.says for p in brief(large)}
    assert large.programme is not None
    alpha = large.programme.figures[0]
    assert alpha.value is not None
    assert f"{alpha.name} {alpha.value:.2f}" in points["programme"]
    assert f"of {alpha.n} people" in points["programme"]
    apart = sum(not d.low <= 0 <= d.high for d in large.differences)
    told = f"{apart or 'None'} of {len(large.differences)} options"
    assert points["against"].startswith(told)
    small = {p.section for p in brief(report(MARK, 14, "instructor"))}
    assert not small & {"programme", "against"}


def test_no_label_outside_says_more_than_the_shares_that_are_shown() -> None:
    """Shares are rounded to 5 % there: at a share of 60 % nothing says that it is below it."""
    seen = 0
    for people in (14, 40, 120):
        for d in report(MARK, people, "external").decisions:
            if d.cells:
                seen += 1
                assert ("split" in d.labels) == (max(c.percent for c in d.cells) < 60)
    assert seen > 10


def test_punctuation_of_what_is_said_in_words() -> None:
    """Sentences of the policy become parts of a line: no full stop before a semicolon."""
    for people in SIZES:
        for view in VIEWS:
            made = report(MARK, people, view)
            text = read(render(made, with_charts=False)).tagged("main")[0].text
            assert not re.search(r"\.;|\.\.(?!\.)|; ;|\b1 (?:people|occasions|pairs)\b", text)
            said = " ".join(block.text for block in _texts(made))
            assert not re.search(r"\.;|; ;|\b1 (?:people|occasions|pairs)\b", said)


def _texts(made: Report) -> list[Para | Field]:
    found: list[Para | Field] = []
    for section in page(made).sections:
        for block in section.blocks:
            if isinstance(block, Para | Field):
                found.append(block)
            elif isinstance(block, Entry):
                found += block.blocks
    return found
