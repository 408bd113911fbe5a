"""A rule's own play: it ends, it is the same each time, and it does what the rule says."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppsim.catalogue.reading import read_case
from ppsim.engine.prompts import Ended
from ppsim.explore.policies.items import items
from ppsim.explore.policies.library import fairness, policies
from ppsim.explore.policies.player import play_by
from ppsim.explore.policies.rules import SURFACE
from ppsim.store.material import Material, material

ROOT = Path(__file__).parents[2]
PATHS = [*sorted((ROOT / "vignettes").glob("*.yaml")), ROOT / "tests/cases/good/tomasz.yaml"]
LONGEST = next(p for p in SURFACE if p.id == "longest")


@pytest.fixture(scope="module", params=PATHS, ids=[p.stem for p in PATHS])
def case(request: pytest.FixtureRequest) -> Material:
    read = read_case(request.param)
    assert read.playable is not None
    return material(*read.playable)


def test_every_rule_plays_to_an_ending_and_always_the_same(case: Material) -> None:
    for policy in policies(items(case.story, case.rubric)):
        play = play_by(policy, case.story, case.rubric)
        assert isinstance(play.prompt, Ended)
        assert play.ending is not None
        assert play.events == play_by(policy, case.story, case.rubric).events


def test_the_longest_is_always_picked(case: Material) -> None:
    scenes = {item.scene for item in items(case.story, case.rubric)}
    for step in play_by(LONGEST, case.story, case.rubric).steps:
        if step.choice is not None and step.choice.scene in scenes:
            assert len(step.choice.words) == max(len(o.words) for o in step.offered)


def test_fairness_counts_every_decision_once(case: Material) -> None:
    found = fairness([(case.story, case.rubric)])
    assert found.judged.decisions == sum(found.cases.values()) == found.balance.decisions
    assert sum(found.balance.places) == pytest.approx(found.balance.decisions)
    assert sum(found.balance.places_expected) == pytest.approx(found.balance.decisions)
