"""A map as a picture, in SVG: black on white, so that it prints, and made without a program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from ppsim.explore.atlas import Atlas, Edge, Node
from ppsim.report.map_dot import textlines, width
from ppsim.report.map_layout import Layout, Spot, lay_out, spread
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

WIDE, NARROW = 210.0, 130.0
LINE = 14.0
PAD = 7.0
GAP = 26.0
BETWEEN = 70.0
"""Room between two layers, for the words on the ways."""
BESIDE = 150.0
"""Room at the right for words on ways that lead back."""
MARGIN = 28.0
HEAD = 62.0
THICKEST = 7.0
LETTERS = 32
"""Columns of text that go into a scene."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LEGEND = (
    "thick frame: every play decides here",
    "wide line: more of the plays that pick at random go this way",
    "dashed line: on a condition",
    "double frame: ending",
    "figures: how likely such a play passes the scene, or takes the way",
    "! before codes: what 'ppsim check' found there; 'ppsim explain' says more",
)


def svg(atlas: Atlas, findings: Findings = NONE) -> str:
    """The map as an SVG document, ending in a newline."""
    boxes = {node.scene: _text(atlas, node, findings) for node in atlas.nodes}
    widths = {scene: _wide(lines) for scene, lines in boxes.items()}
    layout = lay_out(atlas, widths, GAP)
    tops, bottom = _tops(layout, {s: _tall(lines) for s, lines in boxes.items()})
    backs = sum(edge.back for edge in atlas.edges)
    legend = 5.6 * max(map(len, LEGEND))
    across = MARGIN * 2 + max(layout.width + 16.0 * backs + (BESIDE if backs else 0.0), legend)
    down = bottom + MARGIN + LINE * (len(LEGEND) + 1)
    parts = list(_opening(atlas, across, down))
    picture = _Picture(atlas, layout, tops, boxes, widths, findings)
    parts += picture.ways()
    parts += picture.scenes()
    for number, line in enumerate(LEGEND):
        parts.append(_words(MARGIN, bottom + LINE * (number + 1), line, "legend"))
    return "\n".join([*parts, "</svg>"]) + "\n"


def xml(text: str) -> str:
    """Text as it may stand in XML, between tags or in quotes."""
    return escape(_NOT_XML.sub("\ufffd", text), quote=True)


def _opening(atlas: Atlas, across: float, down: float) -> Iterator[str]:
    title = f"{plain(atlas.title)} ({atlas.case} {atlas.version})"
    box = f'width="{across:.0f}" height="{down:.0f}" viewBox="0 0 {across:.0f} {down:.0f}"'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img" '
        f'aria-labelledby="map-title map-about">'
    )
    yield f'<title id="map-title">{xml(title)}</title>'
    about = f"{summary(atlas)} In words, scene by scene: ppsim map {atlas.case}"
    yield f'<desc id="map-about">{xml(about)}</desc>'
    yield (
        "<style>text{font:11px sans-serif;fill:#000}.title{font-size:16px;font-weight:bold}"
        ".name{font-weight:bold}.way{font-size:10px;text-anchor:middle}.legend,.about{font-size:10px}"
        ".scene text{text-anchor:middle}path{fill:none;stroke:#000}rect{fill:#fff;stroke:#000}"
        ".unreached{stroke-dasharray:4 4}.inner{fill:none}rect.under{stroke:none}</style>"
    )
    yield (
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" '
        'markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">'
        '<path d="M0 0L8 4L0 8z" style="fill:#000;stroke:#fff;stroke-width:.5"/></marker></defs>'
    )
    yield f'<rect width="{across:.0f}" height="{down:.0f}" style="stroke:none"/>'
    yield _words(MARGIN, MARGIN, title, "title")
    room = int((across - 2 * MARGIN) / 5.2)
    yield _words(MARGIN, MARGIN + 18, shortened(summary(atlas), room), "about")


def _text(atlas: Atlas, node: Node, findings: Findings) -> list[str]:
    words = plain(node.words)
    lines = [f"{node.scene} {percent(node.chance)}", kind(node)]
    lines += [words] if words else []
    lines += remarks(atlas, node)
    told = findings.get(node.scene, ())
    if told:
        lines.append("! " + ", ".join(dict.fromkeys(finding.code for finding in told)))
    return [shortened(line, LETTERS) for line in lines]


