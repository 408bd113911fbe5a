"""Figures of made-up cohorts through the engine; omega; the demo cohort itself."""

from __future__ import annotations

import re
from itertools import combinations_with_replacement
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import CASES, demo_rows, maker, roles, rubric
from statsmodels.multivariate.factor import Factor

from ppsim.cohort.demo import LABEL, demo_cohort
from ppsim.cohort.figures import case_scores, figures_of, figures_of_tally
from ppsim.cohort.omega import omega, omega_at, omega_interval, omega_of, one_factor
from ppsim.cohort.policy import NoView, show
from ppsim.cohort.structure import structure_of
from scoring.cohort.estimate import Estimate, Refused
from scoring.cohort.item_scores import ItemScores, sums_of
from scoring.cohort.tally import tally_of
from scoring.intervals import Interval


@settings(max_examples=5)
@given(st.randoms(use_true_random=False))
def test_no_figure_depends_on_the_order_of_rows(random: Random) -> None:
    rows = list(demo_rows("james", 12))
    shape = structure_of(maker("james"))
    usual = figures_of(rows, roles(), shape)
    mixed = figures_of(random.sample(rows, len(rows)), roles(), shape)
    assert mixed == usual


@pytest.mark.parametrize("name", CASES)
def test_counts_and_sums_give_the_same_figures_as_rows(name: str) -> None:
    whole = figures_of(demo_rows(name, 15), roles(), structure_of(maker(name)))
    case = (whole.case, whole.case_id, whole.rubric)
    counted = figures_of_tally(case, tally_of(whole.rows), roles(), people=whole.people)
    assert counted.exact == whole.exact
    assert show(counted, "instructor").people == whole.people
    with pytest.raises(NoView, match="attempts themselves"):
        show(counted, "projection")


def test_figures_are_of_one_case_and_of_each_attempt_once() -> None:
    with pytest.raises(ValueError, match="one text of one case"):
        figures_of((*demo_rows("james", 3), *demo_rows("mark", 3)), roles())
    with pytest.raises(ValueError, match="twice"):
        figures_of((*demo_rows("james", 3), *demo_rows("james", 3)), roles())
    with pytest.raises(ValueError, match="no attempts"):
        figures_of((), roles())


def test_a_programme_of_a_hundred_has_item_statistics() -> None:
    rows = demo_rows("sofia", 120)
    scores = case_scores(
        r
        for name in CASES
        for r in demo_rows(name, 120)
        if r.attempt.person in {x.attempt.person for x in rows}
    )
    groups = {r.attempt.person: "ab"[n % 2] for n, r in enumerate(rows)}
    found = figures_of(rows, roles(), groups=groups, all_cases=scores).exact.programme
    assert not isinstance(found.items, Refused)
    assert isinstance(found.alpha, Estimate)
    assert isinstance(found.omega, Estimate | Refused)
    assert isinstance(found.dif, Refused), "sixty in a group are too few to compare"
    assert isinstance(found.g_study, Refused) or found.g_study.cases == 4


def test_omega_against_another_factor_analysis() -> None:
    rng = np.random.default_rng(3)
    loadings = np.array([0.8, 0.7, 0.6, 0.5, 0.4, 0.3])
    common = rng.normal(size=(400, 1))
    data = common * loadings + rng.normal(size=(400, 6)) * np.sqrt(1 - loadings**2)
    corr = np.corrcoef(data.T)
    other = Factor(corr=corr, n_factor=1, method="pa", smc=True).fit(maxiter=20_000, tol=1e-13)
    own = np.abs(other.loadings[:, 0])
    wanted = own.sum() ** 2 / (own.sum() ** 2 + (1 - own**2).sum())
    assert omega_of(corr.tolist()) == pytest.approx(wanted, abs=1e-9)
    # whatever the unit of an item, its share of one factor stays
    scale = np.diag([1.0, 2.0, 0.5, 1.0, 3.0, 1.0])
    assert omega_of((scale @ corr @ scale).tolist()) is not None


def test_omega_of_a_matrix_of_one_factor_is_what_it_was_made_of() -> None:
    loadings = np.array([0.9, 0.6, 0.5, 0.4])
    made = np.outer(loadings, loadings)
    np.fill_diagonal(made, 1.0)
    whole = loadings.sum() ** 2
    wanted = whole / (whole + (1 - loadings**2).sum())
    assert omega_of(made.tolist()) == pytest.approx(wanted, abs=1e-9)
    assert omega_of([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]) in (None, pytest.approx(0))


