"""Statistics against implementations by others, on public data, to 1e-9.

Public data: Krippendorff's (2011) own example of four observers and twelve units; Student's (1908)
sleep data, as R ships it; the five items of Section 6 of the Law School Admission Test (LSAT6,
Bock & Lieberman 1970), as R's ltm ships them, by response pattern.
"""

from __future__ import annotations

from math import nan, sqrt
from random import Random

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from scoring.cohort.agreement import Level, agreement, krippendorff_alpha
from scoring.cohort.compare import newcombe
from scoring.cohort.dif import mantel_haenszel
from scoring.cohort.estimate import Estimate, Refused, correlation_interval
from scoring.cohort.generalizability import components
from scoring.cohort.item_scores import ItemScores, ItemSums, sums_of
from scoring.cohort.items import covariances, cronbach, difficulty, item_rest
from scoring.cohort.rehearsal import mean_interval, sign_test, standardised_change
from scoring.cohort.student import t_cdf, t_quantile
from scoring.cohort.votes import dissent
from scoring.intervals import Interval, wilson

EXACT = 1e-9
_ = None
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3),
    (_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _),
)
UNITS = list(zip(*OBSERVERS, strict=True))
SLEEP = tuple(
    zip(
        (0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0),
        (1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4),
        strict=True,
    )
)
PATTERNS = "3 6 2 11 1 1 3 4 1 8 0 16 0 3 2 15 10 29 14 81 3 28 15 80 16 56 21 173 11 61 28 298"
LSAT6 = tuple(
    tuple(int(bit) for bit in f"{pattern:05b}")
    for pattern, people in enumerate(map(int, PATTERNS.split()))
    for _person in range(people)
)


def near(value: float) -> object:
    return pytest.approx(value, abs=EXACT, rel=EXACT)


def as_sums(rows: tuple[tuple[int, ...], ...], tops: tuple[int, ...] | None = None) -> ItemSums:
    people = tuple(f"p{i:04}" for i in range(len(rows)))
    items = tuple(f"i{n}" for n in range(len(rows[0])))
    return sums_of(ItemScores(items, tops or (1,) * len(items), people, rows))


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_krippendorffs_own_example(level: Level, published: float) -> None:
    alpha = krippendorff_alpha(UNITS, level)
    data = [[nan if r is None else float(r) for r in row] for row in OBSERVERS]
    other = krippendorff.alpha(reliability_data=data, level_of_measurement=level)
    assert alpha is not None
    assert round(alpha, 3) == published
    assert alpha == near(other)


@given(
    st.lists(
        st.tuples(*[st.one_of(st.none(), st.integers(-2, 2)) for _rater in range(3)]),
        min_size=2,
        max_size=8,
    ),
    st.sampled_from(["nominal", "ordinal", "interval"]),
    st.randoms(use_true_random=False),
)
def test_alpha_of_any_ratings_and_whatever_order(
    units: list[tuple[int | None, ...]], level: Level, random: Random
) -> None:
    alpha = krippendorff_alpha(units, level)
    paired = [r for u in units if sum(x is not None for x in u) > 1 for r in u if r is not None]
    if len(set(paired)) < 2:
        assert alpha is None
        return
    data = [[nan if r is None else float(r) for r in row] for row in zip(*units, strict=True)]
    other = krippendorff.alpha(reliability_data=data, level_of_measurement=level)
    assert alpha == near(other)
    mixed = [random.sample(unit, len(unit)) for unit in random.sample(units, len(units))]
    assert krippendorff_alpha(mixed, level) == alpha


