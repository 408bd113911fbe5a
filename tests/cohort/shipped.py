"""The shipped cases with their row makers, made once."""

from __future__ import annotations

from functools import cache

from ppsim.catalogue.places import shipped_cases, shipped_rubrics
from ppsim.cohort.demo import demo_cohort
from ppsim.cohort.rows import RowMaker
from ppsim.engine.story import compile_case
from ppsim.format.canonical import case_hash
from ppsim.format.load import load_case, load_rubric
from scoring.cohort.rows import Rows
from scoring.rubric import Role, Rubric

CASES = ("lois", "mark", "james", "sofia")


@cache
def rubric() -> Rubric:
    loaded = load_rubric((shipped_rubrics() / "ppsim-core.yaml").read_text("utf-8"), "rubric")
    assert loaded.value is not None
    return loaded.value


@cache
def maker(name: str) -> RowMaker:
    loaded = load_case((shipped_cases() / f"{name}.yaml").read_text("utf-8"), name, rubric())
    assert loaded.value is not None
    return RowMaker(compile_case(loaded.value, case_hash(loaded.value)), rubric())


@cache
def demo_rows(name: str, people: int, seed: int = 1) -> tuple[Rows, ...]:
    made = maker(name)
    return tuple(
        made.rows(a.play, attempt=a.id, person=a.member.pseudonym, number=a.number, began=a.began)
        for a in demo_cohort(made.story, rubric(), people, seed)
    )


def roles() -> tuple[Role, ...]:
    return tuple(rubric().roles.values())
