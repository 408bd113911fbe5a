"""Gates against rules of thumb: planted winners are refused, honest libraries are let through."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from ppsim.explore.policies.items import Item, ItemOption
from ppsim.explore.policies.judge import chance_adjusted, gate, judge
from ppsim.explore.policies.learner import learner
from ppsim.explore.policies.rules import STANCE, SURFACE, Policy
from scoring.options import Coding, Option, Tells

WORDS = [
    "the",
    "bus",
    "late",
    "thursday",
    "chair",
    "window",
    "pencil",
    "folder",
    "list",
    "water",
    "train",
    "kettle",
]
BY_ID = {p.id: p for p in (*SURFACE, *STANCE)}


def item(n: int, rng: random.Random, case: str = "c", options: int = 4) -> Item:
    weights = [2.0, 1.0, -1.0, -2.0][:options]
    rng.shuffle(weights)
    return Item(
        case,
        f"s{n}",
        "therapy",
        " ".join(rng.choices(WORDS, k=12)),
        rng.choice([1, 1, 2]),
        tuple(
            ItemOption(
                f"o{i}",
                " ".join(rng.choices(WORDS, k=rng.randint(5, 12))),
                rng.random() < 0.8,
                Option(f"o{i}", (Coding(rng.choice(["ATT.EXPLORE", "SAR.PAUSE", "FRM.NAME"])),)),
                w,
            )
            for i, w in enumerate(weights)
        ),
    )


def library(seed: int, decisions: int = 60) -> list[Item]:
    rng = random.Random(seed)
    return [item(n, rng, f"case{n % 4}") for n in range(decisions)]


def reworded(it: Item, words: dict[str, str]) -> Item:
    options = tuple(
        ItemOption(o.id, words.get(o.id, o.words), o.spoken, o.option, o.weight) for o in it.options
    )
    return Item(it.case, it.scene, it.phase, it.prompt, it.k, options)


def best_id(it: Item) -> str:
    return next(o.id for o in it.options if o.weight == it.best)


def test_a_library_whose_best_option_is_longest_is_refused() -> None:
    rng = random.Random(5)
    planted = []
    for it in library(1):
        if rng.random() < 0.6:
            it = reworded(it, {best_id(it): " ".join(WORDS) + " and the other one"})
        planted.append(it)
    found = judge(planted, [*SURFACE, *STANCE], permutations=300)
    longest = next(r for r in found.results if r.id == "longest")
    assert found.refused
    assert longest.verdict == "refuses"
    assert longest.p is not None
    assert longest.p < 0.02
    assert {w.scene for w in longest.wins} <= {it.scene for it in planted}


def test_the_same_faults_in_a_small_case_only_warn() -> None:
    planted = [reworded(it, {best_id(it): " ".join(WORDS) * 2}) for it in library(2, 12)]
    found = judge(planted, SURFACE, permutations=300)
    assert not found.refused
    assert next(r for r in found.results if r.id == "longest").verdict == "warns"


def test_honest_libraries_are_rarely_refused_by_the_permutation_gate() -> None:
    rules = [*SURFACE]
    refused = 0
    for seed in range(40):
        honest = library(seed)
        refused += judge(honest, [*rules, learner(honest)], permutations=199).refused
    assert refused <= 6


def test_a_rule_that_always_wins_has_a_of_one_and_one_that_always_loses_less_than_zero() -> None:
    items = library(3)
    winner = Policy("w", "surface", "the best", lambda i: i.weights)
    loser = Policy("l", "surface", "the worst", lambda i: tuple(-w for w in i.weights))
    assert chance_adjusted(winner, items) == pytest.approx(1)
    worst = chance_adjusted(loser, items)
    assert worst is not None
    assert worst < -0.9


def test_ties_are_averaged_and_a_rule_that_separates_nothing_does_not_apply() -> None:
    it = library(4, 1)[0]
    tied = Policy("t", "surface", "", lambda i: (1.0, 1.0, 0.0, 0.0))
    flat = Policy("f", "surface", "", lambda i: (0.0,) * len(i.options))
    mean = sum(it.weights) / 4
    expected = ((it.weights[0] + it.weights[1]) / 2 - mean) / (it.best - mean)
    assert chance_adjusted(tied, [it]) == pytest.approx(expected)
    assert chance_adjusted(flat, [it]) is None
    result = judge([it], [flat], permutations=10).results[0]
    assert result.verdict == "does_not_apply"


def test_the_null_variance_is_that_of_all_permutations() -> None:
    from ppsim.explore.policies.judge import _faced

    it = library(6, 1)[0]
    rule = Policy("t", "surface", "", lambda i: (2.0, 2.0, 1.0, 0.0))
    faced = _faced(rule, [it])[0]
    gains = [faced.gain(list(w)) for w in permutations(it.weights)]
    mean = sum(gains) / len(gains)
    assert mean == pytest.approx(0)
    assert faced.variance == pytest.approx(sum(g * g for g in gains) / len(gains))


def test_the_same_seed_gives_the_same_judgement() -> None:
    items = library(7)
    assert judge(items, SURFACE, permutations=50) == judge(items, SURFACE, permutations=50)


@pytest.mark.parametrize(
    ("kind", "applicable", "wrong", "a", "p", "decisions", "verdict"),
    [
        ("surface", 40, 30, 0.19, 0.001, 60, "passes"),
        ("surface", 40, 30, 0.20, 0.049, 60, "refuses"),
        ("surface", 40, 30, 0.60, 0.05, 60, "passes"),
        ("surface", 40, 30, 0.60, 0.01, 49, "warns"),
        ("stance", 12, 6, 0.35, 0.9, 60, "refuses"),
        ("stance", 11, 6, 0.60, 0.9, 60, "passes"),
        ("stance", 11, 1, 0.10, 0.9, 60, "refuses"),
        ("stance", 12, 1, 0.34, 0.9, 60, "passes"),
        ("stance", 1, 1, -1.0, 0.9, 60, "passes"),
        ("learner", 60, 30, 0.40, 0.9, 60, "passes"),
        ("stance", 0, 0, None, None, 60, "does_not_apply"),
    ],
)
def test_gates(kind, applicable, wrong, a, p, decisions, verdict) -> None:  # type: ignore[no-untyped-def]
    assert gate(kind, applicable, wrong, a, p, decisions)[0] == verdict


def telling(decision: str, **more: object) -> Option:
    return Option(decision, (Coding("DIS.PURPOSE"),), tells=Tells(decision, **more))  # type: ignore[arg-type]


def test_stances_see_kinds_and_not_weights() -> None:
    options = (
        ItemOption("tell", "I was off once too.", True, telling("disclosed", amount=1), 1.0),
        ItemOption("keep", "I'd rather not say.", True, telling("withheld"), -1.0),
    )
    it = Item("c", "s", "therapy", "", 1, options)
    assert BY_ID["always-disclose"].shares(it) == (1.0, 0.0)
    assert BY_ID["never-disclose"].shares(it) == (0.0, 1.0)
    swapped = Item("c", "s", "therapy", "", 1, tuple(options[::-1]))
    assert BY_ID["always-disclose"].shares(swapped) == (0.0, 1.0)
    logistics = telling("disclosed", amount=1, type="logistics")
    left_out = Item(
        "c", "s", "therapy", "", 1, (ItemOption("l", "Away.", True, logistics, 1.0), options[1])
    )
    assert BY_ID["always-disclose"].shares(left_out) is None


def test_a_mistimed_option_is_a_question_a_silence_or_a_naming_by_its_words() -> None:
    def mistimed(words: str, spoken: bool = True) -> ItemOption:
        return ItemOption(words[:3], words, spoken, Option("x", (Coding("FRM.MISTIME"),)), -1.0)

    asks = mistimed("What was that like?")
    waits = mistimed("Wait, and say nothing.", spoken=False)
    names = mistimed("There is an exam on in here.")
    it = Item("c", "s", "therapy", "", 1, (asks, waits, names))
    assert BY_ID["always-ask"].shares(it) == (1.0, 0.0, 0.0)
    assert BY_ID["always-wait"].shares(it) == (0.0, 1.0, 0.0)
    assert BY_ID["always-name"].shares(it) == (0.0, 0.0, 1.0)


def test_the_learner_never_reads_the_case_it_picks_in() -> None:
    items = library(9)
    before = learner(items).scores(items[0])
    changed = [
        reworded(it, {o.id: "quite other words" for o in it.options})
        if it.case == items[0].case and it is not items[0]
        else it
        for it in items
    ]
    assert learner(changed).scores(items[0]) == before


def test_the_learner_finds_a_house_style() -> None:
    planted = [
        reworded(it, {best_id(it): it.options[0].words + " kettle kettle kettle"})
        for it in library(10)
    ]
    result = judge(planted, [learner(planted)], permutations=199).results[0]
    assert result.verdict == "refuses"
