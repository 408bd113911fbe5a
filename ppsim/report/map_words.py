"""What every drawing of a map says: kinds, chances, ways, findings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from ppsim.explore.atlas import Atlas, Edge, Node
from ppsim.format.diagnostics import Diagnostic
from ppsim.report.survey import PHASES
from ppsim.words.safe import safe

Findings = Mapping[str, Sequence[Diagnostic]]
"""Scene id -> what ``ppsim check`` found in it."""
_NO_CHARACTER = re.compile("[\ufffe\uffff]")
NONE: Findings = {}
ENDINGS = {"stopped_for_safety": "stopped for safety"}
"""Kinds of ending that do not read as they are written."""


def plain(text: str) -> str:
    """Author text as one line that can steer nothing, and that any format can hold."""
    return " ".join(_NO_CHARACTER.sub(lambda m: f"<U+{ord(m[0]):04X}>", safe(text)).split())


def shortened(text: str, most: int) -> str:
    """``text`` in at most so many columns, cut at a word where that loses little."""
    if columns(text) <= most:
        return text
    kept = ""
    for character in text:
        if columns(kept + character) > most - 3:
            break
        kept += character
    at = kept.rfind(" ")
    return (kept[:at] if at > len(kept) * 2 // 3 else kept).rstrip(" ,;:.") + "..."


def columns(text: str) -> int:
    """Columns that a terminal needs: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def percent(chance: float | None) -> str:
    """A chance to read: ``38%``, and never 0% or 100% for what is only near it; ``?`` unknown."""
    if chance is None:
        return "?"
    if 0 < chance < 0.005:
        return "<1%"
    if 0.995 <= chance < 1 - 1e-9:
        return ">99%"
    return f"{chance:.0%}"


def kind(node: Node) -> str:
    """``decision, in therapy`` or ``ending: held``."""
    if node.kind == "ending":
        return f"ending: {ENDINGS.get(node.ending or '', node.ending)}"
    return node.kind if node.phase is None else f"{node.kind}, {PHASES[node.phase]}"


def remarks(atlas: Atlas, node: Node) -> Iterator[str]:
    """What else there is to say of a scene, findings left aside."""
    if not node.reached:
        yield "can't be reached" if atlas.complete else "not reached within the budget"
    if node.trap:
        yield "trap: some plays can't reach any ending from here"
    if node.features:
        yield f"key features: {', '.join(node.features)}"


def ways(edge: Edge) -> str:
    """The choices that take a way, or that one goes on."""
    if edge.leaves:
        return "going on"
    return ", ".join(edge.choices)


def doubts(atlas: Atlas, edge: Edge) -> Iterator[str]:
    """What may keep a play from a way."""
    if not edge.reached:
        yield "never" if atlas.complete else "not reached"
    elif edge.guarded:
        yield "on a condition"


def found(finding: Diagnostic) -> str:
    """A finding in a line."""
    line = f", line {finding.span.line}" if finding.span else ""
    return plain(f"{finding.severity} {finding.code}{line}: {finding.message}")


def summary(atlas: Atlas) -> str:
    """How large the case is, and how far it was walked."""
    ends = sum(node.kind == "ending" for node in atlas.nodes)
    size = f"{len(atlas.nodes)} scenes, {ends} of them endings; "
    if atlas.complete:
        states = f"{atlas.states:,} {'state' if atlas.states == 1 else 'states'}"
        return size + f"{states}, all of them walked."
    return size + (
        f"bounded: {atlas.budget:,} states were walked, and there are more, so that no chance is "
        "known, no decision is shown to be met by every play, and nothing is shown to be out of "
        "reach."
    )
