"""The figures of one group at one case under one rubric, exact and for nobody's eyes yet.

``figures_of`` takes rows, ``figures_of_counts`` what a database has counted. Neither is to be
rendered: ``ppsim.cohort.policy.show`` is the only way from here to a page or a screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ppsim.cohort.structure import Structure
from scoring.cohort.compare import Difference, compare
from scoring.cohort.counts import VoteTable, count_votes
from scoring.cohort.dif import Dif, dif
from scoring.cohort.estimate import Estimate, Refused, refuse_items
from scoring.cohort.generalizability import GStudy, g_study
from scoring.cohort.items import (
    ItemFigures,
    OptionFunctioning,
    alpha,
    item_figures,
    item_scores,
    option_functioning,
)
from scoring.cohort.patterns import (
    GroupBalance,
    GroupPull,
    GroupStances,
    group_balance,
    group_pulls,
    group_stances,
)
from scoring.cohort.rehearsal import Rehearsal, judgement_of, pairs_of, rehearsal
from scoring.cohort.rows import Attempt, Decision, Rows
from scoring.cohort.votes import DecisionVotes, agenda, decision_votes
from scoring.cohort.ways import (
    Attendance,
    EchoMap,
    Edge,
    EndingVotes,
    Routes,
    attendance,
    echo_map,
    endings,
    flow,
    routes,
)
from scoring.rubric import Role


@dataclass(frozen=True, slots=True)
class Programme:
    """Figures of a hundred people and more; each is refused in words where it cannot be given."""

    items: tuple[ItemFigures, ...] | Refused
    alpha: Estimate | Refused
    omega: Estimate | Refused
    options: tuple[OptionFunctioning, ...] | Refused
    dif: tuple[Dif | Refused, ...] | Refused
    g_study: GStudy | Refused


@dataclass(frozen=True, slots=True)
class Exact:
    """All group figures, exact. No person is in them: no id, no path, no single A."""

    attendance: Attendance
    decisions: tuple[DecisionVotes, ...]
    agenda: tuple[DecisionVotes, ...]
    stances: GroupStances
    pulls: tuple[GroupPull, ...]
    balance: GroupBalance
    echoes: tuple[EchoMap, ...]
    edges: tuple[Edge, ...]
    endings: tuple[EndingVotes, ...]
    routes: Routes | None
    """``None`` where whole ways through were not at hand."""
    rehearsal: Rehearsal | Refused
    programme: Programme
    differences: tuple[Difference, ...]
    """This group less another, where another was given."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one group, with what the policy needs to decide who may see what."""

    case: str
    case_id: str
    rubric: str
    table: VoteTable
    exact: Exact
    rows: tuple[Rows, ...] = ()
    """Attempts that enter; none where a database did the counting."""
    structure: Structure | None = None


def figures_of(
    rows: Iterable[Rows],
    roles: Sequence[Role],
    structure: Structure | None = None,
    *,
    other: VoteTable | None = None,
    groups: Mapping[str, str] | None = None,
    all_cases: Mapping[str, Mapping[str, float]] | None = None,
) -> Figures:
    """The figures of attempts at one case under one rubric; order of rows means nothing.

    Args:
        rows: of one case hash and one rubric hash; one row set for each attempt id.
        roles: the rubric's pulls.
        structure: the case's shape; without it nothing may be shown to a room.
        other: another cohort's votes, to compare with.
        groups: pseudonym -> group, of two groups, for the test of DIF.
        all_cases: person -> case -> A, over all cases (``case_scores``), for the G-study.

    Raises:
        ValueError: no rows, or rows of several cases, rubrics, or twice of one attempt.
    """
    kept = tuple(sorted(rows, key=lambda r: r.attempt.id))
    _one_case(kept)
    attempts = tuple(r.attempt for r in kept)
    decisions = tuple(d for r in kept for d in r.decisions)
    table = count_votes(attempts, decisions)
    exact = Exact(
        attendance=attendance(attempts),
        decisions=(votes := decision_votes(table)),
        agenda=agenda(votes),
        stances=group_stances(table),
        pulls=group_pulls(table, roles),
        balance=group_balance(table),
        echoes=echo_map(attempts, (e for r in kept for e in r.echoes)),
        edges=flow(attempts, decisions),
        endings=endings(attempts),
        routes=routes(attempts, decisions),
        rehearsal=rehearsal(pairs_of(attempts, decisions)),
        programme=_programme(attempts, decisions, table, groups, all_cases),
        differences=compare(table, other) if other is not None else (),
    )
    first = attempts[0]
    return Figures(first.case, first.case_id, first.rubric, table, exact, kept, structure)


def figures_of_counts(
    case: str,
    case_id: str,
    rubric: str,
    counted: Attendance,
    table: VoteTable,
    roles: Sequence[Role],
    *,
    echoes: Sequence[EchoMap] = (),
    edges: Sequence[Edge] = (),
    ended: Sequence[EndingVotes] = (),
    other: VoteTable | None = None,
) -> Figures:
    """The figures that counts alone can give, for a database that has counted by itself.

    What needs persons (rehearsal, item statistics) is refused with that reason. Such figures can
    be shown to the instructor only: what a room may see depends on who came and went.
    """
    need = Refused("it needs the attempts themselves, and only counts were at hand", table.attempts)
    votes = decision_votes(table)
    exact = Exact(
        attendance=counted,
        decisions=votes,
        agenda=agenda(votes),
        stances=group_stances(table),
        pulls=group_pulls(table, roles),
        balance=group_balance(table),
        echoes=tuple(echoes),
        edges=tuple(edges),
        endings=tuple(ended),
        routes=None,
        rehearsal=need,
        programme=Programme(need, need, need, option_functioning(table), need, need),
        differences=compare(table, other) if other is not None else (),
    )
    return Figures(case, case_id, rubric, table, exact)


def case_scores(rows: Iterable[Rows]) -> dict[str, dict[str, float]]:
    """Person -> case id -> A of the first attempt, over any number of cases."""
    found: dict[str, dict[str, float]] = {}
    for row in rows:
        a = judgement_of(row.decisions) if row.attempt.counts else None
        if a is not None:
            found.setdefault(row.attempt.person, {})[row.attempt.case_id] = a
    return found


def _one_case(rows: Sequence[Rows]) -> None:
    if not rows:
        raise ValueError("no attempts, so no figures")
    if len({(r.attempt.case, r.attempt.rubric) for r in rows}) > 1:
        raise ValueError("figures are of one text of one case under one rubric")
    if len({r.attempt.id for r in rows}) < len(rows):
        raise ValueError("an attempt is given twice")


def _programme(
    attempts: Sequence[Attempt],
    decisions: Sequence[Decision],
    table: VoteTable,
    groups: Mapping[str, str] | None,
    all_cases: Mapping[str, Mapping[str, float]] | None,
) -> Programme:
    items = item_scores(attempts, decisions)
    found = item_figures(items)
    if isinstance(found, Refused):
        return Programme(
            items=found,
            alpha=found,
            omega=found,
            options=option_functioning(table),
            dif=found,
            g_study=g_study(all_cases) if all_cases is not None else refuse_items(items.n),
        )
    from ppsim.cohort.omega import omega

    names = sorted(set(groups.values())) if groups is not None else []
    return Programme(
        items=found,
        alpha=alpha(items),
        omega=omega(items),
        options=option_functioning(table),
        dif=dif(items, groups, *names)
        if groups is not None and len(names) == 2
        else Refused("no two groups were named", items.n),
        g_study=g_study(all_cases)
        if all_cases is not None
        else Refused("only one case was given", items.n),
    )
