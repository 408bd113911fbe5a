"""What commands write with ``--format json`` fits what ``ppsim schema`` says of it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from command_shell import TOMASZ, Shell

JAMES = Path(__file__).parents[2] / "vignettes" / "james.yaml"
EVERY = (
    ("walk", TOMASZ),
    ("walk", TOMASZ, "--random", "20"),
    ("walk", TOMASZ, "--random", "20", "--policy", "least-used"),
    ("walk", JAMES, "--budget", "30", "--random", "20", "--policy", "best"),
    ("bots", TOMASZ),
    ("bots", TOMASZ, "--swap", "the-hour/keep=none"),
    ("diff", TOMASZ, JAMES),
    ("diff", TOMASZ, TOMASZ, "--attempts"),
    ("rescore", "--rubric", "RUBRIC"),
)


OURS = """\
ppsim: 1
rubric: ours
version: 1.0.0
title: Ours
extends: ppsim-core
codes:
  FRA.STRETCH: {weight: -0.5}
  FRA.HOLD: {weight: 0.5}
  SAR.OVERFUNCTION: {weight: -0.5}
  DIS.PURPOSE: {weight: 0.5}
  DIS.MISFIT: {weight: -0.5}
  DIS.EVADE: {weight: -0.5}
  SUP.CURATE: {weight: -0.5}
  SUP.AFFECT: {weight: 0.5}
"""
"""A rubric under which an attempt reads otherwise."""


@pytest.mark.parametrize("command", EVERY, ids=lambda c: " ".join(Path(str(w)).name for w in c))
def test_json_fits_its_schema(
    shell: Shell, tmp_path: Path, command: tuple[str | Path, ...]
) -> None:
    rubric = tmp_path / "ours.yaml"
    rubric.write_text(OURS, "utf-8")
    if "rescore" in command or "--attempts" in command:
        shell.play()
    assert shell("schema", str(command[0])) == 0
    schema = json.loads(shell.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    shell(*(rubric if word == "RUBRIC" else word for word in command), "--format", "json")
    told = json.loads(shell.out)
    jsonschema.validate(told, schema, jsonschema.Draft202012Validator)
    if "attempts" in told and command[-1] != JAMES:
        assert told["attempts"]
    if command[0] == "rescore":
        assert told["attempts"][0]["found"]["moved"]
    for wrong in ({**told, "more": 1}, {k: v for k, v in told.items() if k != next(iter(told))}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema, jsonschema.Draft202012Validator)
