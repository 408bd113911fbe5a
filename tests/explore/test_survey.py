"""Routes, spine and random play against brute force; the survey as plain data."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import naive_play as naive
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from made_cases import RUBRIC, cases, make_case
from naive_play import Past
from naive_walk import NaiveWalk

from ppsim.engine import compile_case
from ppsim.explore import walk
from ppsim.explore.chance import Chances, chances
from ppsim.explore.routes import PHASES, routes
from ppsim.explore.survey import survey
from ppsim.format.case import Case
from ppsim.format.load import read_case_file, read_rubric_file
from scoring.disclosure import verdict
from scoring.options import Moment, Tells

MOST = 300
ROOT = Path(__file__).parent.parent.parent


def brute_force(case: Case) -> NaiveWalk:
    brute = NaiveWalk(case, RUBRIC)
    assume(brute.explore(MOST))
    return brute


def decides(case: Case, past: Past) -> bool:
    return naive.weights(case, RUBRIC, past) is not None


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_random_play_agrees_with_sending_chances_round(case: Case) -> None:
    brute = brute_force(case)
    walked = walk(compile_case(case), RUBRIC)
    found = chances(walked.graph, walked.facts.gains)
    agree(found, sent_round(brute, lambda past: naive.weights(case, RUBRIC, past)))
    assert sum(found.endings.values()) + found.stuck == pytest.approx(1, abs=1e-9)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(), st.sampled_from(sorted(RUBRIC.dimensions)))
def test_random_play_agrees_in_each_dimension(case: Case, dimension: str) -> None:
    brute = brute_force(case)
    walked = walk(compile_case(case), RUBRIC)
    found = chances(walked.graph, lambda block: walked.facts(block).gains_in(dimension))
    agree(found, sent_round(brute, lambda past: naive.weights_in(case, RUBRIC, past, dimension)))


def agree(found: Chances, brute: dict[tuple[str, float], float]) -> None:
    """Each ending with each total is as likely, and what is summed from them."""
    mine = {(e, t): p for e, totals in found.by_ending.items() for t, p in totals.items()}
    assert mine == pytest.approx(brute, abs=1e-9)
    endings: dict[str, float] = defaultdict(float)
    totals: dict[float, float] = defaultdict(float)
    for (ending, total), chance in brute.items():
        endings[ending] += chance
        totals[total] += chance
    assert found.endings == pytest.approx(endings, abs=1e-9)
    assert found.totals == pytest.approx(totals, abs=1e-9)


def sent_round(
    brute: NaiveWalk, weigh: Callable[[Past], dict[str, float] | None]
) -> dict[tuple[str, float], float]:
    """Ending and total -> chance, by moving all plays on together, step by step."""
    holding: dict[tuple[Past, float], float] = {(naive.start(brute.case), 0.0): 1.0}
    ended: dict[tuple[str, float], float] = defaultdict(float)
    for _ in range(3_000):
        following: dict[tuple[Past, float], float] = defaultdict(float)
        for (past, total), chance in holding.items():
            if brute.ending(past):
                ended[past.scene, total] += chance
                continue
            weights = weigh(past) or {}
            for step in brute.steps[past]:
                gain = weights.get(step.choice or "", 0.0)
                following[step.after, total + gain] += chance / len(brute.steps[past])
        holding = {at: chance for at, chance in following.items() if chance > 1e-14}
        if not holding or (set(holding) == set(following) and _stuck(brute, holding)):
            break
    return {at: chance for at, chance in ended.items() if chance}


def _stuck(brute: NaiveWalk, holding: dict[tuple[Past, float], float]) -> bool:
    return not any(brute.ending(p) for past, _ in holding for p in brute.reachable(past))


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_the_spine_is_what_no_way_to_an_ending_avoids(case: Case) -> None:
    brute = brute_force(case)
    walked = walk(compile_case(case), RUBRIC)
    found = routes(walked.graph, walked.facts).spine
    offers = defaultdict(set)
    for past in brute.steps:
        if decides(case, past):
            offers[past.scene].add(tuple(c.id for c in naive.offers(case, past)))
    can_end = any(brute.ending(past) for past in brute.steps)
    expected = [s for s in case.scenes if s in offers and can_end and not _avoided(case, brute, s)]
    assert [decision.scene for decision in found] == expected
    for decision in found:
        if decision.same_options:
            assert len(offers[decision.scene]) == 1


def _avoided(case: Case, brute: NaiveWalk, scene: str) -> bool:
    """Whether an ending can be reached without meeting a decision in the scene."""
    line = [naive.start(case)]
    met = set(line)
    for past in line:
        if past.scene == scene and decides(case, past):
            continue
        if brute.ending(past):
            return True
        new = {step.after for step in brute.steps[past]} - met
        met |= new
        line += new
    return False


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_what_routes_meet_agrees(case: Case) -> None:
    brute = brute_force(case)
    begin = naive.start(case)
    walked = walk(compile_case(case), RUBRIC)
    found = routes(walked.graph, walked.facts)

    def count(counts: dict[Past, bool]) -> tuple[float, float]:
        def one(past: Past) -> dict[str, float] | None:
            return {s.choice or "": 1.0 for s in brute.steps[past]} if counts[past] else None

        return brute.best(one, min)[begin], brute.best(one, max)[begin]

    for name, phases in PHASES.items():
        met = {p: decides(case, p) and case.scenes[p.scene].phase in phases for p in brute.steps}
        assert (found.by_phase[name].low, found.by_phase[name].high) == count(met)
    for side, span in (("T", found.t_moments), ("W", found.w_moments)):
        assert (span.low, span.high) == count({p: _clear(case, p) == side for p in brute.steps})
    told = {p: _clear(case, p) is not None for p in brute.steps}
    assert (found.disclosures.low, found.disclosures.high) == count(told)
    assert found.plays == _plays(brute, begin)


def _clear(case: Case, past: Past) -> str | None:
    """``T``, ``W``, or ``-`` for a disclosure decision that is neither; else ``None``."""
    scene = case.scenes[past.scene]
    on_offer = [c for c in naive.offers(case, past) if not c.fallback]
    if scene.disclosure is None or past.scene in past.seen or len(on_offer) < 2:
        return None
    said = scene.disclosure
    moment = Moment(said.what, said.cue, said.at, said.stage)
    found: dict[bool, list[str]] = {True: [], False: []}
    for choice in on_offer:
        assert choice.tells is not None
        tells = Tells(
            choice.tells.decision,
            choice.tells.amount,
            whose_need=choice.tells.whose_need,
            resolved=choice.tells.resolved,
            passes=frozenset(choice.tells.passes),
        )
        found[tells.decision != "withheld"].append(verdict(tells, moment))
    telling, withholding = found[True], found[False]
    if "fits" in telling and withholding and all(v == "misfit" for v in withholding):
        return "T"
    if "fits" in withholding and telling and all(v == "misfit" for v in telling):
        return "W"
    return "-"


def _plays(brute: NaiveWalk, begin: Past) -> int | None:
    """How many plays, by plain recursion; ``None`` where one comes back to where it was."""
    known: dict[Past, int] = {}
    on_the_way: set[Past] = set()

    def count(past: Past) -> int:
        if past in on_the_way:
            raise RecursionError
        if past not in known:
            on_the_way.add(past)
            known[past] = sum(count(step.after) for step in brute.steps[past]) or 1
            on_the_way.discard(past)
        return known[past]

    try:
        return count(begin)
    except RecursionError:
        return None


@pytest.mark.parametrize(
    "path", sorted((ROOT / "vignettes").glob("*.yaml")), ids=lambda path: path.stem
)
def test_a_survey_of_each_library_case_is_plain_data_and_covers_it(path: Path) -> None:
    rubric = read_rubric_file(ROOT / "scoring" / "rubrics" / "ppsim-core.yaml").value
    assert rubric is not None
    case = read_case_file(path, rubric).value
    assert case is not None
    walked = walk(compile_case(case, "abc"), rubric)
    found = survey(walked)
    assert json.loads(json.dumps(found)) == found
    assert json.dumps(survey(walk(compile_case(case, "abc"), rubric))) == json.dumps(found)
    assert {entry["scene"] for entry in found["scenes"]} == set(case.scenes)
    assert all(entry["way"] is not None for entry in found["options"])
    assert sum(found["random_play"]["endings"].values()) == pytest.approx(1)
    assert found["v_star"] == found["bounds"]["total"]["high"]
    low, high = found["bounds"]["total"]["low"], found["bounds"]["total"]["high"]
    totals = [entry["total"] for entry in found["random_play"]["total"]["chances"]]
    assert (min(totals), max(totals)) == (low, high)
    story = compile_case(case)
    for ending in found["endings"]:
        state = story.start
        for step in ending["way"]:
            scene, _, choice = step.partition("/")
            assert state.scene == scene
            state = story.step(state, choice) if choice else story.leave(state)
        assert state.scene == ending["scene"]


def test_a_bounded_survey_says_so() -> None:
    case = next(
        made
        for made in (make_case(seed, 6) for seed in range(100))
        if walk(compile_case(made), RUBRIC).states > 20
    )
    found = survey(walk(compile_case(case), RUBRIC, budget=5))
    assert not found["complete"]
    for name in ("v_star", "bounds", "routes", "random_play", "traps"):
        assert found[name] is None
    json.dumps(found)
