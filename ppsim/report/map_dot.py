"""A map in Graphviz' language, dot."""

from __future__ import annotations

from collections.abc import Iterator

from ppsim.explore.atlas import Atlas, Edge, Node
from ppsim.report.map_words import (
    NONE,
    Findings,
    doubts,
    found,
    kind,
    percent,
    plain,
    remarks,
    shortened,
    summary,
    ways,
)

SHAPES = {"decision": "box", "hub": "component", "passage": "box", "ending": "box"}
STYLES = {"passage": "rounded", "ending": "rounded"}
WORDS = 34
THICKEST = 6.0


def dot(atlas: Atlas, findings: Findings = NONE) -> str:
    """The map as a ``digraph``, ending in a newline."""
    lines = [
        f"digraph {quoted(atlas.case)} {{",
        '  charset="UTF-8"; rankdir=TB; labelloc=t; fontname="sans-serif";',
        f"  label={quoted(plain(atlas.title), summary(atlas))};",
        '  node [fontname="sans-serif", fontsize=11, color=black, fontcolor=black];',
        '  edge [fontname="sans-serif", fontsize=9, color=black, fontcolor=black];',
    ]
    lines += [f"  {line}" for node in atlas.nodes for line in _node(atlas, node, findings)]
    lines += [f"  {_edge(atlas, edge)}" for edge in atlas.edges]
    return "\n".join([*lines, "}"]) + "\n"


def quoted(*lines: str) -> str:
    """Lines of text as one quoted string: nothing in it means anything to Graphviz."""
    escaped = (
        line.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') for line in lines
    )
    return '"' + "\\n".join(escaped) + '"'


def _node(atlas: Atlas, node: Node, findings: Findings) -> Iterator[str]:
    told = findings.get(node.scene, ())
    words = shortened(plain(node.words), WORDS)
    label = [f"{node.scene} {percent(node.chance)}", kind(node)]
    label += [words] if words else []
    label += remarks(atlas, node)
    if node.spine:
        label.append("every play decides here")
    if told:
        label.append("! " + ", ".join(dict.fromkeys(finding.code for finding in told)))
    styles = [STYLES[node.kind]] if node.kind in STYLES else []
    styles += ["bold"] if node.spine else []
    styles += ["dashed"] if not node.reached else []
    more = [f"label={quoted(*label)}", f"shape={SHAPES[node.kind]}"]
    if styles:
        more.append(f'style="{",".join(styles)}"')
    if node.kind == "ending":
        more.append("peripheries=2")
    if told:
        more.append(f"tooltip={quoted(*map(found, told))}")
    yield f"{quoted(node.scene)} [{', '.join(more)}];"


def _edge(atlas: Atlas, edge: Edge) -> str:
    label = [*textlines(ways(edge))]
    if atlas.complete and edge.reached:
        label.append(percent(edge.chance))
    more = [f"label={quoted(*label)}", f"penwidth={width(edge, THICKEST):.2f}"]
    tips = list(doubts(atlas, edge))
    if tips:
        more += ["style=dashed", f"tooltip={quoted(*tips)}"]
    if edge.back:
        more.append("constraint=false")
    return f"{quoted(edge.source)} -> {quoted(edge.target)} [{', '.join(more)}];"


def width(edge: Edge, thickest: float) -> float:
    """How wide to draw a way, from 1 up, by how likely it is taken."""
    return 1.0 + (thickest - 1.0) * (edge.chance or 0.0)


def textlines(names: str, most: int = 28) -> Iterator[str]:
    """Names in a row, as lines of about so many characters."""
    line = ""
    for name in names.split(", "):
        if line and len(line) + len(name) + 2 > most:
            yield line + ","
            line = ""
        line = f"{line}, {name}" if line else name
    yield line
