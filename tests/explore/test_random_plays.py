"""Plays at random, of made cases and of the library's: bounds hold and regret sums exactly."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_cases import RUBRIC, cases
from random_play import play_on

from ppsim.engine import Story, compile_case
from ppsim.engine.events import Stop
from ppsim.engine.play import Play, begin
from ppsim.engine.values import ChoiceView
from ppsim.explore import Walk, record, walk
from ppsim.format.case import Case
from ppsim.format.load import read_case_file, read_rubric_file
from scoring.attainment import attainments
from scoring.decisions import decisions_met
from scoring.regret import Regret, regret
from scoring.rubric import Rubric

ROOT = Path(__file__).parent.parent.parent
LIBRARY = sorted((ROOT / "vignettes").glob("*.yaml"))


@cache
def core() -> Rubric:
    rubric = read_rubric_file(ROOT / "scoring" / "rubrics" / "ppsim-core.yaml").value
    assert rubric is not None
    return rubric


@cache
def of_library(path: Path) -> tuple[Story, Walk]:
    case = read_case_file(path, core()).value
    assert case is not None
    story = compile_case(case)
    return story, walk(story, core())


def held_against(walked: Walk, play: Play) -> None:
    """Regret, bounds and attainment of one play, ended or stopped wherever."""
    attempt = record(play, walked)
    met = decisions_met(attempt, walked.rubric)
    cost = regret(attempt, met)
    assert isinstance(cost, Regret)
    assert all(step.g >= 0 for step in cost.steps)
    assert cost.total == cost.start - (cost.earned + cost.last)
    bounds = walked.bounds
    assert bounds is not None
    assert cost.earned in bounds.stopped
    totals = {d: sum(m.chosen_in(d) for m in met) for d in walked.rubric.dimensions}
    for got in attainments(met, walked.rubric):
        within = bounds.dimensions[got.dimension]
        assert got.informing <= within.informing.high
        if isinstance(got.score, float):
            assert within.attainment is not None
            assert got.score in within.attainment
    if play.first.ending is None:
        return
    assert cost.last == 0
    assert cost.earned in bounds.total
    assert len(met) in bounds.decisions
    for dimension, total in totals.items():
        assert total in bounds.dimensions[dimension].total


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(), st.integers(0, 2**32 - 1), st.integers(0, 40))
def test_made_cases_played_on_at_random_and_left_anywhere(case: Case, seed: int, most: int) -> None:
    story = compile_case(case)
    held_against(walk(story, RUBRIC), play_on(begin(story, seed), Random(seed), most))


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_library_cases_played_at_random(path: Path) -> None:
    story, walked = of_library(path)
    for seed in range(60):
        rnd = Random(seed)
        play = play_on(begin(story, seed), rnd, 200, wander=False)
        assert play.ending is not None
        held_against(walked, play)
        stopped = play_on(begin(story, seed), rnd, rnd.randint(0, 20), wander=False)
        if not stopped.ended:
            stopped = stopped.apply(Stop())
        held_against(walked, stopped)


def ids(offers: tuple[ChoiceView, ...]) -> tuple[str, ...]:
    return tuple(choice.id for choice in offers)


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_ten_thousand_random_plays_end_within_the_bounds(path: Path) -> None:
    story, walked = of_library(path)
    bounds = walked.bounds
    assert bounds is not None
    start = walked.v_star(story.start)
    assert start == bounds.total.high
    gains = {
        (walked.graph.scenes[block.scene].id, block.first_visit, ids(block.offers)): dict(
            zip(ids(block.offers), walked.facts.gains(block), strict=False)
        )
        for block in walked.graph.blocks()
    }
    rnd = Random(path.stem)
    lowest = highest = None
    for _ in range(10_000):
        state, earned, lost, moves = story.start, 0.0, 0.0, 0
        while offers := story.offers(state) or story.can_leave(state):
            before = walked.v_star(state)
            assert before is not None
            w = 0.0
            if offers is True:
                after = story.leave(state)
            else:
                choice = rnd.choice(offers)
                w = gains[state.scene, story.first_visit(state), ids(offers)][choice.id]
                after = story.step(state, choice.id)
            left = walked.v_star(after)
            assert left is not None
            assert before >= w + left
            earned, lost = earned + w, lost + before - w - left
            state, moves = after, moves + 1
            assert moves < 200
        assert story.scene(state).kind == "ending"
        assert walked.v_star(state) == 0
        assert start - earned == lost
        assert earned in bounds.total
        lowest = earned if lowest is None else min(lowest, earned)
        highest = earned if highest is None else max(highest, earned)
    assert lowest is not None
    assert highest is not None
    assert highest - lowest > (bounds.total.high - bounds.total.low) / 4
