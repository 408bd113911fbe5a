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
    PALE,
    WHITE,
    NoCharts,
)
from ppsim.report.cohort_model import Cell, Decision, Flow, Outcomes, Pattern, Place

BAR = 26
"""Height of a row, in pixels."""
ROW = 48.0
"""From one row of the flow to the next, in pixels."""
WIDEST = 340.0
"""Width of the flow, in pixels."""
BREAK = "|"
"""Where a label goes on in a new line."""
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


def _altair() -> Any:
    try:
        import altair
    except ImportError as missing:
        raise NoCharts(str(missing)) from None
    return altair


def votes(decision: Decision) -> Any:
    """Shares of the options with their intervals, by stance."""
    stance = {o.id: o.stance or "" for o in decision.options}
    rows = []
    for cell in decision.cells:
        kinds = {stance.get(i, "") for i in cell.ids}
        kind = kinds.pop() if len(kinds) == 1 else ""
        rows.append(_row(cell, f"{cell.label}  {kind}".strip(), FILLS[kind]))
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
    return _bars(rows, 200, 110)


def patterns(found: Sequence[Pattern]) -> Any:
    """Shares of stances and pulls, each with what picking at random would have come to."""
    rows = [
        {
            "label": _short(p.name.removeprefix("Pull: "), 34),
            "share": p.taken / p.offered,
            "expected": p.expected / p.offered if p.expected is not None else None,
            "says": f"{p.taken} of {p.offered}",
            "fill": BLUE if p.name.startswith("Reflective") else HATCHED,
        }
        for p in found
        if p.offered
    ]
    alt = _altair()
    base = _base(rows)
    bars = base.mark_bar(height=14, stroke=INK, strokeWidth=0.8).encode(
        x=_share(), fill=alt.Fill("fill:N", scale=None)
    )
    chance = (
        base.transform_filter("datum.expected != null")
        .mark_tick(color=INK, thickness=3, size=22)
        .encode(x=alt.X("expected:Q"))
    )
    return _laid_out(base, bars + chance, rows, 220, 100)


def flow(found: Flow) -> Any:
    """Places in rows from the first decision down; the width of a way is how many went it."""
    alt = _altair()
    ways: dict[tuple[str, str], int] = {}
    for edge in found.edges:
        if len(edge.to) == 1:
            way = (edge.scene, edge.to[0])
            ways[way] = ways.get(way, 0) + edge.count
    there = {
        place.scene: max(
            sum(n for (scene, _), n in ways.items() if scene == place.scene),
            sum(n for (_, to), n in ways.items() if to == place.scene),
        )
        for place in found.places
    }
    at, boxes = _boxes(found.places, there)
    most = max([*there.values(), 1])
    lines = [
        {
            "x": at[scene][0],
            "y": at[scene][1] + 13,
            "x2": at[to][0],
            "y2": at[to][1] - 13,
            "width": max(1.0, 22 * count / most),
        }
        for (scene, to), count in sorted(ways.items(), key=lambda way: -way[1])
    ]
    height = max(y for _, y in at.values()) + 44
    x = {"type": "quantitative", "axis": None, "scale": {"domain": [0, WIDEST], "nice": False}}
    y = {
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [-22, height - 22], "reverse": True, "nice": False},
    }
    wide = {"scale": None, "legend": None}
    drawn = (
        alt.Chart(alt.Data(values=lines))
        .mark_rule(color=BLUE, opacity=0.55, strokeCap="butt")
        .encode(
            x=alt.X(field="x", **x),
            y=alt.Y(field="y", **y),
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth("width:Q", **wide),
        )
    )
    base = alt.Chart(alt.Data(values=boxes))
    rects = base.mark_rect(fill=WHITE, cornerRadius=3).encode(
        x=alt.X(field="low", **x),
        x2="high:Q",
        y=alt.Y(field="top", **y),
        y2="bottom:Q",
        stroke=alt.Stroke("stroke:N", scale=None),
        strokeWidth=alt.StrokeWidth("thick:Q", **wide),
    )
    words = base.mark_text(baseline="middle", lineBreak=BREAK, lineHeight=14).encode(
        x=alt.X(field="x", **x), y=alt.Y(field="y", **y), text="says:N"
    )
    return (drawn + rects + words).properties(
        width=WIDEST,
        height=height,
        padding={"left": 4, "right": 4, "top": 2, "bottom": 2},
        autosize=alt.AutoSizeParams(type="none"),
    )


