"""Group figures of single decisions: by hand, from rows or counts alike, whatever the order."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from math import log
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.cohort.compare import compare
from scoring.cohort.counts import Cell, VoteTable, count_votes
from scoring.cohort.dif import dif
from scoring.cohort.estimate import Estimate, Refused
from scoring.cohort.generalizability import g_study
from scoring.cohort.item_scores import FINEST, ItemScores, item_scores, items_of, sums_of
from scoring.cohort.items import alpha, item_figures, option_functioning
from scoring.cohort.missing import LISTWISE, PAIRS, REACHED
from scoring.cohort.patterns import group_balance, group_pulls, group_stances
from scoring.cohort.rehearsal import judgement_of, pairs_of, rehearsal
from scoring.cohort.rows import (
    Attempt,
    Decision,
    EchoRow,
    Faced,
    OptionFacts,
    faced_from_json,
    faced_to_json,
)
from scoring.cohort.votes import agenda, decision_votes
from scoring.cohort.ways import attendance, echo_map, endings, flow, routes
from scoring.rubric import Role

RESCUE = Role("to_rescue", "to rescue", ("SAR.OVERFUNCTION",))


def option(id_: str, w: float, *, rescues: bool = False, told: bool | None = None) -> OptionFacts:
    return OptionFacts(
        id_,
        w,
        "reflective" if w > 0 else "reactive" if w < 0 else "neutral",
        pulls=("to_rescue",) if rescues else (),
        act=None if told is None else "disclosed" if told else "withheld",
        told=bool(told),
        verdict=None if told is None else "fits",
        enters=told is not None,
    )


HOUR = Faced("hour", "therapy", (option("keep", 1), option("run", -1, rescues=True)), 2, spine=True)
HOUR_TOO = replace(HOUR, options=(*HOUR.options, option("text", -2, rescues=True)), spine=False)
ASKED = Faced(
    "asked", "therapy", (option("yes", 2, told=True), option("no", -1, told=False)), clear="T"
)
DESK = Faced("desk", "supervision", (option("x", 1), option("y", 0), option("z", -1)), spine=True)
ALL = (HOUR, HOUR_TOO, ASKED, DESK)


def attempt(n: int, **other: object) -> Attempt:
    given_: dict[str, object] = {"ending": "held", "ending_scene": "end", **other}
    return Attempt(f"a{n}", f"p{n}", "case", "id", "rubric", **given_)  # type: ignore[arg-type]


def choose(n: int, *choices: tuple[Faced, str]) -> list[Decision]:
    to = [*(faced.scene for faced, _ in choices[1:]), "end"][: len(choices)]
    return [
        Decision(f"a{n}", at, faced, chosen, leads_to)
        for at, ((faced, chosen), leads_to) in enumerate(zip(choices, to, strict=True), start=1)
    ]


@st.composite
def cohorts(draw: st.DrawFn) -> tuple[list[Attempt], list[Decision]]:
    attempts, decisions = [], []
    for n in range(draw(st.integers(1, 12))):
        state = draw(st.sampled_from(("finished", "finished", "finished", "stopped")))
        attempts.append(
            attempt(
                n,
                number=draw(st.sampled_from((1, 1, 1, 2))),
                state=state,
                too_fast=draw(st.sampled_from((False, False, False, True))),
            )
        )
        hour = draw(st.sampled_from((HOUR, HOUR_TOO)))
        met = [faced for faced in (hour, ASKED, DESK) if draw(st.booleans())]
        decisions += choose(n, *((f, draw(st.sampled_from(f.offered))) for f in met))
    return attempts, decisions


def test_votes_by_hand() -> None:
    attempts = [attempt(n) for n in range(6)]
    decisions = [d for n in range(4) for d in choose(n, (HOUR, "run"), (DESK, "x"))]
    decisions += choose(4, (HOUR, "keep"), (DESK, "y")) + choose(5, (DESK, "z"))
    desk, hour = decision_votes(count_votes(attempts, decisions))
    assert (hour.reached.k, hour.reached.n) == (5, 6)
    assert [(o.id, o.taken.k, o.taken.n) for o in hour.options] == [("keep", 1, 5), ("run", 4, 5)]
    assert hour.dissent == pytest.approx(-(0.2 * log(0.2) + 0.8 * log(0.8)) / log(2))
    assert hour.loss == pytest.approx(0.8)
    assert hour.agenda == pytest.approx(0.8 * 2 * 5 / 6)
    assert hour.labels == ("shared miss",)
    assert hour.missing == REACHED
    assert desk.loss == pytest.approx((4 * 0 + 0.5 + 1) / 6)
    assert desk.labels == ()
    assert [d.scene for d in agenda((desk, hour))] == ["hour", "desk"]


def test_labels_at_their_edges() -> None:
    def labels(**votes: int) -> tuple[str, ...]:
        cells = tuple(Cell(DESK, o, n) for o, n in votes.items())
        return decision_votes(VoteTable(sum(votes.values()), cells))[0].labels

    assert labels(z=7, x=3) == ("shared miss",)
    assert labels(z=69, x=31) == ()
    assert labels(x=6, y=4) == ()
    assert labels(x=59, y=41) == ("split",)
    assert labels(z=4) == (), "of four people nothing is labelled"


def test_where_nothing_better_was_on_offer_nothing_is_missed() -> None:
    telling = replace(
        HOUR, options=(option("now", -1), option("later", -1)), scored=False, what="it"
    )
    table = VoteTable(9, (Cell(telling, "now", 8), Cell(telling, "later", 1)))
    (met,) = decision_votes(table)
    assert (met.reactive.k, met.loss, met.labels) == (0, 0, ())


@given(cohorts(), st.randoms(use_true_random=False))
def test_whatever_the_order_of_rows(
    cohort: tuple[list[Attempt], list[Decision]], random: Random
) -> None:
    attempts, decisions = cohort
    mixed = random.sample(attempts, len(attempts)), random.sample(decisions, len(decisions))
    one, two = count_votes(attempts, decisions), count_votes(*mixed)
    assert decision_votes(one) == decision_votes(two)
    assert group_stances(one) == group_stances(two)
    assert group_pulls(one, [RESCUE]) == group_pulls(two, [RESCUE])
    assert group_balance(one) == group_balance(two)
    assert flow(attempts, decisions) == flow(*mixed)
    assert routes(attempts, decisions) == routes(*mixed)
    assert endings(attempts) == endings(mixed[0])
    assert item_scores(attempts, decisions) == item_scores(*mixed)
    assert pairs_of(attempts, decisions) == pairs_of(*mixed)


@given(cohorts())
def test_counted_by_a_database_it_comes_out_the_same(
    cohort: tuple[list[Attempt], list[Decision]],
) -> None:
    attempts, decisions = cohort
    place = {faced: n for n, faced in enumerate(ALL)}
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE attempts (id, number, state, too_fast)")
    base.execute("CREATE TABLE decisions (attempt, faced, chosen)")
    base.executemany(
        "INSERT INTO attempts VALUES (?, ?, ?, ?)",
        [(a.id, a.number, a.state, a.too_fast) for a in attempts],
    )
    base.executemany(
        "INSERT INTO decisions VALUES (?, ?, ?)",
        [(d.attempt, place[d.faced], d.chosen) for d in decisions],
    )
    counts = "number = 1 AND state = 'finished' AND NOT too_fast"
    (people,) = base.execute(f"SELECT count(*) FROM attempts WHERE {counts}").fetchone()
    cells = base.execute(
        "SELECT faced, chosen, count(*) FROM decisions JOIN attempts ON attempt = id "
        f"WHERE {counts} GROUP BY faced, chosen"
    )
    by_database = VoteTable(people, tuple(Cell(ALL[f], chosen, n) for f, chosen, n in cells))
    base.close()
    in_memory = count_votes(attempts, decisions)
    assert decision_votes(by_database) == decision_votes(in_memory)
    assert group_stances(by_database) == group_stances(in_memory)
    assert group_balance(by_database) == group_balance(in_memory)


def test_who_is_left_out() -> None:
    attempts = [
        attempt(0),
        attempt(1, state="stopped"),
        attempt(2, too_fast=True),
        attempt(3, number=2),
        attempt(4, state="open"),
    ]
    decisions = [d for n in range(5) for d in choose(n, (HOUR, "run"))]
    (hour,) = decision_votes(count_votes(attempts, decisions))
    assert (hour.reached.k, hour.reached.n) == (1, 1)
    found = attendance(attempts)
    assert (found.began, found.finished, found.too_fast, found.counted) == (4, 2, 1, 1)
    assert found.again == 1
    assert "first attempts" in hour.missing


def test_an_option_is_out_of_those_to_whom_it_was_on_offer() -> None:
    attempts = [attempt(n) for n in range(3)]
    decisions = [
        *choose(0, (HOUR, "keep")),
        *choose(1, (HOUR_TOO, "text")),
        *choose(2, (HOUR, "run")),
    ]
    (hour,) = decision_votes(count_votes(attempts, decisions))
    taken = {o.id: (o.taken.k, o.taken.n) for o in hour.options}
    assert taken == {"keep": (1, 3), "run": (1, 3), "text": (1, 1)}


def test_pulls_and_telling_by_hand() -> None:
    attempts = [attempt(n) for n in range(3)]
    decisions = [
        *choose(0, (HOUR, "run"), (ASKED, "yes")),
        *choose(1, (HOUR_TOO, "text"), (ASKED, "no")),
        *choose(2, (HOUR, "keep")),
    ]
    table = count_votes(attempts, decisions)
    (rescue,) = group_pulls(table, [RESCUE])
    assert (rescue.taken, rescue.offered) == (2, 3)
    assert rescue.expected == pytest.approx(1 / 2 + 2 / 3 + 1 / 2)
    balance = group_balance(table)
    assert (balance.t_met, balance.told_at_t, balance.withheld_at_t, balance.w_met) == (2, 1, 1, 0)
    assert group_stances(table).reactive == 3


def test_the_echo_map_counts_only_what_could_be_declined() -> None:
    attempts = [attempt(0), attempt(1), attempt(2, state="stopped")]
    rows = [
        EchoRow("a0", "giving", 1, True, "echo"),
        EchoRow("a0", "giving", 2, False, "not_taken"),
        EchoRow("a1", "giving", 1, True, "broken", "carried_back"),
        EchoRow("a2", "giving", 1, True, "echo"),
    ]
    (found,) = echo_map(attempts, rows)
    assert (found.pairs, found.echoed, found.broken, found.carried_back) == (2, 1, 1, 1)


def test_whole_ways_of_fewer_than_five_are_only_counted() -> None:
    attempts = [attempt(n) for n in range(9)]
    decisions = [d for n in range(5) for d in choose(n, (HOUR, "run"), (DESK, "x"))]
    decisions += [d for n in range(5, 9) for d in choose(n, (HOUR, "keep"), (DESK, "x"))]
    found = routes(attempts, decisions)
    assert [(r.choices, r.count) for r in found.shared] == [((("hour", "run"), ("desk", "x")), 5)]
    assert found.lone == 4


def test_only_people_with_both_attempts_finished_are_rehearsal() -> None:
    attempts, decisions = [], []
    for n in range(8):
        first = replace(attempt(2 * n), person=f"p{n}")
        second = replace(attempt(2 * n + 1), person=f"p{n}", number=2)
        if n == 6:
            second = replace(second, state="stopped")
        if n == 7:
            first = replace(first, too_fast=True)
        attempts += [first, second]
        decisions += choose(2 * n, (HOUR, "run"), (DESK, "x" if n % 2 else "z"))
        decisions += choose(2 * n + 1, (HOUR, "keep"), (DESK, "x"))
    pairs = pairs_of(attempts, decisions)
    assert len(pairs) == 6
    found = rehearsal(pairs)
    assert (found.pairs, found.better, found.worse, found.same) == (6, 6, 0, 0)
    assert found.p_sign == pytest.approx(2 / 2**6)
    assert found.missing == PAIRS
    assert isinstance(found.change, Estimate)
    assert judgement_of(choose(0, (HOUR, "keep"), (DESK, "x"))) == pytest.approx(1)
    assert judgement_of(choose(0, (HOUR, "run"), (DESK, "y"))) == pytest.approx(-2 / 3)
    assert isinstance(rehearsal(pairs[:2]).change, Refused)


def test_too_few_people_are_told_so_in_words() -> None:
    attempts = [attempt(n) for n in range(12)]
    decisions = [d for n in range(12) for d in choose(n, (HOUR, "run"), (DESK, "x"))]
    items = item_scores(attempts, decisions)
    refused = item_figures(sums_of(items))
    assert isinstance(refused, Refused)
    assert refused.reason.startswith("at n = 12 an r of .30 could be anything from -.33 to .75")
    assert isinstance(alpha(sums_of(items)), Refused)
    assert isinstance(option_functioning(count_votes(attempts, decisions)), Refused)
    assert isinstance(dif(items, {}, "here", "there"), Refused)
    assert isinstance(g_study({"p": {"one": 0.1, "two": 0.2}}), Refused)


def test_items_are_the_spine_and_listwise() -> None:
    rng = Random(2)
    attempts = [attempt(n) for n in range(120)]
    decisions = []
    for n in range(120):
        hour = (HOUR if n % 40 else HOUR_TOO, "run" if rng.random() < 0.5 else "keep")
        decisions += choose(n, hour, (ASKED, "yes"), (DESK, rng.choice("xyz")))
    items = item_scores(attempts, decisions)
    assert items.items == ("desk", "hour"), "what not everybody meets alike is no item"
    assert (items.n, items.left_out) == (117, 3)
    assert items.tops == (2, 1)
    found = item_figures(sums_of(items))
    assert not isinstance(found, Refused)
    for figure in found:
        assert (figure.difficulty.n, figure.difficulty.missing) == (117, LISTWISE)
        assert isinstance(figure.item_rest, Estimate)
        assert figure.item_rest.missing == LISTWISE
    dead = option_functioning(count_votes(attempts, decisions))
    assert not isinstance(dead, Refused)
    assert {(o.scene, o.option) for o in dead if o.dead} == {("asked", "no")}


@given(
    st.lists(
        st.one_of(
            st.sampled_from((-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)),
            st.integers(-2000, 2000).map(lambda n: n / 1000),
            st.floats(-2, 2).map(lambda w: round(w, 9)),
        ),
        min_size=2,
        max_size=6,
    ).filter(lambda weights: len(set(weights)) > 1)
)
def test_a_score_is_whole_steps_of_its_item(weights: list[float]) -> None:
    options = tuple(option(f"o{n}", w) for n, w in enumerate(weights))
    ((_, item),) = items_of([replace(DESK, options=options)])
    low, high = min(weights), max(weights)
    for n, w in enumerate(weights):
        score, steps = (w - low) / (high - low), item.steps[f"o{n}"]
        exact = item.top < FINEST
        assert steps / item.top == pytest.approx(score, abs=1e-9 if exact else 0.5 / FINEST)
        assert (steps == 0) == (w == low) or not exact
    assert all(round(w * 1000) == w * 1000 for w in weights) <= (item.top <= 4000)


def test_a_decision_that_asks_something_else_of_one_group_is_found() -> None:
    rng = Random(6)
    people = tuple(f"p{n:03}" for n in range(600))
    group = {p: "there" if n % 2 else "here" for n, p in enumerate(people)}
    group[people[0]] = "elsewhere"
    rows = []
    for person in people:
        skill = rng.gauss(0, 1)
        unfair = -1.5 if group[person] == "there" else 0.0
        hard = (0.0, 0.3, -0.3, 0.5, unfair)
        rows.append(tuple(int(skill + h + rng.gauss(0, 1) > 0) for h in hard))
    table = ItemScores(tuple("abcde"), (1,) * 5, people, tuple(rows))
    found = dif(table, group, "here", "there")
    assert not isinstance(found, Refused)
    sizes = {d.scene: d.size for d in found if not isinstance(d, Refused)}
    assert sizes["e"] == "C"
    assert all(sizes[item] in "AB" for item in "abcd")
    unfair_one = found[-1]
    assert not isinstance(unfair_one, Refused)
    assert unfair_one.odds_ratio.value > 2, "the odds are of those here over those there"
    assert unfair_one.delta < -1.5
    assert (unfair_one.odds_ratio.n, unfair_one.odds_ratio.missing) == (599, LISTWISE)
    few = {p: g for p, g in group.items() if p < "p150"}
    assert isinstance(dif(table, few, "here", "there"), Refused)


def test_only_people_with_every_case_enter_the_g_study() -> None:
    scores = {f"p{n}": {"one": n % 7 / 7, "two": n % 5 / 5} for n in range(110)}
    whole = g_study(scores)
    assert not isinstance(whole, Refused)
    more = g_study({**scores, "late": {"one": 0.9}})
    assert more == whole
    assert isinstance(g_study({p: {"one": s["one"]} for p, s in scores.items()}), Refused)


def test_against_another_cohort_where_both_have_five() -> None:
    here = VoteTable(10, (Cell(HOUR, "run", 8), Cell(HOUR, "keep", 2), Cell(DESK, "x", 4)))
    there = VoteTable(20, (Cell(HOUR, "run", 5), Cell(HOUR, "keep", 15), Cell(DESK, "x", 20)))
    found = compare(here, there)
    assert [(d.option, round(d.difference, 2)) for d in found] == [("keep", -0.55), ("run", 0.55)]


@given(st.sampled_from(ALL))
def test_what_was_faced_goes_through_json(faced: Faced) -> None:
    assert faced_from_json(faced_to_json(faced)) == faced
