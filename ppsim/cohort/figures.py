"""The figures of one group at one case under one rubric, exact and for nobody's eyes yet.

``figures_of`` takes rows, ``figures_of_tally`` what a database has counted and summed. Neither is
to be rendered: ``ppsim.cohort.policy.show`` is the only way from here to a page or a screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ppsim.cohort.structure import Structure
from scoring.cohort.compare import Difference, compare
from scoring.cohort.counts import VoteTable
from scoring.cohort.dif import Dif, dif
from scoring.cohort.estimate import Estimate, Refused, refuse_items
from scoring.cohort.generalizability import GStudy, g_study
from scoring.cohort.item_scores import ItemScores, item_scores
from scoring.cohort.items import (
    ItemFigures,
    OptionFunctioning,
    alpha,
    item_figures,
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
from scoring.cohort.rehearsal import Rehearsal, judgement_of, rehearsal
from scoring.cohort.rows import Rows
from scoring.cohort.tally import Tally, tally_of
from scoring.cohort.votes import DecisionVotes, agenda, decision_votes
from scoring.cohort.ways import Attendance, EchoMap, Edge, EndingVotes, Routes
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
    people: tuple[str, ...] = ()
    """Pseudonyms, sorted; none where there are too many to name."""
    rows: tuple[Rows, ...] = ()
    """Attempts that enter; none where a database did the counting."""
    structure: Structure | None = None
    scores: ItemScores | None = None
    """Who scored what, where single people's scores were at hand."""


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
    first = kept[0].attempt
    scores = item_scores((r.attempt for r in kept), (d for r in kept for d in r.decisions))
    tally = tally_of(kept, scores)
    exact = _exact(tally, roles, other, _dif(scores, groups), _studied(all_cases))
    return Figures(
        case=first.case,
        case_id=first.case_id,
        rubric=first.rubric,
        table=tally.table,
        exact=exact,
        people=tuple(sorted({r.attempt.person for r in kept})),
        rows=kept,
        structure=structure,
        scores=scores,
    )


def figures_of_tally(
    case: tuple[str, str, str],
    tally: Tally,
    roles: Sequence[Role],
    *,
    people: Sequence[str] = (),
    other: VoteTable | None = None,
    scores: ItemScores | Refused | None = None,
    groups: Mapping[str, str] | None = None,
    all_cases: Mapping[str, Mapping[str, float]] | Refused | None = None,
) -> Figures:
    """The same figures of what a database has counted and summed.

    They can be shown to the instructor only: what a room may see depends on who came and went.

    Args:
        case: hash of the case, its id, hash of the rubric.
        tally: of the group.
        roles: the rubric's pulls.
        people: pseudonyms, where they are to be named.
        other: another cohort's votes, to compare with.
        scores: who scored what, for the test of DIF, or why it is not at hand.
        groups: pseudonym -> group, of two groups, for the test of DIF.
        all_cases: person -> case -> A, for the G-study, or why it is not at hand.
    """
    found = scores if isinstance(scores, Refused) else _dif(scores, groups)
    study = all_cases if isinstance(all_cases, Refused) else _studied(all_cases)
    exact = _exact(tally, roles, other, found, study)
    kept = scores if isinstance(scores, ItemScores) else None
    return Figures(*case, tally.table, exact, tuple(people), scores=kept)


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


def _exact(
    tally: Tally,
    roles: Sequence[Role],
    other: VoteTable | None,
    compared: tuple[Dif | Refused, ...] | Refused | None,
    study: GStudy | Refused | None,
) -> Exact:
    table = tally.table
    return Exact(
        attendance=tally.attendance,
        decisions=(votes := decision_votes(table)),
        agenda=agenda(votes),
        stances=group_stances(table),
        pulls=group_pulls(table, roles),
        balance=group_balance(table),
        echoes=tally.echoes,
        edges=tally.edges,
        endings=tally.endings,
        routes=tally.routes,
        rehearsal=rehearsal(tally.pairs),
        programme=_programme(tally, compared, study),
        differences=compare(table, other) if other is not None else (),
    )


def _programme(
    tally: Tally,
    compared: tuple[Dif | Refused, ...] | Refused | None,
    study: GStudy | Refused | None,
) -> Programme:
    items, options = tally.items, option_functioning(tally.table)
    found = item_figures(items)
    if isinstance(found, Refused):
        return Programme(found, found, found, options, found, study or refuse_items(items.n))
    from ppsim.cohort.omega import omega

    return Programme(
        items=found,
        alpha=alpha(items),
        omega=omega(items),
        options=options,
        dif=Refused("no two groups were named", items.n) if compared is None else compared,
        g_study=study or Refused("only one case was given", items.n),
    )


def _dif(
    scores: ItemScores | None, groups: Mapping[str, str] | None
) -> tuple[Dif | Refused, ...] | Refused | None:
    names = sorted(set(groups.values())) if groups is not None else []
    if scores is None or groups is None or len(names) != 2:
        return None
    return dif(scores, groups, *names)


def _studied(scores: Mapping[str, Mapping[str, float]] | None) -> GStudy | Refused | None:
    return g_study(scores) if scores is not None else None
