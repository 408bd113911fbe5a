"""Somebody who sees all that is ever shown, before and after one person comes, leaves, re-takes."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import privacy_attack
import pytest
from privacy_attack import (
    CASE,
    STRUCTURE,
    Member,
    Timeline,
    attack,
    faced,
    outputs,
    unprotected,
    waves,
)

from ppsim.cohort import policy_forms, policy_issue
from ppsim.cohort.shown import Shown

COHORTS = 250
"""Of the 10,000 that ``python tests/cohort/privacy_attack.py 10000`` attacks."""
WAVES = 40

TO_A = (("first", "a"), ("aside", "a"), ("deeper", "a"), ("later", "a"), ("last", "a"))
TO_B = (("first", "b"), ("later", "b"), ("last", "b"))
TO_C = (("first", "c"), ("later", "c"), ("last", "b"))


@pytest.mark.parametrize("insider", [False, True])
def test_two_choices_remain_for_everybody(insider: bool) -> None:
    assert attack(COHORTS, 2, insider=insider) == []


@pytest.mark.parametrize("insider", [False, True])
def test_two_choices_remain_where_a_group_grows_and_shrinks_in_waves(insider: bool) -> None:
    assert attack(WAVES, 2, insider=insider, drawn=waves) == []


WEAKENED = [
    ("a new issue at every change", policy_issue, "CHANGED", 1, False),
    ("those who came together need not divide", policy_issue, "DIVIDE", 0, False),
    ("one who differs from all is shown", policy_forms, "OTHERS", 0, True),
]


@pytest.mark.parametrize(("rule", "module", "name", "value", "insider"), WEAKENED)
def test_the_attack_finds_what_each_rule_is_there_for(
    monkeypatch: pytest.MonkeyPatch, rule: str, module: object, name: str, value: int, insider: bool
) -> None:
    monkeypatch.setattr(module, name, value)
    if name == "OTHERS":
        monkeypatch.setattr(policy_issue, name, value)
    if name == "CHANGED":
        monkeypatch.setattr(policy_issue, "DIVIDE", 0)
    found = attack(COHORTS, 2, insider=insider, tries=1_000, climbs=0, enough=1)
    assert found, f"nothing was found without its rule: {rule}"


def test_the_attack_finds_what_newcomers_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three leave, one comes, and "nearly all" holds no more: then the one who came differs."""
    other = (*TO_B[:2], ("last", "a"))
    members = (
        Member("t", 0, 1, None),
        *(Member(f"b{i}", 0, 1, None) for i in range(2)),
        Member("c", 1, 2, None),
        *stay(14, 2),
    )
    world = (TO_B,) * 3 + (other,) * 3 + (TO_B,) * 12
    timeline = Timeline(members, 2, 0)
    assert unprotected(timeline, world, None) == []
    monkeypatch.setattr(policy_issue, "ENOUGH", 0)
    assert unprotected(timeline, world, None, tries=1_000, climbs=0) == ["last"]


def test_the_attack_finds_why_three_must_be_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who alone differed from all would see, by what stays as it was, that nobody else did."""
    timeline, world = waves(Random("1/1183"))
    assert unprotected(timeline, world, 2) == []
    monkeypatch.setattr(policy_issue, "DIVIDE", 2)
    assert unprotected(timeline, world, 2, tries=1_000, climbs=0) == ["first"]


def test_the_attack_finds_what_covers_one_or_two_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of fifteen differed, nine come; the two leave, and a newcomer: the rest went one way."""
    members = (
        *stay(10, 3),
        *(Member(f"l{i}", 0, 2, None) for i in range(5)),
        *(Member(f"n{i}", 1, 3, None) for i in range(8)),
        Member("x", 1, 2, None),
    )
    other = (("first", "c"), *TO_B[1:])
    world = (TO_B,) * 13 + (other,) * 2 + (TO_B,) * 4 + (other,) * 4 + (other,)
    timeline = Timeline(members, 3, 0)
    assert unprotected(timeline, world, None) == []
    monkeypatch.setattr(policy_issue, "_uncovered", lambda *_: False)
    assert unprotected(timeline, world, None, tries=1_000, climbs=0) == ["first"]


