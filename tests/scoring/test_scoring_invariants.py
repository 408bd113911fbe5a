"""What must hold of every attempt, whatever was played."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import isclose, prod
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from record_makers import TELLING, Bias, core, make_record, option, records

from scoring.attainment import attainment, informs
from scoring.attempt import AttemptScore, score
from scoring.decisions import Met, decisions_met
from scoring.judgement import chance_adjusted
from scoring.pulls import pull
from scoring.record import AttemptRecord, Pick
from scoring.regret import Regret
from scoring.sparse import NotWalked

modest = settings(max_examples=100, deadline=None)


def unwalked(record: AttemptRecord) -> AttemptRecord:
    """The same picks without the walk's values, so that choices can be swapped freely."""
    return replace(record, value_start=None, value_last=None)


def choosing(record: AttemptRecord, how: object) -> AttemptRecord:
    """The same offers met, each decision taken by ``how(met)``."""
    picks = list(record.picks)
    for m in decisions_met(record, core()):
        picks[m.at] = replace(m.pick, chosen=how(m))  # type: ignore[operator]
    return replace(unwalked(record), picks=tuple(picks))


def best_of(m: Met) -> str:
    return m.row.ids[m.row.overall.index(m.row.best)]


@modest
@given(records(max_picks=20))
def test_perfect_play_has_100_wherever_something_was_to_be_seen(record: AttemptRecord) -> None:
    got = score(choosing(record, best_of), core())
    for s in got.attainment:
        assert s.earned == s.possible
        assert not isinstance(s.score, float) or s.score == 100
    for j in (got.judgement, *got.judgements):
        assert not isinstance(j.a, float) or j.a == 1
    assert got.moments == ()
    assert all(d.loss == 0 for d in got.decisions)


@modest
@given(records(max_picks=20), st.integers(0, 2**32))
def test_bounds(record: AttemptRecord, seed: int) -> None:
    rng = Random(seed)
    got = score(choosing(record, lambda m: rng.choice(m.row.ids)), core())
    for s in got.attainment:
        if isinstance(s.score, float):
            assert isinstance(s.random, float)
            assert 0 <= s.score <= 100
            assert 0 < s.random < 100
    for j in (got.judgement, *got.judgements):
        assert not isinstance(j.a, float) or j.a <= 1
    for p in got.pulls:
        assert p.taken <= p.offered
        assert p.expected <= p.offered
    assert got.stances.reflective + got.stances.reactive + got.stances.neutral == len(got.decisions)


def all_plays(record: AttemptRecord, at_most: int = 300) -> list[AttemptRecord]:
    """Every way of taking the decisions met; none where there are too many to enumerate."""
    met = decisions_met(record, core())
    if not met or prod(len(m.row.ids) for m in met) > at_most:
        return []
    plays = []
    for chosen in product(*(m.row.ids for m in met)):
        by = dict(zip((m.at for m in met), chosen, strict=True))
        plays.append(choosing(record, lambda m, by=by: by[m.at]))
    return plays


@settings(max_examples=40, deadline=None)
@given(records(max_picks=6))
def test_random_picking_by_enumeration(record: AttemptRecord) -> None:
    """A averages 0 with variance SE0 squared; S averages its mark; a pull its expectation."""
    plays = all_plays(record)
    assume(plays)
    n = len(plays)
    every = [decisions_met(p, core()) for p in plays]
    a = [chance_adjusted(met) for met in every]
    assert isclose(sum(x.a for x in a) / n, 0, abs_tol=1e-9)
    assert isclose(sum(x.a**2 for x in a) / n, a[0].se0 ** 2, abs_tol=1e-9)
    for d in core().dimensions:
        informing = [[m for m in met if informs(m, d)] for met in every]
        if informing[0]:
            in_d = [chance_adjusted(met, d) for met in informing]
            assert isclose(sum(x.a for x in in_d) / n, 0, abs_tol=1e-9)
            assert isclose(sum(x.a**2 for x in in_d) / n, in_d[0].se0 ** 2, abs_tol=1e-9)
        s = [attainment(met, d) for met in every]
        if isinstance(s[0].random, float):
            mean = sum(x.score for x in s if isinstance(x.score, float)) / n
            assert isclose(mean, s[0].random, abs_tol=1e-9)
    for role in core().roles.values():
        pulled = [pull(met, role) for met in every]
        assert isclose(sum(p.taken for p in pulled) / n, pulled[0].expected, abs_tol=1e-9)


def figures(s: AttemptScore) -> list[object]:
    """What must not depend on the order in which options are written."""
    return [
        [(d.chosen, d.w, d.w_max, d.w_min, d.k, d.stance, set(d.best)) for d in s.decisions],
        [(d.w_mean, d.offers_both, d.informs, d.regret) for d in s.decisions],
        s.stances,
        s.moments,
        s.regret,
        s.doors,
        s.features,
        [(p.role, p.taken, p.offered, round(p.expected, 9)) for p in s.pulls],
        [(a.dimension, a.informing, a.earned, a.possible, a.score) for a in s.attainment],
        s.echo,
        s.repairs,
        s.ledger,
        s.balance,
        [(t.pick, t.cell, set(t.sound_for)) for t in s.two_tier],
        s.critical,
        [(c.pick, set(c.options)) for c in s.contested],
    ]