def test_the_interval_of_agreement_is_a_jackknife_over_what_was_rated() -> None:
    found = agreement(dict(enumerate(UNITS)), "ordinal")
    assert isinstance(found, Estimate)
    assert found.n == 11, "the unit that one observer rated says nothing"
    assert isinstance(found.interval, Interval)
    kept = [u for u in UNITS if sum(r is not None for r in u) > 1]
    alphas = [krippendorff_alpha(kept[:i] + kept[i + 1 :], "ordinal") or nan for i in range(11)]
    pseudo = 11 * found.value - 10 * np.array(alphas)
    low, high = stats.t.interval(0.95, 10, loc=pseudo.mean(), scale=stats.sem(pseudo))
    assert (found.interval.low, found.interval.high) == (near(low), near(min(1.0, high)))
    assert isinstance(agreement({0: (1, 1), 1: (1, 1)}, "nominal"), Refused)


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson(kn: tuple[int, int]) -> None:
    low, high = proportion_confint(*kn, alpha=0.05, method="wilson")
    assert wilson(*kn).low == near(max(0.0, low))
    assert wilson(*kn).high == near(min(1.0, high))


@given(st.floats(0.0005, 0.9995), st.integers(1, 400))
def test_student(p: float, df: int) -> None:
    assert t_quantile(p, df) == pytest.approx(stats.t.ppf(p, df), rel=1e-9, abs=1e-9)
    t = stats.t.ppf(p, df)
    assert t_cdf(t, df) == near(p)


def test_the_change_of_students_sleepers() -> None:
    first, second = np.array(SLEEP).T
    changes = [b - a for a, b in SLEEP]
    own = mean_interval(changes)
    other = stats.ttest_rel(second, first).confidence_interval(0.95)
    assert (own.low, own.high) == (near(other.low), near(other.high))
    assert round(own.low, 4) == 0.7001
    assert round(own.high, 4) == 2.4599, "as R's t.test(paired = TRUE) prints it"
    g = standardised_change(SLEEP)
    assert isinstance(g, Estimate)
    assert isinstance(g.interval, Interval)
    by = sqrt((first.var(ddof=1) + second.var(ddof=1)) / 2) / (1 - 3 / (4 * 9 - 1))
    assert g.value == near((second - first).mean() / by)
    assert (g.interval.low, g.interval.high) == (near(other.low / by), near(other.high / by))


def test_from_twenty_pairs_on_the_interval_is_a_seeded_bootstrap() -> None:
    rng = Random(5)
    pairs = [(rng.gauss(0.2, 0.3), rng.gauss(0.4, 0.3)) for _pair in range(40)]
    changes = np.array([b - a for a, b in pairs])
    own = mean_interval(list(changes), seed=1)
    other = stats.bootstrap(
        (changes,), np.mean, n_resamples=20_000, method="percentile", rng=np.random.default_rng(1)
    ).confidence_interval
    assert own.low == pytest.approx(other.low, abs=0.01)
    assert own.high == pytest.approx(other.high, abs=0.01)
    g = standardised_change(pairs, 1)
    assert isinstance(g, Estimate)
    assert isinstance(g.interval, Interval)

    def of(first: np.ndarray, second: np.ndarray, axis: int) -> np.ndarray:
        pooled = np.sqrt((first.var(axis=axis, ddof=1) + second.var(axis=axis, ddof=1)) / 2)
        return (second - first).mean(axis=axis) / pooled * (1 - 3 / (4 * 39 - 1))

    columns = tuple(np.array(pairs).T)
    assert g.value == near(of(*columns, axis=-1))
    around = stats.bootstrap(
        columns, of, paired=True, method="percentile", rng=np.random.default_rng(1)
    ).confidence_interval
    assert g.interval.low == pytest.approx(around.low, abs=0.05)
    assert g.interval.high == pytest.approx(around.high, abs=0.05)
    assert standardised_change(pairs, 3) == standardised_change(pairs, 3)
    assert standardised_change(pairs, 3) != standardised_change(pairs, 4)


