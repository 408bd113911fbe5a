from __future__ import annotations

import copy
import json
import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ppsim.format.choices import CHOICE_KEYS
from ppsim.format.load import load_case, load_rubric
from ppsim.format.schema import DRAFT, case_schema, rubric_schema
from ppsim.format.vignette import KEYS

ROOT = Path(__file__).parents[2]
GOOD = [*sorted((ROOT / "tests/cases/good").glob("*.yaml")), *(ROOT / "vignettes").glob("*.yaml")]
RUBRICS = sorted((ROOT / "scoring/rubrics").glob("*.yaml"))


@cache
def case_validator() -> Draft202012Validator:
    return Draft202012Validator(case_schema())


@cache
def rubric_validator() -> Draft202012Validator:
    return Draft202012Validator(rubric_schema())


def as_json(data: Any) -> Any:
    return json.loads(json.dumps(data))


@pytest.mark.parametrize("schema", [case_schema(), rubric_schema()], ids=["case", "rubric"])
def test_it_is_a_schema(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == DRAFT
    json.dumps(schema)


@pytest.mark.parametrize("path", GOOD, ids=lambda p: p.stem)
def test_good_cases_fit(path: Path) -> None:
    document = load_case(path.read_bytes(), path.name, None).document
    assert document is not None
    assert [e.message for e in case_validator().iter_errors(as_json(document.data))] == []


@pytest.mark.parametrize("path", RUBRICS, ids=lambda p: p.stem)
def test_rubrics_fit(path: Path) -> None:
    document = load_rubric(path.read_bytes(), path.name).document
    assert document is not None
    assert [e.message for e in rubric_validator().iter_errors(as_json(document.data))] == []


def test_every_key_of_the_file_is_in_it_and_explained() -> None:
    schema = case_schema()
    defs = schema["$defs"]
    assert set(schema["properties"]) == set(KEYS[""])
    assert set(defs["Choice"]["properties"]) == set(CHOICE_KEYS)
    for name in ("Choice", "Scene", "TellsText", "Hub", "DisclosureMoment", "CastMember"):
        for key, value in defs[name]["properties"].items():
            if key not in ("text", "next"):
                assert value.get("description"), (name, key)
    for key, value in schema["properties"].items():
        assert value.get("description"), key


SMALL = load_case((ROOT / "tests/cases/good/small.yaml").read_bytes(), "small.yaml", None).document
VALUES = [0, 1, 7, 0.5, True, "", "x", "door", "name", "A B", [], ["x"], {}, {"x": 1}, None]
KEYS_TRIED = ["id", "if", "say", "do", "text", "next", "when", "mode", "ben", "lines", "new"]


def changed(data: Any, rng: random.Random) -> None:
    """Change, drop or add one thing somewhere in ``data``."""
    here = data
    while True:
        below = list(here.values()) if isinstance(here, dict) else list(here)
        deeper = [b for b in below if isinstance(b, dict | list) and b]
        if not deeper or rng.random() < 0.25:
            break
        here = rng.choice(deeper)
    if isinstance(here, list):
        i = rng.randrange(len(here))
        if rng.random() < 0.3:
            del here[i]
        else:
            here[i] = copy.deepcopy(rng.choice(VALUES))
        return
    match rng.randrange(3):
        case 0:
            del here[rng.choice(list(here))]
        case 1:
            here[rng.choice(list(here))] = copy.deepcopy(rng.choice(VALUES))
        case _:
            here[rng.choice(KEYS_TRIED)] = copy.deepcopy(rng.choice(VALUES))


@given(seed=st.integers(0, 2**32), changes=st.integers(1, 2))
@settings(deadline=None, max_examples=300)
def test_what_loads_fits(seed: int, changes: int) -> None:
    """The schema never refuses what the loader takes."""
    assert SMALL is not None
    data = copy.deepcopy(as_json(SMALL.data))
    rng = random.Random(seed)
    for _ in range(changes):
        changed(data, rng)
    if load_case(json.dumps(data), "x.yaml", None).value is not None:
        assert [e.message for e in case_validator().iter_errors(data)] == []


TINY = """
ppsim: 1
rubric: tiny
version: 0.1.0
title: Tiny
dimensions:
  SAR: {name: Self-regulation, anchor: somebody}
codes:
  SAR.PAUSE: {dimension: SAR, stance: reflective, weight: 1, name: Pauses, definition: Holds back.}
  SAR.RESCUE: {dimension: SAR, stance: reactive, weight: -2, name: Rescues, definition: Takes over.}
roles:
  to_rescue: {phrase: to rescue, codes: [SAR.RESCUE]}
phases:
  SAR: [therapy]
"""


@given(seed=st.integers(0, 2**32), changes=st.integers(1, 2))
@settings(deadline=None, max_examples=200)
def test_a_rubric_that_loads_fits(seed: int, changes: int) -> None:
    document = load_rubric(TINY, "tiny.yaml").document
    assert document is not None
    data = copy.deepcopy(as_json(document.data))
    rng = random.Random(seed)
    for _ in range(changes):
        changed(data, rng)
    if load_rubric(json.dumps(data), "x.yaml").value is not None:
        assert [e.message for e in rubric_validator().iter_errors(data)] == []


STRUCTURAL = """
unknown-keys model-names missing-keys missing-scenes wrong-types version-float version-spelling
not-in-list out-of-range read-as-number bad-ids line-two-speakers line-list no-mode two-modes
next-shapes no-scenes variable-names too-many-codes intensity blank-text misspelled-keys
"""


@pytest.mark.parametrize("name", STRUCTURAL.split())
def test_an_editor_marks_what_has_the_wrong_shape(name: str) -> None:
    path = ROOT / "tests/cases/bad" / f"{name}.yaml"
    document = load_case(path.read_bytes(), path.name, None).document
    assert document is not None
    assert list(case_validator().iter_errors(as_json(document.data)))
