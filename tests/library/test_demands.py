"""What each case of the library promises, read off the walk over all its states."""

from __future__ import annotations

import random
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from counter_moments import counter_moments
from traits import random_play

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests/report"))

from scripted import CASES, case_material  # noqa: E402

from ppsim.explore import Walk, record, walk  # noqa: E402
from ppsim.explore.survey import survey  # noqa: E402
from scoring.attempt import score  # noqa: E402

LIBRARY = ("james", "lois", "mark", "sofia")
each = pytest.mark.parametrize("case", LIBRARY)


@cache
def walked(case: str) -> Walk:
    material = case_material(case)
    return walk(material.story, material.rubric, lines=True)


@cache
def surveyed(case: str) -> dict[str, Any]:
    material = case_material(case)
    return survey(walk(material.story, material.rubric))


def test_the_library_is_what_is_shipped() -> None:
    assert sorted(path.stem for path in (ROOT / "vignettes").glob("*.yaml")) == sorted(LIBRARY)


@each
def test_the_walk_is_whole_and_everything_is_in_reach(case: str) -> None:
    found = surveyed(case)
    assert found["complete"]
    assert found["dead_ends"] == []
    assert not found["traps"]
    assert [o for o in found["options"] if o["way"] is None] == []
    assert [s for s in found["scenes"] if s["way"] is None] == []


@each
def test_size_and_decisions_on_every_route(case: str) -> None:
    found, routes = surveyed(case), surveyed(case)["routes"]
    assert 22 <= len(found["scenes"]) <= 40
    assert routes["decisions"]["low"] >= 10
    assert routes["decisions"]["high"] <= 12
    phases = routes["by_phase"]
    thinking = [phases[p]["low"] for p in ("supervision", "own_therapy") if p in phases]
    assert sum(thinking) >= 3
    assert len(routes["spine"]) >= 6
    assert routes["disclosures"]["low"] >= 3
    assert routes["t_moments"]["low"] >= 1
    assert routes["w_moments"]["low"] >= 1


def test_lois_has_three_moments_of_each_kind_on_every_route() -> None:
    routes = surveyed("lois")["routes"]
    assert routes["disclosures"] == {"low": 6, "high": 6}
    assert routes["t_moments"] == routes["w_moments"] == {"low": 3, "high": 3}


@each
def test_decisions_offer_three_or_four_options(case: str) -> None:
    for block in walked(case).graph.blocks():
        if walked(case).facts(block).met is not None:
            assert 3 <= len(block.offers) <= 4, block.offers[0].scene


@each
def test_most_decisions_are_heard_again(case: str) -> None:
    """What nothing later reads is dropped from states: options that lead apart are heard again."""
    graph = walked(case).graph
    decisions, heard = set(), set()
    for block in graph.blocks():
        if walked(case).facts(block).met is None:
            continue
        scene = graph.scenes[block.scene].id
        decisions.add(scene)
        led = [
            set(zip(block.targets, rows, strict=True)) for rows in zip(*block.children, strict=True)
        ]
        if any(len(ways) > 1 for ways in led):
            heard.add(scene)
    assert 2 * len(heard) >= len(decisions)


@each
def test_key_features_tiers_check_ins_and_the_client_side(case: str) -> None:
    model = case_material(case).case
    assert 3 <= len(model.key_features) <= 5
    scenes = model.scenes.values()
    assert sum(s.notice is not None for s in scenes) >= 1
    tiers = [name for name, s in model.scenes.items() if s.reasons is not None]
    assert 2 <= len(tiers) <= 5
    for scene in scenes:
        for choice in scene.choices:
            if choice.meets:
                assert choice.client_side, choice.id
            if choice.codes:
                assert choice.because, choice.id
                assert choice.recap, choice.id
    assert all(s.recap for s in scenes if s.ending)
    assert len(counter_moments(CASES[case])) >= 4


@each
def test_endings_differ_and_one_is_reached_by_mending_a_mistake(case: str) -> None:
    material = case_material(case)
    kinds = {s.ending for s in material.case.scenes.values() if s.ending}
    assert len(kinds) >= 3
    assert "repaired" in kinds
    rng = random.Random(case)
    mended = 0
    for n in range(400):
        play = random_play(material, rng, (0.2, 0.6)[n % 2])
        if play.ending == "repaired":
            mended += 1
            found = score(record(play), material.rubric).repairs
            assert found.strains, "repaired without anything to repair"
            assert found.repaired or found.recovered
    assert mended
