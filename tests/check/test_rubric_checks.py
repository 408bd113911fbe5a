"""Rubrics that extend others, and what is said of rubrics and cases together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from example_pages import PAGES, RUBRIC

from ppsim.catalogue.places import rubric_folders
from ppsim.catalogue.reading import read_case
from ppsim.catalogue.rubrics import base_in
from ppsim.cli.commands.check import findings, rubrics_among
from ppsim.format.load import load_rubric, read_rubric_file
from ppsim.format.schema import rubric_schema
from ppsim.store.material import material
from scoring.rubric import Rubric

SHORT = (PAGES / "short.yaml").read_text("utf-8")
OVER = """\
ppsim: 1
rubric: over
version: 1.0.0
title: Over
extends: ppsim-core
dimensions:
  BOD: {name: The body in the room}
codes:
  BOD.SEE:
    dimension: BOD
    stance: reflective
    weight: 1
    name: Sees the body
    definition: Says what is seen of a posture or a breath.
    example: You have stopped breathing.
    near_miss: A guess at what it means (BOD.READ).
  BOD.READ:
    dimension: BOD
    stance: reactive
    weight: -1
    name: Reads the body
    definition: Says what a posture means.
    example: Crossed arms, so you are angry.
    near_miss: The same, asked (BOD.SEE).
  SAR.PAUSE: {weight: 2}
roles:
  to_read: {phrase: to read, codes: [BOD.READ, FRM.EARLY]}
