"""Every formula against a second computation written the long way (naive_scoring)."""

from __future__ import annotations

from fractions import Fraction as F
from math import isclose, sqrt

import naive_scoring as naive
from hypothesis import given, settings
from record_makers import PARALLEL, TELLING, core, records

from scoring.attempt import score
from scoring.intervals import Share
from scoring.record import AttemptRecord
from scoring.sparse import TooFew

modest = settings(max_examples=300, deadline=None)


def close(a: object, b: object) -> bool:
    return isclose(float(a), float(b), rel_tol=1e-9, abs_tol=1e-9)  # type: ignore[arg-type]


@modest
@given(records())
def test_decisions_stances_and_moments(record: AttemptRecord) -> None:
    got = score(record, core())
    assert [d.pick for d in got.decisions] == naive.met(record)
    for d in got.decisions:
        w = naive.effective(record.picks[d.pick])
        assert {o.id: o.w for o in d.options} == w
        assert (d.w, d.w_max, d.w_min) == (w[d.chosen], max(w.values()), min(w.values()))
        assert d.k == naive.k(record.picks[d.pick])
        assert {o.id for o in d.options if o.best} == {i for i in w if w[i] == max(w.values())}
        flag = "reflective" if d.w > 0 else "reactive" if d.w < 0 else "neutral"
        assert d.stance == flag
        stances = {naive.code(c)["stance"] for c in d.codes}
        assert d.mixed == (len(stances - {"neutral"}) == 2)
        assert d.meets == naive.taken(record.picks[d.pick]).meets
        assert d.neighbour in w
        assert d.neighbour != d.chosen
    assert (got.stances.reactivity.k, got.stances.reactivity.n) == naive.reactivity(record)
    assert list(got.moments) == naive.moments(record)


@modest
@given(records(max_picks=16))
def test_attainment_and_judgement(record: AttemptRecord) -> None:
    got = score(record, core())
    for s in got.attainment:
        want = naive.s(record, s.dimension)
        if isinstance(want, int):
            assert s.score == s.random == TooFew(want, 3, "decisions that inform the dimension")
            assert s.informing == want
        else:
            assert isinstance(s.score, float)
            assert isinstance(s.random, float)
            assert close(s.score, want[0])
            assert close(s.random, want[1])
            assert s.informing == want[2]
    for j in (got.judgement, *got.judgements):
        want = naive.a(record, j.dimension)
        if isinstance(want, int):
            assert isinstance(j.a, TooFew)
            assert (j.a.have, j.a.need) == (want, 6)
            assert j.a == j.se0 == j.verdict
        else:
            a, se2, n = want
            assert close(j.a, a)
            assert close(j.se0, sqrt(se2))
            assert j.decisions == n
            if not close(a * a, 1.959963984540054**2 * float(se2)):
                told_apart = a * a > 1.959963984540054**2 * float(se2)
                assert (j.verdict != "not_yet") == told_apart


@modest
@given(records())
def test_features_and_pulls(record: AttemptRecord) -> None:
    got = score(record, core())
    for f in got.features:
        assert f.status == naive.feature_status(record, f.id)
        if f.status == "foreclosed" and f.closed_by is not None:
            step = (record.leaves if f.closed_by.leaving else record.picks)[f.closed_by.index]
            assert f.id in step.open_before
            assert f.id not in step.open_after
        elif f.status == "foreclosed":
            assert f.id not in record.open_start
        else:
            assert f.closed_by is None
    for p in got.pulls:
        taken, offered, expected = naive.pulls(record)[p.role]
        assert (p.taken, p.offered) == (taken, offered)
        assert close(p.expected, expected)
        assert len(p.picks) == p.taken


@modest
@given(records(max_picks=12, bias=PARALLEL) | records(max_picks=14))
def test_echo(record: AttemptRecord) -> None:
    got = score(record, core()).echo
    want = naive.echo(record)
    if want is None:
        assert got is None
    else:
        assert got is not None
        assert (got.counted, got.echoed, got.broken, got.carried_back) == want


@modest
@given(records(max_picks=14))
def test_repair(record: AttemptRecord) -> None:
    got = score(record, core()).repairs
    assert [(s.person, s.opened_at, s.outcome) for s in got.strains] == naive.strains(record)
    assert got.counted >= got.repaired + got.recovered
    mended = [s for s in got.strains if s.outcome == "repaired"]
    assert (got.best in mended) if mended else (got.best is None)


@modest
@given(records(max_picks=24, bias=TELLING) | records(max_picks=14))
def test_disclosure_tiers_and_marks(record: AttemptRecord) -> None:
    got = score(record, core())
    cells = naive.two_by_two(record)
    assert [r.pick for r in got.ledger if r.clear == "T"] == cells["T"]
    assert [r.pick for r in got.ledger if r.clear == "W"] == cells["W"]
    assert list(got.balance.wrong_dose) == cells["dose"]
    assert (got.balance.t_met, got.balance.w_met) == (len(cells["T"]), len(cells["W"]))
    fewest = min(len(cells["T"]), len(cells["W"]))
    assert isinstance(got.balance.over_withholding, TooFew) == (fewest < 3)
    assert isinstance(got.balance.j, TooFew) == (fewest < 6)
    if fewest >= 3:
        over = got.balance.over_withholding, got.balance.over_disclosure
        assert [(x.k, x.n) for x in over if isinstance(x, Share)] == [
            (len(cells["held at T"]), len(cells["T"])),
            (len(cells["told at W"]), len(cells["W"])),
        ]
    if fewest >= 6:
        rates = (
            F(len(cells["held at T"]), len(cells["T"])),
            F(len(cells["told at W"]), len(cells["W"])),
        )
        assert close(got.balance.j, 1 - sum(rates))
    for row in got.ledger:
        assert row.verdict == naive.verdict(row.tells, row.moment.cue)
    assert [(t.pick, t.cell) for t in got.two_tier] == naive.tiers(record)
    assert {m.code: list(m.picks) for m in got.critical} == naive.critical(record)


@modest
@given(records())
def test_regret_sums_and_is_never_negative(record: AttemptRecord) -> None:
    got = score(record, core()).regret
    earned = sum(naive.weight_at(p) for p in record.picks)
    assert got.earned == earned
    assert got.start - (got.earned + got.last) == sum(s.g for s in got.steps)
    assert len(got.steps) == len(record.picks) + len(record.leaves)
    for s in got.steps:
        assert s.g >= 0
        assert s.g == s.loss + s.routing
        assert s.loss >= 0
