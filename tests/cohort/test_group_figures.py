"""Figures of made-up cohorts through the engine; omega; the demo cohort itself."""

from __future__ import annotations

import re
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import CASES, demo_rows, maker, roles, rubric
from statsmodels.multivariate.factor import Factor

from ppsim.cohort.demo import LABEL, demo_cohort
from ppsim.cohort.figures import case_scores, figures_of, figures_of_counts
from ppsim.cohort.omega import omega, omega_of
from ppsim.cohort.policy import NoView, show
from ppsim.cohort.structure import structure_of
from scoring.cohort.estimate import Estimate, Refused
from scoring.cohort.items import ItemScores
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
def test_counts_alone_give_the_same_figures_of_single_decisions(name: str) -> None:
    whole = figures_of(demo_rows(name, 15), roles(), structure_of(maker(name)))
    exact = whole.exact
    counted = figures_of_counts(
        whole.case,
        whole.case_id,
        whole.rubric,
        exact.attendance,
        whole.table,
        roles(),
        echoes=exact.echoes,
        edges=exact.edges,
        ended=exact.endings,
    )
    for part in ("decisions", "agenda", "stances", "pulls", "balance", "echoes", "edges"):
        assert getattr(counted.exact, part) == getattr(exact, part)
    assert isinstance(counted.exact.rehearsal, Refused)
    assert show(counted, "instructor").decisions
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


def test_omega_does_not_depend_on_the_order_of_people() -> None:
    rng = Random(4)
    rows = []
    for _person in range(130):
        skill = rng.gauss(0.5, 0.3)
        rows.append(tuple(round(rng.gauss(skill, 0.3), 3) for _item in range(5)))
    items, people = tuple("abcde"), tuple(f"{n:03}" for n in range(130))
    one = omega(ItemScores(items, people, tuple(rows), 0))
    two = omega(ItemScores(items, people, tuple(rng.sample(rows, 130)), 0))
    assert isinstance(one, Estimate)
    assert isinstance(two, Estimate)
    assert isinstance(one.interval, Interval)
    assert two.value == pytest.approx(one.value, abs=1e-9)
    assert isinstance(two.interval, Interval)
    assert two.interval.low == pytest.approx(one.interval.low, abs=1e-9)
    assert one.interval.low < one.value < one.interval.high


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
