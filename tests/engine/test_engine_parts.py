"""The display order, the bounded memo, clamping, counts, and the graph of scenes."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_cases import make_case

from ppsim.engine import NotOffered, compile_case
from ppsim.engine.graph import components
from ppsim.engine.memo import LIMIT, Memo
from ppsim.engine.shuffle import display_order
from ppsim.format.case import Branch, Case, Choice, Coded, Line, Scene, Variable

ids = st.lists(st.text(min_size=1, max_size=5), unique=True, max_size=6)


@settings(deadline=None)
@given(st.integers(), ids)
def test_options_stand_in_the_order_of_their_hashes(seed: int, choices: list[str]) -> None:
    order = display_order(seed, "room", choices)
    assert sorted(order) == list(range(len(choices)))
    hashes = [sha256(f"{seed}/room/{choices[i]}".encode()).hexdigest() for i in order]
    assert hashes == sorted(hashes)


@settings(deadline=None)
@given(st.integers(), ids, st.data())
def test_an_option_that_is_not_on_offer_moves_no_other(
    seed: int, choices: list[str], data: st.DataObject
) -> None:
    kept = [c for c in choices if data.draw(st.booleans())]
    whole = [choices[i] for i in display_order(seed, "room", choices)]
    part = [kept[i] for i in display_order(seed, "room", kept)]
    assert part == [c for c in whole if c in kept]


def test_orders_differ_from_seed_to_seed() -> None:
    orders = {display_order(seed, "room", ["a", "b", "c", "d"]) for seed in range(200)}
    assert len(orders) == 24


def test_a_memo_asks_once_and_never_grows_past_its_limit() -> None:
    asked: list[int] = []

    def double(n: int) -> int:
        asked.append(n)
        return 2 * n

    memo = Memo(double)
    assert [memo[4], memo[4]] == [8, 8]
    assert asked == [4]
    for n in range(2 * LIMIT + 10):
        assert memo[n] == 2 * n
        assert len(memo) <= LIMIT


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_components_are_what_reaches_each_other_and_come_after_what_they_lead_to(
    edges: list[tuple[int, int]],
) -> None:
    after = {n: [b for a, b in edges if a == n] for n in range(8)}

    def reach(n: int) -> set[int]:
        found, line = {n}, [n]
        for here in line:
            new = set(after[here]) - found
            found |= new
            line += new
        return found

    reached = {n: reach(n) for n in range(8)}
    found = components(range(8), after.__getitem__)
    assert sorted(n for group in found for n in group) == list(range(8))
    place = {n: i for i, group in enumerate(found) for n in group}
    for a in range(8):
        for b in range(8):
            assert (place[a] == place[b]) == (b in reached[a] and a in reached[b])
            if b in reached[a]:
                assert place[b] <= place[a]


def test_a_very_long_chain_does_not_exhaust_the_stack() -> None:
    long = 50_000
    found = components([0], lambda n: [n + 1] if n < long else [])
    assert [group[0] for group in found] == list(range(long, -1, -1))


def _case(*choices: Choice, text: tuple[Line, ...] = ()) -> Case:
    """A room one comes back to until ``leave`` is chosen."""
    base = make_case(0, 2)
    scenes = {
        "room": Scene(phase="therapy", ask="?", text=text, choices=choices),
        "end": Scene(ending="held"),
    }
    variables = {"n": Variable(kind="number", start=0, min=-1, max=2)}
    return base.model_copy(update={"scenes": scenes, "start": "room", "variables": variables})


def _choice(id: str, go: str = "room", **more: object) -> Choice:
    return Choice.model_validate(
        {"id": id, "mode": "say", "words": id, "next": (Branch(go=go),), **more}
    )


def test_adding_stops_at_the_bounds() -> None:
    story = compile_case(_case(_choice("up", add={"n": 2}), _choice("down", add={"n": -5})))
    up = story.step(story.start, "up")
    assert story.values(up) == {"n": 2}
    assert story.values(story.step(up, "up")) == {"n": 2}
    assert story.values(story.step(up, "down")) == {"n": -1}


def test_a_code_counts_on_the_first_visit_only_and_far_enough() -> None:
    heard = (
        Line(words="some", conditions=('count("A.GOOD") >= 1',)),
        Line(words="many", conditions=('count("A.GOOD") > 1',)),
    )
    code = (Coded(code="A.GOOD"),)
    story = compile_case(_case(_choice("a", codes=code), _choice("b", codes=code), text=heard))
    assert story.lines(story.start) == ()
    once = story.step(story.start, "a")
    assert [line.words for line in story.lines(once)] == ["some"]
    twice = story.step(once, "b")
    assert [line.words for line in story.lines(twice)] == ["some"]


def test_what_no_expression_reads_is_not_kept() -> None:
    plain = compile_case(_case(_choice("a"), _choice("b"), _choice("leave", go="end")))
    first = plain.step(plain.start, "a")
    assert first == plain.step(plain.start, "b")
    assert plain.first_visit(plain.start)
    assert not plain.first_visit(first)
    assert plain.step(first, "a") == first
    heard = (Line(words="again", conditions=('chose("room/a")',)),)
    reading = compile_case(_case(_choice("a"), _choice("b"), text=heard))
    assert reading.step(reading.start, "a") != reading.step(reading.start, "b")


def test_steps_that_are_not_open_are_refused() -> None:
    story = compile_case(_case(_choice("a", when="n > 0"), _choice("leave", go="end")))
    for step in ("a", "nothing"):
        with pytest.raises(NotOffered):
            story.step(story.start, step)
        with pytest.raises(NotOffered):
            story.consequence(story.start, step)
    with pytest.raises(NotOffered):
        story.leave(story.start)
    assert story.offers(story.step(story.start, "leave")) == ()
