"""The part of a survey on what plays come to: exact figures, and sampled ones beside them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ppsim.report.wording import figure

WIDTH = 80
POLICIES = {
    "uniform": "each way on as likely as the next",
    "least-used": "always the way on taken least often in the plays before",
    "best": "always towards the best total still in reach",
    "worst": "always towards the worst total still in reach",
}
BOUNDED_POLICIES = POLICIES | {
    "best": "always what weighs most there and then",
    "worst": "always what weighs least there and then",
}
NAME = 22
"""Columns for the name of a row; a longer one has a line of its own."""
LISTED = 12
"""Options never taken that are named one by one."""


def exact(found: Mapping[str, Any]) -> list[str]:
    """What picking at random comes to, in lines."""
    lines = [
        "Picking at random, exactly (mean, standard deviation; least, quartiles, most):",
        f"  total: {_spread(found['total'])}",
    ]
    lines += [
        f"  {name}: {_spread(spread)}"
        for name, spread in found["dimensions"].items()
        if spread["low"] != spread["high"]
    ]
    lines += ["Endings that come of it, and the total by then:"]
    for name, chance in found["endings"].items():
        total = found["by_ending"][name]
        lines.append(f"  {name}: {chance:.1%}" + (f"; {_spread(total)}" if _told(total) else ""))
    if found["stuck"]:
        lines.append(f"  stuck before any ending: {found['stuck']:.1%}")
    return lines


def _told(spread: Mapping[str, Any]) -> bool:
    return spread["mean"] is not None


def _spread(spread: Mapping[str, Any]) -> str:
    if not _told(spread):
        return "none"
    marks = ", ".join(figure(v) for v in (spread["low"], *spread["quartiles"], spread["high"]))
    deviation = "" if spread["deviation"] is None else f", {figure(spread['deviation'])}"
    return f"{figure(spread['mean'])}{deviation}; {marks}"


def sampled(found: Mapping[str, Any], *, bounded: bool) -> list[str]:
    """What plays came to beside what they should, in lines of at most 80 columns."""
    plays, policy = found["plays"], found["policy"]
    words = (BOUNDED_POLICIES if bounded else POLICIES)[policy]
    head = f"{plays:,} {_plays(plays)}, {words} (--policy {policy}, --seed {found['seed']})"
    lines = _wrapped(head + _beside(found) + ":", 0)
    rows = [("total", found["total"]), *found["dimensions"].items()]
    table = [["", "mean", "error", "exactly", "deviation", "exactly"]]
    table += [_row(name, spread) for name, spread in rows if _told(spread)]
    lines += _table(table)
    table = [["ending", "plays", "share", "error", "exactly", "mean total", "exactly"]]
    table += [_ending(name, ending) for name, ending in found["endings"].items()]
    lines += ["", *_table(table)]
    if found["stuck"]:
        lines.append(f"  {found['stuck']:,} came to no ending.")
    return lines + _missed(found)


def _beside(found: Mapping[str, Any]) -> str:
    if not found["independent"]:
        return "; a play hangs on those before it, so that there are no standard errors"
    if found["total"]["exact"] is None:
        return "; the exact figures are not known"
    return ""


def _plays(count: int) -> str:
    return "play" if count == 1 else "plays"


def _row(name: str, spread: Mapping[str, Any]) -> list[str]:
    exact = spread["exact"] or {"mean": None, "deviation": None}
    figures = (spread["mean"], spread["error"], exact["mean"])
    return [name, *map(_figure, figures), *map(_figure, (spread["deviation"], exact["deviation"]))]


def _ending(name: str, ending: Mapping[str, Any]) -> list[str]:
    total = ending["total"]
    exact = total["exact"] or {"mean": None}
    shares = (ending["share"], ending["error"], ending["exact"])
    return [
        name,
        f"{ending['plays']:,}",
        *("-" if share is None else f"{share:.2%}" for share in shares),
        _figure(total["mean"]),
        _figure(exact["mean"]),
    ]


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _missed(found: Mapping[str, Any]) -> list[str]:
    """What no play came to, or took."""
    options = [f"{o['scene']}/{o['choice']}" for o in found["options"] if not o["taken"]]
    scenes = [s["scene"] for s in found["scenes"] if not s["plays"]]
    lines = []
    if scenes:
        lines += _wrapped(f"No play came to: {_some(scenes)}.", 2)
    if options:
        lines += _wrapped(f"No play took: {_some(options)}.", 2)
    return lines or ["  Every scene was come to, and every option taken."]


def _some(names: Sequence[str]) -> str:
    more = len(names) - LISTED
    return ", ".join(names[:LISTED]) + (f" and {more} more" if more > 0 else "")


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [("  " + row[0].ljust(widths[0]) + _cells(row[1:], widths[1:])).rstrip() for row in rows]


def _cells(cells: Iterable[str], widths: Iterable[int]) -> str:
    return "".join(f"  {cell:>{width}}" for cell, width in zip(cells, widths, strict=True))


def _wrapped(line: str, indent: int) -> list[str]:
    return textwrap.wrap(
        line,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_on_hyphens=False,
    )
