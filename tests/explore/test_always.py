"""What every play gathers before it ends, against going round it by brute force."""

from __future__ import annotations

import naive_play as naive
from hypothesis import HealthCheck, assume, given, settings
from made_cases import FEATURES, RUBRIC, cases
from naive_walk import NaiveWalk

from ppsim.engine import compile_case
from ppsim.explore import walk
from ppsim.explore.always import on_every_way
from ppsim.explore.loops import knots
from ppsim.explore.states import Block
from ppsim.format.case import Case


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(6))
def test_what_no_play_can_do_without(case: Case) -> None:
    brute = NaiveWalk(case, RUBRIC)
    assume(brute.explore(300))
    graph = walk(compile_case(case), RUBRIC).graph
    bit = {name: 1 << i for i, name in enumerate(FEATURES)}

    def marks(block: Block) -> tuple[int, tuple[int, ...]]:
        met = [sum(bit[f] for f in set(c.option.meets)) for c in block.offers]
        return 0, (*met, *(0,) * (len(block.moves) - len(met)))

    found = on_every_way(graph, marks)
    ends = any(brute.ending(past) for past in brute.steps)
    assert (found is not None) == ends
    turning = any(
        knot.turns for group in graph.groups if group.inward for knot in knots(graph, group)
    )
    for name in FEATURES:
        said = found is not None and bool(found & bit[name])
        without = _ends_without(brute, name)
        assert not (said and without)
        if ends and not turning:
            assert said != without


def _ends_without(brute: NaiveWalk, feature: str) -> bool:
    """Whether some play comes to an ending and never meets the feature."""
    line = [naive.start(brute.case)]
    seen = set(line)
    for past in line:
        if brute.ending(past):
            return True
        meets = {c.id: c.meets for c in naive.offers(brute.case, past)}
        for step in brute.steps[past]:
            if feature not in meets.get(step.choice or "", ()) and step.after not in seen:
                seen.add(step.after)
                line.append(step.after)
    return False
