"""The proof: a whole case in one document, every scene, option and reason once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_cases import RUBRIC, cases
from markdown_it import MarkdownIt
from read_html import Element, check, read
from scripted import CASES, ROOT, case_material

from ppsim.catalogue.reading import read_case
from ppsim.engine.graph import scene_graph
from ppsim.engine.story import compile_case
from ppsim.explore import walk
from ppsim.format.case import Case, Choice
from ppsim.report import proof_html, proof_markdown
from ppsim.report.proof import proof
from ppsim.report.proof_conditions import in_words
from ppsim.report.proof_model import Proof, Ref
from ppsim.report.proof_order import Names, letter, reading_order, title_of
from ppsim.store.material import Material, material

THE_JAR = ROOT / "docs/examples/the-jar.yaml"
GOLDENS = Path(__file__).parent / "goldens"
ALL = [*sorted(CASES), "the-jar"]


@cache
def made(name: str) -> Material:
    if name != "the-jar":
        return case_material(name)
    read_ = read_case(THE_JAR)
    assert read_.playable is not None
    return material(*read_.playable)


@cache
def proof_of(name: str) -> Proof:
    found = made(name)
    return proof(found.story, found.rubric, walk(found.story, found.rubric))


def choices(case: Case) -> Iterator[Choice]:
    return (choice for scene in case.scenes.values() for choice in scene.choices)


def test_the_example_s_proof_is_as_kept(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDENS / "the-jar-proof.md", proof_markdown.render(proof_of("the-jar")))
    golden(GOLDENS / "the-jar-proof.html", proof_html.render(proof_of("the-jar")))


# ---- everything once


@pytest.mark.parametrize("name", ALL)
def test_everything_of_the_case_stands_in_the_html_once(name: str) -> None:
    case, root = made(name).case, read(proof_html.render(proof_of(name)))
    check(root)
    scenes = root.classed("scene")
    titles = [re.sub(r"^\d+\. | \(ending: .*", "", e.tagged("h3")[0].text) for e in scenes]
    assert Counter(titles) == Counter(map(title_of, case.scenes))
    options = root.classed("option")
    words = (o.classed("words")[0].text.strip("“”") for o in options)
    assert Counter(words) == Counter(c.words.strip("“”") for c in choices(case))
    because = Counter(e.text for e in root.classed("because"))
    assert because == Counter(c.because for c in choices(case) if c.because)
    client = Counter(e.text.partition(": ")[2] for e in root.classed("client"))
    assert client == Counter(c.client_side for c in choices(case) if c.client_side)
    heard = Counter(e.text for e in root.classed("line"))
    written = [line for s in case.scenes.values() for line in s.text]
    written += [line for choice in choices(case) for line in choice.then]
    assert heard.total() == len(written)
    for line in written:
        assert any(text.endswith(line.words) for text in heard)
    codes = Counter(e.text.split(",")[0] for o in options for e in o.classed("code"))
    assert codes == Counter(coded.code for c in choices(case) for coded in c.codes or ())


@pytest.mark.parametrize("name", ALL)
def test_everything_of_the_case_stands_in_the_markdown_once(name: str) -> None:
    case, found = made(name).case, proof_of(name)
    text = proof_markdown.render(found)
    anchors = re.findall(r'<a id="([^"]+)"></a>', text)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(anchors)
    assert len([a for a in anchors if re.fullmatch(r"s\d+", a)]) == len(case.scenes)
    assert len([a for a in anchors if re.fullmatch(r"s\d+[a-z]+", a)]) == sum(
        1 for _ in choices(case)
    )
    tokens = MarkdownIt("commonmark").parse(text)
    depth, quoted, said = 0, Counter[str](), Counter[str]()
    for token in tokens:
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "inline":
            plain = "".join(t.content for t in token.children or [] if t.type != "html_inline")
            (quoted if depth else said)[plain] += 1
    for reason, times in Counter(c.because for c in choices(case) if c.because).items():
        assert quoted[reason] == times
    for scene in found.scenes:
        assert said[f"{scene.number}. {scene.title}"] == 1


@pytest.mark.parametrize("name", ALL)
def test_both_ends_of_a_branch_know_each_other(name: str) -> None:
    found = proof_of(name)
    every = (*found.scenes, *found.endings)
    leads: set[tuple[str, str]] = set()
    for scene in every:
        own = {w.target.anchor for w in scene.ways}
        for option in scene.options:
            serve = {w.target.anchor for w in option.ways} or (set() if scene.leave else own)
            leads |= {(option.anchor, target) for target in serve}
        if scene.leave or not scene.options:
            leads |= {(scene.anchor, target) for target in own}
    assert leads == {(ref.anchor, scene.anchor) for scene in every for ref in scene.came_from}
    graph = scene_graph(made(name).case)
    anchors = {scene.id: scene.anchor for scene in every}
    reached = {(a.rstrip("abcdefghijklmnopqrstuvwxyz"), b) for a, b in leads}
    assert reached == {("s" + anchors[a][1:], anchors[b]) for a, to in graph.items() for b in to}


# ---- the order of reading


@given(cases())
@settings(max_examples=60)
def test_a_scene_is_read_after_all_that_lead_to_it(case: Case) -> None:
    graph = scene_graph(case)
    order = reading_order(case)
    assert sorted(order) == sorted(case.scenes)
    ends = [case.scenes[scene].ending is not None for scene in order]
    assert ends == sorted(ends)
    place = {scene: n for n, scene in enumerate(order)}
    ahead = {scene: _ahead(graph, scene) for scene in graph}
    for scene in {case.start, *ahead[case.start]}:
        for target in graph[scene]:
            if scene not in ahead[target] and case.scenes[target].ending is None:
                assert place[scene] < place[target]


def _ahead(graph: dict[str, tuple[str, ...]], scene: str) -> set[str]:
    found: set[str] = set()
    waiting = list(graph[scene])
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += graph[here]
    return found


@given(cases())
@settings(max_examples=40)
def test_any_case_has_a_proof_in_both_forms(case: Case) -> None:
    story = compile_case(case)
    found = proof(story, RUBRIC, walk(story, RUBRIC, 2_000))
    root = read(proof_html.render(found))
    check(root)
    assert len(root.classed("option")) == sum(1 for _ in choices(case))
    assert len(root.classed("scene")) == len(case.scenes)
    text = proof_markdown.render(found)
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(re.findall(r'<a id="([^"]+)">', text))


def test_a_bounded_walk_is_said_and_nothing_is_claimed() -> None:
    found = made("lois")
    told = proof(found.story, found.rubric, walk(found.story, found.rubric, 3))
    assert "more states than were looked at (3)" in told.remarks[0]
    assert not any("Every play decides here" in scene.meta for scene in told.scenes)
    assert not any(scene.unreached for scene in told.scenes)
    assert any("Every play decides here" in scene.meta for scene in proof_of("lois").scenes)


def test_what_no_play_reaches_is_said(tmp_path: Path) -> None:
    text = THE_JAR.read_text(encoding="utf-8").replace(
        "        next: shelf\n", "        next: monday\n"
    )
    file = tmp_path / "the-jar.yaml"
    file.write_text(text, encoding="utf-8")
    read_ = read_case(file)
    assert read_.playable is not None
    found = material(*read_.playable)
    told = proof(found.story, found.rubric, walk(found.story, found.rubric))
    assert [scene.id for scene in told.endings if scene.unreached] == ["shelf"]
    assert "No play reaches this scene." in proof_html.render(told)
    assert "**No play reaches this scene.**" in proof_markdown.render(told)


def test_letters_go_on_after_z() -> None:
    assert [letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "a",
        "z",
        "aa",
        "az",
        "ba",
        "zz",
        "aaa",
    ]


# ---- conditions in words


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("given >= 2", "“What has been given beyond the hour” is 2 or more"),
        ("2 > given", "“What has been given beyond the hour” is less than 2"),
        ("not given == 0", "“What has been given beyond the hour” is not 0"),
        ("owed_text", "owed text is yes"),
        ("not owed_text", "owed text is no"),
        ("owed_text == false", "owed text is no"),
        ('seen("fish-tank")', "you have been through {fish-tank}"),
        ('not seen("fish-tank")', "you have not been through {fish-tank}"),
        ('chose("the-tape/tape-safe")', "you chose {the-tape/tape-safe}"),
        ('count("SAR.RESCUE") >= 1', "you have made at least 1 choice coded SAR.RESCUE"),
        (
            'chose("the-tape/tape-safe") or held',
            "either you chose {the-tape/tape-safe} or held is yes",
        ),
        (
            'not (chose("the-tape/tape-safe") or held)',
            "you did not choose {the-tape/tape-safe}, and held is no",
        ),
        (
            "held and (owed_text or given > 1)",
            "held is yes, and (either owed text is yes or “What has been given beyond the hour” is "
            "more than 1)",
        ),
        (
            "held and not (owed_text and given > 1)",
            "held is yes, and (either owed text is no or “What has been given beyond the hour” "
            "is 1 or less)",
        ),
        (
            "held or owed_text or given > 1",
            "any of these: held is yes; or owed text is yes; or “What has been given beyond the "
            "hour” is more than 1",
        ),
    ],
)
def test_conditions_are_said_in_plain_words(condition: str, words: str) -> None:
    case = made("james").case
    names = Names(case, reading_order(case))

    def named(match: re.Match[str]) -> str:
        scene, _, choice = match[1].partition("/")
        return names.option(scene, choice).label if choice else names.titled(scene).label

    said = in_words((condition,), names)
    text = "".join(part.label if isinstance(part, Ref) else part for part in said)
    assert text == re.sub(r"\{([^}]+)\}", named, words)


# ---- author text stays text

HOSTILE = st.text(
    st.sampled_from("<>&\"'`*_[]()#|!{}%\\-+=~$\n a1\x1b\u202e;:/"), min_size=1, max_size=30
).filter(str.strip)


def hostile(case: Case, text: str) -> Case:
    """Every text that an author can write, replaced."""
    scenes = {
        name: scene.model_copy(
            update={
                "time": text,
                "ask": scene.ask and text,
                "recap": scene.recap and text,
                "content_notes": (text,),
                "text": tuple(line.model_copy(update={"words": text}) for line in scene.text),
                "choices": tuple(
                    choice.model_copy(
                        update={
                            "words": text,
                            "because": text,
                            "client_side": text,
                            "recap": text,
                            "then": tuple(
                                line.model_copy(update={"words": text}) for line in choice.then
                            ),
                        }
                    )
                    for choice in scene.choices
                ),
            }
        )
        for name, scene in case.scenes.items()
    }
    cast = {n: m.model_copy(update={"name": text, "about": text}) for n, m in case.cast.items()}
    features = {n: f.model_copy(update={"text": text}) for n, f in case.key_features.items()}
    return case.model_copy(
        update={
            "scenes": scenes,
            "cast": cast,
            "key_features": features,
            "title": text,
            "themes": (text,),
            "objectives": (text,),
            "content_notes": (text,),
            "sources": (text,),
        }
    )


@cache
def plain_shapes() -> tuple[list[str], list[str]]:
    return _shapes("x")


def _shapes(text: str) -> tuple[list[str], list[str]]:
    found = made("the-jar")
    story = compile_case(hostile(found.case, text))
    told = proof(story, found.rubric, walk(story, found.rubric))
    page: Element = read(proof_html.render(told))
    check(page)
    kinds = []
    for token in MarkdownIt("commonmark").enable("table").parse(proof_markdown.render(told)):
        kinds.append(token.type)
        kinds += [t.type for t in token.children or [] if t.type not in ("text", "text_special")]
    return page.shape, kinds


@given(HOSTILE)
@settings(max_examples=60)
def test_no_text_changes_the_shape_of_a_document(text: str) -> None:
    assert _shapes(text) == plain_shapes()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "</article></main><h1>mine</h1>",
        "{{ proof.title }} {% raw %}",
        "[x](javascript:alert(1)) ![y](http://example.com/z)",
        "# head\n\n- item\n\n```\ncode",
        "--- \n***\n1. one",
    ],
)
def test_markup_is_shown_as_written(text: str) -> None:
    assert _shapes(text) == plain_shapes()
    found = made("the-jar")
    story = compile_case(hostile(found.case, text))
    page = read(proof_html.render(proof(story, found.rubric, walk(story, found.rubric))))
    assert text in page.classed("because")[0].text
