"""A group's report as tidy tables, with the dictionary that says what each column holds.

One row for one thing, one column for one property, a missing value an empty cell. They are plain
values; whoever writes them as CSV makes every text safe for a spreadsheet (``ppsim.cli`` joins
this with ``ppsim.exchange.csv_file``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ppsim.report.cohort_columns import ABOUT, DECISION, FIGURE, OPTION, Column, Value
from ppsim.report.cohort_model import Cell, Decision, Figure, Outcomes, Programme, Report
from scoring.cohort.missing import PAIRS


@dataclass(frozen=True)
class Table:
    """A table with its columns."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def tables(report: Report) -> tuple[Table, ...]:
    """Decisions, options, all other figures, and the dictionary of their columns."""
    about = report.about
    first = (
        report.synthetic is not None,
        report.view,
        about.case_id,
        about.case_version,
        about.case_hash,
        about.key_status,
        about.rubric_id,
        about.rubric_version,
    )
    rank = {scene: n for n, scene in enumerate(report.agenda, start=1)}
    made = [
        _table(
            "group-decisions",
            DECISION,
            first,
            [_decision(d, rank.get(d.scene)) for d in report.decisions],
        ),
        _table("group-options", OPTION, first, [r for d in report.decisions for r in _options(d)]),
        _table("group-figures", FIGURE, first, _figures(report)),
    ]
    words = (
        Column("table", "text", "Table"),
        Column("column", "text", "Column"),
        Column("kind", "text", "What its values are"),
        Column("says", "text", "What it holds"),
    )
    rows: list[tuple[Value, ...]] = [
        (table.name, *column) for table in made for column in table.columns
    ]
    return (*made, Table("data-dictionary", words, tuple(rows)))


def _table(
    name: str,
    columns: tuple[Column, ...],
    first: tuple[Value, ...],
    rows: list[tuple[Value, ...]],
) -> Table:
    return Table(name, (*ABOUT, *columns), tuple((*first, *row) for row in rows))


def _decision(d: Decision, rank: int | None) -> tuple[Value, ...]:
    return (
        d.scene,
        d.number,
        d.title,
        d.ask,
        d.reached,
        d.says,
        d.dissent,
        d.loss,
        d.agenda,
        rank,
        d.weight,
        "shared miss" in d.labels if d.cells else None,
        "split" in d.labels if d.cells else None,
        " ".join(d.contested),
        d.missing,
    )


def _options(d: Decision) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = []
    for option in d.options:
        cell = next((c for c in d.cells if option.id in c.ids), None)
        text = (
            d.scene,
            option.id,
            option.letter,
            option.words,
            option.stance,
            option.best,
            "; ".join(option.codes),
        )
        votes: tuple[Value, ...] = (None,) * 6
        if cell is not None:
            together = cell.label if len(cell.ids) > 1 else None
            votes = (together, cell.count, cell.n, cell.percent, cell.low, cell.high)
        rows.append((*text, *votes, d.missing))
    return rows


def _figures(report: Report) -> list[tuple[Value, ...]]:
    there = report.attended
    rows: list[tuple[Value, ...]] = [
        _counted("began", there.began),
        _counted("finished", there.finished),
    ]
    for name in ("too_fast", "counted", "again", "not_agreed", "other_texts", "set_aside"):
        count = getattr(there, name)
        if count is not None:
            rows.append(_row("attendance", name, count=count, value=count))
    for p in report.patterns:
        missing = {"n": p.offered, "missing": p.missing}
        share = p.taken / p.offered if p.offered else None
        rows.append(_row("patterns", p.name, value=share, count=p.taken, **missing))
        if p.expected is not None:
            rows.append(_row("patterns", f"{p.name}: at random", value=p.expected, **missing))
    if report.balance is not None:
        b = report.balance
        t, w = b.told_at_t + b.withheld_at_t, b.told_at_w + b.withheld_at_w
        for name, count, n in (
            ("told where telling served", b.told_at_t, t),
            ("withheld where telling served", b.withheld_at_t, t),
            ("told where not telling served", b.told_at_w, w),
            ("withheld where not telling served", b.withheld_at_w, w),
        ):
            rows.append(
                _row(
                    "telling",
                    name,
                    value=count / n if n else None,
                    count=count,
                    n=n,
                    missing=b.missing,
                )
            )
    for echo in report.echoes:
        rows += _outcomes("echo", echo)
    if report.endings is not None:
        rows += _outcomes("endings", report.endings)
    for edge in report.flow.edges:
        rows.append(
            _row(
                "flow",
                f"option {edge.letters} to {' or '.join(edge.to)}",
                of=edge.scene,
                value=edge.count,
                count=edge.count,
                n=report.attended.counted,
                missing=report.flow.missing,
            )
        )
    rows += _later(report)
    return rows