def _wide(lines: list[str]) -> float:
    longest = max(map(columns, lines))
    return min(WIDE, max(NARROW, 6.1 * longest + 2 * PAD))


def _tall(lines: list[str]) -> float:
    return LINE * len(lines) + 2 * PAD


def _tops(layout: Layout, heights: dict[str, float]) -> tuple[list[tuple[float, float]], float]:
    """For each layer its upper edge and its height; and where the last ends."""
    tall = [0.0] * layout.layers
    for scene, spot in layout.spots.items():
        tall[spot.layer] = max(tall[spot.layer], heights[scene])
    tops = []
    at = HEAD + MARGIN
    for height in tall:
        tops.append((at, height))
        at += height + BETWEEN
    return tops, at - BETWEEN + MARGIN


def _words(x: float, y: float, text: str, class_: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{class_}">{xml(text)}</text>'


def _labels(y: float, row: list[tuple[float, list[str]]]) -> Iterator[str]:
    """Words on ways that stand at one height, moved apart where they would lie on each other."""
    sizes = [5.4 * max(map(columns, lines)) + 4 for _, lines in row]
    middles = spread([x for x, _ in row], sizes, 4)
    for middle, wide, (_, lines) in zip(middles, sizes, row, strict=True):
        tall = 11 * len(lines)
        yield (
            f'<rect x="{middle - wide / 2:.1f}" y="{y - tall / 2:.1f}" width="{wide:.1f}" '
            f'height="{tall:.1f}" class="under"/>'
        )
        for number, line in enumerate(lines):
            yield _words(middle, y - tall / 2 + 9 + 11 * number, line, "way")


class _Picture:
    """The scenes and ways of one map, at their places."""

    def __init__(
        self,
        atlas: Atlas,
        layout: Layout,
        tops: list[tuple[float, float]],
        boxes: dict[str, list[str]],
        widths: dict[str, float],
        findings: Findings,
    ) -> None:
        self.atlas, self.layout, self.tops = atlas, layout, tops
        self.boxes, self.widths, self.findings = boxes, widths, findings
        self._backs = 0

    def _x(self, spot: Spot) -> float:
        return MARGIN + spot.x

    def _upper(self, scene: str) -> float:
        return self.tops[self.layout.spots[scene].layer][0]

    def _lower(self, scene: str) -> float:
        return self._upper(scene) + _tall(self.boxes[scene])

    # ---- scenes

    def scenes(self) -> Iterator[str]:
        """A frame with words in it for each."""
        for node in self.atlas.nodes:
            yield from self._scene(node)

    def _scene(self, node: Node) -> Iterator[str]:
        middle, top = self._x(self.layout.spots[node.scene]), self._upper(node.scene)
        lines, wide = self.boxes[node.scene], self.widths[node.scene]
        tall = _tall(lines)
        left = middle - wide / 2
        round_ = 12 if node.kind in ("ending", "passage") else 0
        frame = 3 if node.spine else 1
        unreached = "" if node.reached else ' class="unreached"'
        about = [f"{node.scene}: {kind(node)}", plain(node.words), *remarks(self.atlas, node)]
        about += map(found, self.findings.get(node.scene, ()))
        yield f'<g class="scene"><title>{xml("; ".join(filter(None, about)))}</title>'
        yield (
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{tall:.1f}" '
            f'rx="{round_}" style="stroke-width:{frame}"{unreached}/>'
        )
        if node.kind in ("ending", "hub"):
            yield (
                f'<rect x="{left + 3:.1f}" y="{top + 3:.1f}" width="{wide - 6:.1f}" '
                f'height="{tall - 6:.1f}" rx="{max(0, round_ - 3)}" class="inner"/>'
                if node.kind == "ending"
                else f'<path d="M{left + 5:.1f} {top:.1f}v{tall:.1f}'
                f'M{left + wide - 5:.1f} {top:.1f}v{tall:.1f}"/>'
            )
        for number, line in enumerate(lines):
            class_ = "name" if number == 0 else "told"
            yield _words(middle, top + PAD + LINE * number + 11, line, class_)
        yield "</g>"

    # ---- ways

    def ways(self) -> Iterator[str]:
        """A line for each way, and what takes it where there is another."""
        labels: dict[float, list[tuple[float, list[str]]]] = {}
        for edge in self.atlas.edges:
            line, (x, y) = self._back(edge) if edge.back else self._down(edge)
            dash = ";stroke-dasharray:6 4" if any(doubts(self.atlas, edge)) else ""
            style = f"stroke-width:{width(edge, THICKEST):.1f}{dash}"
            told = [f"{edge.source} to {edge.target}", ways(edge), *doubts(self.atlas, edge)]
            told += [percent(edge.chance)] if edge.chance is not None else []
            yield f"<g><title>{xml('; '.join(told))}</title>"
            yield f'<path d="{line}" style="{style}" marker-end="url(#tip)"/></g>'
            if len(self.atlas.out[edge.source]) > 1 or edge.back:
                labels.setdefault(y, []).append((x, self._label(edge)))
        for y, row in labels.items():
            yield from _labels(y, sorted(row))

    def _label(self, edge: Edge) -> list[str]:
        """What takes a way, where not every way out is taken by the same, and how likely it is."""
        others = {(*other.choices, other.leaves) for other in self.atlas.out[edge.source]}
        lines = list(textlines(ways(edge), 24)) if len(others) > 1 or edge.back else []
        if len(lines) > 2:
            lines = [f"{len(edge.choices)} choices"]
        if edge.chance is not None:
            lines = (
                [*lines[:-1], f"{lines[-1]} {percent(edge.chance)}"]
                if lines
                else [percent(edge.chance)]
            )
        return lines or ["?"]

    def _down(self, edge: Edge) -> tuple[str, tuple[float, float]]:
        """From the foot of a scene to the head of another, bending in the layers between."""
        route = self.layout.routes[edge.source, edge.target]
        x, y = self._port(edge, leaving=True), self._lower(edge.source)
        line = f"M{x:.1f} {y:.1f}"
        label = (x, y)
        for number, spot in enumerate(route[1:], 1):
            last = number == len(route) - 1
            top, tall = self.tops[spot.layer]
            to = self._port(edge, leaving=False) if last else self._x(spot)
            begin = max(y, top - BETWEEN)
            line += f"L{x:.1f} {begin:.1f}" if begin > y else ""
            bow = (top - begin) * 0.5
            line += f"C{x:.1f} {begin + bow:.1f} {to:.1f} {top - bow:.1f} {to:.1f} {top:.1f}"
            if number == 1:
                label = (x + (to - x) * 0.5, begin + (top - begin) * 0.5)
            if not last:
                line += f"V{top + tall:.1f}"
            x, y = to, top if last else top + tall
        return line, label

    def _port(self, edge: Edge, *, leaving: bool) -> float:
        """Where along a scene's side a way leaves or comes in: in the order of the other ends."""
        scene = edge.source if leaving else edge.target
        edges = self.atlas.out[scene] if leaving else self.atlas.into[scene]
        routes = self.layout.routes

        def beyond(other: Edge) -> float:
            return routes[other.source, other.target][1 if leaving else -2].x

        row = sorted((e for e in edges if not e.back), key=beyond)
        share = (row.index(edge) + 1) / (len(row) + 1) - 0.5
        return self._x(self.layout.spots[scene]) + share * self.widths[scene] * 0.8

    def _back(self, edge: Edge) -> tuple[str, tuple[float, float]]:
        """Round the right side of the picture, each such way in a lane of its own."""
        self._backs += 1
        lane = MARGIN + self.layout.width + 24 + 16 * self._backs
        from_, to = self.layout.spots[edge.source], self.layout.spots[edge.target]
        x1 = self._x(from_) + self.widths[edge.source] / 2
        x2 = self._x(to) + self.widths[edge.target] / 2
        y1 = (self._upper(edge.source) + self._lower(edge.source)) / 2 + 6
        y2 = (self._upper(edge.target) + self._lower(edge.target)) / 2 - 6
        line = f"M{x1:.1f} {y1:.1f}C{lane:.1f} {y1:.1f} {lane:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        beside = [e for e in self.atlas.out[edge.source] if e.back].index(edge)
        wide = 5.4 * max(map(columns, self._label(edge)))
        return line, (x1 + 10 + wide / 2, y1 + 14 + 13 * beside)
