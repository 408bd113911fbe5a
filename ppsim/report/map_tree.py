"""A map as text: each scene once, its ways on under it, branches set in."""

from __future__ import annotations

from collections.abc import Iterator

from ppsim.explore.atlas import Atlas, Node
from ppsim.report.map_words import (
    NONE,
    Findings,
    columns,
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

WIDTH = 80
STEP = 2
DEEPEST = 14
"""Branches within branches that are set in further and further."""
LEGEND = (
    "The figure is how likely a play that picks at random passes the scene, or takes the way.",
    "* every play decides here",
)


def tree(atlas: Atlas, findings: Findings = NONE) -> str:
    """The map in lines of at most 80 columns, ending in a newline."""
    lines = _wrapped(f"{plain(atlas.title)} ({atlas.case} {atlas.version})", "", "  ")
    lines += _wrapped(summary(atlas), "", "")
    for line in LEGEND if atlas.complete else ():
        lines += _wrapped(line, "", "")
    for node in atlas.nodes:
        lines.append("")
        lines += _scene(atlas, node, findings)
    return "\n".join(lines) + "\n"


def _scene(atlas: Atlas, node: Node, findings: Findings) -> Iterator[str]:
    margin = " " * (STEP * min(node.depth, DEEPEST))
    below = margin + "      "
    mark = "*" if node.spine else " "
    yield from _wrapped(
        f"{node.scene} ({kind(node)})", f"{margin}{percent(node.chance):>4}{mark} ", below
    )
    if node.words:
        room = WIDTH - len(below) - 2
        yield f'{below}"{shortened(plain(node.words), room)}"'
    for remark in remarks(atlas, node):
        yield from _wrapped(remark, below, below + "  ")
    for finding in findings.get(node.scene, ()):
        yield from _wrapped(f"! {found(finding)}", below, below + "  ")
    for edge in atlas.out[node.scene]:
        marks = [*doubts(atlas, edge), *(["back"] if edge.back else [])]
        if atlas.complete and edge.reached:
            marks.insert(0, percent(edge.chance))
        said = f" ({', '.join(marks)})" if marks else ""
        yield from _wrapped(f"{ways(edge)} -> {edge.target}{said}", below, below + "  ")


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    """Text in lines, broken at spaces, and within a word that is wider than a line."""
    lines, line = [], first
    for word in text.split():
        gap = " " if line not in (first, rest) else ""
        if gap and columns(line) + 1 + columns(word) > WIDTH:
            lines.append(line)
            line, gap = rest, ""
        line += gap
        for character in word:
            if columns(line) + columns(character) > WIDTH:
                lines.append(line)
                line = rest
            line += character
    return [*lines, line.rstrip()]
