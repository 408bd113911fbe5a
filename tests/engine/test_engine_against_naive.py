"""The compiled engine does what a plain reading of the format does, in every reachable state."""

from __future__ import annotations

import naive_play as naive
from hypothesis import HealthCheck, given, settings
from made_cases import cases

from ppsim.engine import compile_case
from ppsim.format.case import Case


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_every_state_agrees_with_the_naive_engine(case: Case) -> None:
    story = compile_case(case)
    line = [(story.start, naive.start(case))]
    met = {line[0]}
    for state, past in line:
        scene = story.scene(state)
        assert state.scene == past.scene
        assert story.values(state) == dict(past.values)
        assert [(s.speaker, s.words) for s in story.lines(state)] == naive.text(case, past)
        on_offer = naive.offers(case, past)
        assert [view.id for view in story.offers(state)] == [c.id for c in on_offer]
        assert story.can_leave(state) == naive.can_leave(case, past)
        if scene.kind == "decision":
            assert story.first_visit(state) == (past.scene not in past.seen)
        after = []
        for choice in on_offer:
            heard, then = naive.choose(case, past, choice)
            told = story.consequence(state, choice.id)
            assert [(s.speaker, s.words) for s in told] == heard
            after.append((story.step(state, choice.id), then))
        if naive.can_leave(case, past):
            after.append((story.leave(state), naive.leave(case, past)))
        line += [pair for pair in dict.fromkeys(after) if pair not in met]
        met.update(after)
        if len(met) > 1500:
            break