def _later(report: Report) -> list[tuple[Value, ...]]:
    rows = [_figure("rehearsal", f) for f in report.rehearsal.figures]
    if report.rehearsal.says is not None:
        rows.append(_said("rehearsal", "change", report.rehearsal.says))
    found = report.rehearsal
    n = sum(filter(None, (found.better, found.worse, found.same)))
    for name in ("better", "worse", "same"):
        count = getattr(found, name)
        if count is not None and n:
            rows.append(_row("rehearsal", name, value=count / n, count=count, n=n, missing=PAIRS))
    if found.p_sign is not None:
        sign = "exact sign test, two-sided p"
        rows.append(_row("rehearsal", sign, value=found.p_sign, n=n, missing=PAIRS))
    for d in report.differences:
        rows.append(
            _row(
                "against",
                f"option {d.letter}: here less there",
                of=d.scene,
                value=d.difference,
                n=d.here[1] + d.there[1],
                low=d.low,
                high=d.high,
                interval="Newcombe, 95 %",
                missing=d.missing,
            )
        )
    return rows + (_programme(report.programme) if report.programme is not None else [])


def _programme(found: Programme) -> list[tuple[Value, ...]]:
    rows = [_figure("programme", f) for f in found.figures]
    for item in found.items:
        rows += [_figure("items", f, item.scene) for f in (item.difficulty, item.item_rest)]
        if item.dif is not None:
            rows.append(_figure("items", item.dif, item.scene))
    for reason, name in (
        (found.items_refused, "item-rest correlations"),
        (found.dead_refused, "option functioning"),
        (found.dif_refused, "DIF"),
    ):
        if reason is not None:
            rows.append(_said("programme", name, f"not given: {reason}"))
    for name, value in found.components:
        rows.append(_row("programme", f"variance {name}", value=value))
    for option in found.dead:
        rows.append(_figure("dead options", option.taken, f"{option.scene}/{option.letter}"))
    return rows


def _outcomes(section: str, found: Outcomes) -> list[tuple[Value, ...]]:
    if not found.cells:
        return [_said(section, found.title, found.says, of=found.name)]
    return [_cell(section, found, cell) for cell in found.cells]


def _cell(section: str, found: Outcomes, cell: Cell) -> tuple[Value, ...]:
    exact = cell.count / cell.n if cell.count is not None and cell.n else None
    return _row(
        section,
        cell.label,
        of=" ".join(cell.ids) if section == "endings" else found.name,
        value=exact if exact is not None else cell.percent / 100,
        count=cell.count,
        n=cell.n,
        low=cell.low,
        high=cell.high,
        interval="Wilson, 95 %" if cell.low is not None else None,
        missing=found.missing,
    )


def _figure(section: str, figure: Figure, of: str | None = None) -> tuple[Value, ...]:
    return _row(
        section,
        figure.name,
        of=of,
        value=figure.value,
        n=figure.n,
        low=figure.low,
        high=figure.high,
        interval=figure.interval or None,
        missing=figure.missing or None,
        says=figure.refused,
    )


def _counted(name: str, words: str) -> tuple[Value, ...]:
    """A count where there is one, its words where it is rounded."""
    if words.isdecimal():
        return _row("attendance", name, value=int(words), count=int(words))
    return _said("attendance", name, words or "not shown")


def _said(section: str, name: str, says: str | None, of: str | None = None) -> tuple[Value, ...]:
    return _row(section, name, of=of, says=says)


def _row(section: str, figure: str, **values: Any) -> tuple[Value, ...]:
    at: Callable[[str], Value] = values.get
    names = [column.name for column in FIGURE[2:]]
    return (section, figure, *(at(name) for name in names))
