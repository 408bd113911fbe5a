"""The forms a table may take, by all small tables; issues kept and read; who sees what."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from privacy_attack import draw, rows_of
from shipped import demo_rows, maker, roles

import ppsim
from ppsim.cohort.figures import Figures, figures_of
from ppsim.cohort.policy import NoView, next_issue, show
from ppsim.cohort.policy_forms import Counts, Divided, Nothing, OneWay, form_of, others
from ppsim.cohort.policy_issue import Issue
from ppsim.cohort.policy_keep import VERSION, BadIssue, issue_from_json, issue_to_json
from ppsim.cohort.shown import Shown
from ppsim.cohort.structure import structure_of

TABLES = [dict(zip("abcd", votes, strict=False)) for votes in product(range(15), repeat=3)]


def test_every_small_table_takes_the_form_it_may() -> None:
    for votes in TABLES:
        n, form = sum(votes.values()), form_of(votes)
        if n < 5:
            assert form == Nothing()
        elif others(votes) <= 2:
            assert isinstance(form, OneWay)
            assert votes[form.option] == max(votes.values())
            assert form.n == (n if n >= 10 else None)
            assert form.words == ("largely one way" if n < 10 else "nearly all")
        elif n < 10:
            assert form == Divided()
        else:
            assert isinstance(form, Counts)
            assert form.n == n == sum(count for _, count in form.cells)
            assert sorted(o for cell, _ in form.cells for o in cell) == sorted(votes)
            assert all(count == 0 or count > 2 for _, count in form.cells)
            assert sum(bool(count) for _, count in form.cells) >= 2
            for cell, count in form.cells:
                assert count == sum(votes[o] for o in cell)


def test_one_or_two_others_cannot_be_told_from_none() -> None:
    for n in (6, 9, 10, 14):
        alike = {form_of({"a": n - o, "b": o}) for o in (0, 1, 2)}
        assert len(alike) == 1
    assert form_of({"a": 9, "b": 1, "c": 1}) == form_of({"a": 11, "b": 0, "c": 0})


def issues() -> Iterator[tuple[Issue, Issue]]:
    from random import Random

    from privacy_attack import STRUCTURE

    for seed in range(25):
        timeline, world = draw(Random(seed))
        last = None
        for step in range(timeline.steps):
            rows = [
                rows_of(member, way, 1)
                for member, way in zip(timeline.members, world, strict=True)
                if member.joins <= step < member.leaves
            ]
            if rows:
                figures = figures_of(rows, (), STRUCTURE)
                made = next_issue(figures, last)
                assert next_issue(figures, made) == made, "shown twice, it is the same issue"
                again = issue_from_json(json.loads(json.dumps(issue_to_json(made))))
                yield made, again
                last = again


def test_an_issue_is_kept_and_read_back() -> None:
    kept = list(issues())
    assert any(one.gone for one, _ in kept)
    assert any(one.retracted for one, _ in kept)
    for one, again in kept:
        assert again == one


def test_who_withdrew_and_comes_back_is_in_no_later_issue() -> None:
    from privacy_attack import STRUCTURE, WAYS, Member

    def figures(*groups: tuple[str, int]) -> Figures:
        people = [(f"{name}{n}", n) for name, size in groups for n in range(size)]
        return figures_of(
            [rows_of(Member(who, 0, 1, None), WAYS[n % 2 * 29], 1) for who, n in people],
            (),
            STRUCTURE,
        )

    first = next_issue(figures(("old", 12), ("gone", 4)))
    second = next_issue(figures(("old", 12), ("new", 6)), first)
    back = figures(("old", 12), ("new", 6), ("gone", 4))
    third = next_issue(back, second)
    assert (first.number, second.number, third.number) == (1, 2, 3)
    assert {id_[:3] for id_ in second.joined} == {id_[:3] for id_ in third.joined} == {"old", "new"}
    assert third.finished == 18
    assert len(show(back, "instructor").people) == 22


@pytest.mark.parametrize(
    "data", [None, [], {}, {"ppsim_issue": True}, {"ppsim_issue": 1, "number": 1}, "issue"]
)
def test_what_is_no_issue_is_refused(data: object) -> None:
    with pytest.raises(BadIssue) as bad:
        issue_from_json(data)
    assert not bad.value.newer


def test_an_issue_of_a_newer_ppsim_is_refused_as_such() -> None:
    made = issue_to_json(next(iter(issues()))[0])
    with pytest.raises(BadIssue, match="newer ppsim") as bad:
        issue_from_json({**made, "ppsim_issue": VERSION + 1, "weights": {}})
    assert bad.value.newer


def test_an_issue_of_which_any_part_is_something_else_is_refused() -> None:
    """Whatever stands in the place of a part: it would be taken for what was shown, and is not."""
    kept = [issue_to_json(one) for one, _ in issues()]
    made = next(d for d in kept if d["gone"] and any(f["form"] == "counts" for f in _forms(d)))
    tried = 0
    for path in _paths(made):
        for other in (None, -1, 1.5, "x", [], {}, True, [[]], {"": {}}):
            data = json.loads(json.dumps(made))
            part: Any = data
            for key in path[:-1]:
                part = part[key]
            if type(part[path[-1]]) is type(other) or part[path[-1]] is None:
                continue  # of the same kind, so that only a wiser reader could tell
            if path[-1] in ("said", "n") and other is None:
                continue  # which may be nothing
            part[path[-1]] = other
            tried += 1
            with pytest.raises(BadIssue):
                issue_from_json(data)
    assert tried > 500
    for key in made:
        with pytest.raises(BadIssue):
            issue_from_json({k: v for k, v in made.items() if k != key})


def _forms(made: dict[str, Any]) -> list[dict[str, Any]]:
    return [*made["forms"].values(), *made["seen"].values()]


def _paths(data: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every part of some JSON."""
    if at:
        yield at
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _paths(value, (*at, key))


