"""What changed between two versions of a case: everything that did, and nothing that did not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_cases import RUBRIC, cases

from ppsim.catalogue.reading import read_case
from ppsim.engine.story import compile_case
from ppsim.explore import Walk, walk
from ppsim.explore.difference import Difference, difference
from ppsim.explore.difference_renames import Renames
from ppsim.format.canonical import canonical_json, case_hash
from ppsim.format.case import Branch, Case, Choice, Coded, Line, Scene
from ppsim.store.material import material
from scoring.rubric import Rubric

ROOT = Path(__file__).parents[2]
THE_JAR = (ROOT / "docs/examples/the-jar.yaml").read_text(encoding="utf-8")
BUDGET = 5_000


def walked(case: Case, rubric: Rubric = RUBRIC) -> Walk:
    return walk(compile_case(case, case_hash(case)), rubric, BUDGET)


def between(old: Case, new: Case, rubric: Rubric = RUBRIC) -> Difference:
    return difference(walked(old, rubric), walked(new, rubric))


def of_texts(tmp_path: Path, old: str, new: str) -> Difference:
    walks = []
    for name, text in (("old", old), ("new", new)):
        file = tmp_path / f"{name}.yaml"
        file.write_text(text, encoding="utf-8")
        read = read_case(file)
        assert read.playable is not None, [d.message for d in read.diagnostics]
        made = material(*read.playable)
        walks.append(walk(made.story, made.rubric))
    return difference(*walks)


# ---- nothing where nothing changed


def test_layout_comments_and_order_make_no_difference(tmp_path: Path) -> None:
    found = re.search(r"^scenes:.*\n", THE_JAR, re.MULTILINE)
    assert found is not None
    head, scenes = THE_JAR[: found.end()], THE_JAR[found.end() :]
    blocks = ("\n" + scenes).split("\n\n")
    assert len(blocks) > 12
    turned = head + "\n\n".join(reversed(blocks))
    laid_out = turned.replace("codes: [SAR.APPEASE]", 'codes: ["SAR.APPEASE"]  # kind')
    assert laid_out != THE_JAR
    made = of_texts(tmp_path, THE_JAR, laid_out)
    assert made == Difference(True, Renames({}, {}), (), (), False)


@given(cases())
@settings(max_examples=30)
def test_a_case_does_not_differ_from_itself(case: Case) -> None:
    assert between(case, case).same


# ---- everything that changed

CHANGES = (
    "words",
    "because",
    "line",
    "line gone",
    "codes",
    "guard",
    "effect",
    "way",
    "option gone",
    "order",
    "title",
    "ask",
    "ending",
    "strain",
)


def mutated(case: Case, what: str, rng: Random) -> tuple[Case, str, str | None] | None:
    """The case with one planted change; where it is (scene, choice); ``None`` where none fits."""
    if what == "title":
        return case.model_copy(update={"title": case.title + " again"}), "", None
    scenes = [(n, s) for n, s in case.scenes.items() if _fits(s, what)]
    if not scenes:
        return None
    name, scene = rng.choice(scenes)
    chosen: str | None = None
    if what == "ask":
        scene = scene.model_copy(update={"ask": "Something else?"})
    elif what == "ending":
        scene = scene.model_copy(update={"ending": "referred"})
    elif what == "line":
        scene = scene.model_copy(update={"text": (*scene.text, Line(words="A late line."))})
    elif what == "line gone":
        scene = scene.model_copy(update={"text": scene.text[1:]})
    elif what == "order":
        scene = scene.model_copy(update={"choices": scene.choices[::-1]})
    elif what == "option gone":
        gone = rng.choice([c for c in scene.choices if _free(case, name, c.id)] or [None])
        if gone is None:
            return None
        chosen = gone.id
        left = tuple(c for c in scene.choices if c is not gone)
        scene = scene.model_copy(update={"choices": left})
    else:
        choice = rng.choice(scene.choices)
        chosen = choice.id
        other = _other(case, choice, what, rng)
        choices = tuple(other if c is choice else c for c in scene.choices)
        scene = scene.model_copy(update={"choices": choices})
    return case.model_copy(update={"scenes": {**case.scenes, name: scene}}), name, chosen


def _fits(scene: Scene, what: str) -> bool:
    if what == "ending":
        return scene.ending is not None
    if what == "line gone":
        return bool(scene.text)
    if what == "line":
        return True
    if what == "ask":
        return scene.ask is not None
    if what in ("order", "option gone"):
        return len(scene.choices) > 2 and scene.reasons is None and not scene.contested
    return bool(scene.choices)


def _free(case: Case, scene: str, choice: str) -> bool:
    """Whether nothing in the case speaks of the choice."""
    return f"{scene}/{choice}" not in canonical_json(case)


def _other(case: Case, choice: Choice, what: str, rng: Random) -> Choice:
    if what == "words":
        return choice.model_copy(update={"words": choice.words + " Now."})
    if what == "because":
        return choice.model_copy(update={"because": (choice.because or "") + " Because so."})
    if what == "codes":
        codes = None if choice.codes else (Coded(code="A.GOOD"),)
        return choice.model_copy(update={"codes": codes})
    if what == "guard":
        return choice.model_copy(update={"when": None if choice.when else "true"})
    if what == "effect":
        name, variable = rng.choice(list(case.variables.items()))
        change = "set" if variable.kind != "number" else "add"
        value = variable.start if change == "set" else 1
        had = dict(getattr(choice, change))
        if had.pop(name, None) is None:
            had[name] = value
        return choice.model_copy(update={change: had})
    if what == "strain":
        return choice.model_copy(update={"strain": not choice.strain})
    target = next(name for name in case.scenes if [b.go for b in choice.next] != [name])
    return choice.model_copy(update={"next": (Branch(go=target),)})


@given(cases(), st.sampled_from(CHANGES), st.integers(0, 10_000))
@settings(max_examples=200)
def test_a_planted_change_is_found_at_its_place(case: Case, what: str, seed: int) -> None:
    planted = mutated(case, what, Random(seed))
    if planted is None or case_hash(planted[0]) == case_hash(case):
        return
    new, scene, choice = planted
    before, after = walked(case), walked(new)
    found = difference(before, after)
    assert not found.same
    assert not found.renames.scenes
    where = {(c.scene or "", c.choice) for c in found.changes}
    assert where == {(scene, choice)}
    back = difference(after, before)
    assert [(c.before, c.after) for c in back.changes if c.what != "weight"] == [
        (c.after, c.before) for c in found.changes if c.what != "weight"
    ]


@given(cases(), st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 999)), max_size=4))
@settings(max_examples=60)
def test_something_is_told_just_where_hashes_differ(
    case: Case, plan: list[tuple[str, int]]
) -> None:
    new = case
    for what, seed in plan:
        planted = mutated(new, what, Random(seed))
        new = new if planted is None else planted[0]
    found = between(case, new)
    assert found.same == (case_hash(case) == case_hash(new))
    assert bool(found.changes) == (not found.same)


def test_figures_move_with_codes(tmp_path: Path) -> None:
    new = THE_JAR.replace("codes: [SAR.APPEASE]", "codes: [FRM.FIT]", 1)
    found = of_texts(tmp_path, THE_JAR, new)
    changes = {(c.scene, c.choice, c.what): (c.before, c.after) for c in found.changes}
    assert changes == {
        ("the-bag", "thank", "codes"): ("SAR.APPEASE", "FRM.FIT"),
        ("the-bag", "thank", "weight"): ("-1", "+1"),
    }
    figures = {f.what: (f.before, f.after) for f in found.figures}
    assert (
        figures["decisions"] == ((7, 8), (6, 7))
        or figures["decisions"][0] != figures["decisions"][1]
    )
    assert "spine" in figures
    assert "the-bag" in str(figures["spine"][0])
    assert "the-bag" not in str(figures["spine"][1])


# ---- names


def test_renamed_scenes_and_options_are_recognised_and_nothing_else_is_told(
    tmp_path: Path,
) -> None:
    new = THE_JAR.replace("the-bag", "carrier").replace("arrival", "at-the-door")
    new = new.replace("id: cheer", "id: comfort").replace("/cheer", "/comfort")
    new = new.replace("shelf", "cupboard").replace("back of the cupboard", "back of the shelf")
    found = of_texts(tmp_path, THE_JAR, new)
    assert found.renames.scenes == {
        "arrival": "at-the-door",
        "the-bag": "carrier",
        "shelf": "cupboard",
    }
    assert found.renames.choices == {("arrival", "cheer"): "comfort"}
    assert found.changes == ()
    assert found.figures == ()
    assert not found.same


def test_another_scene_is_no_rename(tmp_path: Path) -> None:
    start = THE_JAR.index("  morning:\n")
    end = THE_JAR.index("  arrival:\n")
    other = (
        "  train:\n    phase: between\n    text:\n"
        "      - The train is late, and somebody sings.\n    next: arrival\n\n"
    )
    new = (THE_JAR[:start] + other + THE_JAR[end:]).replace("start: morning", "start: train")
    found = of_texts(tmp_path, THE_JAR, new)
    assert found.renames == Renames({}, {})
    whole = {(c.scene, c.before is None) for c in found.changes if c.what == "scene"}
    assert whole == {("train", True), ("morning", False)}


@given(cases(), st.integers(0, 999))
@settings(max_examples=40)
def test_a_case_with_all_scenes_renamed_is_the_same_but_for_names(case: Case, seed: int) -> None:
    texts = {name: f"word{n} of{n} this{n}" for n, name in enumerate(case.scenes)}
    told = case.model_copy(
        update={
            "scenes": {
                name: scene.model_copy(update={"text": (Line(words=texts[name]), *scene.text)})
                for name, scene in case.scenes.items()
            }
        }
    )
    data = json.loads(told.model_dump_json(exclude_defaults=True))
    mapping = {name: f"{name}-z{seed}" for name in case.scenes}
    new = Case.model_validate_json(json.dumps(_renamed(data, mapping)))
    found = between(told, new)
    assert found.renames.scenes == mapping
    assert found.changes == ()


def _renamed(value: object, mapping: dict[str, str], key: str = "") -> object:
    if isinstance(value, dict):
        return {
            mapping.get(k, k) if key == "scenes" else k: _renamed(v, mapping, k)
            for k, v in value.items()
        }
    if isinstance(value, list):
        return [_renamed(v, mapping, key) for v in value]
    if isinstance(value, str) and key in ("start", "go"):
        return mapping.get(value, value)  # a variable has a start too
    if isinstance(value, str) and key in ("when", "conditions"):
        for was, now in mapping.items():
            value = value.replace(f'"{was}"', f'"{now}"').replace(f'"{was}/', f'"{now}/')
    return value


# ---- rubrics and bounds


def test_another_rubric_is_told_by_code_and_by_weight(tmp_path: Path) -> None:
    read = read_case(ROOT / "docs/examples/the-jar.yaml")
    assert read.playable is not None
    made = material(*read.playable)
    old = made.rubric
    codes = dict(old.codes)
    code = codes["ATT.EXPLORE"]
    codes["ATT.EXPLORE"] = type(code)(
        **{**{f: getattr(code, f) for f in code.__slots__}, "weight": 2.0}
    )
    new = Rubric(
        old.id, "1.1.0", old.title, old.dimensions, codes, old.roles, old.phases, hash="other"
    )
    found = difference(walk(made.story, old), walk(made.story, new))
    rubric = {c.what: (c.before, c.after) for c in found.changes if c.part == "rubric"}
    assert rubric == {"version": (old.version, "1.1.0"), "codes.ATT.EXPLORE.weight": ("1", "2")}
    weights = [(c.scene, c.choice, c.after) for c in found.changes if c.part == "option"]
    assert weights == [("arrival", "wait", "+2"), ("the-bag", "ask", "+2"), ("back", "open", "+2")]


def test_bounded_walks_compare_no_figures() -> None:
    read = read_case(ROOT / "vignettes/lois.yaml")
    assert read.playable is not None
    made = material(*read.playable)
    case = made.case.model_copy(update={"minutes": 99})
    a = walk(made.story, made.rubric, 3)
    b = walk(compile_case(case, case_hash(case)), made.rubric, 3)
    found = difference(a, b)
    assert found.bounded
    assert found.figures == ()
    assert [(c.what, c.after) for c in found.changes] == [("minutes", "99")]


@pytest.mark.parametrize("name", ["james", "lois", "mark", "sofia"])
def test_the_vignettes_do_not_differ_from_themselves_reread(name: str, tmp_path: Path) -> None:
    text = (ROOT / f"vignettes/{name}.yaml").read_text(encoding="utf-8")
    assert of_texts(tmp_path, text, "# another comment\n" + text).same
