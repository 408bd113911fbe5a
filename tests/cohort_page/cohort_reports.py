"""Reports of made-up cohorts in every view, made once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from ppsim.catalogue.places import shipped_cases, shipped_rubrics
from ppsim.cohort.demo import LABEL, demo_cohort
from ppsim.cohort.figures import Figures, figures_of
from ppsim.cohort.policy import next_issue, show
from ppsim.cohort.rows import RowMaker
from ppsim.cohort.structure import structure_of
from ppsim.engine.story import compile_case
from ppsim.format.canonical import case_hash
from ppsim.format.load import load_case, load_rubric
from ppsim.report.cohort_make import Source, make
from ppsim.report.cohort_model import Report, View
from scoring.cohort.counts import count_votes
from scoring.cohort.rows import Rows
from scoring.rubric import Rubric

VIEWS: tuple[View, ...] = ("instructor", "projection", "external")


@cache
def rubric() -> Rubric:
    loaded = load_rubric((shipped_rubrics() / "ppsim-core.yaml").read_text("utf-8"), "rubric")
    assert loaded.value is not None
    return loaded.value


@cache
def maker(case: str) -> RowMaker:
    text = (shipped_cases() / f"{case}.yaml").read_text("utf-8")
    return maker_of(text)


def maker_of(text: str) -> RowMaker:
    loaded = load_case(text, "case", rubric())
    assert loaded.value is not None, loaded.diagnostics
    return RowMaker(compile_case(loaded.value, case_hash(loaded.value)), rubric())


@cache
def rows(case: str, people: int, seed: int = 1) -> tuple[Rows, ...]:
    return rows_of(maker(case), people, seed)


def rows_of(made: RowMaker, people: int, seed: int = 1) -> tuple[Rows, ...]:
    return tuple(
        made.rows(a.play, attempt=a.id, person=a.member.pseudonym, number=a.number, began=a.began)
        for a in demo_cohort(made.story, rubric(), people, seed)
    )


@cache
def report(case: str, people: int, view: View, other: int = 0) -> Report:
    """The report of a made-up cohort; beside another one of ``other`` people, where given."""
    there = (
        count_votes(
            [r.attempt for r in rows(case, other, 2)],
            [d for r in rows(case, other, 2) for d in r.decisions],
        )
        if other
        else None
    )
    made = maker(case)
    figures = figures_of(
        rows(case, people),
        tuple(rubric().roles.values()),
        structure_of(made),
        other=there,
    )
    return report_of(made, figures, view, "The other cohort: the year before." if other else None)


def report_of(made: RowMaker, figures: Figures, view: View, against: str | None = None) -> Report:
    assert figures.structure is not None
    source = Source(("synthetic-demo",), LABEL, not_agreed=2, set_aside=1, against=against)
    last = None if view == "instructor" else next_issue(figures)
    shown = show(figures, view, last)
    return make(shown, made.story, made.rubric, figures.structure, source)


def with_words(made: Report, words: Callable[[str], str]) -> Report:
    """A report whose every text of the case went through ``words``."""
    return replace(
        made,
        about=replace(made.about, title=words(made.about.title)),
        decisions=tuple(
            replace(
                d,
                title=words(d.title),
                when=words(d.when),
                ask=words(d.ask),
                lines=tuple(
                    replace(line, words=words(line.words), speaker=words(line.speaker or ""))
                    for line in d.lines
                ),
                options=tuple(
                    replace(o, words=words(o.words), because=words(o.because or ""))
                    for o in d.options
                ),
            )
            for d in made.decisions
        ),
        patterns=tuple(replace(p, name=words(p.name)) for p in made.patterns),
        echoes=tuple(replace(e, title=words(e.title)) for e in made.echoes),
        flow=replace(
            made.flow,
            places=tuple(replace(p, title=words(p.title)) for p in made.flow.places),
        ),
        differences=tuple(replace(d, words=words(d.words)) for d in made.differences),
    )
