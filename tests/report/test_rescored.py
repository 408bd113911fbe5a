"""An attempt read by another rubric: what moved is named, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted import SCRIPTS, case_material, play_out, read_script

from ppsim.engine.play import Play
from ppsim.explore import Walk, walk
from ppsim.report.rescored import Rescored, again, figures, rescored, scored
from scoring.attempt import AttemptScore
from scoring.rubric import Rubric

NAMES = [f"{path.parent.name}-{path.stem}" for path in SCRIPTS]
RUBRIC = case_material("tomasz").rubric


@cache
def played(name: str) -> Play:
    return play_out(read_script(SCRIPTS[NAMES.index(name)]))


@cache
def walked(case: str) -> Walk:
    made = case_material(case)
    return walk(made.story, made.rubric)


def under(name: str, rubric: Rubric) -> tuple[AttemptScore, AttemptScore, Rescored]:
    case = name.partition("-")[0]
    old = walked(case)
    new = walk(old.story, rubric)
    before = scored(played(name), old)
    after = scored(again(played(name), new), new)
    return before, after, rescored(before, after, old.rubric, rubric)


def with_weight(code: str, weight: float) -> Rubric:
    stance = "reflective" if weight > 0 else "reactive" if weight < 0 else "neutral"
    changed = replace(RUBRIC.codes[code], weight=weight, stance=stance)
    return replace(RUBRIC, version="1.1.0", codes={**RUBRIC.codes, code: changed}, hash="new")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_moves_under_its_own_rubric(name: str) -> None:
    _, after, found = under(name, RUBRIC)
    assert found.same
    assert found.decisions == len(after.decisions) > 0


@given(
    st.sampled_from(NAMES),
    st.sampled_from(sorted(RUBRIC.codes)),
    st.sampled_from([-2.0, -1.0, 0.0, 1.0, 2.0]),
)
@settings(max_examples=60)
def test_what_moved_is_named_and_only_that(name: str, code: str, weight: float) -> None:
    rubric = with_weight(code, weight)
    before, after, found = under(name, rubric)
    if (
        replace(after, rubric_version=before.rubric_version, rubric_hash=before.rubric_hash)
        == before
    ):
        assert found.same
    reads = [
        {d.scene: (d.w, d.w_max, d.stance, d.codes) for d in score.decisions}
        for score in (before, after)
    ]
    differ = {s for s in {*reads[0], *reads[1]} if reads[0].get(s) != reads[1].get(s)}
    assert {d.scene for d in found.moved} == differ
    told = {f.what: (f.before, f.after) for f in found.figures}
    assert all(a != b for a, b in told.values())
    counts = (before.stances, after.stances)
    assert ("decisions met" in told) == (counts[0].decisions != counts[1].decisions)
    if counts[0].reactivity != counts[1].reactivity:
        old, new = (f"{c.reactivity.k} of {c.reactivity.n}" for c in counts)
        assert told["reactive where both were on offer"] == (old, new)


def test_a_figure_stands_once() -> None:
    for name in NAMES:
        names = [
            what for what, _ in figures(scored(played(name), walked(name.split("-")[0])), RUBRIC)
        ]
        assert len(names) == len(set(names))
