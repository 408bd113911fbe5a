"""``ppsim test`` and ``ppsim record``, as a shell runs them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from command_shell import TOMASZ, WHOLE, Shell

from ppsim.scripts.schema import results_schema


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "tomasz.yaml"
    path.write_text(TOMASZ.read_text("utf-8"), "utf-8")
    return path


def test_record_then_test_passes_and_nothing_private_is_written(shell: Shell, case: Path) -> None:
    answers = [WHOLE[0], "note of nobody's business", *WHOLE[1:]]
    shell("play", case, "--plain", "--seed", "3", answers=answers)
    script = case.parent / "tomasz.plays" / "first.yaml"
    assert shell("record", "-o", script) == 0
    assert str(script) in shell.out
    text = script.read_text("utf-8")
    assert "business" not in text
    assert "feelings" not in text
    for path in (case, script, script.parent, case.parent):
        assert shell("test", path) == 0
        assert "1 run: none failed." in shell.out
    assert shell("record", "-o", script) == 2
    assert "--yes" in shell.err
    assert shell("record", "-o", script, "--yes") == 0
    assert script.read_text("utf-8") == text
    assert shell("record") == 0
    assert shell.out == text
    assert shell("fmt", script) == 0
    assert shell("test", case) == 0


def test_a_play_made_now_is_recorded(shell: Shell, case: Path) -> None:
    script = case.parent / "tomasz.plays" / "now.yaml"
    assert shell("record", "--play", case) == 2
    assert "-o FILE" in shell.err
    assert shell("record", "--play", case, "-o", script, answers=WHOLE) == 0
    assert shell("test", case) == 0


def test_a_change_of_the_case_is_found_at_its_line(shell: Shell, case: Path) -> None:
    script = case.parent / "tomasz.plays" / "sat.yaml"
    script.parent.mkdir()
    script.write_text("play:\n  - choose: sit\n  - choose: notes\nending: stopped\n", "utf-8")
    assert shell("test", case) == 0
    text = case.read_text("utf-8")
    case.write_text(text.replace("- id: notes", "- id: pages"), "utf-8")
    assert shell("test", case) == 1
    assert f"{script}:3:5: error PT101: notes is not on offer" in shell.out
    assert "ten-to-nine/pages" in shell.out
    assert shell("test", case, "--format", "json") == 1
    (found,) = json.loads(shell.out)["cases"]
    assert "ten-to-nine/pages" in found["not_taken"]
    (one,) = found["scripts"]
    assert not one["passed"]
    assert (one["failure"]["step"], one["failure"]["line"]) == (2, 3)
    schema = results_schema()
    jsonschema.validate(json.loads(shell.out), schema)
    script.write_text("play: [ten-to-nine/sit]\nending: stopped\n", "utf-8")
    assert shell("test", case, "--format", "json") == 0
    jsonschema.validate(json.loads(shell.out), schema)
    script.write_text("play: [ten-to-nine/sit]\nending: held\n", "utf-8")
    assert shell("test", case, "--format", "json") == 1
    jsonschema.validate(json.loads(shell.out), schema)


def test_check_of_a_folder_leaves_scripts_to_test(shell: Shell, case: Path) -> None:
    folder = case.parent / "cases"
    plays = folder / "tomasz.plays"
    plays.mkdir(parents=True)
    (folder / "tomasz.yaml").write_text(case.read_text("utf-8"), "utf-8")
    shell("check", folder)
    alone = shell.out
    (plays / "one.yaml").write_text("play: [ten-to-nine/sit]\nending: stopped\n", "utf-8")
    shell("check", folder)
    assert shell.out == alone
    assert shell("test", folder) == 0


def test_what_cannot_be_run_is_exit_2(shell: Shell, case: Path, tmp_path: Path) -> None:
    assert shell("test", case) == 2
    assert "ppsim record" in shell.err
    assert shell("test", tmp_path / "absent") == 2
    script = tmp_path / "odd.yaml"
    script.write_text("play: []\nendings: held\n", "utf-8")
    assert shell("test", script) == 2
    assert f"{script}:2:1: error PT002" in shell.err
    script.write_text("play: []\nending: stopped\n", "utf-8")
    assert shell("test", script) == 2
    assert "--case" in shell.err
    assert shell("test", script, "--case", case) == 0
    case.write_text("ppsim: 1\n", "utf-8")
    assert shell("test", script, "--case", case) == 2
    assert "ppsim check" in shell.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("plays:\n  - room/say-so\n", "Did you mean play?"),
        ("", "PT001"),
        ("Dear all,\n", "PT001"),
        ("play:\n  - room/name\nending: hold\n", "Did you mean held?"),
    ],
)
def test_what_stands_among_the_scripts_and_is_none_is_not_passed_over(
    shell: Shell, tmp_path: Path, text: str, says: str
) -> None:
    case = tmp_path / "tomasz.yaml"
    case.write_bytes(TOMASZ.read_bytes())
    script = tmp_path / "tomasz.plays" / "one.yaml"
    script.parent.mkdir()
    script.write_text(text, "utf-8")
    for given in (case, script, tmp_path):
        assert shell("test", given) == 2
        assert f"{script}:" in shell.err
        assert says in shell.err
    assert shell("check", tmp_path) == 0  # ppsim test says it, where it is at home
