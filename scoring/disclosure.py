"""Telling and not telling: the ledger, its verdicts, the two-by-two (docs/scoring.md section 9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from scoring.decisions import is_choice
from scoring.intervals import Share, share
from scoring.options import Moment, Option, Tells, Test
from scoring.record import AttemptRecord, Pick
from scoring.sparse import TooFew

Verdict = Literal["fits", "arguable", "misfit"]
Clear = Literal["T", "W"]
"""A T moment: telling fits and withholding does not. A W moment: the other way round."""

TESTS = frozenset(get_args(Test))
WITHHOLDING_TESTS = frozenset({"client_benefit", "cue_fit", "timing_fit", "norm_fit"})
TELLING_FITS, TELLING_MISFIT = 5, 2
WITHHOLDING_FITS, WITHHOLDING_MISFIT = 4, 1
COUNTS_NEED, J_NEEDS = 3, 6


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One disclosure decision: the moment, what was done with it, and the computed verdict."""

    pick: int
    moment: Moment
    tells: Tells | None
    """The chosen option's half; ``None`` where it says nothing about telling."""
    verdict: Verdict | None
    clear: Clear | None
    """Whether it enters the two-by-two, and on which side."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Withheld where telling fitted, told where withholding fitted: both errors, side by side."""

    t_met: int
    w_met: int
    over_withholding: Share | TooFew
    over_disclosure: Share | TooFew
    wrong_dose: tuple[int, ...]
    """Picks told at a T moment in a way that does not fit; listed apart, no error of the two."""
    j: float | TooFew
    """1 minus both rates: 1 never wrong, 0 for who never or always discloses."""


def is_telling(tells: Tells) -> bool:
    """Whether an option tells; partly counts as telling."""
    return tells.decision != "withheld"


def told(tells: Tells) -> bool:
    """Whether something about oneself was in fact told: an amount of 1 or more."""
    return tells.amount >= 1


def verdict(tells: Tells, moment: Moment) -> Verdict:
    """Judge one option at one moment (docs/scoring.md section 9); computed, never typed.

    Hard stops come first. Telling is judged on six tests; withholding on four, which ask
    whether *not* telling serves this client now.
    """
    if (
        tells.whose_need == "therapist"
        or not tells.truthful
        or (told(tells) and moment.cue == "signalled_not_wanting")
        or (tells.resolved == "open" and tells.amount >= 2)
    ):
        return "misfit"
    if is_telling(tells):
        passed = len(tells.passes & TESTS)
        if passed >= TELLING_FITS and "client_benefit" in tells.passes:
            return "fits"
        return "misfit" if passed <= TELLING_MISFIT else "arguable"
    passed = len(tells.passes & WITHHOLDING_TESTS)
    if passed == WITHHOLDING_FITS:
        return "fits"
    return "misfit" if passed <= WITHHOLDING_MISFIT else "arguable"


def enters(tells: Tells) -> bool:
    """Whether an option enters the two-by-two: logistics and the unavoidable are left out."""
    return tells.type != "logistics" and tells.route != "unavoidable"


def clear_side(offered: Iterable[Option], moment: Moment) -> Clear | None:
    """T where some telling fits and every withholding is misfit, W the other way round.

    Both kinds must be on offer: where there is but one, nothing was decided between them.
    """
    kinds = [o.tells for o in offered if o.tells is not None and enters(o.tells)]
    telling = [verdict(t, moment) for t in kinds if is_telling(t)]
    withholding = [verdict(t, moment) for t in kinds if not is_telling(t)]
    if "fits" in telling and set(withholding) == {"misfit"}:
        return "T"
    if "fits" in withholding and set(telling) == {"misfit"}:
        return "W"
    return None


def ledger(record: AttemptRecord) -> tuple[LedgerRow, ...]:
    """A row for each disclosure decision: a first visit with a moment and two or more on offer."""
    return tuple(
        _row(i, p, p.moment) for i, p in enumerate(record.picks) if p.moment and is_choice(p)
    )


def _row(at: int, pick: Pick, moment: Moment) -> LedgerRow:
    tells = pick.option.tells
    judged = verdict(tells, moment) if tells else None
    clear = clear_side(pick.offered, moment) if tells and enters(tells) else None
    return LedgerRow(at, moment, tells, judged, clear)


def balance(rows: Iterable[LedgerRow]) -> Balance:
    """The two-by-two over T and W moments: counts from 3 + 3 on, J from 6 + 6 on."""
    at_t: list[tuple[int, bool, Verdict | None]] = []
    at_w: list[bool] = []
    for row in rows:
        if row.tells is None:
            continue
        if row.clear == "T":
            at_t.append((row.pick, told(row.tells), row.verdict))
        elif row.clear == "W":
            at_w.append(told(row.tells))
    withheld = sum(not was_told for _, was_told, _ in at_t)
    dose = tuple(pick for pick, was_told, v in at_t if was_told and v != "fits")
    fewest = min(len(at_t), len(at_w))
    over_w: Share | TooFew
    over_d: Share | TooFew
    over_w = over_d = TooFew(fewest, COUNTS_NEED, "clear moments of each kind")
    if fewest >= COUNTS_NEED:
        over_w = share(withheld, len(at_t), "T moments")
        over_d = share(sum(at_w), len(at_w), "W moments")
    j: float | TooFew = TooFew(fewest, J_NEEDS, "clear moments of each kind")
    if fewest >= J_NEEDS:
        j = 1 - withheld / len(at_t) - sum(at_w) / len(at_w)
    return Balance(len(at_t), len(at_w), over_w, over_d, dose, j)
