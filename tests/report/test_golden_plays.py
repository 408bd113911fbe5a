"""Scripted plays with golden reports: every word and figure of a debrief, kept and compared."""

from __future__ import annotations

import json as json_text
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from scripted import SCRIPTS, case_material, debrief, play_out, read_script

from ppsim.report import json, markdown, text
from ppsim.report.compose import compose

SHORT = "tomasz"
"""The case short enough for its reports to be kept as JSON too, whole."""
NAMES = [f"{path.parent.name}/{path.stem}" for path in SCRIPTS]


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("path", SCRIPTS, ids=NAMES)
def test_reports_are_as_kept(
    path: Path,
    golden: Callable[[Path, str], None],
    validator: jsonschema.Draft202012Validator,
) -> None:
    script = read_script(path)
    play = play_out(script)
    assert (play.ending or "stopped") == script.data["ending"]
    made = debrief(script)
    written = json.render(made)
    validator.validate(json_text.loads(written))
    assert json.render(debrief(script)) == written
    golden(path.with_suffix(".txt"), text.render(compose(made), 80))
    if script.data["case"] == SHORT:
        golden(path.with_suffix(".json"), written)


@pytest.mark.parametrize("case", sorted({path.parent.name for path in SCRIPTS}))
def test_every_ending_has_a_script(case: str) -> None:
    scenes = case_material(case).case.scenes
    endings = {name for name, scene in scenes.items() if scene.ending}
    reached = set()
    for path in SCRIPTS:
        if path.parent.name == case:
            reached.add(play_out(read_script(path)).prompt.scene.id)
    assert endings <= reached


@pytest.mark.parametrize("path", SCRIPTS, ids=NAMES)
def test_markdown_says_the_same_words_as_text(path: Path) -> None:
    page = compose(debrief(read_script(path)))
    plain = text.render(page, 200)
    marked = markdown.render(page).replace("\\", "")
    for section in page.sections:
        if section.title:
            assert section.title.upper() in plain
            assert f"## {section.title}" in marked
    for word in ("nothing of how you are", "no basis for a grade"):
        assert word in plain
        assert word in marked
