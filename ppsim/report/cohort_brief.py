"""What a group's report comes to, in a few lines: the first thing that whoever leads an hour reads.

Every line is made of the report of one view, and so of what that view may see, and says where more
stands. Nothing here is a figure of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from ppsim.report.cohort_model import Cell, Decision, Report
from ppsim.report.cohort_words import CARE
from ppsim.report.wording import figure, listed, times

FIRST = 3
"""Decisions under "talk first about"; an hour has room for three or four."""
AT_ONE = 0.8
"""From this share on a decision is one on which people were of one mind."""
NAMED = 6
"""Options whose votes are said, at most."""
LEADING = 2
"""Options of which a few words stand beside the votes."""
WORDS = 12
"""Of each."""
ENOUGH = 5
"""People of whom a share is worth saying so of."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A decision, and what of it is said here."""

    scene: str
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the brief, with the section that says more."""

    label: str
    says: str
    section: str
    moments: tuple[Moment, ...] = ()


def brief(report: Report) -> tuple[Point, ...]:
    """The lines, what matters most for the hour first."""
    found = [_who(report), _first(report), _at_one(report), _pull(report)]
    found += [_telling(report), _back(report), _apart(report), _measure(report)]
    return (*(point for point in found if point is not None), _care(report))


def votes(decision: Decision) -> str:
    """The votes at a decision in a few words, most first: ``C 5, B 3, A 2 (of 10)``.

    Where an option was not on offer to everybody, each has its own n; of what only words may be
    said of, these words without their full stop; of nothing shown, nothing.
    """
    taken = sorted((c for c in decision.cells if c.percent or c.count), key=_most)
    if not taken:
        said = (decision.says or "").rstrip(".")
        return f"{said[:1].lower()}{said[1:]}" if decision.reached else ""
    same = len({cell.n for cell in taken}) == 1
    named = taken if len(taken) <= NAMED else taken[: NAMED - 1]
    parts = [f"{cell.label} {_how_many(cell, of=not same)}" for cell in named]
    if len(named) < len(taken):
        parts.append(f"{len(taken) - len(named)} more less often")
    of = f" (of {taken[0].n})" if same and taken[0].n is not None else ""
    return f"{', '.join(parts)}{of}"


def _how_many(cell: Cell, *, of: bool) -> str:
    if cell.n is None:
        return f"{cell.percent} %"
    return f"{cell.count} of {cell.n}" if of else f"{cell.count}"


def leading(decision: Decision) -> tuple[str, ...]:
    """What the two options say that most took, each by its letter and its first words."""
    taken = sorted((c for c in decision.cells if c.percent or c.count), key=_most)
    alone = {cell.ids[0] for cell in taken[:LEADING] if len(cell.ids) == 1}
    order = {cell.ids[0]: n for n, cell in enumerate(taken)}
    found = sorted((o for o in decision.options if o.id in alone), key=lambda o: order[o.id])
    return tuple(f"{o.letter}: {_beginning(o.words)}" for o in found)


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= WORDS else f"{' '.join(words[:WORDS])} …"


def _most(cell: Cell) -> tuple[float, str]:
    return -(cell.count / cell.n if cell.n and cell.count else cell.percent / 100), cell.label


def _moment(decision: Decision) -> Moment:
    marks = [*decision.labels, *(["contested"] if decision.contested else [])]
    marks += ["a key moment"] if decision.weight == 2 else []
    said = "; ".join(filter(None, (votes(decision), ", ".join(marks))))
    return Moment(decision.scene, f"{decision.number}. {decision.title}", said)


def _who(report: Report) -> Point:
    there = report.attended
    if not there.began:
        return Point("Who", "Nothing is shown of this group now; below it says why.", "who")
    if there.counted is None:
        says = f"{there.began} began; {_counted(there.finished)}."
        return Point("Who", f"{says[:1].upper()}{says[1:]}", "who")
    says = f"{there.began} began, {there.finished} reached an ending; {_counted(there.counted)}."
    return Point("Who", says, "who")


def _counted(how_many: int | str) -> str:
    """``1 is counted``, ``2 are counted``."""
    return f"{how_many} {'is' if str(how_many) == '1' else 'are'} counted"


def _care(report: Report) -> Point:
    said = [CARE]
    if report.about.key_status == "author-provisional":
        said.append("The key is its author's alone.")
    if report.attended.counted:
        people = times(report.attended.counted, "person").replace("persons", "people")
        said.append(f"With {people}, small differences may be chance.")
    return Point("With care", " ".join(said), "cannot")


def _first(report: Report) -> Point:
    moments = tuple(_moment(report.decision(scene)) for scene in report.agenda[:FIRST])
    says = "" if moments else "Nothing can be ranked: nowhere did enough people meet to be shown."
    return Point("Talk first about", says, "agenda", moments)


def _at_one(report: Report) -> Point | None:
    """The decision at which it is surest that nearly all took one option, where there is one."""
    found = [
        (cell.low if cell.low is not None else share, d.scene)
        for d in report.decisions
        if d.scene not in report.agenda[:FIRST]
        for cell in d.cells
        for share in (-_most(cell)[0],)
        if share >= AT_ONE and len(cell.ids) == 1 and (cell.n is None or cell.n >= ENOUGH)
    ]
    if not found:
        return None
    return Point("Most of one mind", "", "decisions", (_moment(report.decision(max(found)[1])),))


def _pull(report: Report) -> Point | None:
    """The pull most above chance, where chance is shown beside it."""
    above = {
        p.name.removeprefix("Pull: "): (p.taken - p.expected, p)
        for p in report.patterns
        if p.expected is not None
    }
    if not above:
        return None
    name = max(above, key=lambda name: above[name][0])
    more, pull = above[name]
    if more <= 0:
        says = "No pull was given in to more often than picking at random would have come to."
    else:
        says = (
            f"{name}: {pull.taken} of {pull.offered} choices where it was on offer, most above "
            f"what picking at random would have come to ({figure(pull.expected or 0)})."
        )
    return Point("What pulled", f"{says[:1].upper()}{says[1:]}", "patterns")


def _telling(report: Report) -> Point | None:
    found = report.balance
    if found is None:
        return None
    sides = (
        (found.withheld_at_t, found.told_at_t + found.withheld_at_t, "kept back what would have"),
        (found.told_at_w, found.told_at_w + found.withheld_at_w, "told what would not have"),
    )
    said = [f"{count} of {n} choices {what} served" for count, n, what in sides if n]
    return Point("Telling about oneself", f"{'; '.join(said)}.", "telling") if said else None


def _back(report: Report) -> Point | None:
    """How often what was done with the client was done again, by pattern."""
    came = [
        f"{echo.title} {cell.count} of {cell.n}"
        for echo in report.echoes
        for cell in echo.cells
        if cell.ids == ("echo",) and cell.n
    ]
    if not came:
        return None
    says = f"Done with the client and again with the supervisor: {listed(came)}."
    return Point("What came back", says, "echo")


def _apart(report: Report) -> Point | None:
    """How many options were taken more or less often than in the other cohort."""
    if not report.differences:
        return None
    apart = sum(not d.low <= 0 <= d.high for d in report.differences)
    says = (
        f"{apart or 'None'} of {times(len(report.differences), 'option')} taken more or less often "
        "than there, beyond what chance would make of one."
    )
    return Point("Beside another cohort", says, "against")


def _measure(report: Report) -> Point | None:
    """How far the decisions go together, where it is given."""
    found = [f for f in report.programme.figures if f.value is not None] if report.programme else []
    said = [
        f"{f.name} {f.value:.2f} ({f.low:.2f} to {f.high:.2f})"
        for f in found
        if f.value is not None and f.low is not None and f.high is not None
    ]
    if not said:
        return None
    return Point("As a measure", f"{listed(said)}, of {found[0].n} people.", "programme")
