"""A group's report, made of what the policy shows and the words of the case."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ppsim.cohort.figures import Exact
from ppsim.cohort.shown import Shown, ShownTable
from ppsim.cohort.structure import ENDING, Structure, echo_name
from ppsim.engine.story import Story
from ppsim.format.case import Case
from ppsim.report.cohort_decisions import Decisions, cell_of, titles_not_met
from ppsim.report.cohort_flow import flow
from ppsim.report.cohort_model import (
    About,
    Attended,
    Balance,
    Cell,
    Difference,
    Outcomes,
    Pattern,
    Rehearsal,
    Report,
)
from ppsim.report.cohort_programme import programme
from ppsim.report.cohort_programme import rehearsal as rehearsal_of
from ppsim.report.cohort_words import AGAINST_HIDDEN, OUTCOMES, cannot
from ppsim.report.proof_order import title_of
from ppsim.report.proof_scenes import ENDINGS
from ppsim.report.wording import listed
from scoring.cohort.missing import COUNTED, REACHED
from scoring.cohort.ways import EchoMap, EndingVotes
from scoring.intervals import Interval
from scoring.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Source:
    """Where the figures come from, and what was left out before they were made."""

    cohorts: tuple[str, ...] = ()
    synthetic: str | None = None
    """What is to be said where people are made up."""
    not_agreed: int = 0
    other_texts: int = 0
    set_aside: int = 0
    against: str | None = None
    """What the other cohort is, where one was given."""
    groups: tuple[str, str] | None = None
    """What the two groups of the test of DIF are called, the reference first."""


def make(
    shown: Shown, story: Story, rubric: Rubric, structure: Structure, source: Source | None = None
) -> Report:
    """The report of what one view may see.

    Args:
        shown: by ``ppsim.cohort.policy.show``; the ``self`` view has no group report.
        story: the case.
        rubric: by which it is read.
        structure: the case's shape, as the figures were made with.
        source: whose figures these are.

    Raises:
        ValueError: the ``self`` view, or figures of another case.
    """
    if shown.view == "self":
        raise ValueError("one's own view is part of one's own debrief, not a report of a group")
    if shown.case != story.case_hash:
        raise ValueError("figures of another text of a case")
    source = source or Source()
    exact, case = shown.exact, story.case
    words = Decisions(story, rubric, structure)
    votes = {d.scene: d for d in exact.decisions} if exact is not None else {}
    in_order = sorted(shown.decisions, key=lambda d: words.number[d.scene])
    decisions = tuple(words.decision(d, votes.get(d.scene)) for d in in_order)
    counted = exact.attendance.counted if exact is not None else None
    met = {d.scene for d in decisions}
    return Report(
        view=shown.view,
        synthetic=source.synthetic,
        about=About(
            case_id=case.id,
            case_version=case.version,
            case_hash=shown.case,
            title=case.title,
            language=case.language,
            key_status=case.key_status,
            rubric_id=rubric.id,
            rubric_version=rubric.version,
            rubric_hash=shown.rubric,
            cohorts=tuple(name for name in source.cohorts if name),
        ),
        cannot=cannot(case, shown.view, counted),
        withheld=shown.withheld,
        attended=_attended(shown, source),
        agenda=shown.agenda,
        decisions=decisions,
        not_met=titles_not_met(case, structure.decisions, met) if exact is not None else (),
        patterns=_patterns(shown),
        balance=_balance(shown),
        echoes=tuple(_about(e, case, rubric) for e in _echoes(shown, structure)),
        endings=_endings(shown),
        flow=flow(shown, words, structure),
        rehearsal=rehearsal_of(exact.rehearsal)
        if exact is not None
        else Rehearsal(shown.rehearsal, (), None, None, None, None),
        differences=_differences(exact, words),
        against=source.against if exact is not None or not source.against else AGAINST_HIDDEN,
        programme=programme(exact, words, source.groups) if exact is not None else None,
        people=shown.people,
        issue=shown.issue,
    )


def _attended(shown: Shown, source: Source) -> Attended:
    if shown.exact is None:
        return Attended(shown.began, shown.finished, *[None] * 6)
    there = shown.exact.attendance
    return Attended(
        began=shown.began,
        finished=shown.finished,
        too_fast=there.too_fast,
        counted=there.counted,
        again=there.again,
        not_agreed=source.not_agreed,
        other_texts=source.other_texts,
        set_aside=source.set_aside,
    )


def _patterns(shown: Shown) -> tuple[Pattern, ...]:
    exact = shown.exact
    if exact is None:
        return tuple(
            Pattern(_named(p.name), p.taken, p.offered, None, p.decisions, p.missing)
            for p in shown.patterns
            if not p.name.startswith("told at a")
        )
    stances = exact.stances
    found = [
        Pattern(name, taken, stances.choices, None, None, stances.missing)
        for name, taken in (
            ("Reflective choices", stances.reflective),
            ("Neutral choices", stances.neutral),
            ("Reactive choices", stances.reactive),
        )
    ]
    found.append(
        Pattern(
            "Reactive, where both were on offer",
            stances.reactive_of_both,
            stances.both_offered,
            None,
            None,
            stances.missing,
        )
    )
    found += [
        Pattern(f"Pull: {p.phrase}", p.taken, p.offered, p.expected, None, p.missing)
        for p in exact.pulls
        if p.offered
    ]
    return tuple(found)


def _named(pattern: str) -> str:
    return "Reactive, where both were on offer" if pattern == "reactive" else f"Pull: {pattern}"


def _balance(shown: Shown) -> Balance | None:
    if shown.exact is not None:
        found = shown.exact.balance
        if not found.t_met and not found.w_met:
            return None
        return Balance(
            found.told_at_t,
            found.withheld_at_t,
            found.told_at_w,
            found.withheld_at_w,
            found.wrong_dose,
            found.missing,
        )
    told = {p.name: p for p in shown.patterns}
    t, w = told.get("told at a T moment"), told.get("told at a W moment")
    if t is None or w is None:
        return None
    return Balance(t.taken, t.offered - t.taken, w.taken, w.offered - w.taken, None, REACHED)


def _echoes(shown: Shown, structure: Structure) -> tuple[Outcomes, ...]:
    if shown.exact is not None:
        return tuple(_echo(found) for found in shown.exact.echoes)
    tables = {table.name: table for table in shown.tables}
    return tuple(
        _table(tables[name], pattern, title_of(pattern), OUTCOMES)
        for pattern in structure.patterns
        for name in (echo_name(pattern),)
        if name in tables
    )


def _about(found: Outcomes, case: Case, rubric: Rubric) -> Outcomes:
    """The outcomes of a pattern, with what it is on both sides."""
    pattern = next(p for p in case.patterns if p.id == found.name)
    sides = ((pattern.therapy, "With the client"), (pattern.supervision, "with the supervisor"))
    said = [
        f"{where}: {listed((rubric.codes[c].name.lower() for c in dict.fromkeys(codes)), 'or')}"
        for codes, where in sides
    ]
    return replace(found, about=f"{'; '.join(said)}.")


def _echo(found: EchoMap) -> Outcomes:
    counts = {
        "not_taken": found.not_taken,
        "broken": found.broken,
        "not_echoed": found.not_echoed,
        "echo": found.echoed,
    }
    cells = tuple(
        Cell((key,), OUTCOMES[key], n, found.pairs, _percent(n, found.pairs), None, None)
        for key, n in counts.items()
    )
    back = f"Carried back to the client: {found.carried_back}." if found.carried_back else None
    return Outcomes(found.pattern, title_of(found.pattern), cells, None, back, None, found.missing)


def _endings(shown: Shown) -> Outcomes | None:
    if shown.exact is not None:
        cells = tuple(_ending(e) for e in shown.exact.endings)
        return Outcomes(ENDING, "Endings", cells, None, None, None, COUNTED)
    table = next((t for t in shown.tables if t.name == ENDING), None)
    return _table(table, ENDING, "Endings", {}) if table is not None else None


def _ending(found: EndingVotes) -> Cell:
    share = found.reached
    bounds = share.interval if isinstance(share.interval, Interval) else None
    kind = ENDINGS.get(found.kind, found.kind)
    return Cell(
        (found.scene,),
        f"{title_of(found.scene)} ({kind})",
        share.k,
        share.n,
        _percent(share.k, share.n),
        bounds.low if bounds is not None else None,
        bounds.high if bounds is not None else None,
    )


def _table(table: ShownTable, name: str, title: str, labels: dict[str, str] | object) -> Outcomes:
    known = labels if isinstance(labels, dict) else {}

    def label(ids: tuple[str, ...]) -> str:
        return " or ".join(known.get(i) or OUTCOMES.get(i) or title_of(i) for i in ids)

    counts = [cell.count for cell in table.cells]
    n = sum(c for c in counts if c is not None) if counts and None not in counts else None
    says = table.says
    if table.one_way is not None:
        says = f"{(says or '').rstrip('.')}: {label((table.one_way,))}."
    cells = tuple(cell_of(label(cell.options), cell, n) for cell in table.cells)
    return Outcomes(name, title, cells, says, None, table.as_of, table.missing)


def _differences(exact: Exact | None, words: Decisions) -> tuple[Difference, ...]:
    if exact is None:
        return ()
    order = words.number
    return tuple(
        Difference(
            scene=d.scene,
            letter=words.letter(d.scene, d.option),
            words=words.words(d.scene, d.option),
            here=(d.here.k, d.here.n),
            there=(d.there.k, d.there.n),
            difference=d.difference,
            low=d.interval.low,
            high=d.interval.high,
            missing=d.missing,
        )
        for d in sorted(exact.differences, key=lambda d: order.get(d.scene, 0))
    )


def _percent(k: int, n: int) -> int:
    return round(100 * k / n) if n else 0
