"""``ppsim cohort``: from nothing to a report in two commands, and what it refuses."""

from __future__ import annotations

import csv
import json
import stat
from pathlib import Path

import jsonschema
import pytest
from command_shell import TOMASZ, Shell

from ppsim.cli.commands.cohort_demo import COHORT
from ppsim.exchange.attempt_file import files_in, read


def test_from_nothing_to_every_format(shell: Shell, tmp_path: Path) -> None:
    demo = tmp_path / "demo"
    assert shell("cohort", "demo", "-o", demo, "--case", TOMASZ) == 0
    assert "synthetic" in shell.out
    for words in ("report.html", "report.json"):
        assert shell("cohort", "report", demo, "-o", tmp_path / words) == 0
        first = (tmp_path / words).read_bytes()
        assert shell("cohort", "report", demo, "-o", tmp_path / words) == 2  # not written over
        assert shell("cohort", "report", demo, "-o", tmp_path / words, "--yes") == 0
        assert (tmp_path / words).read_bytes() == first
        assert b"ynthetic" in first
    assert shell("cohort", "report", demo, "--format", "csv", "-o", tmp_path / "tables") == 0
    assert shell("cohort", "report", demo, "--format", "json") == 0
    assert shell.out == (tmp_path / "report.json").read_text("utf-8")
    assert shell("schema", "cohort") == 0
    schema = json.loads(shell.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    for view in ("instructor", "projection", "external"):
        assert shell("cohort", "report", demo, "--format", "json", "--view", view) == 0
        made = json.loads(shell.out)
        jsonschema.validate(made, schema)
        assert made["view"] == view
        assert made["synthetic"]
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**made, "names": ["Ada"]}, schema)


def test_the_same_numbers_give_the_same_cohort_and_others_another(
    shell: Shell, demo: Path, tmp_path: Path
) -> None:
    def files(folder: Path) -> dict[str, bytes]:
        return {str(p.relative_to(folder)): p.read_bytes() for p in files_in(folder)}

    assert shell("cohort", "demo", "-o", tmp_path / "again") == 0
    assert files(tmp_path / "again") == files(demo)
    assert shell("cohort", "demo", "-o", tmp_path / "other", "--seed", "2", "--people", "5") == 0
    assert len({read(p).person for p in files_in(tmp_path / "other")}) == 5
    assert not set(files(tmp_path / "other")) & set(files(demo))
    assert {read(p).cohort for p in files_in(demo)} == {COHORT}
    assert shell("cohort", "demo", "-o", tmp_path / "again") == 2  # never into a folder in use
    assert stat.S_IMODE((demo / "key.json").stat().st_mode) == 0o600


def test_the_key_file_of_a_made_up_cohort_is_a_key_file(shell: Shell, demo: Path) -> None:
    person = read(files_in(demo)[0]).person
    assert shell("store", "key", demo / "key.json", "--reveal", person) == 0
    assert "Made-up person" in shell.out


def test_tables_load_as_they_are_and_say_what_each_column_holds(
    shell: Shell, demo: Path, tmp_path: Path
) -> None:
    out = tmp_path / "tables"
    assert shell("cohort", "report", demo, "--format", "csv", "-o", out) == 0
    assert shell("cohort", "report", demo, "--format", "json") == 0
    made = json.loads(shell.out)
    tables = {}
    for path in out.iterdir():
        with path.open(newline="", encoding="utf-8") as file:
            tables[path.stem] = [*csv.DictReader(file)]
    told = {(row["table"], row["column"]): row for row in tables.pop("data-dictionary")}
    for name, rows in tables.items():
        assert rows
        for row in rows:
            assert row["synthetic"] == "true"
            for column, value in row.items():
                kind = told[name, column]["kind"]
                if value and kind in ("integer", "number"):
                    (int if kind == "integer" else float)(value)
                assert kind != "true/false" or value in ("true", "false", "")
    assert len(told) == sum(len(rows[0]) for rows in tables.values())
    votes = {(r["scene"], r["option"]): r["count"] for r in tables["group-options"] if r["count"]}
    for decision in made["decisions"]:
        for cell in decision["cells"]:
            assert votes[decision["scene"], cell["ids"][0]] == str(cell["count"])
    ranks = {r["agenda_rank"]: r["scene"] for r in tables["group-decisions"]}
    assert [ranks[str(n)] for n in range(1, len(made["agenda"]) + 1)] == made["agenda"]


