"""A case that no author works on, and a made-up group that has played it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ppsim.catalogue.places import shipped_rubrics
from ppsim.cohort.demo import demo_cohort
from ppsim.cohort.figures import Figures, figures_of
from ppsim.cohort.policy import show
from ppsim.cohort.rows import RowMaker
from ppsim.cohort.seminar_subject import Subject, subject_of
from ppsim.cohort.structure import structure_of
from ppsim.engine.story import compile_case
from ppsim.format.canonical import case_hash
from ppsim.format.load import load_case, load_rubric
from scoring.rubric import Rubric

TOMASZ = Path(__file__).parent.parent / "cases" / "good" / "tomasz.yaml"
MARK = "zq-{}-marker"
"""A pseudonym that could not stand anywhere by chance."""


@cache
def rubric() -> Rubric:
    loaded = load_rubric((shipped_rubrics() / "ppsim-core.yaml").read_text("utf-8"), "rubric")
    assert loaded.value is not None
    return loaded.value


@cache
def maker(text: str | None = None) -> RowMaker:
    loaded = load_case(text or TOMASZ.read_text("utf-8"), "tomasz", rubric())
    assert loaded.value is not None, loaded.diagnostics
    return RowMaker(compile_case(loaded.value, case_hash(loaded.value)), rubric())


@cache
def figures(people: int = 14, seed: int = 1, text: str | None = None) -> Figures:
    """Of a made-up group whose pseudonyms are markers."""
    made = maker(text)
    rows = []
    for a in demo_cohort(made.story, rubric(), people, seed):
        rows.append(
            made.rows(
                a.play,
                attempt=MARK.format(a.id),
                person=MARK.format(a.member.pseudonym),
                number=a.number,
                began=a.began,
            )
        )
    return figures_of(rows, tuple(rubric().roles.values()), structure_of(made))


@cache
def subject(people: int = 14, seed: int = 1, text: str | None = None) -> Subject:
    """What a room sees of it."""
    made, found = maker(text), figures(people, seed, text)
    assert found.structure is not None
    shown = show(found, "projection")
    return subject_of(made.story, found.structure, made.walk, shown, synthetic=True)