"""


@pytest.fixture
def over(tmp_path: Path) -> Path:
    path = tmp_path / "over.yaml"
    path.write_text(OVER, "utf-8")
    return path


def read(path: Path) -> Rubric:
    rubric = read_rubric_file(path, base_in(rubric_folders(path))).value
    assert rubric is not None
    return rubric


def codes(path: Path, *others: Path) -> list[str]:
    return [f.code for f in findings(path, rubrics=rubrics_among([path, *others]))]


def test_codes_are_added_and_changed_key_by_key(over: Path) -> None:
    rubric = read(over)
    assert set(rubric.codes) == {*RUBRIC.codes, "BOD.SEE", "BOD.READ"}
    assert rubric.codes["SAR.PAUSE"].weight == 2
    assert rubric.codes["SAR.PAUSE"].definition == RUBRIC.codes["SAR.PAUSE"].definition
    assert rubric.codes["SAR.NOTICE"] == RUBRIC.codes["SAR.NOTICE"]
    assert list(rubric.dimensions) == [*RUBRIC.dimensions, "BOD"]
    assert rubric.phases == RUBRIC.phases
    assert set(rubric.roles) == {*RUBRIC.roles, "to_read"}


def test_the_hash_is_of_what_comes_out_and_the_whole_text_stands_alone(over: Path) -> None:
    loaded = read_rubric_file(over, base_in(rubric_folders(over)))
    assert loaded.whole is not None
    alone = load_rubric(loaded.whole, "alone.yaml").value
    assert alone == loaded.value
    assert alone is not None
    assert alone.hash not in ("", RUBRIC.hash)
    over.write_text(OVER.replace("weight: 2", "weight: 1"), "utf-8")
    assert read(over).hash != alone.hash


def test_the_hash_follows_what_is_extended(over: Path, tmp_path: Path) -> None:
    before = read(over).hash
    core = (rubric_folders()[-1] / "ppsim-core.yaml").read_text("utf-8")
    changed = core.replace("name: Pauses or slows", "name: Pauses")
    assert changed != core
    (tmp_path / "ppsim-core.yaml").write_text(changed, "utf-8")
    assert read(over).hash != before


def test_an_attempt_keeps_the_whole_rubric(over: Path, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    text = SHORT.replace("minutes: 2", "rubric: over\nminutes: 2")
    case.write_text(text.replace("ATT.REFLECT", "BOD.SEE"), "utf-8")
    playable = read_case(case).playable
    assert playable is not None
    kept = material(*playable).rubric_text
    over.unlink()
    again = load_rubric(kept.source, "kept").value
    assert again is not None
    assert again.hash == kept.hash


@pytest.mark.parametrize(
    ("base", "says"),
    [
        ("over", "itself"),
        ("../over", "no rubric called"),
        ("round", "in the end extend itself"),
        ("broken", "has errors"),
    ],
)
def test_what_cannot_be_extended_is_said_where_it_is_named(
    over: Path, tmp_path: Path, base: str, says: str
) -> None:
    (tmp_path / "round.yaml").write_text(
        OVER.replace("rubric: over", "rubric: round").replace("ppsim-core", "over"), "utf-8"
    )
    (tmp_path / "broken.yaml").write_text("ppsim: 1\nrubric: broken\ncodes: {}\n", "utf-8")
    over.write_text(OVER.replace("ppsim-core", base), "utf-8")
    (found,) = findings(over)
    assert found.code == "PP605"
    assert says in found.message
    assert found.span is not None
    assert found.span.line == 5


def test_faults_of_an_extending_rubric_stand_at_its_own_lines(over: Path) -> None:
    over.write_text(OVER.replace("{weight: 2}", "{weight: -2, wait: 1}"), "utf-8")
    found = {f.code: f.span.line for f in findings(over) if f.span}
    line = OVER.splitlines().index("  SAR.PAUSE: {weight: 2}") + 1
    assert found == {"PP600": line, "PP110": line}


def test_a_case_is_held_against_the_rubric_given_with_it(over: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "cases"
    elsewhere.mkdir()
    case = elsewhere / "case.yaml"
    text = SHORT.replace("minutes: 2", "rubric: over\nminutes: 2")
    case.write_text(text.replace("ATT.REFLECT", "BOD.SEE"), "utf-8")
    assert codes(case) == ["PP000"]
    assert codes(case, over) == []
    case.write_text(text.replace("ATT.REFLECT", "BOD.SEA"), "utf-8")
    assert codes(case, over) == ["PP304"]


def test_only_what_a_rubric_says_itself_is_looked_at(over: Path) -> None:
    assert codes(over) == []
    over.write_text(OVER.replace("    example: You have stopped breathing.\n", ""), "utf-8")
    assert codes(over) == ["PP611"]
    allow = "  # ppsim: allow PP611 because it has none\n  BOD.SEE:"
    over.write_text(
        OVER.replace("    example: You have stopped breathing.\n", "").replace("  BOD.SEE:", allow),
        "utf-8",
    )
    assert codes(over) == []


def test_the_schema_takes_parts_only_where_a_rubric_extends(over: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    check = jsonschema.Draft202012Validator(rubric_schema())
    document = read_rubric_file(over, base_in(rubric_folders(over))).document
    assert document is not None
    data = json.loads(json.dumps(document.data))
    assert list(check.iter_errors(data)) == []
    del data["extends"]
    assert any("required" in error.message for error in check.iter_errors(data))


def test_the_core_rubric_is_quiet() -> None:
    assert codes(rubric_folders()[-1] / "ppsim-core.yaml") == []


@pytest.mark.parametrize(("key", "typed"), [("codes", "code"), ("dimensions", "dimension")])
def test_a_slip_in_a_key_does_not_make_a_case_of_a_rubric(
    tmp_path: Path, key: str, typed: str
) -> None:
    path = tmp_path / "over.yaml"
    path.write_text(OVER.replace(f"{key}:\n", f"{typed}:\n").replace("extends: ppsim-core\n", ""))
    hints = {f.code: f.hint for f in findings(path)}
    assert hints["PP110"] == f"Did you mean {key}?"


def test_the_nearest_rubric_is_named(over: Path) -> None:
    over.write_text(OVER.replace("extends: ppsim-core", "extends: ppsim-cor"), "utf-8")
    (found,) = findings(over)
    assert found.code == "PP605"
    assert "did you mean ppsim-core?" in found.message
