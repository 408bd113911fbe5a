"""Tables as shown, put into the values that are drawn. Called by the policy alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ppsim.cohort.policy_forms import Counts, Divided, Form, Nothing, OneWay
from ppsim.cohort.policy_issue import Issue
from ppsim.cohort.shown import (
    Label,
    ShownCell,
    ShownDecision,
    ShownEdge,
    ShownPattern,
    ShownTable,
)
from ppsim.cohort.structure import Structure
from scoring.cohort.missing import REACHED
from scoring.cohort.patterns import GroupPull
from scoring.cohort.rows import Faced, OptionFacts
from scoring.cohort.votes import SHARED_MISS, SPLIT, DecisionVotes, dissent
from scoring.intervals import Interval, wilson

NOTHING = "Not shown."
DIVIDED = "People divided here: three or more did not go with the others."
Takes = Callable[[OptionFacts], bool]
Enters = Callable[[Faced], bool]


def case_order(structure: Structure | None, scenes: Iterable[str]) -> dict[str, int]:
    """A place for each scene: that of the file, or of the alphabet where the file is not known."""
    order = structure.order if structure is not None else tuple(sorted(scenes))
    return {scene: at for at, scene in enumerate(order)}


def decision_of_votes(votes: DecisionVotes) -> ShownDecision:
    """A decision exactly, for the instructor."""
    cells = []
    for option in votes.options:
        taken = option.taken
        interval = taken.interval if isinstance(taken.interval, Interval) else None
        percent = round(100 * taken.k / taken.n) if taken.n else 0
        cells.append(ShownCell((option.id,), taken.k, percent, interval))
    return ShownDecision(
        scene=votes.scene,
        phase=votes.phase,
        k=votes.k,
        contested=votes.contested,
        says=None,
        one_way=None,
        reached=f"{votes.reached.k} of {votes.reached.n}",
        cells=tuple(cells),
        dissent=votes.dissent,
        loss=votes.loss,
        agenda=votes.agenda,
        labels=votes.labels,
        as_of=None,
        missing=votes.missing,
    )


def decision_of_form(faced: Faced, form: Form, now: Issue, outside: bool) -> ShownDecision:
    """A decision in the form it may be seen in."""
    cells = _cells(form, outside)
    divided = lost = worth = None
    labels: tuple[Label, ...] = ()
    if isinstance(form, Counts):
        divided, lost, labels = _of_cells(form, faced, outside)
        worth = max(divided, lost) * faced.k * form.n / max(now.finished, form.n)
        if outside:
            divided, lost, worth = round(divided, 1), round(lost, 1), round(worth, 1)
    moved = now.moved.get(faced.scene, ())
    return ShownDecision(
        scene=faced.scene,
        phase=faced.phase,
        k=faced.k,
        contested=faced.contested,
        says=_says(form),
        one_way=form.option if isinstance(form, OneWay) else None,
        reached=_reached(form, outside),
        cells=cells,
        dissent=divided,
        loss=lost,
        agenda=worth,
        labels=labels,
        as_of=moved[-1] if moved and not isinstance(form, Nothing) else None,
        missing=REACHED,
    )


def table_of_form(name: str, form: Form, now: Issue, outside: bool, missing: str) -> ShownTable:
    """Endings, or a pattern's outcomes, in the form they may be seen in."""
    moved = now.moved.get(name, ())
    return ShownTable(
        name=name,
        says=_says(form),
        one_way=form.option if isinstance(form, OneWay) else None,
        cells=_cells(form, outside),
        as_of=moved[-1] if moved and not isinstance(form, Nothing) else None,
        missing=missing,
    )


def edges_of(forms: Mapping[str, Form], structure: Structure) -> tuple[ShownEdge, ...]:
    """Where the cells shown lead, by the case's own shape; nothing is counted anew."""
    found = []
    for faced in structure.decisions:
        form = forms.get(faced.scene, Nothing())
        if not isinstance(form, Counts):
            continue
        for options, count in form.cells:
            to = {t: None for o in options for t in structure.leads.get((faced.scene, o), ())}
            if count:
                found.append(ShownEdge(faced.scene, options, tuple(to), count))
    return tuple(found)