def test_several_cases_want_one_named(shell: Shell, tmp_path: Path) -> None:
    both = tmp_path / "both"
    words = ("--case", "mark", "--case", "lois", "--people", "3")
    assert shell("cohort", "demo", "-o", both, *words) == 0
    assert shell("cohort", "report", both, "--format", "json") == 2
    assert "--case lois | mark" in shell.err
    assert shell("cohort", "report", both, "--format", "json", "--case", "sofia") == 2
    assert shell("cohort", "report", both, "--format", "json", "--case", "lois") == 0
    assert json.loads(shell.out)["about"]["case_id"] == "lois"


def test_what_cannot_be_reported_is_said(shell: Shell, demo: Path, tmp_path: Path) -> None:
    assert shell("cohort", "report", tmp_path / "nowhere") == 2
    (tmp_path / "empty").mkdir()
    assert shell("cohort", "report", tmp_path / "empty") == 1
    assert "no attempt" in shell.err
    assert shell("cohort", "report", demo, "--format", "csv") == 2
    assert shell("cohort", "demo", "-o", tmp_path / "x", "--people", "0") == 2
    assert shell("cohort", "demo", "-o", tmp_path / "x", "--case", "nobody") == 2
    assert shell("cohort") == 2
    assert "Traceback" not in shell.err


def test_what_does_not_replay_is_set_aside_and_told(
    shell: Shell, demo: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.ppsim.json"
    broken.write_text(files_in(demo)[0].read_text("utf-8").replace('"choose"', '"chose"'), "utf-8")
    assert shell("cohort", "report", demo, broken, "--format", "json") == 1
    assert "broken.ppsim.json is set aside" in shell.err
    assert json.loads(shell.out)["attended"]["set_aside"] == 1


def test_who_did_not_agree_is_counted_nowhere(shell: Shell, demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n, path in enumerate(files_in(demo)):
        text = path.read_text("utf-8")
        if n == 0:
            text = text.replace('"consent": "yes"', '"consent": "no"')
        (folder / path.name).write_text(text, "utf-8")
    assert shell("cohort", "report", demo, "--format", "json") == 0
    all_of_them = json.loads(shell.out)
    assert shell("cohort", "report", folder, "--format", "json") == 0
    without = json.loads(shell.out)
    assert without["attended"]["not_agreed"] == 1
    assert len(without["people"]) == len(all_of_them["people"]) - 1
    assert set(without["people"]) < set(all_of_them["people"])


def test_another_cohort_is_put_beside_this_one_for_the_instructor_alone(
    shell: Shell, demo: Path, tmp_path: Path
) -> None:
    other = tmp_path / "year-before"
    assert shell("cohort", "demo", "-o", other, "--seed", "7", "--people", "20") == 0
    words = ("cohort", "report", demo, "--against", other, "--format", "json")
    assert shell(*words) == 0
    made = json.loads(shell.out)
    assert made["against"] == "The other cohort: year-before."
    assert made["differences"]
    for d in made["differences"]:
        share = d["here"][0] / d["here"][1] - d["there"][0] / d["there"][1]
        assert d["difference"] == pytest.approx(share)
        assert d["low"] <= d["difference"] <= d["high"]
    assert shell(*words, "--view", "projection") == 0
    hidden = json.loads(shell.out)
    assert hidden["differences"] == []
    assert "instructor's view alone" in hidden["against"]
