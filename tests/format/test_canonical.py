from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml_maker import write

from ppsim.format.canonical import canonical_json, case_hash
from ppsim.format.case import Case
from ppsim.format.load import load_case, load_rubric

ROOT = Path(__file__).parents[2]
GOOD = sorted((ROOT / "tests" / "cases" / "good").glob("*.yaml"))
RUBRIC = ROOT / "scoring" / "rubrics" / "ppsim-core.yaml"


def case_of(text: str | bytes) -> Case:
    loaded = load_case(text, "case.yaml", None)
    assert loaded.value is not None, loaded.diagnostics
    return loaded.value


def data_of(path: Path) -> Any:
    document = load_case(path.read_bytes(), path.name, None).document
    assert document is not None
    return document.data


@pytest.mark.parametrize("path", GOOD, ids=lambda p: p.stem)
@given(seed=st.integers(0, 2**32))
@settings(deadline=None, max_examples=25)
def test_the_hash_is_of_the_meaning(path: Path, seed: int) -> None:
    """Key order, quoting, comments, block and flow style make no difference."""
    written = write(data_of(path), random.Random(seed))
    assert case_hash(case_of(written)) == case_hash(case_of(path.read_bytes()))


@given(seed=st.integers(0, 2**32))
@settings(deadline=None, max_examples=15)
def test_so_is_the_hash_of_a_rubric(seed: int) -> None:
    loaded = load_rubric(RUBRIC.read_bytes(), "r")
    assert loaded.value is not None
    assert loaded.document is not None
    again = load_rubric(write(loaded.document.data, random.Random(seed)), "r").value
    assert again is not None
    assert again.hash == loaded.value.hash


SMALL = (ROOT / "tests" / "cases" / "good" / "small.yaml").read_text(encoding="utf-8")

SAME = {
    "a default written out": ("title: A small case", "title: A small case\nlanguage: en"),
    "the setting's own norm": ("cue: invited,", "cue: invited, setting_norm: default,"),
    "truthful": ("decision: disclosed,", "decision: disclosed, truthful: true,"),
    "the addressee who would be meant": ("because: Plain.", "because: Plain.\n        to: cas"),
    "spaces in a condition": ("pressure >= 2", "(pressure>=2)"),
    "quotes in a condition": ('chose("room/name")', "chose('room/name')"),
    "a branch alone": ("next: end", "next: [{go: end}]"),
    "a code at full intensity": ("[SAR.APPEASE]", "[{SAR.APPEASE: 1}]"),
    "a line in a group": (
        "- if: pressure >= 2\n        inner: He is angry.",
        "- if: pressure >= 2\n        lines:\n          - inner: He is angry.",
    ),
    "a flag in full": ("told: false", "told: {start: false}"),
    "Windows line ends": ("\n", "\r\n"),
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME.keys())
def test_the_same_meaning_has_the_same_hash(change: tuple[str, str]) -> None:
    assert change[0] in SMALL
    assert case_hash(case_of(SMALL.replace(*change))) == case_hash(case_of(SMALL))


OTHER = {
    "a word": ("- Rain.", "- Rain!"),
    "a version": ("version: 1.0.0", "version: 1.0.1"),
    "an intensity": ("ATT.REFLECT: 0.5", "ATT.REFLECT: 1"),
    "neutral or uncoded": ("        codes: [SAR.APPEASE]\n", ""),
    "uncoded or neutral": ("codes: [SAR.APPEASE]", "codes: []"),
    "a condition": ("pressure >= 2", "pressure > 2"),
    "the start of a variable": ("start: 1, min", "start: 2, min"),
    "an addressee": ("because: Plain.", "because: Plain.\n        to: ben"),
    "the order of choices": (
        "      - id: notes\n        do: Read the notes.\n      - id: tea\n        do: Make tea.\n",
        "      - id: tea\n        do: Make tea.\n      - id: notes\n        do: Read the notes.\n",
    ),
}


@pytest.mark.parametrize("change", OTHER.values(), ids=OTHER.keys())
def test_another_meaning_has_another_hash(change: tuple[str, str]) -> None:
    assert change[0] in SMALL
    assert case_hash(case_of(SMALL.replace(*change))) != case_hash(case_of(SMALL))


def test_the_order_of_the_cast_counts_where_it_says_who_is_meant() -> None:
    """With two supervisors the first is the one spoken to, so their order is a meaning."""
    eva = "  eva: {name: Eva, role: supervisor}\n"
    cas = "  cas: {name: Cas, role: supervisor}\n"
    first, second = SMALL.replace(cas, cas + eva), SMALL.replace(cas, eva + cas)
    assert case_hash(case_of(first)) != case_hash(case_of(second))


def test_canonical_text_is_json_with_sorted_keys() -> None:
    text = canonical_json(case_of(SMALL))
    again = json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert text == again