def patterns_of(
    forms: Mapping[str, Form], structure: Structure, pulls: Sequence[GroupPull]
) -> tuple[ShownPattern, ...]:
    """Stances, pulls and telling, summed over the cells that are shown.

    Decisions with a merged cell of both kinds are left out, and so is every table of words.
    """
    shown = [
        (form, faced)
        for faced in structure.decisions
        for form in (forms.get(faced.scene),)
        if isinstance(form, Counts)
    ]
    found = [
        _pattern("reactive", shown, lambda o: o.stance == "reactive", lambda f: f.offers_both),
        _pattern("told at a T moment", shown, lambda o: o.told, lambda f: f.clear == "T"),
        _pattern("told at a W moment", shown, lambda o: o.told, lambda f: f.clear == "W"),
    ]
    found += [_pattern(p.phrase, shown, *_giving_in(p.role)) for p in pulls]
    return tuple(p for p in found if p.decisions)


def _giving_in(role: str) -> tuple[Takes, Enters]:
    return (lambda o: role in o.pulls), (lambda f: any(role in o.pulls for o in f.options))


def _pattern(
    name: str,
    shown: Sequence[tuple[Counts, Faced]],
    takes: Takes,
    enters: Enters,
) -> ShownPattern:
    taken = offered = decisions = 0
    for form, faced in shown:
        kinds = [{takes(faced.option(o)) for o in cell} for cell, _ in form.cells]
        if not enters(faced) or any(len(kind) > 1 for kind in kinds):
            continue
        decisions += 1
        offered += form.n
        taken += sum(n for kind, (_, n) in zip(kinds, form.cells, strict=True) if True in kind)
    return ShownPattern(name, taken, offered, decisions, REACHED)


def _of_cells(form: Counts, faced: Faced, outside: bool) -> tuple[float, float, tuple[Label, ...]]:
    """Dissent, mean loss and labels of what is shown; a merged cell counts as evenly divided.

    Outside, labels are of the shares as they are rounded there: none says more than they do.
    """
    low, high = faced.w_min, faced.w_max
    lost = reactive = 0.0
    for options, count in form.cells:
        merged = [faced.option(o) for o in options]
        if high > low:
            lost += count * sum((high - o.w) / (high - low) for o in merged) / len(merged)
        if all(o.stance == "reactive" for o in merged):
            reactive += count
    counts = [count for _, count in form.cells]
    labels: list[Label] = []
    if _share(reactive, form.n, outside) >= SHARED_MISS:
        labels.append("shared miss")
    if _share(max(counts), form.n, outside) < SPLIT:
        labels.append("split")
    return dissent(counts, len(faced.options)), lost / form.n, tuple(labels)


def _share(count: float, n: int, outside: bool) -> float:
    return round(20 * count / n) / 20 if outside else count / n


def _cells(form: Form, outside: bool) -> tuple[ShownCell, ...]:
    if not isinstance(form, Counts):
        return ()
    found = []
    for options, count in form.cells:
        exact = 100 * count / form.n
        if outside:
            found.append(ShownCell(options, None, 5 * round(exact / 5), None))
        else:
            found.append(ShownCell(options, count, round(exact), wilson(count, form.n)))
    return tuple(found)


def _says(form: Form) -> str | None:
    if isinstance(form, Nothing):
        return NOTHING
    if isinstance(form, Divided):
        return DIVIDED
    if isinstance(form, OneWay):
        return "Largely one way." if form.n is None else "Nearly all took one option."
    return None


def _reached(form: Form, outside: bool) -> str:
    if isinstance(form, Nothing):
        return ""
    n = form.n if isinstance(form, OneWay | Counts) else None
    if n is None:
        return "5 to 9"
    return f"about {round(n / 5) * 5}" if outside else str(n)
