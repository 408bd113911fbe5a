"""Where the options of a decision lead agrees with brute force over whole pasts."""

from __future__ import annotations

import naive_play as naive
from hypothesis import HealthCheck, assume, given, settings
from made_cases import RUBRIC, cases
from naive_play import Past
from naive_walk import NaiveWalk

from ppsim.engine import State, compile_case
from ppsim.explore import walk
from ppsim.explore.where_led import where_led
from ppsim.format.case import Case

MOST = 400


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_ways_agree_with_brute_force(case: Case) -> None:
    brute = NaiveWalk(case, RUBRIC)
    assume(brute.explore(MOST))
    story = compile_case(case)
    walked = walk(story, RUBRIC)
    best = brute.best(lambda past: naive.weights(case, RUBRIC, past), max)
    features, endings = brute.union(brute.features), brute.union(brute.ending)
    states: dict[Past, State] = {naive.start(case): story.start}
    for past, steps in brute.steps.items():
        state = states[past]
        ways = {way.choice: way for way in where_led(walked, state)}
        meets = {choice.id: set(choice.meets) for choice in naive.offers(case, past)}
        assert list(ways) == list(meets)
        for step in steps:
            then = story.leave(state) if step.choice is None else story.step(state, step.choice)
            states.setdefault(step.after, then)
            if step.choice is None:
                continue
            way = ways[step.choice]
            assert way.scene == step.after.scene
            assert way.best_after == best[step.after]
            assert way.endings == endings[step.after]
            assert way.possible == features[step.after]
            lost = features[past] - features[step.after] - meets[step.choice]
            assert way.closed == lost


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_what_a_cut_walk_cannot_tell_is_left_out(case: Case) -> None:
    story = compile_case(case)
    whole = walk(story, RUBRIC)
    assume(whole.states > 3)
    cut = walk(story, RUBRIC, budget=whole.states - 1)
    for way in where_led(cut, story.start):
        assert way.scene == story.step(story.start, way.choice).scene
        assert (way.best_after, way.endings, way.possible, way.closed) == (None,) * 4