def test_of_many_pairs_the_interval_is_what_the_bootstrap_comes_to() -> None:
    """Where the change is large its interval is that of the spread too, not of the mean alone."""
    rng = Random(9)
    pairs = [(x := rng.gauss(0.0, 0.3), 0.5 * x + 0.5 + rng.expovariate(4)) for _pair in range(900)]
    changes = np.array([b - a for a, b in pairs])
    other = stats.ttest_1samp(changes, 0).confidence_interval(0.95)
    own = mean_interval(list(changes))
    assert (own.low, own.high) == (near(other.low), near(other.high))
    g = standardised_change(pairs)
    assert isinstance(g, Estimate)
    assert isinstance(g.interval, Interval)

    def of(first: np.ndarray, second: np.ndarray, axis: int) -> np.ndarray:
        pooled = np.sqrt((first.var(axis=axis, ddof=1) + second.var(axis=axis, ddof=1)) / 2)
        return (second - first).mean(axis=axis) / pooled * (1 - 3 / (4 * 899 - 1))

    around = stats.bootstrap(
        tuple(np.array(pairs).T), of, paired=True, method="BCa", rng=np.random.default_rng(1)
    ).confidence_interval
    assert g.interval.low == pytest.approx(around.low, abs=0.02)
    assert g.interval.high == pytest.approx(around.high, abs=0.02)


@given(st.one_of(st.integers(0, 60), st.integers(450, 5000)), st.integers(0, 3000))
def test_sign_test(better: int, worse: int) -> None:
    other = stats.binomtest(better, better + worse).pvalue if better + worse else 1.0
    assert sign_test(better, worse) == near(other)


def test_items_of_the_law_school_admission_test() -> None:
    assert len(LSAT6) == 1000
    table, data = as_sums(LSAT6), np.array(LSAT6)
    shares = [difficulty(table, item).value for item in range(5)]
    assert shares == [0.924, 0.709, 0.553, 0.763, 0.870], "as ltm::descript(LSAT) prints it"
    alpha = cronbach(table)
    assert alpha is not None
    assert round(alpha, 4) == 0.2950, "as ltm::descript(LSAT) prints it"
    k = data.shape[1]
    by_numpy = k / (k - 1) * (1 - np.trace(np.cov(data.T)) / np.cov(data.T).sum())
    assert alpha == near(by_numpy)
    for n in range(k):
        own = difficulty(table, n)
        mean, se = data[:, n].mean(), stats.sem(data[:, n])
        assert own.value == near(mean)
        assert isinstance(own.interval, Interval)
        low, high = stats.norm.interval(0.95, loc=mean, scale=se)
        assert (own.interval.low, own.interval.high) == (near(low), near(high))
        found = item_rest(table, n)
        assert isinstance(found, Estimate)
        other = stats.pearsonr(data[:, n], np.delete(data, n, axis=1).sum(axis=1))
        interval = other.confidence_interval(0.95)
        assert found.value == near(other.statistic)
        assert isinstance(found.interval, Interval)
        assert (found.interval.low, found.interval.high) == (
            near(interval.low),
            near(interval.high),
        )


@given(st.randoms(use_true_random=False), st.integers(4, 30), st.integers(2, 6))
def test_item_figures_of_any_table_and_whatever_order(random: Random, n: int, k: int) -> None:
    """Items of unlike steps, against numpy and scipy on the scores themselves."""
    tops = tuple(random.choice((1, 2, 3, 7, 4000)) for _i in range(k))
    rows = tuple(tuple(random.randint(0, top) for top in tops) for _p in range(n))
    sums, data = as_sums(rows, tops), np.array(rows) / np.array(tops)
    assert as_sums(tuple(random.sample(rows, n)), tops) == sums
    assert np.array(covariances(sums)) == pytest.approx(np.cov(data.T), rel=1e-9, abs=1e-12)
    total = np.cov(data.T).sum()
    alpha = cronbach(sums)
    if alpha is not None:
        other = k / (k - 1) * (1 - np.trace(np.cov(data.T)) / total)
        assert alpha == pytest.approx(other, rel=1e-9, abs=1e-9)
    for item in range(k):
        assert difficulty(sums, item).value == near(data[:, item].mean())
        found = item_rest(sums, item)
        rest = np.delete(data, item, axis=1).sum(axis=1)
        if isinstance(found, Estimate) and rest.std() > 1e-9:
            assert found.value == near(np.corrcoef(data[:, item], rest)[0, 1])


