"""A group's report as tidy tables, with the dictionary that says what each column holds.

One row for one thing, one column for one property, a missing value an empty cell. They are plain
values; whoever writes them as CSV makes every text safe for a spreadsheet (``ppsim.cli`` joins
this with ``ppsim.exchange.csv_file``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from ppsim.report.cohort_model import Cell, Decision, Figure, Outcomes, Report

Value = str | int | float | bool | None
Kind = Literal["text", "integer", "number", "true/false"]


class Column(NamedTuple):
    """A column: its name, its kind, and what it holds."""

    name: str
    kind: Kind
    says: str


@dataclass(frozen=True)
class Table:
    """A table with its columns."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


_ABOUT = (
    Column("synthetic", "true/false", "Made-up people: true means that nobody in it exists"),
    Column("view", "text", "instructor, projection or external"),
    Column("case_id", "text", "The case"),
    Column("case_version", "text", "Its version"),
    Column("case_hash", "text", "Hash of its text"),
    Column("key_status", "text", "What its key rests on"),
    Column("rubric_id", "text", "The rubric it is read by"),
    Column("rubric_version", "text", "Its version"),
)
_DECISION = (
    Column("scene", "text", "Scene of the decision"),
    Column("number", "integer", "Its place in the case"),
    Column("title", "text", "What the scene is called"),
    Column("ask", "text", "What is asked"),
    Column("reached", "text", "How many met it, as this view may say it"),
    Column("says", "text", "What is said instead of counts, or beside them"),
    Column("dissent", "number", "Entropy of the votes over ln of options: 0 the same, 1 evenly"),
    Column("loss", "number", "Mean weight lost: 0 all took a best option, 1 all the worst"),
    Column("agenda", "number", "How much talk it is worth: max(dissent, loss) * weight * reached"),
    Column("agenda_rank", "integer", "1 is to be discussed first"),
    Column("weight", "integer", "2 where a key feature was on offer, else 1"),
    Column("shared_miss", "true/false", "70 % or more chose reactively"),
    Column("split", "true/false", "The option taken most was taken by fewer than 60 %"),
    Column("contested", "text", "Letters of contested options, parted by spaces"),
    Column("missing", "text", "The rule for missing data"),
)
_OPTION = (
    Column("scene", "text", "Scene of the decision"),
    Column("option", "text", "Id of the option"),
    Column("letter", "text", "Its letter on the page"),
    Column("words", "text", "Its words, as the case has them"),
    Column("stance", "text", "reflective, reactive or neutral; empty where nothing is at stake"),
    Column("best", "true/false", "It weighs most of what is on offer"),
    Column("codes", "text", "Names of its codes, the primary one first, parted by semicolons"),
    Column("together", "text", "Letters that are counted together, where few took them"),
    Column("count", "integer", "How many took it (or the options counted together)"),
    Column("n", "integer", "Of how many to whom it was on offer"),
    Column("percent", "integer", "The share, in per cent; rounded to 5 outside"),
    Column("low", "number", "Wilson's interval, 95 %: lower bound, 0 to 1"),
    Column("high", "number", "Its upper bound"),
    Column("missing", "text", "The rule for missing data"),
)
_FIGURE = (
    Column("section", "text", "Where it stands on the page"),
    Column("figure", "text", "What it is"),
    Column("of", "text", "Scene, pattern or ending it is of; empty for the whole group"),
    Column("value", "number", "The figure; empty where it is not given"),
    Column("count", "integer", "Counted, where it is a share"),
    Column("n", "integer", "Of how many"),
    Column("low", "number", "Lower bound of its interval, 95 %"),
    Column("high", "number", "Upper bound"),
    Column("interval", "text", "How the interval was made"),
    Column("missing", "text", "The rule for missing data"),
    Column("says", "text", "What is said instead, such as why it is refused"),
)


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
            _DECISION,
            first,
            [_decision(d, rank.get(d.scene)) for d in report.decisions],
        ),
        _table("group-options", _OPTION, first, [r for d in report.decisions for r in _options(d)]),
        _table("group-figures", _FIGURE, first, _figures(report)),
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
    return Table(name, (*_ABOUT, *columns), tuple((*first, *row) for row in rows))


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
                missing=report.flow.missing,
            )
        )
    rows += _later(report)
    return rows


def _later(report: Report) -> list[tuple[Value, ...]]:
    rows = [_figure("rehearsal", f) for f in report.rehearsal.figures]
    if report.rehearsal.says is not None:
        rows.append(_said("rehearsal", "change", report.rehearsal.says))
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
    found = report.programme
    if found is None:
        return rows
    rows += [_figure("programme", f) for f in found.figures]
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
        of=found.name,
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
    names = [column.name for column in _FIGURE[2:]]
    return (section, figure, *(at(name) for name in names))
