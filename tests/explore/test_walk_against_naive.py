"""The walk agrees with brute force on whatever case: V*, bounds, what is still possible."""

from __future__ import annotations

import naive_play as naive
from hypothesis import HealthCheck, assume, given, settings
from made_cases import RUBRIC, cases
from naive_play import Past
from naive_walk import NaiveWalk

from ppsim.engine import State, Story, compile_case
from ppsim.explore import Walk, walk
from ppsim.explore.witness import Path
from ppsim.format.case import Case

MOST = 400


def pairs(case: Case, story: Story, brute: NaiveWalk) -> dict[Past, State]:
    """Each past with the state that stands for it."""
    found = {naive.start(case): story.start}
    for past, steps in brute.steps.items():
        state = found[past]
        for step in steps:
            then = story.leave(state) if step.choice is None else story.step(state, step.choice)
            found.setdefault(step.after, then)
    return found


def explored(case: Case) -> tuple[Story, NaiveWalk, dict[Past, State], Walk]:
    brute = NaiveWalk(case, RUBRIC)
    assume(brute.explore(MOST))
    story = compile_case(case)
    return story, brute, pairs(case, story, brute), walk(story, RUBRIC)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_values_and_what_is_open_agree_in_every_state(case: Case) -> None:
    _, brute, states, walked = explored(case)
    assert walked.complete
    assert walked.states == len({walked.graph.row(state) for state in states.values()})
    best = brute.best(lambda past: naive.weights(case, RUBRIC, past), max)
    features = brute.union(brute.features)
    endings = brute.union(brute.ending)
    for past, state in states.items():
        assert walked.v_star(state) == best[past]
        assert walked.features_open(state) == features[past]
        assert walked.endings_open(state) == endings[past]


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_bounds_agree(case: Case) -> None:
    _, brute, _, walked = explored(case)
    begin = naive.start(case)
    bounds = walked.bounds
    assert bounds is not None

    def weights(past: Past) -> dict[str, float] | None:
        return naive.weights(case, RUBRIC, past)

    for pick, total, stopped in (
        (min, bounds.total.low, bounds.stopped.low),
        (max, bounds.total.high, bounds.stopped.high),
    ):
        assert total == brute.best(weights, pick)[begin]
        assert stopped == brute.best(weights, pick, may_stop=True)[begin]

    def one_each(past: Past) -> dict[str, float] | None:
        w = weights(past)
        return None if w is None else dict.fromkeys(w, 1.0)

    assert bounds.decisions.low == brute.best(one_each, min)[begin]
    assert bounds.decisions.high == brute.best(one_each, max)[begin]
    for name, found in bounds.dimensions.items():

        def in_dimension(past: Past, name: str = name) -> dict[str, float] | None:
            return naive.weights_in(case, RUBRIC, past, name)

        def informing(past: Past, name: str = name) -> dict[str, float] | None:
            return one_each(past) if brute.informs(past, name) else None

        assert found.total.low == brute.best(in_dimension, min)[begin]
        assert found.total.high == brute.best(in_dimension, max)[begin]
        assert found.informing.low == brute.best(informing, min)[begin]
        assert found.informing.high == brute.best(informing, max)[begin]
        assert (found.attainment is None) == (found.informing.high == 0)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_witnesses_are_shortest_and_lead_there(case: Case) -> None:
    story, brute, _, walked = explored(case)
    near: dict[str, int] = {}
    taken: dict[tuple[str, str], int] = {}
    dead: dict[str, int] = {}
    for past, steps in brute.steps.items():
        far = brute.distance[past]
        near[past.scene] = min(far, near.get(past.scene, far))
        if not steps and not brute.ending(past):
            dead[past.scene] = min(far, dead.get(past.scene, far))
        for step in steps:
            if step.choice is not None:
                key = (past.scene, step.choice)
                taken[key] = min(far + 1, taken.get(key, far + 1))
    found = walked.witnesses
    assert {scene: len(path) for scene, path in found.scenes.items()} == near
    assert {choice: len(path) for choice, path in found.choices.items()} == taken
    assert {scene: len(path) for scene, path in found.dead_ends.items()} == dead
    for scene, path in found.scenes.items():
        assert along(story, path).scene == scene
    for scene, path in found.dead_ends.items():
        state = along(story, path)
        assert state.scene == scene
        assert not story.offers(state)
    endings = brute.union(brute.ending)
    assert walked.traps == {past.scene for past in brute.steps if not endings[past]}


def along(story: Story, path: Path) -> State:
    state = story.start
    for move in path:
        assert move.scene == state.scene
        state = story.leave(state) if move.choice is None else story.step(state, move.choice)
    return state


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_a_spent_budget_is_said_and_nothing_is_guessed(case: Case) -> None:
    story = compile_case(case)
    whole = walk(story, RUBRIC)
    assume(whole.states > 3)
    cut = walk(story, RUBRIC, budget=whole.states - 1)
    assert not cut.complete
    assert cut.v_star(story.start) is None
    assert cut.features_open(story.start) is None
    assert cut.bounds is None
    assert set(cut.witnesses.scenes) <= set(whole.witnesses.scenes)
    enough = walk(story, RUBRIC, budget=whole.states)
    assert enough.complete
    assert enough.v_star(story.start) == whole.v_star(story.start)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_keeping_the_words_apart_changes_no_value(case: Case) -> None:
    story = compile_case(case)
    plain, worded = walk(story, RUBRIC), walk(story, RUBRIC, lines=True)
    assume(worded.complete)
    assert worded.states >= plain.states
    assert worded.v_star(story.start) == plain.v_star(story.start)
    assert worded.bounds == plain.bounds
    assert set(worded.witnesses.choices) == set(plain.witnesses.choices)
