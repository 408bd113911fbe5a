"""Derived rows say of a play what its score says, and nothing private."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from shipped import CASES, demo_rows, maker, rubric

from ppsim.cohort.demo import BEGINS, demo_cohort, members, play_as
from ppsim.cohort.pace import too_fast
from ppsim.cohort.structure import ENDING, structure_of
from ppsim.engine.events import Retake
from ppsim.engine.play import Play, begin, replay
from ppsim.explore.attempt_record import record
from scoring.attempt import score
from scoring.cohort.counts import count_votes
from scoring.cohort.patterns import group_balance, group_pulls, group_stances
from scoring.cohort.rehearsal import judgement_of
from scoring.cohort.ways import echo_map
from scoring.sparse import TooFew


@pytest.mark.parametrize("name", CASES)
def test_the_rows_of_one_play_come_to_what_its_score_says(name: str) -> None:
    made = maker(name)
    for demo in demo_cohort(made.story, rubric(), 12, seed=4):
        rows = made.rows(demo.play, attempt=demo.id, person="somebody", began=demo.began)
        scored = score(record(demo.play), rubric())
        met = [d for d in rows.decisions if d.faced.scored]
        assert [(d.faced.scene, d.chosen, d.w) for d in met] == [
            (d.scene, d.chosen, d.w) for d in scored.decisions
        ]
        assert [(d.faced.k, d.faced.w_max, d.faced.w_min) for d in met] == [
            (d.k, d.w_max, d.w_min) for d in scored.decisions
        ]
        if not isinstance(scored.judgement.a, TooFew):
            assert judgement_of(rows.decisions) == pytest.approx(scored.judgement.a)
        whole = replace(rows.attempt, state="finished", too_fast=False, number=1)
        table = count_votes([whole], rows.decisions)
        stances = group_stances(table)
        assert (stances.reflective, stances.reactive, stances.neutral) == (
            scored.stances.reflective,
            scored.stances.reactive,
            scored.stances.neutral,
        )
        assert [(p.role, p.taken, p.offered) for p in group_pulls(table, roles())] == [
            (p.role, p.taken, p.offered) for p in scored.pulls
        ]
        balance = group_balance(table)
        assert (balance.t_met, balance.w_met) == (scored.balance.t_met, scored.balance.w_met)
        assert balance.wrong_dose == len(scored.balance.wrong_dose)
        pairs = echo_map([whole], rows.echoes)
        if scored.echo is not None:
            assert sum(e.pairs for e in pairs) == scored.echo.counted
            assert sum(e.echoed for e in pairs) == scored.echo.echoed
            assert sum(e.carried_back for e in pairs) == scored.echo.carried_back
        assert rows.attempt.ending == scored.ending


def roles() -> list[object]:
    return list(rubric().roles.values())


def test_every_way_leads_on_to_the_next_decision_or_an_ending() -> None:
    for rows in demo_rows("james", 20):
        scenes = [d.faced.scene for d in rows.decisions]
        ways = [d.leads_to for d in rows.decisions]
        assert ways == [*scenes[1:], rows.attempt.ending_scene]
        if rows.attempt.state != "finished":
            assert ways[-1] is None


def test_the_spine_is_met_by_all_who_finish() -> None:
    shape = structure_of(maker("sofia"))
    for rows in demo_rows("sofia", 30):
        met = {d.faced.scene for d in rows.decisions}
        if rows.attempt.state == "finished":
            assert shape.spine <= met
        for d in rows.decisions:
            assert d.faced.spine == (d.faced.scene in shape.spine)
            assert not shape.upstream[d.faced.scene] or not d.faced.spine
            if d.leads_to is not None:
                assert d.leads_to in shape.leads[d.faced.scene, d.chosen]
    assert shape.upstream[ENDING]


def test_what_is_retaken_within_an_attempt_changes_no_row() -> None:
    made = maker("james")
    member = members(1, rubric(), 3)[0]
    told = play_as(member, made.story, rubric(), Random(1), BEGINS)
    practice = replay(made.story, told.seed, "practice", told.events)
    again = practice.apply(Retake(practice.decision_points[0].event))
    before = made.rows(practice, attempt="a", person="p")
    after = made.rows(again, attempt="a", person="p")
    assert after == before


def timed(play: Play, seconds_per_word: float) -> Play:
    """The same play, read at a steady pace from one fixed moment."""
    at, now = begin(play.story, play.seed, play.mode), datetime(2026, 1, 1, tzinfo=UTC)
    for event in play.events:
        words = sum(len(getattr(line, "words", "").split()) for line in at.prompt.lines)
        words += sum(len(offer.words.split()) for offer in getattr(at.prompt, "offers", ()))
        now += timedelta(seconds=words * seconds_per_word)
        at = at.apply(replace(event, at=now.isoformat()))
    return at


def test_faster_than_reading() -> None:
    made = maker("mark")
    member = members(1, rubric(), 3)[0]
    play = play_as(member, made.story, rubric(), Random(1), BEGINS)
    began = "2026-01-01T00:00:00+00:00"
    assert not too_fast(timed(play, 0.0251), began)
    assert too_fast(timed(play, 0.0249), began)
    assert not too_fast(play, None)


def test_a_pause_does_not_make_up_for_clicking_through() -> None:
    made = maker("mark")
    member = members(1, rubric(), 3)[0]
    play = timed(play_as(member, made.story, rubric(), Random(1), BEGINS), 0.001)
    late = [
        replace(e, at=(datetime.fromisoformat(e.at or "") + timedelta(hours=n > 3)).isoformat())
        for n, e in enumerate(play.events)
    ]
    assert too_fast(replay(made.story, play.seed, play.mode, late), "2026-01-01T00:00:00+00:00")


def test_without_times_nothing_is_held_against_an_attempt() -> None:
    made = maker("mark")
    member = members(1, rubric(), 3)[0]
    play = play_as(member, made.story, rubric(), Random(1), BEGINS)
    bare = [replace(event, at=None) for event in play.events]
    assert not too_fast(replay(made.story, play.seed, play.mode, bare), None)
