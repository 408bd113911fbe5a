"""DIF between this cohort and another: the same two halves, whichever way they are handed in."""

from __future__ import annotations

from dataclasses import replace

from cohort_reports import maker, report_of, rows, rubric

from ppsim.cohort.beside import beside
from ppsim.cohort.figures import Figures, figures_of
from ppsim.cohort.structure import structure_of
from scoring.cohort.dif import Dif
from scoring.cohort.estimate import Refused
from scoring.cohort.rows import Rows


def _figures(of: tuple[Rows, ...]) -> Figures:
    roles = tuple(rubric().roles.values())
    return figures_of(of, roles, structure_of(maker("mark")))


def test_it_is_what_one_group_split_by_name_gives() -> None:
    """The two groups as one, with names of groups, is another way to the same figures."""
    here, there = rows("mark", 130, 1), rows("mark", 140, 5)
    other = tuple(
        replace(
            row,
            attempt=replace(row.attempt, id=f"o{row.attempt.id}", person=f"o{row.attempt.person}"),
            decisions=tuple(replace(d, attempt=f"o{d.attempt}") for d in row.decisions),
            echoes=(),
        )
        for row in there
    )
    groups = {r.attempt.person: "a" for r in here} | {r.attempt.person: "b" for r in other}
    whole = figures_of((*here, *other), tuple(rubric().roles.values()), groups=groups)
    found = beside(_figures(here), there)
    assert found.exact.programme.dif == whole.exact.programme.dif
    given = found.exact.programme.dif
    assert not isinstance(given, Refused)
    assert sum(isinstance(d, Dif) for d in given) >= 5
    made = report_of(maker("mark"), found, "instructor", "The other cohort.")
    assert made.programme is not None
    assert made.programme.dif_refused is None
    sizes = {item.scene: item.dif_size for item in made.programme.items}
    assert {d.scene: d.size for d in given if isinstance(d, Dif)} == {
        scene: size for scene, size in sizes.items() if size is not None
    }


def test_pseudonyms_that_both_groups_know_are_two_people() -> None:
    here = rows("mark", 130, 1)
    found = beside(_figures(here), here)
    assert not isinstance(found.exact.programme.dif, Refused)
    for each in found.exact.programme.dif:
        if isinstance(each, Dif):
            assert abs(each.odds_ratio.value - 1) < 1e-9  # a group beside itself


def test_few_are_refused_in_words_and_nothing_else_changes() -> None:
    large, small = _figures(rows("mark", 130, 1)), rows("mark", 14, 1)
    found = beside(large, small).exact.programme.dif
    assert isinstance(found, Refused)
    assert "chance differences look like unfair questions" in found.reason
    assert beside(_figures(small), rows("mark", 130, 1)) == _figures(small)
    assert beside(large, ()) == large
