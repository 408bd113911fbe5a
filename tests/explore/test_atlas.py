"""The map against brute force: order, branches, ways, and how likely each is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import naive_play as naive
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from made_cases import RUBRIC, cases
from naive_play import Past
from naive_walk import NaiveWalk

from ppsim.engine import compile_case
from ppsim.engine.graph import scene_graph
from ppsim.explore import walk
from ppsim.explore.atlas import Atlas, Edge, draw
from ppsim.explore.atlas_order import dominators, forward_order, places
from ppsim.format.case import Case
from ppsim.format.load import read_case_file, read_rubric_file

MOST = 200
ROOT = Path(__file__).parent.parent.parent
ofs = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def both(case: Case) -> tuple[NaiveWalk, Atlas]:
    brute = NaiveWalk(case, RUBRIC)
    assume(brute.explore(MOST))
    return brute, draw(walk(compile_case(case), RUBRIC))


def ever(brute: NaiveWalk, caught: Callable[[Past, str | None, Past], bool]) -> float:
    """The chance that a random play ever makes a move that is caught."""
    value = dict.fromkeys(brute.steps, 0.0)
    for _ in range(3_000):
        most = 0.0
        for past, steps in brute.steps.items():
            if steps:
                new = sum(
                    1.0 if caught(past, s.choice, s.after) else value[s.after] for s in steps
                ) / len(steps)
                most = max(most, abs(new - value[past]))
                value[past] = new
        if most < 1e-13:
            break
    return value[naive.start(brute.case)]


@ofs
@given(cases(6))
def test_how_likely_a_random_play_passes_each_scene_and_way(case: Case) -> None:
    brute, atlas = both(case)
    for node in atlas.nodes:
        first = 1.0 if node.scene == case.start else 0.0

        def comes(past: Past, _: str | None, after: Past, scene: str = node.scene) -> bool:
            return after.scene == scene

        assert node.chance == pytest.approx(first or ever(brute, comes), abs=1e-9)
    for edge in atlas.edges:

        def goes(past: Past, choice: str | None, after: Past, edge: Edge = edge) -> bool:
            stays = choice is not None and case.scenes[past.scene].hub and past.scene == after.scene
            return (past.scene, after.scene) == (edge.source, edge.target) and not stays

        assert edge.chance == pytest.approx(ever(brute, goes), abs=1e-9)


@ofs
@given(cases(6))
def test_scenes_and_ways_are_those_of_the_case(case: Case) -> None:
    brute, atlas = both(case)
    assert {node.scene for node in atlas.nodes} == set(case.scenes)
    taken = defaultdict(set)
    for past, steps in brute.steps.items():
        for step in steps:
            taken[past.scene, step.after.scene].add(step.choice)
    for edge in atlas.edges:
        ways = {*edge.choices, *([None] if edge.leaves else [])}
        assert bool(taken[edge.source, edge.target] & ways) == edge.reached
        assert edge.target in scene_graph(case)[edge.source]
    pairs = {(edge.source, edge.target) for edge in atlas.edges}
    assert len(pairs) == len(atlas.edges)
    stays = {(s, s) for s, scene in case.scenes.items() if scene.hub}
    assert {pair for pair, by in taken.items() if by} - stays <= pairs
    met = defaultdict(set)
    for past in brute.steps:
        met[past.scene] |= brute.features(past)
    for node in atlas.nodes:
        assert set(node.features) == met[node.scene]
        assert node.reached == any(past.scene == node.scene for past in brute.steps)
        assert (node.chance == 0) == (not node.reached)


graphs = st.dictionaries(
    st.integers(0, 9).map(str), st.lists(st.integers(0, 9).map(str), max_size=4), max_size=10
).map(lambda g: {str(i): list(dict.fromkeys(g.get(str(i), []))) for i in range(10)})


def reachable(graph: dict[str, list[str]], without: str | None = None) -> set[str]:
    line = ["0"] if without != "0" else []
    for scene in line:
        line += [t for t in graph[scene] if t not in line and t != without]
    return set(line)


@settings(max_examples=150, deadline=None)
@given(graphs)
def test_scenes_stand_under_what_all_ways_to_them_pass(graph: dict[str, list[str]]) -> None:
    order = forward_order(graph, "0")
    assert set(order) == reachable(graph)
    over = {
        scene: {other for other in order if scene not in reachable(graph, other)} - {scene}
        for scene in order
    }
    under = dominators(graph, order)
    for scene in order[1:]:
        above = set()
        at = scene
        while at != "0":
            at = under[at]
            above.add(at)
        assert above == over[scene]
    found = places(graph, "0")
    assert list(found) == sorted(found, key=lambda s: found[s].at)
    assert set(found) == set(graph)
    assert found["0"].at == 0
    assert found["0"].depth == 0
    for scene in order[1:]:
        assert found[scene].at > found[under[scene]].at
        assert 0 <= found[scene].depth - found[under[scene]].depth <= 1


@settings(max_examples=150, deadline=None)
@given(graphs)
def test_without_loops_every_way_leads_down_the_map(graph: dict[str, list[str]]) -> None:
    forward = {s: [t for t in targets if int(t) > int(s)] for s, targets in graph.items()}
    found = places(forward, "0")
    for scene in reachable(forward):
        for target in forward[scene]:
            assert found[target].at > found[scene].at


@pytest.mark.parametrize("name", ["james", "lois", "mark", "sofia"])
def test_what_every_play_passes_stands_outermost(name: str) -> None:
    rubric = read_rubric_file(ROOT / "scoring" / "rubrics" / "ppsim-core.yaml").value
    assert rubric is not None
    case = read_case_file(ROOT / "vignettes" / f"{name}.yaml", rubric).value
    assert case is not None
    atlas = draw(walk(compile_case(case), rubric))
    assert atlas.nodes[0].scene == case.start
    assert not any(edge.back for edge in atlas.edges)
    for node in atlas.nodes:
        if node.kind != "ending":
            assert (node.chance == pytest.approx(1)) <= (node.depth == 0)
        if node.spine:
            assert node.chance == pytest.approx(1)
    ends = [node.chance for node in atlas.nodes if node.kind == "ending"]
    assert sum(p or 0 for p in ends) == pytest.approx(1)


def test_a_case_of_ten_thousand_scenes_in_a_row_is_ordered() -> None:
    chain = {str(i): [str(i + 1)] for i in range(10_000)} | {"10000": []}
    found = places(chain, "0")
    assert [found[str(i)].at for i in range(10_001)] == list(range(10_001))
    assert {place.depth for place in found.values()} == {0}


@ofs
@given(cases(6))
def test_a_bounded_map_claims_nothing_about_what_it_did_not_see(case: Case) -> None:
    story = compile_case(case)
    whole = walk(story, RUBRIC)
    assume(whole.states > 3)
    cut = draw(walk(story, RUBRIC, budget=2))
    full = draw(whole)
    assert not cut.complete
    assert [n.scene for n in cut.nodes] == [n.scene for n in full.nodes]
    for node, known in zip(cut.nodes, full.nodes, strict=True):
        assert node.reached <= known.reached
        assert (node.chance, node.spine, node.trap) == (None, False, False)
    for edge in cut.edges:
        assert edge.chance is None
