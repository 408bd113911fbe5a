"""A map in Mermaid's language, for pages and editors that draw it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ppsim.explore.atlas import Atlas, Edge, Node
from ppsim.report.map_dot import textlines, width
from ppsim.report.map_words import (
    NONE,
    Findings,
    doubts,
    kind,
    percent,
    plain,
    remarks,
    shortened,
    summary,
    ways,
)

SHAPES = {
    "decision": ("[", "]"),
    "hub": ("[[", "]]"),
    "passage": ("(", ")"),
    "ending": ("([", "])"),
}
WORDS = 34
THICKEST = 6.0
_BARE = re.compile(
    r"^[-.]|(?<=^[0-9])[.)]|[^A-Za-z0-9 .,:?!'()\u00a1-\ud7ff\uf900-\ufffd\U00010000-\U0010fffd-]"
)


def mermaid(atlas: Atlas, findings: Findings = NONE) -> str:
    """The map as a ``flowchart``, ending in a newline."""
    names = {node.scene: f"n{number}" for number, node in enumerate(atlas.nodes)}
    lines = [
        "flowchart TD",
        f"  accTitle: {literal(plain(atlas.title) or atlas.case)}",
        f"  accDescr: {literal(summary(atlas))}",
        "  classDef spine stroke-width:4px;",
        "  classDef unreached stroke-dasharray:4 4;",
        "  classDef found stroke:#000,stroke-dasharray:1 3;",
    ]
    for node in atlas.nodes:
        lines += [f"  {line}" for line in _node(atlas, node, names[node.scene], findings)]
    for number, edge in enumerate(atlas.edges):
        lines.append(f"  {_edge(atlas, edge, names)}")
        lines.append(f"  linkStyle {number} stroke-width:{width(edge, THICKEST):.2f}px;")
    return "\n".join(lines) + "\n"


def literal(text: str) -> str:
    """Text in which every character that could mean something stands as its number."""
    return _BARE.sub(lambda found: f"#{ord(found[0])};", text)


def _label(lines: list[str]) -> str:
    return '"' + "<br/>".join(map(literal, lines)) + '"'


def _node(atlas: Atlas, node: Node, name: str, findings: Findings) -> Iterator[str]:
    told = findings.get(node.scene, ())
    words = shortened(plain(node.words), WORDS)
    label = [f"{node.scene} {percent(node.chance)}", kind(node), *([words] if words else [])]
    label += remarks(atlas, node)
    if node.spine:
        label.append("every play decides here")
    if told:
        label.append("! " + ", ".join(dict.fromkeys(finding.code for finding in told)))
    opening, closing = SHAPES[node.kind]
    yield f"{name}{opening}{_label(label)}{closing}"
    classes = {"spine": node.spine, "unreached": not node.reached, "found": bool(told)}
    for class_, applies in classes.items():
        if applies:
            yield f"class {name} {class_};"


def _edge(atlas: Atlas, edge: Edge, names: dict[str, str]) -> str:
    label = list(textlines(ways(edge)))
    if atlas.complete and edge.reached:
        label.append(percent(edge.chance))
    arrow = "-.->" if any(doubts(atlas, edge)) else "-->"
    return f"{names[edge.source]} {arrow}|{_label(label)}| {names[edge.target]}"
