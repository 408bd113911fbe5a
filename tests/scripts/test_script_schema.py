"""Scripts that are read fit the schema; what test says fits its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppsim.format.events import read
from ppsim.format.source import Findings, Source
from ppsim.scripts.read import ECHO, read_script
from ppsim.scripts.schema import results_schema, script_schema

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted(
    path
    for folder in ("vignettes", "docs/examples", "tests/cases/good")
    for path in (ROOT / folder).rglob("*.yaml")
    if path.parent.name.endswith(".plays")
)
CHECK = jsonschema.Draft202012Validator(script_schema())


def fits(data: Any) -> bool:
    return CHECK.is_valid(json.loads(json.dumps(data)))


def test_both_are_schemas() -> None:
    for schema in (script_schema(), results_schema()):
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_script_of_ours_fits(path: Path) -> None:
    text = path.read_text("utf-8")
    document = read(Findings(Source("x", text)), text)
    assert document is not None
    assert fits(document.data)


words = st.sampled_from(["a/b", "held", "1", "yes"])
texts = st.one_of(words, st.lists(words, max_size=2))
small = st.integers(-1, 11)
notices = st.dictionaries(
    st.sampled_from(["feelings", "pulls", "felt"]),
    st.one_of(texts, st.dictionaries(words, small, max_size=1)),
    max_size=2,
)
reasons = st.one_of(
    words, st.dictionaries(st.sampled_from(["id", "confidence"]), st.one_of(words, small))
)
steps = st.one_of(
    words,
    small,
    st.dictionaries(
        st.sampled_from(["expect", "absent", "choose", "leave", "notice", "reason", "chose"]),
        st.one_of(texts, notices, reasons, small),
        max_size=2,
    ),
)
scores = st.dictionaries(
    st.sampled_from(["met", "missed", "reactive", "neutral", "echo", "best"]),
    st.one_of(texts, small, st.dictionaries(st.sampled_from([*ECHO, "lost"]), small, max_size=2)),
    max_size=2,
)
scripts = st.fixed_dictionaries(
    {"play": st.one_of(st.lists(steps, max_size=3), words)},
    optional={
        "case": st.one_of(words, small),
        "seed": st.one_of(small, words),
        "mode": st.sampled_from(["practice", "straight-through", "fast"]),
        "ending": st.sampled_from(["held", "stopped", "lost"]),
        "score": scores,
        "notice": st.dictionaries(words, notices, max_size=1),
        "reasons": st.dictionaries(words, reasons, max_size=1),
        "plays": words,
    },
)


@settings(max_examples=400, deadline=None)
@given(scripts)
def test_the_schema_takes_what_the_reader_takes(data: dict[str, Any]) -> None:
    script, _, _ = read_script(json.dumps(data), "made.yaml")
    assert fits(data) == (script is not None)
