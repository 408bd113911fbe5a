"""The picture of the ways through a case; a table beside it says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

from ppsim.report.charts import BLUE, GREY, INK, LETTER, WHITE, clean, drawer
from ppsim.report.cohort_model import Flow, Place

GAP = 22.0
"""Between two rows, in pixels."""
LINE = 14
"""Height of a line of a label, in pixels."""
WIDEST = 340.0
"""Width of all, in pixels, unless many places stand side by side."""
NARROWEST = 80.0
"""Width of a place."""
BREAK = "|"
"""Where a label goes on in a new line."""


def flow(found: Flow, *, whole: bool) -> Any:
    """Places in rows from the first decision down; the width of a way is how many went it.

    Args:
        found: the ways.
        whole: whether every way is in it; else how many came to an ending is not known.
    """
    alt = drawer()
    ways: dict[tuple[str, str], int] = {}
    unsure: set[tuple[str, str]] = set()
    left: dict[str, int] = {}
    came: dict[str, int] = {}
    for edge in found.edges:
        left[edge.scene] = left.get(edge.scene, 0) + edge.count
        if len(edge.to) > 1:
            unsure |= {(edge.scene, to) for to in edge.to}
            continue
        way = (edge.scene, edge.to[0])
        ways[way] = ways.get(way, 0) + edge.count
        if whole:
            came[way[1]] = came.get(way[1], 0) + edge.count
    there = came | left
    at, boxes, (wide, high) = _boxes(found.places, there)
    most = max([*there.values(), 1])
    lines = [
        _line(at, way, width=max(1.0, 22 * count / most), colour=BLUE, dash=[1, 0])
        for way, count in sorted(ways.items(), key=lambda way: -way[1])
    ] + [_line(at, way, width=1.0, colour=GREY, dash=[3, 3]) for way in sorted(unsure - {*ways})]
    x = {"type": "quantitative", "axis": None, "scale": {"domain": [0, wide], "nice": False}}
    y = {
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, high], "reverse": True, "nice": False},
    }
    as_given = {"scale": None, "legend": None}
    drawn = (
        alt.Chart(alt.Data(values=lines))
        .mark_rule(opacity=0.55, strokeCap="butt")
        .encode(
            x=alt.X(field="x", **x),
            y=alt.Y(field="y", **y),
            x2="x2:Q",
            y2="y2:Q",
            stroke=alt.Stroke("colour:N", **as_given),
            strokeWidth=alt.StrokeWidth("width:Q", **as_given),
            strokeDash=alt.StrokeDash("dash:N", **as_given),
        )
    )
    base = alt.Chart(alt.Data(values=boxes))
    rects = base.mark_rect(fill=WHITE, cornerRadius=3).encode(
        x=alt.X(field="low", **x),
        x2="high:Q",
        y=alt.Y(field="top", **y),
        y2="bottom:Q",
        stroke=alt.Stroke("stroke:N", scale=None),
        strokeWidth=alt.StrokeWidth("thick:Q", **as_given),
    )
    words = base.mark_text(baseline="middle", lineBreak=BREAK, lineHeight=LINE).encode(
        x=alt.X(field="x", **x), y=alt.Y(field="y", **y), text="says:N"
    )
    return (drawn + rects + words).properties(
        width=wide,
        height=high,
        padding={"left": 4, "right": 4, "top": 2, "bottom": 2},
        autosize=alt.AutoSizeParams(type="none"),
    )


def _line(
    at: Mapping[str, tuple[float, float]], way: tuple[str, str], **look: object
) -> dict[str, object]:
    """From the middle of a box to the middle of another; what is behind the boxes is not seen."""
    (x, y), (x2, y2) = (at[scene] for scene in way)
    return {"x": x, "y": y, "x2": x2, "y2": y2, **look}


def _boxes(
    places: Sequence[Place], there: Mapping[str, int]
) -> tuple[dict[str, tuple[float, float]], list[dict[str, Any]], tuple[float, float]]:
    """Where each place stands, its box, and how wide and high all of it is."""
    rows: dict[int, list[Place]] = {}
    for place in places:
        rows.setdefault(place.rank, []).append(place)
    wide = max(WIDEST, *(NARROWEST * len(here) for here in rows.values()))
    at: dict[str, tuple[float, float]] = {}
    boxes: list[dict[str, Any]] = []
    top = 1.0
    for rank in sorted(rows):
        here = rows[rank]
        room = wide / len(here)
        labels = [_label(place, there.get(place.scene), int((room - 8) / LETTER)) for place in here]
        half = (max(map(len, labels)) * LINE + 12) / 2
        for n, (place, label) in enumerate(zip(here, labels, strict=True)):
            x, y = (n + 0.5) * room, top + half
            at[place.scene] = x, y
            boxes.append(
                {
                    "x": x,
                    "y": y - LINE / 2 * (len(label) - 1),
                    "low": x - room / 2 + 3,
                    "high": x + room / 2 - 3,
                    "top": top,
                    "bottom": top + 2 * half,
                    "says": BREAK.join(label),
                    "stroke": INK if place.ending else GREY,
                    "thick": 2 if place.ending else 1,
                }
            )
        top += 2 * half + GAP
    return at, boxes, (wide, top - GAP + 1)


def _label(place: Place, count: int | None, letters: int) -> list[str]:
    """A place's title in at most two lines, and how many were there, where that is known."""
    how_many = "" if count is None else f"({count})"
    title = clean(place.title).replace(BREAK, "/")
    if len(f"{title} {how_many}") <= letters:
        return [f"{title} {how_many}".rstrip()]
    lines = wrap(title, max(letters, 4), max_lines=2, placeholder="…") or [""]
    return [*lines, how_many] if how_many else lines
