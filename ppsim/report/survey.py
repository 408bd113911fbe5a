"""The survey of a walk, for reading: what can be reached, and what plays come to."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from ppsim.report.survey_plays import WIDTH, exact, sampled
from ppsim.report.wording import figure, listed

UNREACHED = "can't be reached"
PHASES = {
    "therapy": "in therapy",
    "between": "between sessions",
    "supervision": "in supervision",
    "own_therapy": "in own therapy",
}


def text(found: Mapping[str, Any]) -> str:
    """What ``ppsim.explore.survey`` found, as plain lines ending in a newline."""
    case = found["case"]
    lines = [f"{case['id']} {case['version']}", *_size(found), "", *_coverage(found)]
    if found["complete"]:
        lines += ["", *_routes(found), "", *_plays(found), "", *exact(found["random_play"])]
    if found["sampled"] is not None:
        lines += ["", *sampled(found["sampled"], bounded=not found["complete"])]
    if found["weakened"]:
        lines += ["", f"Weakened by the budget of {found['budget']:,} states:"]
        for claim in found["weakened"]:
            lines += _indented(f"{claim['claim'].replace('_', ' ')}: {claim['left']}", 2)
    return "\n".join(lines) + "\n"


def _size(found: Mapping[str, Any]) -> list[str]:
    if found["complete"]:
        return [f"{found['states']:,} states, all of them walked ({found['moves']:,} moves)."]
    return [
        f"Bounded: {found['budget']:,} states were walked, and there are more. What is listed as "
        "reached is reached; that something is not reached is not shown."
    ]


def _coverage(found: Mapping[str, Any]) -> list[str]:
    options = found["options"]
    offered = [o for o in options if o["way"] is not None]
    lines = [f"Options that can be offered: {len(offered)} of {len(options)}."]
    lines += [f"  {o['scene']}/{o['choice']}: {_never(found)}" for o in options if o["way"] is None]
    lines += [
        f"  the scene {s['scene']}: {_never(found)}" for s in found["scenes"] if s["way"] is None
    ]
    for dead in found["dead_ends"]:
        lines += _indented(f"Nothing is on offer in {dead['scene']}, by: {_way(dead['way'])}", 2)
    if found["traps"]:
        lines.append(f"  No ending can be reached any more from: {listed(found['traps'])}.")
    lines += ["", f"Endings, each with {'a shortest way' if found['complete'] else 'a way found'}:"]
    for ending in found["endings"]:
        lines.append(f"  {ending['scene']} ({ending['kind']})")
        way = _way(ending["way"]) if ending["way"] is not None else _never(found)
        lines += _indented(way, 4)
    return lines


def _never(found: Mapping[str, Any]) -> str:
    return UNREACHED if found["complete"] else "not reached within the budget"


def _way(steps: list[str]) -> str:
    return ", ".join(steps) or "from the start"


def _routes(found: Mapping[str, Any]) -> list[str]:
    routes = found["routes"]
    phases = listed(
        f"{_span(span)} {PHASES.get(name, name)}"
        for name, span in routes["by_phase"].items()
        if span["high"]
    )
    spine = listed(s["scene"] for s in routes["spine"])
    changing = [s["scene"] for s in routes["spine"] if not s["same_options"]]
    lines = ["On every route from the start to an ending:"]
    lines += _indented(f"decisions met: {_span(routes['decisions'])} ({phases})", 2)
    lines += _indented(
        f"disclosure decisions: {_span(routes['disclosures'])}, of them clear moments to tell: "
        f"{_span(routes['t_moments'])}, to keep it: {_span(routes['w_moments'])}",
        2,
    )
    lines += _indented(f"decisions every route passes ({len(routes['spine'])}): {spine}", 2)
    if changing:
        lines += _indented(f"of these with options that vary: {listed(changing)}", 4)
    return lines


def _plays(found: Mapping[str, Any]) -> list[str]:
    bounds = found["bounds"]
    lines = [
        f"The best total in reach is {figure(found['v_star'])} (V*); plays come to "
        f"{_span(bounds['total'])}.",
        "By dimension (totals; decisions that inform it; attainment):",
    ]
    for name, span in bounds["dimensions"].items():
        attained = _span(span["attainment"]) if span["attainment"] else "none"
        lines.append(f"  {name}: {_span(span['total'])}; {_span(span['informing'])}; {attained}")
    return lines


def _span(found: Mapping[str, float]) -> str:
    low, high = figure(found["low"]), figure(found["high"])
    return low if low == high else f"{low} to {high}"


def _indented(line: str, indent: int) -> list[str]:
    return textwrap.wrap(
        line,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_on_hyphens=False,
    )
