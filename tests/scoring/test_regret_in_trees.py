"""Regret and foreclosure against every play of small made-up stories, enumerated."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

import naive_scoring as naive
from hypothesis import given, settings
from hypothesis import strategies as st
from record_makers import FEATURES, Bias, core, make_record

from scoring.attempt import score
from scoring.options import Option
from scoring.record import AttemptRecord, KeyFeature, Pick
from scoring.regret import Regret


@dataclass(frozen=True, eq=False)
class Node:
    """A scene with its options and where each leads; no options: an ending."""

    name: str
    options: tuple[Option, ...] = ()
    ways: tuple[Node, ...] = ()


def grow(rng: Random, depth: int, name: str = "s") -> Node:
    if depth == 0 or rng.random() < 0.15:
        return Node(name)
    made = make_record(1, rng.randrange(2**32), Bias(telling=0.0))
    options = made.picks[0].offered[:3]
    ways = tuple(grow(rng, depth - 1, f"{name}/{o.id}") for o in options)
    return Node(name, options, ways)


def plays(node: Node) -> list[list[tuple[Node, Option]]]:
    if not node.options:
        return [[]]
    return [
        [(node, o), *rest]
        for o, way in zip(node.options, node.ways, strict=True)
        for rest in plays(way)
    ]


def bare(node: Node, o: Option) -> Pick:
    return Pick(node.name, "therapy", node.options, o.id)


def earned(play: list[tuple[Node, Option]]) -> float:
    return float(sum(naive.weight_at(bare(n, o)) for n, o in play))


@cache
def best(node: Node) -> float:
    """V* by its meaning: the most any play from here on earns."""
    return max(earned(p) for p in plays(node))


@cache
def still_open(node: Node) -> frozenset[str]:
    return frozenset(f for p in plays(node) for n, _ in p for o in n.options for f in o.meets)


def record_of(root: Node, play: list[tuple[Node, Option]], stop: int) -> AttemptRecord:
    picks = []
    here = root
    for node, o in play[:stop]:
        after = node.ways[node.options.index(o)]
        picks.append(
            Pick(
                node.name,
                "therapy",
                node.options,
                o.id,
                value_before=best(node),
                value_after=best(after),
                open_before=still_open(node),
                open_after=still_open(after),
            )
        )
        here = after
    return AttemptRecord(
        "life",
        tuple(picks),
        key_features=tuple(KeyFeature(f) for f in FEATURES),
        ending=None if here.options else "held",
        value_start=best(root),
        value_last=best(here),
        open_start=still_open(root),
    )


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 3))
def test_every_play_of_a_tree(seed: int, stop: int) -> None:
    root = grow(Random(seed), 3)
    for play in plays(root):
        for cut in {len(play), min(stop, len(play))}:
            record = record_of(root, play, cut)
            got = score(record, core())
            assert isinstance(got.regret, Regret)
            assert all(s.g >= 0 for s in got.regret.steps)
            assert got.regret.total == best(root) - earned(play[:cut]) - record.value_last
            if record.ending:
                # No regret is to have earned all there was; each half of regret is lost for good.
                assert (got.regret.total == 0) == (earned(play) == best(root))
            for f in got.features:
                seen = any(f.id in o.meets for n, _ in play[:cut] for o in n.options)
                assert (f.status in ("met", "missed")) == seen
                if f.closed_by is not None:
                    node, o = play[f.closed_by.index]
                    way = node.ways[node.options.index(o)]
                    assert f.id in still_open(node)
                    assert f.id not in still_open(way)


def test_a_poor_choice_that_opened_something_closes_no_door() -> None:
    """Routing below zero is not shown; routing above zero is, with what it put out of reach."""
    from record_makers import option

    name, plain, pause = option("name", "FRM.NAME"), option("plain"), option("pause", "SAR.PAUSE")
    rich = Node("rich", (name, plain), (Node("e1"), Node("e2")))
    poor = Node("poor", (pause, plain), (Node("e3"), Node("e4")))
    # The locally better option (1 against 0) leads to where less is to be had (1 against 2).
    root = Node("root", (pause, plain), (poor, rich))
    opened = [(root, plain), (rich, name)]
    closed = [(root, pause), (poor, pause)]
    for play, routing, doors in ((opened, -1, []), (closed, 0, [])):
        got = score(record_of(root, play, 2), core())
        assert isinstance(got.regret, Regret)
        assert (got.regret.total, got.regret.steps[0].routing) == (0, routing)
        assert [d.routing for d in got.doors] == doors
    # Neutral either way at once, but one way leads lower by 1.
    root = Node("fork", (plain, option("other"), name), (poor, rich, rich))
    got = score(record_of(root, [(root, plain), (poor, pause)], 2), core())
    assert isinstance(got.regret, Regret)
    assert [(d.step.index, d.routing) for d in got.doors] == [(0, 1)]
    assert (got.regret.steps[0].loss, got.regret.steps[0].g) == (2, 3)
