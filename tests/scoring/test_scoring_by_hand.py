"""Small plays worked by hand: what each definition says at its edges."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from record_makers import TESTS, core, option, pick, play

from scoring.attempt import score
from scoring.disclosure import verdict
from scoring.options import Moment, Option, Tells
from scoring.record import (
    AttemptRecord,
    KeyFeature,
    Pattern,
    Pick,
    Reason,
    ReasonGiven,
    RecordError,
    StepRef,
)
from scoring.repair import Strain
from scoring.sparse import TooFew

NAME = option("name", "FRM.NAME", to="client")
PAUSE = option("pause", "SAR.PAUSE", to="client")
PLAIN = option("plain", to="client")
LEAK = option("leak", "SAR.LEAK", to="client")
MEND = option("mend", "ATT.REPAIR", to="client")


# ---- Repair


def strained(*picks: Pick, ending: str | None = "held") -> list[tuple[tuple[int, ...], str]]:
    got = score(play(*picks, ending=ending), core())
    return [(s.opened_at, s.outcome) for s in got.repairs.strains]


def take(chosen: Option, *others: Option, **more: Any) -> Pick:
    return pick("s", chosen.id, chosen, *others, **more)


def test_repaired_within_two_decisions() -> None:
    assert strained(take(LEAK, PLAIN), take(MEND, PLAIN)) == [((0,), "repaired")]
    assert strained(take(LEAK, PLAIN), take(PLAIN, MEND), take(MEND, PLAIN)) == [((0,), "repaired")]
    late = strained(take(LEAK, PLAIN), take(PLAIN, MEND), take(PLAIN, MEND), take(MEND, PLAIN))
    assert late == [((0,), "unrepaired")]


def test_repair_outranks_an_earlier_recovery() -> None:
    assert strained(take(LEAK, PLAIN), take(PAUSE, MEND), take(MEND, PLAIN)) == [((0,), "repaired")]
    assert strained(take(LEAK, PLAIN), take(PAUSE, MEND), take(PLAIN, MEND)) == [
        ((0,), "recovered")
    ]


def test_no_repair_on_offer_is_not_counted_even_where_things_got_better() -> None:
    picks = take(LEAK, PLAIN), take(PAUSE, PLAIN), take(PAUSE, PLAIN)
    assert strained(*picks) == [((0,), "not_counted")]
    assert score(play(*picks, ending="held"), core()).repairs.counted == 0


def test_a_new_strain_joins_and_restarts_the_count() -> None:
    joined = take(LEAK, PLAIN), take(PLAIN, LEAK), take(LEAK, PLAIN), take(PLAIN, LEAK)
    assert strained(*joined, take(MEND, PLAIN)) == [((0, 2), "repaired")]
    # A recovery before the new strain no longer helps after it.
    again = take(LEAK, PLAIN), take(PAUSE, MEND), take(LEAK, PLAIN), take(PLAIN, MEND)
    assert strained(*again, take(PLAIN, MEND)) == [((0, 2), "unrepaired")]
    # A strain after a repair is a new one.
    anew = take(LEAK, PLAIN), take(MEND, PLAIN), take(LEAK, PLAIN), take(PLAIN, MEND)
    assert strained(*anew, take(PLAIN, MEND)) == [((0,), "repaired"), ((2,), "unrepaired")]


def test_only_decisions_with_that_person_count() -> None:
    other = option("other", "SUP.AFFECT", to="supervisor"), option("b", "SUP.CURATE", to="sup")
    away = [pick("t", "other", *other, phase="supervision") for _ in range(3)]
    assert strained(take(LEAK, PLAIN), *away, take(MEND, PLAIN)) == [((0,), "repaired")]
    thought = option("t", "SAR.NOTICE"), option("u")
    inner = [pick("t", "t", *thought) for _ in range(3)]
    assert strained(take(LEAK, PLAIN), *inner, take(MEND, PLAIN)) == [((0,), "repaired")]
    # Somebody else's repair repairs nothing here.
    to_another = option("aside", "ATT.REPAIR", to="supervisor")
    assert strained(take(LEAK, PLAIN), take(to_another, MEND), take(PLAIN, MEND)) == [
        ((0,), "unrepaired")
    ]


def test_a_mark_opens_a_strain_anywhere_a_weight_only_at_a_decision() -> None:
    marked = replace(PLAIN, strain=True)
    assert strained(take(marked), take(PLAIN, MEND), take(PLAIN, MEND)) == [((0,), "unrepaired")]
    assert strained(take(LEAK), take(PLAIN, MEND)) == []
    assert strained(take(replace(marked, to=None)), take(PLAIN, MEND)) == [], "a thought"
    assert strained(take(marked, first_visit=False), take(PLAIN, MEND)) == []


def test_a_stopped_attempt_leaves_its_last_strain_open() -> None:
    picks = take(LEAK, PLAIN), take(PLAIN, MEND)
    assert strained(*picks, ending=None) == [((0,), "still_open")]
    assert strained(*picks, ending="held") == [((0,), "unrepaired")]


def test_a_repair_that_strains_repairs_nothing() -> None:
    # FRM.NAME at half, with blame: 1 - 2 = -1, a strain of its own.
    barbed = option("barbed", ("ATT.REPAIR", 0.5), "FRM.BLAME", to="client")
    assert strained(take(LEAK, PLAIN), take(barbed, PLAIN), take(PLAIN, NAME)) == [
        ((0, 1), "unrepaired")
    ]


def test_the_best_repair_is_the_weightiest() -> None:
    half = option("half", ("DIS.IMMEDIACY", 0.5), to="client")
    picks = take(LEAK, PLAIN), take(MEND, PLAIN), take(LEAK, PLAIN), take(half, PLAIN)
    got = score(play(*picks, ending="held"), core()).repairs
    assert (got.counted, got.repaired) == (2, 2)
    assert got.best == Strain("client", (0,), "repaired", 1, (1,))


# ---- Echo

MORE = Pattern("more", frozenset({"FRA.STRETCH"}), frozenset({"SUP.CURATE", "SUP.REASSURE"}))
STRETCH, HOLD = option("stretch", "FRA.STRETCH"), option("hold", "FRA.HOLD")
TALLY, DREAD = option("tally", "SUP.CURATE"), option("dread", "SUP.AFFECT")
CARRY, WAIT = option("carry", "SUP.CARRY"), option("wait", "SUP.COMPLY")


def with_client(chosen: str, *offered: Option) -> Pick:
    return pick("t", chosen, *(offered or (STRETCH, HOLD)))


def with_supervisor(chosen: str, *offered: Option) -> Pick:
    return pick("s", chosen, *(offered or (TALLY, DREAD, WAIT)), phase="supervision")


def parallel(*picks: Pick) -> list[tuple[bool, str, str | None]]:
    got = score(play(*picks, patterns=(MORE,), ending="held"), core()).echo
    assert got is not None
    return [(p.counted, p.outcome, p.carried) for p in got.pairs]


def test_the_four_outcomes() -> None:
    assert parallel(with_client("stretch"), with_supervisor("tally")) == [(True, "echo", None)]
    assert parallel(with_client("stretch"), with_supervisor("dread")) == [(True, "broken", None)]
    assert parallel(with_client("stretch"), with_supervisor("wait")) == [(True, "not_echoed", None)]
    assert parallel(with_client("hold"), with_supervisor("tally")) == [(True, "not_taken", None)]


def test_echo_outranks_a_break_in_the_same_block() -> None:
    both = with_supervisor("dread"), with_supervisor("tally")
    assert parallel(with_client("stretch"), *both) == [(True, "echo", None)]


def test_carried_back() -> None:
    carry = with_supervisor("carry", CARRY, WAIT)
    first = with_client("stretch"), with_supervisor("dread"), carry
    assert parallel(*first, with_client("hold")) == [(True, "broken", "carried_back")]
    assert parallel(*first, with_client("stretch")) == [(True, "broken", "not_carried_back")]
    # The next therapy block that offers it, not simply the next.
    elsewhere = with_client("name", NAME, PLAIN), with_supervisor("wait", WAIT, CARRY)
    assert parallel(*first, *elsewhere, with_client("hold"))[0] == (True, "broken", "carried_back")
    assert parallel(*first, *elsewhere)[0] == (True, "broken", "no_occasion")
    # Without SUP.CARRY there is nothing to carry.
    assert parallel(with_client("stretch"), with_supervisor("dread"), with_client("hold")) == [
        (True, "broken", None)
    ]


def test_what_cannot_be_avoided_is_not_counted() -> None:
    forced = with_client("stretch", STRETCH, option("more", "FRA.STRETCH", "SAR.RESCUE"))
    assert parallel(forced, with_supervisor("tally")) == [(False, "echo", None)]
    nothing = with_supervisor("dread", DREAD, WAIT)
    assert parallel(with_client("stretch"), nothing) == [(False, "broken", None)]


def test_blocks_skip_between_and_own_therapy_is_no_supervision() -> None:
    between = pick("b", "stretch", STRETCH, HOLD, phase="between")
    own = pick("o", "dread", DREAD, TALLY, phase="own_therapy")
    # Two therapy picks with an evening between them are one block.
    assert len(parallel(with_client("hold"), between, with_client("hold"), with_supervisor("wait")))
    two = parallel(with_client("hold"), between, with_client("stretch"), with_supervisor("tally"))
    assert two == [(True, "echo", None)]
    # Own therapy parts two blocks, each paired with the next supervision.
    parted = parallel(with_client("stretch"), own, with_client("hold"), with_supervisor("tally"))
    assert parted == [(True, "echo", None), (True, "not_taken", None)]
    assert parallel(with_client("stretch"), own) == []


def test_a_life_parallel_has_no_echo() -> None:
    record = play(with_client("stretch"), with_supervisor("tally"), parallel="life")
    assert score(replace(record, patterns=(MORE,)), core()).echo is None


# ---- Key features

A, B, C = KeyFeature("a"), KeyFeature("b"), KeyFeature("c", alternative_of=("a",))


def statuses(record: AttemptRecord) -> list[str]:
    return [f.status for f in score(record, core()).features]


def test_precedence_of_key_features() -> None:
    def meets(id: str, *features: str) -> Option:
        return option(id, meets=features)

    everything = play(
        pick("s", "x", meets("x", "a"), meets("y", "c")),
        pick("t", "z", meets("z"), meets("w", "a")),
        key_features=(A, B, C),
        ending="held",
    )
    # Once met, met, though later passed by; on offer and untaken is missed, though an
    # alternative of it was met.
    assert statuses(everything) == ["met", "foreclosed", "missed"]
    alone = replace(everything, picks=everything.picks[1:])
    assert statuses(alone) == ["missed", "foreclosed", "foreclosed"]
    met = play(pick("s", "x", meets("x", "a"), meets("y")), key_features=(A, C), ending="held")
    assert statuses(met) == ["met", "not_applicable"]


def test_foreclosed_is_named_with_the_choice_that_closed_it() -> None:
    ab, b, none = frozenset("ab"), frozenset("b"), frozenset[str]()
    picks = (
        pick("s", "plain", PLAIN, NAME, open_before=ab, open_after=ab),
        pick("t", "plain", PLAIN, NAME, open_before=ab, open_after=b),
        pick("u", "plain", PLAIN, NAME, open_before=b, open_after=none),
    )
    record = play(*picks, key_features=(A, B), open_start=ab, ending="held")
    a, b_ = score(record, core()).features
    assert (a.status, a.closed_by, b_.closed_by) == ("foreclosed", StepRef(1), StepRef(2))
    stopped = play(*picks[:2], key_features=(A, B), open_start=ab)
    assert statuses(stopped) == ["foreclosed", "still_open"]
    assert [d.features for d in score(record, core()).doors] == [("a",), ("b",)]


# ---- Disclosure

ASKED = Moment("sick leave", "asked_directly", "working", "middle")
UNWANTED = replace(ASKED, cue="signalled_not_wanting")
ALL = frozenset(TESTS)
FOUR = ALL - {"dose_fit", "resolved_enough"}


@pytest.mark.parametrize(
    ("tells", "moment", "want"),
    [
        (Tells("disclosed", 1, whose_need="client", passes=ALL), ASKED, "fits"),
        (Tells("partial", 1, passes=ALL - {"dose_fit"}), ASKED, "fits"),
        (Tells("disclosed", 1, passes=ALL - {"client_benefit"}), ASKED, "arguable"),
        (Tells("disclosed", 1, passes=FOUR), ASKED, "arguable"),
        (Tells("disclosed", 1, passes=frozenset({"cue_fit", "norm_fit"})), ASKED, "misfit"),
        (Tells("withheld", passes=FOUR), ASKED, "fits"),
        (Tells("withheld", passes=FOUR - {"cue_fit"}), ASKED, "arguable"),
        (Tells("withheld", passes=frozenset({"norm_fit", "dose_fit"})), ASKED, "misfit"),
        (Tells("withheld", passes=FOUR), UNWANTED, "fits"),
        # Hard stops, whatever it passes.
        (Tells("disclosed", 1, whose_need="therapist", passes=ALL), ASKED, "misfit"),
        (Tells("withheld", whose_need="therapist", passes=ALL), ASKED, "misfit"),
        (Tells("withheld", truthful=False, passes=ALL), ASKED, "misfit"),
        (Tells("disclosed", 1, passes=ALL), UNWANTED, "misfit"),
        (Tells("disclosed", 2, resolved="open", passes=ALL), ASKED, "misfit"),
        (Tells("disclosed", 1, resolved="open", passes=ALL), ASKED, "fits"),
        (Tells("disclosed", 2, resolved="partly", passes=ALL), ASKED, "fits"),
    ],
)
def test_verdicts(tells: Tells, moment: Moment, want: str) -> None:
    assert verdict(tells, moment) == want


BRIEF = option("brief", "DIS.PURPOSE", tells=Tells("disclosed", 1, passes=ALL))
LONG = option("long", "DIS.MISFIT", tells=Tells("disclosed", 3))
KEEP = option("keep", "DIS.WITHHOLD", tells=Tells("withheld", passes=FOUR))
DODGE = option("dodge", "DIS.EVADE", tells=Tells("withheld"))


def asked(chosen: str, *offered: Option) -> Pick:
    return pick("s", chosen, *offered, moment=ASKED)


def test_t_and_w_moments() -> None:
    def clear(p: Pick) -> str | None:
        (row,) = score(play(p), core()).ledger
        return row.clear

    assert clear(asked("brief", BRIEF, LONG, DODGE)) == "T"
    assert clear(asked("keep", KEEP, DODGE, LONG)) == "W"
    assert clear(asked("brief", BRIEF, KEEP)) is None, "both fit"
    assert clear(asked("long", LONG, DODGE)) is None, "neither fits"
    assert clear(asked("brief", BRIEF, LONG)) is None, "no withholding to set beside it"
    away = option("away", "FRA.CLEAR", tells=Tells("disclosed", 1, type="logistics", passes=ALL))
    assert clear(asked("away", away, DODGE, LONG)) is None, "logistics"
    assert clear(asked("dodge", away, DODGE, LONG)) is None


def test_both_errors_and_the_balance() -> None:
    t = [asked(c, BRIEF, LONG, DODGE) for c in ("brief", "long", "dodge") * 2]
    w = [asked(c, KEEP, LONG, DODGE) for c in ("keep", "long", "keep") * 2]
    got = score(play(*t, *w), core()).balance
    assert (got.t_met, got.w_met) == (6, 6)
    assert [(x.k, x.n) for x in (got.over_withholding, got.over_disclosure)] == [(2, 6), (2, 6)]  # type: ignore[union-attr]
    assert got.wrong_dose == (1, 4), "told at a T moment, and not as it fits"
    assert got.j == pytest.approx(1 - 2 / 6 - 2 / 6)
    half = score(play(*t[:3], *w[:3]), core()).balance
    assert half.j == TooFew(3, 6, "clear moments of each kind")
    assert half.over_disclosure.k == 1  # type: ignore[union-attr]
    few = score(play(*t, *w[:2]), core()).balance
    assert few.over_withholding == few.over_disclosure == TooFew(2, 3, "clear moments of each kind")


def test_an_arguable_telling_at_a_t_moment_is_a_wrong_dose_too() -> None:
    arguable = option("more", "DIS.PURPOSE", tells=Tells("disclosed", 2, passes=FOUR))
    got = score(play(asked("more", BRIEF, arguable, DODGE)), core())
    assert (got.ledger[0].verdict, got.ledger[0].clear) == ("arguable", "T")
    assert got.balance.wrong_dose == (0,)


@pytest.mark.parametrize(("t", "w"), [("dodge", "keep"), ("brief", "long")])
def test_one_rule_for_every_moment_gets_no_credit(t: str, w: str) -> None:
    """Who never discloses, or always does, has J = 0 (docs/scoring.md section 9)."""
    picks = [asked(t, BRIEF, DODGE)] * 6 + [asked(w, KEEP, LONG)] * 8
    assert score(play(*picks), core()).balance.j == 0


# ---- Two tiers, marks, contested points


def test_the_four_cells() -> None:
    reasons = (
        Reason("his", frozenset({"name"})),
        Reason("other", frozenset({"plain"})),
        Reason("guarded", frozenset({"elsewhere"})),
    )

    def cell(chosen: str, reason: str) -> tuple[str, tuple[str, ...]]:
        p = pick("s", chosen, NAME, PLAIN, LEAK, reasons=reasons, reason=ReasonGiven(reason, 7))
        (found,) = score(play(p), core()).two_tier
        assert found.confidence == 7
        return found.cell, found.sound_for

    assert cell("name", "his") == ("both_sound", ("name",))
    assert cell("name", "other") == ("weak_reason", ("plain",))
    assert cell("plain", "other") == ("weak_choice", ("plain",)), "sound for it"
    assert cell("plain", "his") == ("weak_choice", ("name",)), "sound for another"
    assert cell("leak", "guarded") == ("neither", ()), "a choice guarded off does not exist"


def test_critical_codes_are_said_once_and_keep_their_weight() -> None:
    end = option("end", "FRA.ABANDON")
    lie = option("lie", "DIS.EVADE", tells=Tells("withheld", truthful=False))
    dodge = option("dodge", "DIS.EVADE", tells=Tells("withheld"))
    picks = take(end, PLAIN), take(dodge, PLAIN), take(end, PLAIN), take(lie, PLAIN)
    got = score(play(*picks), core())
    assert [(m.code, m.picks) for m in got.critical] == [
        ("FRA.ABANDON", (0, 2)),
        ("DIS.EVADE", (3,)),
    ]
    assert [d.w for d in got.decisions] == [-2, -1, -2, -2]
    assert [d.critical for d in got.decisions] == [
        ("FRA.ABANDON",),
        (),
        ("FRA.ABANDON",),
        ("DIS.EVADE",),
    ]


def test_contested_options_lose_nothing_by_one_another() -> None:
    p = pick("s", "pause", PAUSE, NAME, LEAK, contested=("pause", "name"))
    got = score(play(p), core())
    (d,) = got.decisions
    assert (d.w, d.loss, d.best, d.contested) == (2, 0, ("pause", "name"), ("pause", "name"))
    assert d.choice.weight.overall == 1, "its own weight is still there to read"
    assert [(c.pick, c.options) for c in got.contested] == [(0, ("pause", "name"))]
    alone = score(play(replace(p, contested=("pause", "guarded-off"))), core())
    assert (alone.contested, alone.decisions[0].contested) == ((), ())
    other = score(play(replace(p, chosen="leak")), core())
    assert other.contested == got.contested, "whichever way it was taken"


# ---- Moments, neighbours, regret


def test_the_later_moment_first_on_ties_and_key_moments_double() -> None:
    lossy = take(PAUSE, NAME)  # loses 1
    key = take(PAUSE, replace(NAME, meets=("f",)))  # loses 1, counts 2
    got = score(play(lossy, key, take(NAME, PLAIN), lossy), core())
    assert got.moments == (1, 3, 0)
    assert got.decision(1).weighted_loss == 2
    with pytest.raises(KeyError):
        got.decision(4)


@pytest.mark.parametrize(
    ("chosen", "others", "want"),
    [
        # Not best: a best option of the primary code's dimension before the first authored.
        ("SUP.CURATE", ["FRM.NAME", "SUP.AFFECT"], 1),
        ("SUP.CURATE", ["FRM.NAME", "DIS.IMMEDIACY"], 0),
        ("SUP.CURATE", ["ATT.EXPLORE", "FRM.NAME"], 1),
        # Best: what its near-miss names ("Technique ... (FRM.HIDE)") before the next weight.
        ("FRM.FIT", ["SAR.APPEASE", "FRM.HIDE"], 1),
        ("FRM.NAME", ["SAR.RESCUE", "FRA.HOLD", "SAR.PAUSE"], 1),
    ],
)
def test_the_neighbour(chosen: str, others: list[str], want: int) -> None:
    offered = [option(f"o{i}", c) for i, c in enumerate(others)]
    got = score(play(pick("s", "me", option("me", chosen), *offered)), core())
    assert got.decisions[0].neighbour == f"o{want}"


def test_the_neighbour_of_a_neutral_choice() -> None:
    got = score(play(take(PLAIN, LEAK, MEND)), core())
    assert got.decisions[0].neighbour == "mend"
    best = score(play(take(PLAIN, LEAK, option("r", "SAR.PAUSE", "FRA.STRETCH"))), core())
    assert best.decisions[0].neighbour == "leak", "the only one below best"


def test_values_that_cannot_be_are_refused() -> None:
    good = take(NAME, PLAIN, value_before=2.0, value_after=0.0)
    whole = play(good, value_start=2.0, value_last=0.0, ending="held")
    score(whole, core())
    with pytest.raises(RecordError, match="do not add up"):
        score(replace(whole, value_start=3.0), core())
    with pytest.raises(RecordError, match="more was earned"):
        score(replace(whole, picks=(replace(good, value_before=1.5),), value_start=1.5), core())
    with pytest.raises(RecordError, match="ending is 0"):
        score(replace(whole, value_last=1.0, value_start=3.0), core())


def test_an_empty_attempt_has_a_score_too() -> None:
    got = score(play(), core())
    assert got.decisions == got.moments == got.ledger == ()
    assert got.stances.reactivity.interval == TooFew(
        0, 1, "decisions at which both signs were on offer"
    )
    assert {a.score for a in got.attainment} == {
        TooFew(0, 3, "decisions that inform the dimension")
    }
    assert got.judgement.a == TooFew(0, 6, "decisions met")