@settings(max_examples=20)
@given(st.integers(0, 10_000))
def test_what_is_shown_again_is_the_same(seed: int) -> None:
    from random import Random

    from privacy_attack import STRUCTURE

    timeline, world = draw(Random(seed))
    rows = [rows_of(m, w, 1) for m, w in zip(timeline.members, world, strict=True)]
    figures = figures_of(rows, (), STRUCTURE)
    issue = next_issue(figures)
    assert next_issue(figures, issue) == issue
    for view in ("projection", "external"):
        assert show(figures, view, issue) == show(figures, view)


def texts(value: object) -> Iterator[str]:
    """Every text anywhere in a value that is drawn."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        for part in value:
            yield from texts(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from texts(key)
            yield from texts(part)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from texts(getattr(value, name))


def test_no_view_but_the_instructors_holds_a_pseudonym_and_none_an_attempt() -> None:
    rows = demo_rows("james", 30)
    figures = figures_of(rows, roles(), structure_of(maker("james")))
    people = {r.attempt.person for r in rows}
    attempts = {r.attempt.id for r in rows}
    me = next(r.attempt.person for r in rows if r.attempt.counts)
    seen = {
        "projection": show(figures, "projection"),
        "external": show(figures, "external"),
        "self": show(figures, "self", person=me),
        "instructor": show(figures, "instructor"),
    }
    for view, shown in seen.items():
        said = set(texts(shown))
        assert not said & attempts, view
        assert bool(said & people) == (view == "instructor")
        assert "stopped" not in said, "who stopped is never listed"
    assert seen["projection"].exact is None
    assert seen["external"].exact is None
    assert seen["self"].exact is None
    assert seen["self"].own
    assert seen["self"].decisions == seen["projection"].decisions
    assert seen["projection"].own_way_was_lone is None


def test_who_went_alone_can_tell_from_what_the_room_sees() -> None:
    from privacy_attack import STRUCTURE, WAYS, Member

    ways = (WAYS[0],) * 9 + (WAYS[-1],) * 3
    people = [Member(f"m{n}", 0, 1, None) for n in range(12)]
    rows = [rows_of(m, w, 1) for m, w in zip(people, ways, strict=True)]
    figures = figures_of(rows, (), STRUCTURE)
    assert show(figures, "self", person="m11").own_way_was_lone is True
    assert show(figures, "self", person="m0").own_way_was_lone is None
    last = next_issue(figures)
    more = figures_of(
        [*rows, *(rows_of(Member(f"n{n}", 0, 1, None), WAYS[-1], 1) for n in "ab")], (), STRUCTURE
    )
    assert show(more, "self", last, person="m11") == show(figures, "self", person="m11")


def test_ones_own_view_needs_to_know_whose() -> None:
    figures = figures_of(demo_rows("james", 6), roles(), structure_of(maker("james")))
    with pytest.raises(NoView, match="whose"):
        show(figures, "self")


def test_five_to_nine_are_words_and_fewer_are_nothing() -> None:
    def shown(people: int) -> Shown:
        figures = figures_of(demo_rows("mark", people, 5), roles(), structure_of(maker("mark")))
        return show(figures, "projection")

    for people in (3, 4):
        assert all(d.says == "Not shown." and not d.cells for d in shown(people).decisions)
    few = shown(7)
    assert all(not d.cells for d in few.decisions)
    assert {d.reached for d in few.decisions} == {"", "5 to 9"}
    many = shown(30)
    assert any(d.cells for d in many.decisions)


def test_nobody_but_the_policy_reads_exact_figures() -> None:
    """Outside ``ppsim.cohort`` figures are made and handed to ``show``; none is read off them."""
    root = Path(ppsim.__file__).parent
    inside = {"policy_tables", "policy_issue", "policy_forms"}
    for path in sorted(root.rglob("*.py")):
        if path.is_relative_to(root / "cohort"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr == "exact":
                assert ast.unparse(node.value).endswith("shown"), f"{path}: {ast.unparse(node)}"
            if isinstance(node, ast.ImportFrom) and node.module:
                package, _, module = node.module.rpartition(".")
                if package == "ppsim.cohort" and module in inside:
                    assert {alias.name for alias in node.names} <= {"Issue"}, path