def test_omega_moves_with_the_covariances_as_its_interval_says() -> None:
    """The derivatives in closed form, against small steps of the factor analysis itself."""
    rng = np.random.default_rng(8)
    common = rng.normal(size=(500, 1)) * np.array([0.8, 0.7, 0.5, 0.4, 0.6])
    s = np.cov((common + rng.normal(size=(500, 5))).T)
    n, step = 500, 1e-5

    def moved(i: int, j: int, by: float) -> float:
        other = s.copy()
        other[i, j] = other[j, i] = s[i, j] + by
        found = omega_of(other.tolist(), 1e-14)
        assert found is not None
        return found

    slopes = np.zeros((5, 5))
    for i, j in combinations_with_replacement(range(5), 2):
        slope = (moved(i, j, step) - moved(i, j, -step)) / (2 * step)
        slopes[i, j] = slopes[j, i] = slope if i == j else slope / 2
    se = np.sqrt(2 * np.trace(slopes @ s @ slopes @ s) / (n - 1))
    loadings = one_factor(s.tolist())
    assert loadings is not None
    value = omega_at(s.tolist(), loadings)
    half = 1.959963984540054 * se / (1 - value)
    own = omega_interval(s.tolist(), loadings, n)
    assert isinstance(own, Interval)
    assert own.low == pytest.approx(1 - (1 - value) * np.exp(half), abs=1e-6)
    assert own.high == pytest.approx(1 - (1 - value) * np.exp(-half), abs=1e-6)


def test_the_interval_of_omega_holds_what_it_should_about_as_often() -> None:
    """Three hundred groups whose omega is known, with answers in four steps."""
    loads = np.array([0.7, 0.6, 0.5, 0.6, 0.4])
    rng = np.random.default_rng(11)

    def group(n: int) -> np.ndarray:
        parts = rng.normal(size=(n, 5)) * np.sqrt(1 - loads**2)
        answers = rng.normal(size=(n, 1)) * loads + parts
        return (answers[:, :, None] > np.array([-0.8, 0.0, 0.8])).sum(axis=2)

    truth = omega_of(np.cov(group(400_000).T).tolist())
    assert truth is not None
    held = 0
    for _group in range(300):
        rows = group(300)
        people = tuple(f"{n:03}" for n in range(300))
        steps = tuple(tuple(int(x) for x in row) for row in rows)
        found = omega(sums_of(ItemScores(tuple("abcde"), (3,) * 5, people, steps)))
        assert isinstance(found, Estimate)
        assert isinstance(found.interval, Interval)
        assert found.interval.low < found.value < found.interval.high
        held += found.interval.low <= truth <= found.interval.high
    assert 0.91 < held / 300 < 0.99


def test_the_demo_cohort_is_the_same_each_time_and_of_all_kinds() -> None:
    made = maker("james")
    one = list(demo_cohort(made.story, rubric(), 40, seed=7))
    two = list(demo_cohort(made.story, rubric(), 40, seed=7))
    assert [(a.id, a.play.events) for a in one] == [(a.id, a.play.events) for a in two]
    assert [a.play.events for a in demo_cohort(made.story, rubric(), 40, seed=8)] != [
        a.play.events for a in one
    ]
    attended = figures_of(demo_rows("james", 40, 7), roles()).exact.attendance
    assert attended.began == 40
    assert 0 < attended.finished < 40
    assert attended.too_fast == 1
    assert attended.again > 5
    assert "synthetic" in LABEL
    for attempt in one:
        assert re.fullmatch(r"demo-\d{3}-[0-9a-f]{4}", attempt.member.pseudonym)
        times = [event.at for event in attempt.play.events]
        assert None not in times
        assert times == sorted(times, key=str)


def test_skill_shows_in_the_demo_cohort() -> None:
    made = maker("lois")
    attempts = list(demo_cohort(made.story, rubric(), 60, seed=2))
    rows = [made.rows(a.play, attempt=a.id, person=a.member.pseudonym) for a in attempts]
    scores = case_scores(rows)
    skills = {a.member.pseudonym: a.member.skill for a in attempts if a.number == 1}
    known = sorted(scores, key=lambda p: skills[p])
    lower, upper = known[: len(known) // 2], known[len(known) // 2 :]
    mean = [sum(scores[p]["lois"] for p in half) / len(half) for half in (lower, upper)]
    assert mean[1] > mean[0] + 0.1
