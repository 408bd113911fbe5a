"""Missing counter-moments: the scenes named are those whose change brings the rule down."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from ppsim.catalogue.reading import read_case
from ppsim.engine.story import compile_case
from ppsim.explore.policies.counter import CounterMoment, missing
from ppsim.explore.policies.items import Item, ItemOption
from ppsim.explore.policies.judge import A_LIMIT, judge
from ppsim.explore.policies.library import fairness
from ppsim.explore.policies.rules import STANCE, SURFACE
from ppsim.explore.policies.what_if import NoSuchOption, Swap, moved, with_swaps
from ppsim.format.canonical import case_hash
from ppsim.format.case import Coded
from ppsim.store.material import Material, material
from scoring.options import Coding, Option

ROOT = Path(__file__).parents[2]
RULES = (*SURFACE, *STANCE)


def library(seed: int, decisions: int, bias: float) -> list[Item]:
    """Decisions whose best option comes first with the chance ``bias``, else anywhere."""
    rng = random.Random(seed)
    found = []
    for n in range(decisions):
        weights = [2.0, 1.0, -1.0, -2.0]
        rng.shuffle(weights)
        if rng.random() < bias:
            weights.sort(reverse=True)
        options = tuple(
            ItemOption(f"o{i}", "word " * rng.randint(3, 9), True, Option(f"o{i}", (CODE,)), w)
            for i, w in enumerate(weights)
        )
        found.append(Item("made", f"s{n}", "therapy", "", rng.choice([1, 2]), options))
    return found


CODE = Coding("ATT.CREDIT")


def turned(items: list[Item], moments: tuple[CounterMoment, ...]) -> list[Item]:
    """The decisions as each moment has them: what was picked the worst, the others moved up."""
    by_scene = {moment.scene: moment for moment in moments}
    return [_with_worst(i, by_scene[i.scene]) if i.scene in by_scene else i for i in items]


def _with_worst(item: Item, moment: CounterMoment) -> Item:
    ranked = sorted(item.options, key=lambda o: (o.id != moment.picked, o.weight))
    weight = dict(zip([o.id for o in ranked], sorted(item.weights), strict=True))
    assert weight[moment.picked] == min(item.weights)
    return replace(item, options=tuple(replace(o, weight=weight[o.id]) for o in item.options))


@pytest.mark.parametrize("seed", range(4))
def test_each_moment_says_what_its_change_would_do(seed: int) -> None:
    items = library(seed, 60, 0.6)
    judged = judge(items, RULES, permutations=200)
    found = missing(judged, items, RULES)
    assert "first" in {m.rule for m in found}
    for m in found:
        assert m.moments == tuple(sorted(m.moments, key=lambda moment: moment.a))
        for moment in (*m.moments[:2], *m.moments[-1:]):
            again = judge(turned(items, (moment,)), RULES, permutations=1)
            assert next(r.a for r in again.results if r.id == m.rule) == pytest.approx(moment.a)


@pytest.mark.parametrize("seed", range(4))
def test_those_that_are_enough_bring_the_rule_below_and_one_fewer_does_not(seed: int) -> None:
    items = library(seed, 60, 0.6)
    judged = judge(items, RULES, permutations=200)
    first = next(m for m in missing(judged, items, RULES) if m.rule == "first")
    assert first.over
    assert first.enough is not None
    assert first.enough > 1
    for count, below in ((first.enough, True), (first.enough - 1, False)):
        again = judge(turned(items, first.moments[:count]), RULES, permutations=200)
        result = next(r for r in again.results if r.id == "first")
        assert result.a is not None
        assert (result.a < A_LIMIT) is below
        assert result.verdict == "passes" or not below


def test_an_honest_library_lacks_nothing() -> None:
    items = library(3, 60, 0.0)
    assert missing(judge(items, RULES, permutations=300), items, RULES) == ()


# ---- what if


@pytest.fixture(scope="module")
def jar() -> Material:
    read = read_case(ROOT / "docs/examples/the-jar.yaml")
    assert read.playable is not None
    return material(*read.playable)


def test_a_swap_moves_the_codes_and_nothing_else(jar: Material) -> None:
    new = (Coded(code="FRM.NAME"), Coded(code="ATT.CREDIT", intensity=0.5))
    changed = with_swaps(jar.case, jar.rubric, [Swap("the-rule", "plain", codes=new)])
    assert changed.scenes["the-rule"].choices[1].codes == new
    back = with_swaps(
        changed, jar.rubric, [Swap("the-rule", "plain", codes=(Coded(code="FRA.HOLD"),))]
    )
    assert case_hash(back) == case_hash(jar.case)


def test_exchanged_twice_is_as_before(jar: Material) -> None:
    swap = Swap("arrival", "wait", other=("back", "praise"))
    once = with_swaps(jar.case, jar.rubric, [swap])
    assert once.scenes["arrival"].choices[0].codes == (Coded(code="SAR.REASSURE"),)
    assert once.scenes["back"].choices[0].codes == (Coded(code="ATT.EXPLORE"),)
    assert case_hash(with_swaps(once, jar.rubric, [swap])) == case_hash(jar.case)


@pytest.mark.parametrize(
    ("swap", "says"),
    [
        (Swap("the-rul", "plain", codes=()), "did you mean the-rule?"),
        (Swap("the-rule", "plan", codes=()), "did you mean plain?"),
        (Swap("the-rule", "plain", codes=(Coded(code="FRM.NAMES"),)), "did you mean FRM.NAME?"),
        (Swap("the-rule", "plain", other=("back", "opens")), "did you mean open?"),
    ],
)
def test_a_swap_of_what_is_not_there_is_told(jar: Material, swap: Swap, says: str) -> None:
    with pytest.raises(NoSuchOption, match="there is no") as told:
        with_swaps(jar.case, jar.rubric, [swap])
    assert says in str(told.value)


def test_what_if_is_what_judging_the_changed_case_gives(jar: Material) -> None:
    changed = with_swaps(
        jar.case, jar.rubric, [Swap("arrival", "wait", other=("arrival", "cheer"))]
    )
    before = fairness([(jar.story, jar.rubric)])
    after = fairness([(compile_case(changed), jar.rubric)])
    rules = {rule.id: rule for rule in moved(before, after)}
    first = rules["first"]
    assert first.a_before is not None
    assert first.a_after is not None
    assert first.a_after < first.a_before
    assert first.verdict_after == "passes"
    assert rules["always-name"].same
