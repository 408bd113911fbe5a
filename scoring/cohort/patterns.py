"""The group's patterns: stances, pulls, and telling or not telling (docs/scoring.md section 11).

Sums over all decisions of all attempts that count, from counted choices. A person meets several
decisions, so the choices are not independent: shares are given with how many choices and how many
people they are of, and without an interval that would pretend otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scoring.cohort.counts import Cell, VoteTable
from scoring.cohort.missing import REACHED
from scoring.cohort.rows import Faced
from scoring.rubric import Role


@dataclass(frozen=True, slots=True)
class GroupStances:
    """Flags of all choices at decisions met, counted."""

    attempts: int
    choices: int
    reflective: int
    reactive: int
    neutral: int
    both_offered: int
    """Choices where options above and below zero were both on offer."""
    reactive_of_both: int
    """Reactive ones among these: the group's reactivity."""
    missing: str = REACHED


@dataclass(frozen=True, slots=True)
class GroupPull:
    """One pull over the group: given in to, offered, and what random picking would come to."""

    role: str
    phrase: str
    taken: int
    offered: int
    expected: float
    missing: str = REACHED


@dataclass(frozen=True, slots=True)
class GroupBalance:
    """The group's two-by-two of disclosure: choices at clear moments, both errors side by side."""

    told_at_t: int
    withheld_at_t: int
    """Over-withholding: telling would have served, and was not done."""
    told_at_w: int
    """Over-disclosure: not telling would have served, and it was told."""
    withheld_at_w: int
    wrong_dose: int
    """Told at a T moment in a way that does not fit; among ``told_at_t``."""
    missing: str = REACHED

    @property
    def t_met(self) -> int:
        """Choices made at T moments."""
        return self.told_at_t + self.withheld_at_t

    @property
    def w_met(self) -> int:
        """Choices made at W moments."""
        return self.told_at_w + self.withheld_at_w


def group_stances(table: VoteTable) -> GroupStances:
    """Count the stances of all choices at scored decisions."""
    scored = [c for c in table.cells if c.faced.scored]
    both = [c for c in scored if c.faced.offers_both]
    return GroupStances(
        attempts=table.attempts,
        choices=_sum(scored),
        reflective=_sum(c for c in scored if c.option.stance == "reflective"),
        reactive=_sum(c for c in scored if c.option.stance == "reactive"),
        neutral=_sum(c for c in scored if c.option.stance == "neutral"),
        both_offered=_sum(both),
        reactive_of_both=_sum(c for c in both if c.option.stance == "reactive"),
    )


def group_pulls(table: VoteTable, roles: Iterable[Role]) -> tuple[GroupPull, ...]:
    """One for each role, in the rubric's order."""
    return tuple(_pull(table, role) for role in roles)


def group_balance(table: VoteTable) -> GroupBalance:
    """The two-by-two over the clear moments that people met (docs/scoring.md section 9)."""
    entering = [c for c in table.cells if c.faced.clear is not None and c.option.enters]
    at_t = [c for c in entering if c.faced.clear == "T"]
    at_w = [c for c in entering if c.faced.clear == "W"]
    return GroupBalance(
        told_at_t=_sum(c for c in at_t if c.option.told),
        withheld_at_t=_sum(c for c in at_t if not c.option.told),
        told_at_w=_sum(c for c in at_w if c.option.told),
        withheld_at_w=_sum(c for c in at_w if not c.option.told),
        wrong_dose=_sum(c for c in at_t if c.option.told and c.option.verdict != "fits"),
    )


def _pull(table: VoteTable, role: Role) -> GroupPull:
    offering = [c for c in table.cells if c.faced.scored and _carrying(c.faced, role)]
    expected = sum(
        c.count * _carrying(c.faced, role) / len(c.faced.options)
        for c in sorted(offering, key=lambda c: (c.faced.key, c.chosen))
    )
    taken = _sum(c for c in offering if role.id in c.option.pulls)
    return GroupPull(role.id, role.phrase, taken, _sum(offering), expected)


def _carrying(faced: Faced, role: Role) -> int:
    return sum(role.id in o.pulls for o in faced.options)


def _sum(cells: Iterable[Cell]) -> int:
    return sum(c.count for c in cells)
