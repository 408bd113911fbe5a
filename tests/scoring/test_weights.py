from __future__ import annotations

import pytest
from hypothesis import given, settings
from record_makers import Bias, core, make_record, option, records

from scoring.options import Option, Tells
from scoring.record import AttemptRecord, Pick, RecordError
from scoring.weights import stance_of, weigh, weigh_offer


def w(o: Option) -> float:
    return weigh(core(), o).overall


def test_sum_and_clip() -> None:
    # SUP.PARALLEL 2 and FRA.HOLD 1 make 3, held at 2; each dimension keeps its own.
    both = weigh(core(), option("a", "SUP.PARALLEL", "FRA.HOLD"))
    assert (both.overall, both.of("SUP"), both.of("FRA"), both.of("SAR")) == (2, 2, 1, 0)
    assert w(option("b", "ATT.EXPLORE", ("FRA.STRETCH", 0.5))) == 0.5
    assert w(option("c", "SAR.DEFEND", "FRM.BLAME")) == -2
    assert w(option("d")) == w(Option("e", None)) == 0


def test_an_untrue_evasion_weighs_its_own() -> None:
    lie = Tells("withheld", truthful=False)
    assert w(option("a", "DIS.EVADE")) == -1
    assert w(option("a", "DIS.EVADE", tells=lie)) == -2
    assert w(option("a", "DIS.WITHHOLD", tells=lie)) == 2, "only codes that say so change"


def test_contested_options_share_the_best_on_offer() -> None:
    a, b, c = option("a", "SAR.PAUSE"), option("b", "FRM.NAME"), option("c", "SAR.RESCUE")
    assert weigh_offer(core(), (a, b, c), ("a", "c")).overall == (2, 2, 2)
    assert not weigh_offer(core(), (a, b, c), ("a", "c")).is_decision
    assert weigh_offer(core(), (a, b, c), ("a", "b")).overall == (2, 2, -2)
    # Where the other is guarded off, nobody is divided.
    assert weigh_offer(core(), (a, b, c), ("a", "z")).overall == (1, 2, -2)


def test_what_is_no_decision() -> None:
    a, b = option("a", "SAR.PAUSE"), option("b", "FRA.HOLD")
    assert not weigh_offer(core(), (a, b)).is_decision, "equal weights"
    assert not weigh_offer(core(), (a,)).is_decision, "a single offer"
    ways_out = (option("a", "SAR.PAUSE", fallback=True), option("b", "FRM.NAME", fallback=True))
    assert not weigh_offer(core(), ways_out).is_decision, "fallbacks"


def test_signs() -> None:
    assert [stance_of(x) for x in (2, 0.5, 0, -0.5, -2)] == [
        "reflective",
        "reflective",
        "neutral",
        "reactive",
        "reactive",
    ]


@settings(max_examples=100, deadline=None)
@given(records())
def test_every_weight_is_on_the_scale_in_halves(record: AttemptRecord) -> None:
    for pick in record.picks:
        for o in pick.offered:
            weight = weigh(core(), o)
            for x in (weight.overall, *weight.by_dimension.values()):
                assert -2 <= x <= 2
                assert (2 * x).is_integer()


def test_a_record_no_play_can_have_made_is_refused() -> None:
    a, b = option("a"), option("b")
    with pytest.raises(RecordError, match=r"s: 'c' was not on offer"):
        Pick("s", "therapy", (a, b), "c")
    with pytest.raises(RecordError, match="share an id"):
        Pick("s", "therapy", (a, a), "a")
    with pytest.raises(RecordError, match="fallback"):
        Pick("s", "therapy", (a, option("b", fallback=True)), "a")


def test_steps_keep_their_order() -> None:
    for seed in range(50):
        record = make_record(6, seed, Bias())
        steps = list(record.steps)
        assert [s for r, s in steps if not r.leaving] == list(record.picks)
        assert [s for r, s in steps if r.leaving] == list(record.leaves)
        for at, (ref, step) in enumerate(steps):
            if ref.leaving:
                before = sum(not r.leaving for r, _ in steps[:at])
                assert before == record.leaves[ref.index].after_picks
            after = steps[at + 1][1].value_before if at + 1 < len(steps) else record.value_last
            assert step.value_after == after