@modest
@given(records(max_picks=14) | records(max_picks=14, bias=TELLING), st.integers(0, 2**32))
def test_the_order_of_options_changes_no_figure(record: AttemptRecord, seed: int) -> None:
    rng = Random(seed)
    shuffled = replace(
        record,
        picks=tuple(
            replace(p, offered=tuple(rng.sample(p.offered, len(p.offered)))) for p in record.picks
        ),
    )
    assert figures(score(shuffled, core())) == figures(score(record, core()))


def padded(record: AttemptRecord, seed: int) -> tuple[AttemptRecord, list[int]]:
    """Picks that must not score put in anywhere, and where the old ones now stand."""
    rng = Random(seed)
    good, bad = option("g", "FRM.NAME"), option("b", "FRA.ABANDON")
    fillers = [
        Pick("hub", "between", (good, bad), "g", hub=True),
        Pick("one", "between", (good,), "g"),
        Pick("again", "between", (good, bad), "b", first_visit=False),
        Pick("equal", "between", (option("x", "SAR.PAUSE"), option("y", "FRA.HOLD")), "x"),
        Pick("out", "between", (replace(bad, fallback=True),), "b"),
    ]
    picks: list[Pick] = []
    moved: list[int] = []
    for p in record.picks:
        for _ in range(rng.choice((0, 1, 2))):
            picks.append(rng.choice(fillers))
        moved.append(len(picks))
        picks.append(p)
    return replace(unwalked(record), picks=tuple(picks), leaves=()), moved


@modest
@given(records(max_picks=10), st.integers(0, 2**32))
def test_picks_that_do_not_score_change_nothing(record: AttemptRecord, seed: int) -> None:
    longer, moved = padded(record, seed)
    was, now = score(unwalked(record), core()), score(longer, core())
    assert now.stances == was.stances
    assert now.attainment == was.attainment
    assert (now.judgement, now.judgements) == (was.judgement, was.judgements)
    assert now.moments == tuple(moved[i] for i in was.moments)
    assert [(p.taken, p.offered, p.expected) for p in now.pulls] == [
        (p.taken, p.offered, p.expected) for p in was.pulls
    ]
    assert [s.outcome for s in now.repairs.strains] == [s.outcome for s in was.repairs.strains]
    assert now.balance.t_met == was.balance.t_met
    assert [m.code for m in now.critical] == [m.code for m in was.critical]
    if was.echo is not None:
        assert now.echo is not None
        assert [(p.counted, p.outcome, p.carried) for p in now.echo.pairs] == [
            (p.counted, p.outcome, p.carried) for p in was.echo.pairs
        ]


@modest
@given(records(max_picks=10))
def test_scoring_is_a_pure_function(record: AttemptRecord) -> None:
    assert score(record, core()) == score(record, core())


@modest
@given(records(max_picks=10))
def test_without_a_walk_nothing_is_made_up(record: AttemptRecord) -> None:
    blind = replace(
        record,
        picks=tuple(
            replace(p, value_before=None, value_after=None, open_before=None, open_after=None)
            for p in record.picks
        ),
        leaves=(),
        value_start=None,
        value_last=None,
        open_start=None,
    )
    got, walked = score(blind, core()), score(record, core())
    assert got.regret == NotWalked()
    assert got.doors == ()
    assert all(d.regret is None for d in got.decisions)
    for f, known in zip(got.features, walked.features, strict=True):
        assert f.closed_by is None
        if known.status in ("met", "missed", "not_applicable"):
            assert f.status == known.status
        else:
            assert f.status == ("foreclosed" if record.ending else "not_known")
    assert got.attainment == walked.attainment


@modest
@given(records(max_picks=12))
def test_k_weighs_key_moments_double(record: AttemptRecord) -> None:
    """Doubling every k changes no ratio: S and A stay, the ranking stays."""
    every = replace(
        unwalked(record),
        picks=tuple(
            replace(p, offered=tuple(replace(o, meets=("f1",)) for o in p.offered))
            for p in record.picks
        ),
    )
    none = replace(
        every,
        picks=tuple(
            replace(p, offered=tuple(replace(o, meets=()) for o in p.offered)) for p in every.picks
        ),
    )
    twice, once = score(every, core()), score(none, core())
    assert twice.moments == once.moments
    for a, b in zip(twice.attainment, once.attainment, strict=True):
        assert a.score == b.score
        assert a.possible == 2 * b.possible
    assert twice.judgement.a == once.judgement.a


def test_doors_are_the_steps_that_led_lower() -> None:
    for seed in range(200):
        got = score(make_record(8, seed, Bias()), core())
        assert isinstance(got.regret, Regret)
        lower = {s.step for s in got.regret.steps if s.routing > 0}
        lost = {f.closed_by for f in got.features if f.closed_by}
        assert {d.step for d in got.doors} == lower | lost
        for d in got.doors:
            assert d.features == tuple(f.id for f in got.features if f.closed_by == d.step)