def test_the_attack_finds_what_nearly_all_waits_for_before_it_is_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One of thirteen differs; four go, eight come, then three, who cannot have made the counts."""
    members = (
        *stay(9, 3),
        *(Member(f"l{i}", 0, 1, None) for i in range(4)),
        *(Member(f"n{i}", 1, 3, None) for i in range(8)),
        *(Member(f"z{i}", 2, 3, None) for i in range(3)),
    )
    other = (("first", "c"), *TO_B[1:])
    world = (other,) + (TO_B,) * 12 + (other,) * 3 + (TO_B,) * 5 + (TO_B,) * 3
    timeline = Timeline(members, 3, 22)
    assert unprotected(timeline, world, None) == []
    monkeypatch.setattr(policy_issue, "AGAIN", 3)
    assert unprotected(timeline, world, None, tries=1_000, climbs=0) == ["first"]


def test_the_attack_finds_what_earlier_choices_are_looked_at_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Twelve of twenty come to ``aside``, and all of them on to ``deeper``, where they divide."""
    deeper_b = tuple((scene, "b" if scene == "deeper" else option) for scene, option in TO_A)
    timeline = Timeline(stay(20, 1), 1, 0)
    world = (TO_A,) * 6 + (deeper_b,) * 6 + (TO_B,) * 4 + (TO_C,) * 4
    assert unprotected(timeline, world, None) == []
    forgetful = replace(STRUCTURE, upstream=dict.fromkeys(STRUCTURE.upstream, frozenset()))
    monkeypatch.setattr(privacy_attack, "STRUCTURE", forgetful)
    assert unprotected(timeline, world, None, tries=2_000, climbs=0) == ["aside"]


def stay(n: int, steps: int) -> tuple[Member, ...]:
    return tuple(Member(f"m{i}", 0, steps, None) for i in range(n))


def test_who_came_alone_is_not_found_by_subtracting() -> None:
    members = (*stay(12, 2), Member("t", 1, 2, None))
    timeline = Timeline(members, 2, 12)
    world = (TO_A,) * 7 + (TO_B,) * 5 + (TO_C,)
    before, _, after, _ = outputs(timeline, world)
    assert before == after
    assert unprotected(timeline, world, None) == []


def test_where_nothing_was_shown_yet_nothing_is_waited_for() -> None:
    members = (*stay(4, 2), Member("b0", 1, 2, None), Member("b1", 1, 2, None))
    world = (TO_A, TO_A, TO_A, TO_B, TO_B, TO_C)
    before, _, after, _ = outputs(Timeline(members, 2, 4), world)
    assert {d.says for d in before.decisions} == {"Not shown."}
    assert after.decisions[0].says != "Not shown."
    assert after.decisions[0].reached == "5 to 9"


def test_three_who_came_and_chose_alike_move_nothing() -> None:
    members = (*stay(12, 2), *(Member(f"b{i}", 1, 2, None) for i in range(3)))
    world = (TO_A,) * 7 + (TO_B,) * 5 + (TO_C,) * 3
    timeline = Timeline(members, 2, 14)
    before, _, after, _ = outputs(timeline, world)
    assert [d.cells for d in before.decisions] == [d.cells for d in after.decisions]
    assert unprotected(timeline, world, None) == []


def test_enough_who_came_and_divide_are_counted_in() -> None:
    members = (*stay(12, 2), *(Member(f"b{i}", 1, 2, None) for i in range(6)))
    world = (TO_A,) * 7 + (TO_B,) * 5 + (TO_A,) * 3 + (TO_B,) * 3
    before, _, after, outside = outputs(Timeline(members, 2, 17), world)
    assert counts(before, "first") == {("a",): 7, ("b",): 5, ("c",): 0}
    assert counts(after, "first") == {("a",): 10, ("b",): 8, ("c",): 0}
    shares = {cell.options: cell.percent for cell in outside.decisions[0].cells}
    assert shares == {("a",): 55, ("b",): 45, ("c",): 0}
    assert all(cell.count is None for cell in outside.decisions[0].cells)


def test_a_withdrawal_retracts_and_the_next_issue_is_without_that_person() -> None:
    members = (*stay(12, 3), Member("t", 0, 1, None), *(Member(f"b{i}", 0, 2, None) for i in "wx"))
    world = (TO_A,) * 7 + (TO_B,) * 5 + (TO_C,) + (TO_A, TO_B)
    timeline = Timeline(members, 3, 12)
    first, _, retracted, outside, third, _ = outputs(timeline, world)
    assert counts(first, "first")
    for shown in (retracted, outside):
        assert not any(d.cells or d.one_way for d in shown.decisions)
        assert "withdrawn" in shown.withheld[0]
    # three have changed; they do not divide at "first" by three, so nothing that held them is shown
    assert third.issue == 2
    assert unprotected(timeline, world, None) == []


def counts(shown: Shown, scene: str) -> dict[tuple[str, ...], int | None]:
    decision = next(d for d in shown.decisions if d.scene == scene)
    return {cell.options: cell.count for cell in decision.cells}


def test_a_place_that_all_reached_says_nothing_of_the_way_there() -> None:
    members = stay(12, 1)
    world = (TO_A,) * 6 + ((*TO_A[:1], ("aside", "b"), *TO_A[3:]),) * 6
    shown, _ = outputs(Timeline(members, 1, 0), world)
    aside = next(d for d in shown.decisions if d.scene == "aside")
    assert not aside.cells, "all twelve chose the one way that leads there"
    assert aside.says == "Not shown."


def test_the_case_of_the_attack_is_what_it_says() -> None:
    assert set(CASE) == {d.scene for d in STRUCTURE.decisions}
    assert faced("first", 2, -1, -1, k=2) == CASE["first"]
