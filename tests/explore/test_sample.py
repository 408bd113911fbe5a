"""Plays by the thousand against what the walk works out: the two must agree.

With PPSIM_PLAYS=1000000 in the environment each case is played a million times (a minute in all).
"""

from __future__ import annotations

import os
from functools import cache
from math import sqrt
from pathlib import Path

import naive_play as naive
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from made_cases import RUBRIC, cases
from naive_play import Past
from naive_walk import NaiveWalk

from ppsim.engine import compile_case
from ppsim.explore import Walk, walk
from ppsim.explore.chance import chances
from ppsim.explore.play_styles import STYLES, exact_shares
from ppsim.explore.random_play import RandomPlay
from ppsim.explore.sample import sample
from ppsim.explore.survey import survey
from ppsim.format.case import Case
from ppsim.format.load import read_case_file, read_rubric_file

ROOT = Path(__file__).parent.parent.parent
LIBRARY = sorted((ROOT / "vignettes").glob("*.yaml"))
PLAYS = int(os.environ.get("PPSIM_PLAYS", "60000"))
LIKELY = 1e-4
"""A scene that random play comes to as often as this is come to in a million plays."""
ofs = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def of_library(path: Path) -> Walk:
    rubric = read_rubric_file(ROOT / "scoring" / "rubrics" / "ppsim-core.yaml").value
    assert rubric is not None
    case = read_case_file(path, rubric).value
    assert case is not None
    return walk(compile_case(case), rubric)


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_random_plays_and_the_walk_agree(path: Path) -> None:
    walked = of_library(path)
    made = sample(walked, PLAYS, "uniform", seed=11)
    exact = chances(walked.graph, walked.facts.gains)
    play = RandomPlay(walked.graph)
    for scene in walked.story.case.scenes:
        likely = play.passes(scene)
        came = made.scenes.get(scene, 0)
        assert came or likely < max(LIKELY, 20 / PLAYS), scene
        assert likely or not came, scene
        within_four_errors(came / PLAYS, likely, sqrt(likely * (1 - likely) / PLAYS))
    assert made.stuck == 0
    for ending, likely in exact.endings.items():
        within_four_errors(
            made.endings[ending].plays / PLAYS, likely, sqrt(likely * (1 - likely) / PLAYS)
        )
        within_four_errors(
            made.endings[ending].mean, mean_of(exact.by_ending[ending]), made.endings[ending].error
        )
    assert set(made.total.counts) <= set(exact.totals)
    within_four_errors(made.total.mean, exact.mean, made.total.error)
    for name, spread in made.dimensions.items():
        of_it = chances(walked.graph, lambda block, d=name: walked.facts(block).gains_in(d))  # type: ignore[misc]
        within_four_errors(spread.mean, of_it.mean, spread.error)
    assert all(
        made.options.get((scene, choice.id), 0) > 0
        for scene, model in walked.story.case.scenes.items()
        for choice in model.choices
    )


def within_four_errors(found: float | None, exact: float | None, error: float | None) -> None:
    assert found is not None
    assert exact is not None
    assert error is not None
    assert abs(found - exact) <= 4 * error + 1e-9


def mean_of(totals: dict[float, float]) -> float:
    return sum(t * p for t, p in totals.items()) / sum(totals.values())


@ofs
@given(cases(5), st.sampled_from(STYLES), st.integers(0, 99))
def test_plays_stay_where_the_walk_says_they_can_go(case: Case, style: str, seed: int) -> None:
    walked = walk(compile_case(case), RUBRIC)
    assert style in STYLES
    made = sample(walked, 30, style, seed)
    assert made == sample(walked, 30, style, seed)
    bounds = walked.bounds
    assert bounds is not None
    assert made.stuck + made.total.plays == 30
    assert sum(spread.plays for spread in made.endings.values()) == made.total.plays
    assert all(total in bounds.total for total in made.total.counts)
    for name, spread in made.dimensions.items():
        assert all(total in bounds.dimensions[name].total for total in spread.counts)
    assert set(made.scenes) <= set(walked.witnesses.scenes)
    assert {at for at, n in made.options.items() if n} <= set(walked.witnesses.choices)
    cut = sample(walk(compile_case(case), RUBRIC, budget=1), 30, "uniform", seed)
    assert cut == sample(walked, 30, "uniform", seed)