def test_at_an_item_where_nobody_differs_there_is_no_correlation() -> None:
    """Thirds have no exact binary form: the sums are whole, so that none is made up by rounding."""
    rows = tuple((1, n % 4, 3 - n % 4) for n in range(120))
    sums = as_sums(rows, (3, 3, 3))
    assert covariances(sums)[0] == (0.0, 0.0, 0.0)
    assert isinstance(item_rest(sums, 0), Refused)
    assert isinstance(item_rest(sums, 1), Estimate)
    assert cronbach(sums) is None, "what one item gives the other takes: sums do not differ"
    assert isinstance(item_rest(as_sums(tuple(r[1:] for r in rows), (3, 3)), 0), Estimate)


@given(
    st.lists(st.tuples(*[st.integers(0, 12) for _cell in range(4)]), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
)
def test_mantel_haenszel(tables: list[tuple[int, int, int, int]], random: Random) -> None:
    found = mantel_haenszel(tables)
    assert mantel_haenszel(random.sample(tables, len(tables))) == found
    if found is None:
        return
    kept = [t for t in tables if sum(t) > 1 and t[0] + t[1] and t[2] + t[3]]
    other = StratifiedTable([np.array(t, dtype=float).reshape(2, 2) for t in kept])
    low, high = other.oddsratio_pooled_confint(0.05)
    assert found[0] == near(other.oddsratio_pooled)
    assert (found[1].low, found[1].high) == (near(low), near(high))
    if abs(sum(a - (a + b) * (a + c) / (a + b + c + d) for a, b, c, d in kept)) >= 0.5:
        assert found[2] == near(other.test_null_odds(correction=True).statistic)


@given(
    st.tuples(st.integers(0, 40), st.integers(0, 40)).filter(sum),
    st.tuples(st.integers(0, 40), st.integers(0, 40)).filter(sum),
)
def test_newcombe(here: tuple[int, int], there: tuple[int, int]) -> None:
    (k1, n1), (k2, n2) = (here[0], sum(here)), (there[0], sum(there))
    low, high = confint_proportions_2indep(k1, n1, k2, n2, method="newcomb", compare="diff")
    own = newcombe((k1, n1), (k2, n2))
    assert (own.low, own.high) == (near(max(-1.0, low)), near(min(1.0, high)))


@given(st.lists(st.integers(0, 30), min_size=2, max_size=6).filter(any))
def test_dissent_is_entropy_over_its_greatest(votes: list[int]) -> None:
    assert dissent(votes, len(votes)) == near(stats.entropy(votes) / np.log(len(votes)))


def test_components_of_variance_against_a_two_way_analysis() -> None:
    rng = Random(3)
    rows = [[rng.gauss(skill, 0.7) for _case in range(4)] for skill in np.linspace(-1, 1, 30)]
    found = components(rows)
    long = [(p, c, x) for p, row in enumerate(rows) for c, x in enumerate(row)]
    # least squares on dummies, which no formula for balanced tables enters
    people = np.array([[float(p == i) for i in range(30)] for p, _c, _x in long])
    cases = np.array([[float(c == j) for j in range(1, 4)] for _p, c, _x in long])
    y = np.array([x for _p, _c, x in long])

    def left(*parts: np.ndarray) -> float:
        design = np.hstack(parts)
        return float(((y - design @ np.linalg.lstsq(design, y, rcond=None)[0]) ** 2).sum())

    whole = left(people, cases)
    ms_rest = whole / (29 * 3)
    ms_people = (left(np.ones((len(y), 1)), cases) - whole) / 29
    assert found.var_rest == near(ms_rest)
    assert found.var_people == near((ms_people - ms_rest) / 4)
    wanted = (ms_people - ms_rest) / 4
    assert found.coefficient == near(wanted / (wanted + ms_rest / 4))
    assert found.cases_for_70 is not None
    longer = found.var_people / (found.var_people + found.var_rest / found.cases_for_70)
    fewer = found.cases_for_70 - 1
    assert longer >= 0.70
    assert not fewer or found.var_people / (found.var_people + found.var_rest / fewer) < 0.70


def test_a_correlation_among_twelve_could_be_nearly_anything() -> None:
    at = correlation_interval(0.30, 12)
    assert (round(at.low, 2), round(at.high, 2)) == (-0.33, 0.75)
