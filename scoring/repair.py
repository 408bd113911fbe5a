"""Strains with a person, and what became of them (docs/scoring.md section 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scoring.decisions import Met, by_pick, codes_of
from scoring.options import Option
from scoring.record import AttemptRecord, Pick
from scoring.rubric import Rubric

WINDOW = 2
"""Decisions with the person, after the strain, within which it can be repaired."""
STRAINING, MENDING = -1.0, 1.0

Outcome = Literal["repaired", "recovered", "unrepaired", "not_counted", "still_open"]


@dataclass(frozen=True, slots=True)
class Strain:
    """One strain with one person, from its opening to the end of its window."""

    person: str
    opened_at: tuple[int, ...]
    """The picks that opened it: the first, and those that joined it inside the window."""
    outcome: Outcome
    mended_at: int | None
    """The pick that repaired it, or after which it had recovered."""
    window: tuple[int, ...]
    """The decisions with that person that came after it and inside its window."""


@dataclass(frozen=True, slots=True)
class Repairs:
    """The strains of an attempt; where none opened there is none to show."""

    strains: tuple[Strain, ...]
    """In the order they opened."""
    counted: int
    """Those with a repair on offer inside the window, and not still open."""
    repaired: int
    recovered: int
    best: Strain | None
    """The one repaired by the weightiest choice, the later on ties; ``None`` if none was."""


@dataclass(slots=True)
class _Open:
    """A strain under way, with the window as it stands."""

    opened: list[int]
    window: list[int]
    left: int = WINDOW
    offered: bool = False
    recovered_at: int | None = None


def repairs(record: AttemptRecord, met: Sequence[Met], rubric: Rubric) -> Repairs:
    """Follow the strains with each person through the attempt.

    A strain opens at an author's mark, or at a decision whose chosen option weighs -1 or less
    and is said or done to that person. A pick that strains never repairs.
    """
    found = by_pick(met)
    people = dict.fromkeys(p.option.to for p in record.picks if p.option.to is not None)
    strains = [s for who in people for s in _with(who, record, found, rubric)]
    strains.sort(key=lambda s: s.opened_at)
    mends = {s.mended_at: s for s in strains if s.outcome == "repaired" and s.mended_at is not None}
    best = max(mends, key=lambda at: (found[at].w, at), default=None)
    return Repairs(
        strains=tuple(strains),
        counted=sum(s.outcome in ("repaired", "recovered", "unrepaired") for s in strains),
        repaired=sum(s.outcome == "repaired" for s in strains),
        recovered=sum(s.outcome == "recovered" for s in strains),
        best=None if best is None else mends[best],
    )


def _with(
    person: str, record: AttemptRecord, found: dict[int, Met], rubric: Rubric
) -> list[Strain]:
    done: list[Strain] = []
    strain: _Open | None = None
    for at, pick in enumerate(record.picks):
        met = found.get(at)
        with_person = met is not None and any(o.to == person for o in pick.offered)
        if strain and with_person:
            assert met is not None
            strain.window.append(at)
            strain.offered = strain.offered or any(
                _repairs(o, person, met, rubric) for o in pick.offered
            )
        if _strains(pick.option, person, pick, met):
            strain = strain or _Open([], [])
            strain.opened.append(at)
            strain.left, strain.recovered_at = WINDOW, None
        elif strain and with_person:
            assert met is not None
            if _repairs(pick.option, person, met, rubric):
                done.append(_close(person, strain, repaired_at=at))
                strain = None
                continue
            if pick.option.to == person and met.w >= MENDING and strain.recovered_at is None:
                strain.recovered_at = at
            strain.left -= 1
            if not strain.left:
                done.append(_close(person, strain))
                strain = None
    if strain:
        done.append(_close(person, strain, unfinished=record.ending is None))
    return done


def _close(
    person: str, strain: _Open, repaired_at: int | None = None, unfinished: bool = False
) -> Strain:
    outcome: Outcome
    if repaired_at is not None:
        outcome = "repaired"
    elif unfinished:
        outcome = "still_open"
    elif not strain.offered:
        outcome = "not_counted"
    else:
        outcome = "unrepaired" if strain.recovered_at is None else "recovered"
    mended = repaired_at if outcome == "repaired" else None
    if outcome == "recovered":
        mended = strain.recovered_at
    return Strain(person, tuple(strain.opened), outcome, mended, tuple(strain.window))


def _strains(option: Option, person: str, pick: Pick, met: Met | None) -> bool:
    """Whether an option on offer strains things with that person: by mark, or by its weight."""
    if option.to != person:
        return False
    marked = option.strain and (pick.first_visit or pick.hub)
    return marked or (met is not None and met.row.at(option.id) <= STRAINING)


def _repairs(option: Option, person: str, met: Met, rubric: Rubric) -> bool:
    """Whether an option repairs: a repair code, to that person, and no new strain by it."""
    if option.to != person or _strains(option, person, met.pick, met):
        return False
    return any(rubric.codes[c].repair for c in codes_of(option))
