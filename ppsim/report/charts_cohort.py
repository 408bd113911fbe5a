"""The charts of a group's report; each has a table beside it that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ppsim.report.charts import (
    BLUE,
    DOTTED,
    GREY,
    HATCHED,
    INK,
    LETTER,
    PALE,
    WHITE,
    drawer,
)
from ppsim.report.cohort_model import Cell, Decision, Outcomes, Pattern

BAR = 26
"""Height of a row, in pixels."""
WIDE = 180
"""Width of a scale from 0 to 100 %."""
SHORT = {
    "not_taken": "Not drawn in",
    "broken": "Drawn in, then seen",
    "not_echoed": "Drawn in, neither",
    "echo": "Drawn in, done again",
}
"""Outcomes of a pattern, in the few words that a chart has room for."""
FILLS = {"reflective": BLUE, "reactive": HATCHED, "neutral": DOTTED, "": PALE}


def votes(decision: Decision) -> Any:
    """Shares of the options with their intervals, by stance."""
    stance = {o.id: o.stance or "" for o in decision.options}
    rows = []
    for cell in decision.cells:
        kinds = {stance.get(i, "") for i in cell.ids}
        kind = kinds.pop() if len(kinds) == 1 else ""
        several = cell.label.replace(" or ", ", ", max(0, len(cell.ids) - 2))
        rows.append(_row(cell, f"{several}  {kind}".strip(), FILLS[kind]))
    return _bars(rows)


def outcomes(found: Outcomes) -> Any:
    """Shares of endings, or of what became of a pattern."""
    fills = {"not_taken": PALE, "broken": BLUE, "not_echoed": DOTTED, "echo": HATCHED}
    rows = [
        _row(
            cell,
            " or ".join(SHORT[i] for i in cell.ids)
            if set(cell.ids) <= SHORT.keys()
            else _short(cell.label, 32),
            fills.get(cell.ids[0], BLUE) if len(cell.ids) == 1 else PALE,
        )
        for cell in found.cells
    ]
    return _bars(rows, 120)


def patterns(found: Sequence[Pattern]) -> Any:
    """Shares of stances and pulls, each with what picking at random would have come to."""
    rows = [
        {
            "label": _short(p.name.removeprefix("Pull: "), 34),
            "share": p.taken / p.offered,
            "expected": p.expected / p.offered if p.expected is not None else None,
            "says": f"{p.taken} of {p.offered}",
            "fill": _stance(p.name),
        }
        for p in found
        if p.offered
    ]
    alt = drawer()
    base = _base(rows)
    bars = base.mark_bar(height=14, stroke=INK, strokeWidth=0.8).encode(
        x=_share(), fill=alt.Fill("fill:N", scale=None)
    )
    chance = (
        base.transform_filter("datum.expected != null")
        .mark_tick(color=INK, thickness=3, size=22)
        .encode(x=alt.X("expected:Q"))
    )
    return _laid_out(base, bars + chance, rows, 120)


def _stance(pattern: str) -> str:
    """The fill of what a pattern adds up; pulls are reactive."""
    named = (
        fill for stance, fill in FILLS.items() if stance and pattern.lower().startswith(stance)
    )
    return next(named, HATCHED)


def intervals(rows: Sequence[tuple[str, float, float, float]], low: float, high: float) -> Any:
    """Points with their intervals on one scale, and a line at 0 where the scale holds it.

    Args:
        rows: (label, value, low, high).
        low: where the scale begins.
        high: where it ends.
    """
    alt = drawer()
    data = [
        {"label": label, "share": value, "low": bottom, "high": top, "says": f"{value:.2f}"}
        for label, value, bottom, top in rows
    ]
    base = _base(data)
    scale = alt.Scale(domain=[low, high], nice=False, clamp=True)
    x = alt.X("share:Q", scale=scale, axis=alt.Axis(title=None, values=[-0.5, 0, 0.5, 1]))
    spans = base.mark_rule(color=INK).encode(x=alt.X("low:Q", scale=scale), x2="high:Q")
    points = base.mark_point(filled=True, color=BLUE, size=60, opacity=1).encode(x=x)
    chart = points + spans
    if low < 0 < high:
        zero = alt.Chart(alt.Data(values=[{"at": 0}])).mark_rule(color=GREY, strokeDash=[3, 3])
        chart = zero.encode(x=alt.X("at:Q", scale=scale)) + chart
    return _laid_out(base, chart, data, 160)


def _row(cell: Cell, label: str, fill: str) -> dict[str, Any]:
    says = f"{cell.percent} %"
    if cell.count is not None and cell.n is not None:
        says = f"{cell.count} of {cell.n}"
    return {
        "label": label,
        "share": cell.count / cell.n if cell.count is not None and cell.n else cell.percent / 100,
        "low": cell.low,
        "high": cell.high,
        "says": says,
        "fill": fill,
    }


def _bars(rows: list[dict[str, Any]], wide: int = WIDE) -> Any:
    alt = drawer()
    base = _base(rows)
    bars = base.mark_bar(height=14, stroke=INK, strokeWidth=0.8).encode(
        x=_share(), fill=alt.Fill("fill:N", scale=None)
    )
    whiskers = base.transform_filter("datum.low != null")
    halo, spans = (
        whiskers.mark_rule(color=colour, strokeWidth=width).encode(x=alt.X("low:Q"), x2="high:Q")
        for colour, width in ((WHITE, 3.6), (INK, 1.6))
    )
    ends = [
        whiskers.mark_tick(color=INK, thickness=1.6, size=9).encode(x=alt.X(f"{end}:Q"))
        for end in ("low", "high")
    ]
    return _laid_out(base, alt.layer(bars, halo, spans, *ends), rows, wide)


def _base(rows: list[dict[str, Any]]) -> Any:
    """Rows one under the other; equal labels are kept apart by their place."""
    alt = drawer()
    order = [f"{n}" for n, _ in enumerate(rows)]
    for place, row in zip(order, rows, strict=True):
        row["place"] = place
    y = alt.Y("place:N", sort=order, axis=None)
    return alt.Chart(alt.Data(values=rows)).encode(y=y)


def _share() -> Any:
    alt = drawer()
    return alt.X(
        "share:Q",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(
            title=None, values=[0, 0.5, 1], labelExpr="format(100 * datum.value, 'd') + ' %'"
        ),
    )


def _laid_out(base: Any, marks: Any, rows: Sequence[Mapping[str, Any]], wide: int) -> Any:
    """Marks between their labels and what is said of them; room for the longest, in any font."""
    alt = drawer()
    left, right = (
        20 + 1.1 * LETTER * max((len(row[text]) for row in rows), default=0)
        for text in ("label", "says")
    )
    labels = base.mark_text(align="right", baseline="middle").encode(
        x=alt.value(-8), text="label:N"
    )
    said = base.mark_text(align="left", baseline="middle").encode(
        x=alt.value(wide + 8), text="says:N"
    )
    return (marks + labels + said).properties(
        width=wide,
        height=len(rows) * BAR,
        padding={
            "left": left,
            "right": right,
            "top": 2,
            "bottom": 24,
        },
        autosize=alt.AutoSizeParams(type="none"),
    )


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: max(1, most - 1)].rstrip() + "…"
