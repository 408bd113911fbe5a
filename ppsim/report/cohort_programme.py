"""Statistics of second attempts and of a programme, as figures that say what they rest on."""

from __future__ import annotations

from ppsim.cohort.figures import Exact
from ppsim.report.cohort_decisions import Decisions
from ppsim.report.cohort_model import DeadOption, Figure, Item, Programme, Rehearsal
from ppsim.report.cohort_words import WILSON, interval_of, rehearsed
from scoring.cohort import rehearsal as scored
from scoring.cohort.dif import Dif
from scoring.cohort.estimate import Estimate, Refused
from scoring.cohort.generalizability import GStudy
from scoring.cohort.items import OptionFunctioning
from scoring.cohort.rehearsal import BOOTSTRAP_FROM, BOOTSTRAP_TO
from scoring.intervals import Interval


def rehearsal(found: scored.Rehearsal | Refused) -> Rehearsal:
    """First against second attempts."""
    if isinstance(found, Refused):
        said = f"Nothing is said of second attempts: {found.reason}."
        return Rehearsal(said, (), None, None, None, None)
    if isinstance(found.change, Refused):
        return Rehearsal(rehearsed(found.change), (), None, None, None, None)
    bootstrap = BOOTSTRAP_FROM <= found.pairs <= BOOTSTRAP_TO
    how = "bootstrap over people, 95 %" if bootstrap else "paired t, 95 %"
    how_g = "t with a jackknife's error, 95 %" if found.pairs > BOOTSTRAP_TO else how
    changes = (
        ("Mean change of judgement (A)", found.change, how),
        ("Standardised mean change (g)", found.g, how_g),
    )
    return Rehearsal(
        says=rehearsed(found.change),
        figures=(
            Figure(
                "Mean judgement (A), first attempts",
                found.mean_first,
                found.pairs,
                None,
                None,
                "",
                found.missing,
                None,
            ),
            Figure(
                "Mean judgement (A), second attempts",
                found.mean_second,
                found.pairs,
                None,
                None,
                "",
                found.missing,
                None,
            ),
            *(figure(name, value, interval, found.missing) for name, value, interval in changes),
        ),
        better=found.better,
        worse=found.worse,
        same=found.same,
        p_sign=found.p_sign,
    )


def programme(exact: Exact, words: Decisions, groups: tuple[str, str] | None = None) -> Programme:
    """Item statistics, dead options, and how many cases a dependable score would take.

    Args:
        exact: all figures.
        words: of the case.
        groups: what the two groups that were compared are called, the reference first.
    """
    found = exact.programme
    missing = "first attempts that reached an ending; only people with every spine decision"
    figures = [
        figure("Cronbach's alpha", found.alpha, "Bonett, 95 %", missing),
        figure("McDonald's omega", found.omega, "delta method, 95 %", missing),
        _generalizability(found.g_study),
    ]
    dif = (
        {d.scene: d for d in found.dif if isinstance(d, Dif)}
        if not isinstance(found.dif, Refused)
        else {}
    )
    items = () if isinstance(found.items, Refused) else found.items
    dead = () if isinstance(found.options, Refused) else found.options
    study = found.g_study
    return Programme(
        figures=tuple(figures),
        items=tuple(
            Item(
                scene=item.scene,
                title=words.title(item.scene),
                difficulty=figure("Mean score", item.difficulty, "normal, 95 %", missing),
                item_rest=figure("Item-rest r", item.item_rest, "Fisher, 95 %", missing),
                dif=_dif(dif.get(item.scene), groups),
                dif_size=dif[item.scene].size if item.scene in dif else None,
            )
            for item in sorted(items, key=lambda item: words.number.get(item.scene, 0))
        ),
        items_refused=_reason(found.items),
        dead=tuple(_dead(option, words) for option in dead if option.dead),
        dead_refused=_reason(found.options),
        dif_refused=_reason(found.dif),
        dif_groups=groups,
        components=(
            ("between people", study.var_people),
            ("between cases", study.var_cases),
            ("people by cases, and the rest", study.var_rest),
        )
        if isinstance(study, GStudy)
        else (),
        cases_for_70=study.cases_for_70 if isinstance(study, GStudy) else None,
    )


def figure(name: str, found: Estimate | Refused, interval: str, missing: str) -> Figure:
    """An estimate or a refusal as a figure."""
    if isinstance(found, Refused):
        return Figure(name, None, found.n, None, None, "", missing, found.reason)
    low, high = interval_of(found)
    why = found.interval.reason if isinstance(found.interval, Refused) else None
    how = interval if low is not None else f"no interval: {why}" if why else ""
    return Figure(name, found.value, found.n, low, high, how, found.missing, None)


def _generalizability(found: GStudy | Refused) -> Figure:
    name = "Generalizability (relative G) over the cases at hand"
    if isinstance(found, Refused):
        return Figure(name, None, found.n, None, None, "", "people with every case", found.reason)
    return Figure(name, found.coefficient, found.people, None, None, "", found.missing, None)


def _dif(found: Dif | None, groups: tuple[str, str] | None) -> Figure | None:
    if found is None:
        return None
    name = "Odds ratio" if groups is None else f"Odds ratio, {groups[0]} over {groups[1]}"
    return figure(name, found.odds_ratio, "Robins, Breslow and Greenland, 95 %", "")


def _dead(option: OptionFunctioning, words: Decisions) -> DeadOption:
    taken = option.taken
    bounds = taken.interval if isinstance(taken.interval, Interval) else None
    return DeadOption(
        option.scene,
        words.letter(option.scene, option.option),
        words.words(option.scene, option.option),
        Figure(
            "Taken",
            taken.k / taken.n if taken.n else None,
            taken.n,
            bounds.low if bounds else None,
            bounds.high if bounds else None,
            WILSON,
            option.missing,
            None,
        ),
    )


def _reason(found: object) -> str | None:
    return found.reason if isinstance(found, Refused) else None