@ofs
@given(cases(6), st.sampled_from(["uniform", "best", "worst"]))
def test_exact_chances_of_a_style_agree_with_brute_force(case: Case, style: str) -> None:
    brute = NaiveWalk(case, RUBRIC)
    assume(brute.explore(200))
    walked = walk(compile_case(case), RUBRIC)
    can, shares = exact_shares(walked, style)  # type: ignore[arg-type]
    assert can
    aim = {"best": max, "worst": min}.get(style)
    ahead = brute.best(lambda past: naive.weights(case, RUBRIC, past), aim) if aim else {}

    def chosen(past: Past) -> list[Past]:
        weights = naive.weights(case, RUBRIC, past) or {}
        steps = brute.steps[past]
        if aim is None or not steps:
            return [step.after for step in steps]
        worth = [weights.get(step.choice or "", 0.0) + ahead[step.after] for step in steps]
        best = aim(worth)
        return [s.after for s, w in zip(steps, worth, strict=True) if abs(w - best) < 1e-9]

    ways = {past: chosen(past) for past in brute.steps}
    value = {past: {past.scene: 1.0} if brute.ending(past) else {} for past in brute.steps}
    for _ in range(2_000):
        change = 0.0
        for past, after in ways.items():
            if not after:
                continue
            new: dict[str, float] = {}
            for then in after:
                for ending, chance in value[then].items():
                    new[ending] = new.get(ending, 0.0) + chance / len(after)
            change = max([change, *(abs(p - value[past].get(e, 0.0)) for e, p in new.items())])
            value[past] = new
        if change < 1e-12:
            break
    found = chances(walked.graph, walked.facts.gains, shares)
    expected = {e: p for e, p in value[naive.start(case)].items() if p > 1e-10}
    assert {e: p for e, p in found.endings.items() if p > 1e-10} == pytest.approx(
        expected, abs=1e-8
    )


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_aiming_plays_come_to_the_bounds_every_time(path: Path) -> None:
    walked = of_library(path)
    assert walked.bounds is not None
    for style, total in (("best", walked.bounds.total.high), ("worst", walked.bounds.total.low)):
        made = sample(walked, 200, style)  # type: ignore[arg-type]
        assert made.total.counts == {total: 200}


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_the_least_used_ways_are_soon_all_taken(path: Path) -> None:
    walked = of_library(path)
    options = {
        (scene, choice.id)
        for scene, model in walked.story.case.scenes.items()
        for choice in model.choices
    }
    few = sample(walked, 150, "least-used")
    assert {at for at, n in few.options.items() if n} == options


def test_what_a_sample_says_in_a_survey() -> None:
    walked = of_library(LIBRARY[0])
    found = survey(walked, sample(walked, 500, "uniform", seed=3))
    said = found["sampled"]
    assert (said["policy"], said["plays"], said["seed"]) == ("uniform", 500, 3)
    assert sum(e["plays"] for e in said["endings"].values()) == 500
    for name, ending in said["endings"].items():
        assert ending["exact"] == found["random_play"]["endings"][name]
        assert ending["error"] == pytest.approx(sqrt(ending["share"] * (1 - ending["share"]) / 500))
    assert said["total"]["exact"]["mean"] == found["random_play"]["total"]["mean"]
    for name, spread in found["random_play"]["dimensions"].items():
        assert spread["low"] >= found["bounds"]["dimensions"][name]["total"]["low"]
        assert spread["high"] <= found["bounds"]["dimensions"][name]["total"]["high"]
        assert sum(c["chance"] for c in spread["chances"]) == pytest.approx(1)
    hung = survey(walked, sample(walked, 50, "least-used"))["sampled"]
    assert hung["total"]["error"] is None
    assert hung["total"]["exact"] is None


def test_every_claim_that_a_bound_weakens_is_named() -> None:
    walked = of_library(LIBRARY[0])
    cut = walk(walked.story, walked.rubric, budget=40)
    found = survey(cut, sample(cut, 20, "best"))
    claims = {entry["claim"] for entry in found["weakened"]}
    unknown = {key for key, value in found.items() if value is None}
    assert unknown == {"traps", "v_star", "bounds", "routes", "random_play"}
    differing = {key for key, value in found.items() if value != survey(walked)[key]}
    assert differing - {"complete", "budget", "weakened"} <= claims
    assert claims <= set(found)
    assert survey(walked)["weakened"] == []