def _boxes(
    places: Sequence[Place], there: Mapping[str, int]
) -> tuple[dict[str, tuple[float, float]], list[dict[str, Any]]]:
    """Where each place stands, and its box; three and more beside each other have two lines."""
    rows: dict[int, list[Place]] = {}
    for place in places:
        rows.setdefault(place.rank, []).append(place)
    at: dict[str, tuple[float, float]] = {}
    boxes: list[dict[str, Any]] = []
    for row, rank in enumerate(sorted(rows)):
        here = rows[rank]
        room, y = WIDEST / len(here), row * ROW
        half, between, letters = (18, BREAK, 0) if len(here) > 2 else (13, " ", 5)
        for n, place in enumerate(here):
            x = (n + 0.5) * room
            at[place.scene] = x, y
            title = _short(place.title.replace(BREAK, "/"), int(room / 7) - letters)
            boxes.append(
                {
                    "x": x,
                    "y": y - 7 * (between == BREAK),
                    "low": x - room / 2 + 3,
                    "high": x + room / 2 - 3,
                    "top": y - half,
                    "bottom": y + half,
                    "says": f"{title}{between}({there[place.scene]})",
                    "stroke": INK if place.ending else GREY,
                    "thick": 2 if place.ending else 1,
                }
            )
    return at, boxes


def intervals(rows: Sequence[tuple[str, float, float, float]], low: float, high: float) -> Any:
    """Points with their intervals on one scale, and a line at 0 where the scale holds it.

    Args:
        rows: (label, value, low, high).
        low: where the scale begins.
        high: where it ends.
    """
    alt = _altair()
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
    return _laid_out(base, chart, data, 122, 160)


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


def _bars(rows: list[dict[str, Any]], left: int = 92, wide: int = WIDE) -> Any:
    alt = _altair()
    base = _base(rows)
    bars = base.mark_bar(height=14, stroke=INK, strokeWidth=0.8).encode(
        x=_share(), fill=alt.Fill("fill:N", scale=None)
    )
    whiskers = base.transform_filter("datum.low != null")
    halo, spans = (
        whiskers.mark_rule(color=colour, strokeWidth=width).encode(x=alt.X("low:Q"), x2="high:Q")
        for colour, width in ((WHITE, 5), (INK, 1.6))
    )
    ends = [
        whiskers.mark_tick(color=INK, thickness=1.6, size=9).encode(x=alt.X(f"{end}:Q"))
        for end in ("low", "high")
    ]
    return _laid_out(base, alt.layer(bars, halo, spans, *ends), rows, left, wide)


def _base(rows: list[dict[str, Any]]) -> Any:
    """Rows one under the other; equal labels are kept apart by their place."""
    alt = _altair()
    order = [f"{n}" for n, _ in enumerate(rows)]
    for place, row in zip(order, rows, strict=True):
        row["place"] = place
    y = alt.Y("place:N", sort=order, axis=None)
    return alt.Chart(alt.Data(values=rows)).encode(y=y)


def _share() -> Any:
    alt = _altair()
    return alt.X(
        "share:Q",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(title=None, format="%", values=[0, 0.5, 1]),
    )


def _laid_out(
    base: Any, marks: Any, rows: Sequence[Mapping[str, Any]], left: int, wide: int
) -> Any:
    """Marks between their labels and what is said of them; sizes are set, whatever the font."""
    alt = _altair()
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
            "right": 20 + 7.4 * max((len(row["says"]) for row in rows), default=0),
            "top": 2,
            "bottom": 24,
        },
        autosize=alt.AutoSizeParams(type="none"),
    )


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: max(1, most - 1)].rstrip() + "…"
