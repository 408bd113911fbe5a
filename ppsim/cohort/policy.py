"""Who may see what of a group: the one way from figures to anything that is drawn.

Four views (docs/scoring.md section 12). **self**: one's own choices beside what the room may see.
**instructor**: exact figures and pseudonyms, and of no single person an A, a path or a critical
mark. **projection**: what a room may see. **external**: what may leave the programme.

What a room and the outside see comes from the same issue (``ppsim.cohort.policy_issue``), and the
outside sees a coarser form of what the room does. Everything else in these two views, from dissent
to the agenda and the pulls, is computed from the tables *as shown*: it cannot tell more than they.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ppsim.cohort.figures import Figures
from ppsim.cohort.policy_forms import COUNTS_FROM, Divided, Form, Nothing, OneWay
from ppsim.cohort.policy_issue import Group, Issue, issue
from ppsim.cohort.policy_tables import (
    case_order,
    decision_of_form,
    decision_of_votes,
    edges_of,
    patterns_of,
    table_of_form,
)
from ppsim.cohort.shown import OwnChoice, Shown, ShownDecision, View
from ppsim.cohort.structure import ENDING, Structure, echo_name
from scoring.cohort.estimate import Estimate
from scoring.cohort.missing import COUNTED, PAIRS_OF_BLOCKS
from scoring.cohort.rehearsal import Rehearsal
from scoring.cohort.ways import ROUTE
from scoring.intervals import Interval

NO_TABLE = (
    "Where nothing is shown, fewer than five people came there, or nearly all chose one way "
    "before it, or too few have changed since it was last shown."
)
OUTSIDE = (
    "Outside the programme nothing is shown of fewer than ten people; numbers and shares are "
    "rounded to fives."
)
RETRACTED = (
    "Somebody has withdrawn. What was shown before no longer holds; there will be figures again, "
    "without that person, once three or more people have changed."
)
COUNTS_ONLY = (
    "These figures were counted by a database. What a room may see depends on who came and went, "
    "so it needs the attempts themselves."
)
OUTCOMES = ("not_taken", "echo", "broken", "not_echoed")


class NoView(ValueError):
    """A view that cannot be given of these figures; the message says why."""


def show(
    figures: Figures, view: View, last_issue: Issue | None = None, *, person: str | None = None
) -> Shown:
    """What one view may see.

    Args:
        figures: of one group at one case, as they are now.
        view: who looks.
        last_issue: what a room or the outside was shown last (``next_issue``), if anything.
        person: the reader's own pseudonym, for ``self``.

    Raises:
        NoView: ``self`` without a person; a view for others of figures that are counts only.
    """
    if view == "instructor":
        return _instructor(figures)
    if view == "self" and person is None:
        raise NoView("one's own view needs to know whose it is")
    now = next_issue(figures, last_issue)
    return _from_issue(figures, view, now, person)


def next_issue(figures: Figures, last_issue: Issue | None = None) -> Issue:
    """The issue that ``show`` draws from; to be kept, for the next time, by whoever showed it.

    Raises:
        NoView: the figures are counts only.
    """
    if figures.structure is None or not figures.rows:
        raise NoView(COUNTS_ONLY)
    return issue(_group(figures, figures.structure), figures.structure, last_issue)


def _group(figures: Figures, structure: Structure) -> Group:
    people: dict[str, set[str]] = {}
    votes: dict[str, Mapping[str, str]] = {}
    for rows in figures.rows:
        attempt = rows.attempt
        if attempt.number <= 2 and attempt.state == "finished" and not attempt.too_fast:
            people.setdefault(attempt.person, set()).add(attempt.id)
        if not attempt.counts:
            continue
        own = {d.faced.scene: d.chosen for d in rows.decisions}
        if attempt.ending_scene is not None:
            own[ENDING] = attempt.ending_scene
        for echo in reversed(rows.echoes):
            if echo.counted:
                own[echo_name(echo.pattern)] = echo.outcome
        votes[attempt.id] = own
    options = {faced.scene: faced.offered for faced in structure.decisions}
    options[ENDING] = structure.endings
    options |= {echo_name(pattern): OUTCOMES for pattern in structure.patterns}
    return Group(
        people={person: frozenset(ids) for person, ids in people.items()},
        votes=votes,
        options=options,
        began=figures.exact.attendance.began,
        said=_rehearsed(figures),
    )


def _rehearsed(figures: Figures) -> str | None:
    """First against second attempts in words; nothing of fewer than ten people."""
    found = figures.exact.rehearsal
    if not isinstance(found, Rehearsal) or found.pairs < COUNTS_FROM:
        return None
    change = found.change
    how = "no clear difference"
    if isinstance(change, Estimate) and isinstance(change.interval, Interval):
        if change.interval.low > 0:
            how = "better on the whole"
        elif change.interval.high < 0:
            how = "worse on the whole"
    return (
        f"Ten or more people took the case twice; the second time: {how}. This is rehearsal: a "
        "case that is known goes better, which says nothing of other cases or of clients."
    )


def _instructor(figures: Figures) -> Shown:
    exact = figures.exact
    structure = figures.structure
    order = case_order(structure, [d.scene for d in exact.decisions])
    return Shown(
        view="instructor",
        case=figures.case,
        case_id=figures.case_id,
        rubric=figures.rubric,
        began=str(exact.attendance.began),
        finished=str(exact.attendance.finished),
        decisions=tuple(
            decision_of_votes(d) for d in sorted(exact.decisions, key=lambda d: order[d.scene])
        ),
        agenda=tuple(d.scene for d in exact.agenda),
        withheld=("Nobody's own judgement (A), path or critical marks are in group figures.",),
        exact=exact,
        people=figures.people,
    )


def _from_issue(figures: Figures, view: View, now: Issue, person: str | None) -> Shown:
    structure = figures.structure
    assert structure is not None
    own = tuple(
        OwnChoice(d.faced.scene, d.chosen)
        for r in figures.rows
        if view == "self" and r.attempt.person == person and r.attempt.counts
        for d in r.decisions
    )
    outside = view == "external"
    forms: Mapping[str, Form] = {} if now.retracted else now.forms
    if outside:
        forms = {table: _outside(form) for table, form in forms.items()}
    decisions = tuple(
        decision_of_form(faced, forms.get(faced.scene, Nothing()), now, outside)
        for faced in structure.decisions
    )
    valued = [d for d in decisions if d.agenda is not None]
    rest = [d for d in decisions if d.agenda is None and d.says is not None and d.reached]
    withheld = [RETRACTED] if now.retracted else [NO_TABLE]
    if outside:
        withheld.append(OUTSIDE)
    few = outside and now.finished < COUNTS_FROM
    tables = [(ENDING, COUNTED), *((echo_name(p), PAIRS_OF_BLOCKS) for p in structure.patterns)]
    return Shown(
        view=view,
        case=figures.case,
        case_id=figures.case_id,
        rubric=figures.rubric,
        began=_how_many(now.began, outside) if not now.retracted and not few else "",
        finished=_how_many(now.finished, outside) if not now.retracted and not few else "",
        decisions=decisions,
        agenda=(
            *(d.scene for d in sorted(valued, key=lambda d: -(d.agenda or 0))),
            *(d.scene for d in sorted(rest, key=lambda d: d.one_way is not None)),
        ),
        withheld=tuple(withheld),
        tables=tuple(
            table_of_form(name, forms.get(name, Nothing()), now, outside, missing)
            for name, missing in tables
        ),
        edges=() if outside else edges_of(forms, structure),
        patterns=() if outside else patterns_of(forms, structure, figures.exact.pulls),
        rehearsal=None if now.retracted else now.said,
        issue=now.number,
        own=own,
        own_way_was_lone=_lone(decisions, own),
    )


def _outside(form: Form) -> Form:
    """What remains of a room's form outside: words are not given of fewer than ten."""
    few = isinstance(form, Divided) or (isinstance(form, OneWay) and form.n is None)
    return Nothing() if few else form


def _how_many(n: int, outside: bool) -> str:
    return f"about {round(n / 5) * 5}" if outside else str(n)


def _lone(decisions: Sequence[ShownDecision], choices: Sequence[OwnChoice]) -> bool | None:
    """Whether what is shown tells its reader that fewer than five went her way.

    From the counts that the room sees, not from the ways themselves: else she could learn from a
    change of the answer which way somebody went who came since.
    """
    own = {(choice.scene, choice.chosen) for choice in choices}
    for decision in decisions:
        for cell in decision.cells:
            mine = any((decision.scene, option) in own for option in cell.options)
            if mine and cell.count is not None and 0 < cell.count < ROUTE:
                return True
    return None
