"""Maps in four formats: each scene and way there, and hostile text literal in every one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ppsim.engine import compile_case
from ppsim.explore import walk
from ppsim.explore.atlas import Atlas, draw
from ppsim.format.diagnostics import Diagnostic, Span
from ppsim.format.load import read_case_file, read_rubric_file
from ppsim.report.map_dot import dot
from ppsim.report.map_layout import spread
from ppsim.report.map_mermaid import mermaid
from ppsim.report.map_svg import svg
from ppsim.report.map_tree import tree
from ppsim.report.map_words import columns, percent, plain, shortened

sys.path.insert(0, str(Path(__file__).parent.parent / "engine"))
from made_cases import RUBRIC, make_case

ROOT = Path(__file__).parent.parent.parent
LIBRARY = sorted((ROOT / "vignettes").glob("*.yaml"))
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    '"]; end',
    "</title><script>alert(1)</script>",
    "%%{init: {'theme':'dark'}}%%",
    "a\\",
    '\\"; x -> y; "',
    "\x1b[31mred\x1b[0m",
    "#quot;#35;&lt;&amp;",
    "line\nbreak --> n0",
    "1. one",
    "- dash",
    "`**bold** _x_`",
    "\u202eright to left",
    "\ufffe\ud800",
    "漢字かな" * 30,
    "x" * 300,
    "|pipe| {brace} (round) [square]",
    "click n0 href",
    "\\N \\G \\l",
    "",
)
texts = st.sampled_from(HOSTILE) | st.text(max_size=60)
ofs = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def of_library(path: Path) -> Atlas:
    rubric = read_rubric_file(ROOT / "scoring" / "rubrics" / "ppsim-core.yaml").value
    assert rubric is not None
    case = read_case_file(path, rubric).value
    assert case is not None
    return draw(walk(compile_case(case), rubric))


def made(seed: int, scenes: int, budget: int = 100_000) -> Atlas:
    return draw(walk(compile_case(make_case(seed, scenes)), RUBRIC, budget))


@st.composite
def atlases(draw_: st.DrawFn) -> Atlas:
    """Maps of made cases, loops and all, with hostile words and titles."""
    budget = draw_(st.sampled_from([100_000, 100_000, 3]))
    atlas = made(draw_(st.integers(0, 10_000)), draw_(st.integers(2, 7)), budget)
    words = {node.scene: draw_(texts) for node in atlas.nodes}
    return replace(
        atlas,
        title=draw_(texts),
        nodes=tuple(replace(node, words=words[node.scene]) for node in atlas.nodes),
    )


def finding(words: str) -> Diagnostic:
    return Diagnostic("PP999", "warning", words, None, "case.yaml", Span(7, 1, 7, 2), None)


def shown(text: str) -> str:
    """Text as a drawing may repeat it, cut where it was cut."""
    return text.removesuffix("...")


@ofs
@given(atlases(), texts)
def test_a_tree_names_each_scene_once_and_every_way(atlas: Atlas, words: str) -> None:
    first = atlas.nodes[0].scene
    drawn = tree(atlas, {first: [finding(words)]})
    for line in drawn.splitlines():
        assert columns(line) <= 80
        assert line.isprintable() or not re.search("[\x00-\x1f\x7f-\x9f\u202e]", line)
    heads = re.findall(r"^ *(?:<?>?\d+%|\?)[* ] (\S+) \(", drawn, re.MULTILINE)
    assert heads == [node.scene for node in atlas.nodes]
    whole = " ".join(drawn.split())
    for edge in atlas.edges:
        said = "going on" if edge.leaves else ", ".join(edge.choices)
        assert f"{said} -> {edge.target}" in whole
    assert "PP999, line 7" in whole


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_ways_of_a_tree_stand_under_their_scene(path: Path) -> None:
    atlas = of_library(path)
    here, found = "", set()
    lines: list[str] = []
    for line in tree(atlas).splitlines():
        indent = len(line) - len(line.lstrip())
        above = len(lines[-1]) - len(lines[-1].lstrip()) if lines else 0
        if above >= 6 and indent == above + 2 and "%" not in line.split("(")[0]:
            lines[-1] += " " + line.lstrip()
        else:
            lines.append(line)
    for line in lines:
        head = re.match(r" *\S+%[* ] (\S+) \(", line)
        way = re.match(r" +(.+) -> (\S+) \((.+)", line)
        if head:
            here = head[1]
        elif way:
            found.add((here, way[1], way[2], way[3].split(",")[0].rstrip(")")))
    expected = {
        (e.source, "going on" if e.leaves else ", ".join(e.choices), e.target, percent(e.chance))
        for e in atlas.edges
    }
    assert found == expected


# ---- dot


QUOTED = r'"(?:[^"\\\n]|\\.)*"'
DOT_LINE = re.compile(
    rf"digraph {QUOTED} \{{|\}}"
    rf'|  charset="UTF-8"; rankdir=TB; labelloc=t; fontname="sans-serif";'
    rf"|  label={QUOTED};"
    rf"|  (?:node|edge) \[(?:[a-z]+=(?:{QUOTED}|[a-z0-9]+)(?:, )?)+\];"
    rf"|  {QUOTED}(?: -> {QUOTED})? \[(?:[a-z]+=(?:{QUOTED}|[a-z0-9.]+)(?:, )?)+\];"
)


@ofs
@given(atlases(), texts)
def test_dot_keeps_to_its_grammar(atlas: Atlas, words: str) -> None:
    drawn = dot(atlas, {atlas.nodes[0].scene: [finding(words)]})
    lines = drawn.split("\n")
    assert lines.pop() == ""
    for line in lines:
        assert DOT_LINE.fullmatch(line), line
    assert len(lines) == 6 + len(atlas.nodes) + len(atlas.edges)


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_reads_what_was_meant(tmp_path: Path) -> None:
    for number, words in enumerate(HOSTILE):
        atlas = made(number, 6)
        atlas = replace(
            atlas, title=words, nodes=tuple(replace(n, words=words) for n in atlas.nodes)
        )
        made_of_it = subprocess.run(
            ["dot", "-Tjson"],
            input=dot(atlas).encode(errors="replace"),
            capture_output=True,
            check=True,
            timeout=60,
        )
        assert not made_of_it.stderr
        found = json.loads(made_of_it.stdout)
        names = [node["name"] for node in found["objects"]]
        assert sorted(names) == sorted(node.scene for node in atlas.nodes)
        edges = {(names_at(found, e["tail"]), names_at(found, e["head"])) for e in found["edges"]}
        assert edges == {(edge.source, edge.target) for edge in atlas.edges}
        drawn = subprocess.run(
            ["dot", "-Tsvg"],
            input=dot(atlas).encode(errors="replace"),
            capture_output=True,
            check=True,
            timeout=60,
        )
        said = {text.text for text in ET.fromstring(drawn.stdout).iter(f"{SVG}text")}
        want = " ".join(shortened(plain(words), 34).split())
        assert not want or want in {" ".join((s or "").split()) for s in said}, words


def names_at(found: dict[str, list[dict[str, str]]], id_: int) -> str:
    return next(o["name"] for o in found["objects"] if o["_gvid"] == id_)


# ---- Mermaid


LABEL = r'"((?:[^"#;<>`*_\[\]{}|%\\&]|#\d+;|<br/>)*)"'
SHAPE = rf"(?:\[{LABEL}\]|\[\[{LABEL}\]\]|\({LABEL}\)|\(\[{LABEL}\]\))"
MERMAID_LINE = re.compile(
    r"flowchart TD"
    r"|  acc(?:Title|Descr): (?=\S)(?:[^\"#;<>`*_\[\]{}|%\\&]|#\d+;)*"
    r"|  classDef [a-z]+ [a-z#0-9:, -]+;"
    rf"|  n\d+{SHAPE}"
    r"|  class n\d+ [a-z]+;"
    rf"|  n\d+ (?:-->|-\.->)\|{LABEL}\| n\d+"
    r"|  linkStyle \d+ stroke-width:[0-9.]+px;"
)


@ofs
@given(atlases(), texts)
def test_mermaid_keeps_to_its_grammar(atlas: Atlas, words: str) -> None:
    drawn = mermaid(atlas, {atlas.nodes[0].scene: [finding(words)]})
    lines = drawn.split("\n")
    assert lines.pop() == ""
    for line in lines:
        assert MERMAID_LINE.fullmatch(line), line
    nodes = [line for line in lines if re.match(r"  n\d+[\[(]", line)]
    assert len(nodes) == len(atlas.nodes)
    for node, line in zip(atlas.nodes, nodes, strict=True):
        label = re.search(LABEL, line)
        assert label
        said = [re.sub(r"#(\d+);", lambda m: chr(int(m[1])), s) for s in label[1].split("<br/>")]
        assert said[0] == f"{node.scene} {percent(node.chance)}"
        if node.words.strip() and plain(node.words):
            assert said[2] == shortened(plain(node.words), 34)


# ---- SVG


@ofs
@given(atlases(), texts)
def test_a_picture_is_well_formed_and_holds_text_alone(atlas: Atlas, words: str) -> None:
    root = ET.fromstring(svg(atlas, {atlas.nodes[0].scene: [finding(words)]}))
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    known = {"svg", "title", "desc", "style", "defs", "marker", "path", "rect", "g", "text"}
    assert tags <= known
    assert all("href" not in name for element in root.iter() for name in element.attrib)
    scenes = root.findall(f"{SVG}g[@class='scene']")
    assert len(scenes) == len(atlas.nodes)
    for node, group in zip(atlas.nodes, scenes, strict=True):
        told = group.find(f"{SVG}title")
        assert told is not None
        assert (told.text or "").startswith(f"{node.scene}: {node.kind}")
        lines = [text.text for text in group.iter(f"{SVG}text")]
        assert lines[0] == f"{node.scene} {percent(node.chance)}"
    lines = [p for p in root.iter(f"{SVG}path") if p.get("marker-end")]
    assert len(lines) == len(atlas.edges)


@pytest.mark.parametrize("atlas", [*map(of_library, LIBRARY), *(made(s, 7) for s in range(8))])
def test_scenes_of_a_picture_lie_apart_and_within(atlas: Atlas) -> None:
    root = ET.fromstring(svg(atlas))
    wide, tall = float(root.get("width") or 0), float(root.get("height") or 0)
    boxes = []
    for group in root.findall(f"{SVG}g[@class='scene']"):
        frame = group.find(f"{SVG}rect")
        assert frame is not None
        x, y, w, h = (float(frame.get(k) or 0) for k in ("x", "y", "width", "height"))
        assert x >= 0
        assert y >= 0
        assert x + w <= wide
        assert y + h <= tall
        boxes.append((x, y, x + w, y + h))
    for i, a in enumerate(boxes):
        for b in boxes[:i]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_a_wider_line_is_a_likelier_way() -> None:
    atlas = of_library(LIBRARY[0])
    root = ET.fromstring(svg(atlas))
    drawn = [p.get("style") or "" for p in root.iter(f"{SVG}path") if p.get("marker-end")]
    widths = [float(re.search(r"stroke-width:([\d.]+)", s)[1]) for s in drawn]  # type: ignore[index]
    by_chance = sorted(zip((e.chance or 0 for e in atlas.edges), widths, strict=True))
    assert all(a[1] <= b[1] for a, b in pairwise(by_chance))
    assert by_chance[0][1] < by_chance[-1][1]


sizes = st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(1, 200)), min_size=1, max_size=9)


@settings(max_examples=150, deadline=None)
@given(sizes, st.lists(st.floats(-50, 50), min_size=9, max_size=9))
def test_places_keep_their_distance_and_lie_nearest(
    row: list[tuple[float, float]], nudges: list[float]
) -> None:
    wanted, wide = [w for w, _ in row], [s for _, s in row]
    found = spread(wanted, wide, 10)
    apart = [(a + b) / 2 + 10 for a, b in pairwise(wide)]
    assert all(b - a >= d - 1e-6 for (a, b), d in zip(pairwise(found), apart, strict=True))

    def cost(places: list[float]) -> float:
        return sum((a - b) ** 2 for a, b in zip(places, wanted, strict=True))

    other = [found[0] + nudges[0]]
    for place, nudge, room in zip(found[1:], nudges[1:], apart, strict=False):
        other.append(max(place + nudge, other[-1] + room))
    assert cost(found) <= cost(other) + 1e-6 * (1 + cost(other))


def test_chances_are_never_rounded_to_what_they_are_not() -> None:
    said = [percent(p) for p in (0.0, 1e-6, 0.004, 0.3751, 0.9999, 1.0, None)]
    assert said == ["0%", "<1%", "<1%", "38%", ">99%", "100%", "?"]
