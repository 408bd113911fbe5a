"""Every bad file has its diagnostics beside it, compared letter by letter.

After a change of wording: ``python tests/format/test_bad_files.py`` writes them anew; read the
difference before it is committed.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from ppsim.format.diagnostics import render
from ppsim.format.load import load_case, load_rubric
from ppsim.format.rules import RULES
from scoring.rubric import Rubric

TESTS = Path(__file__).parents[1]
BAD = TESTS / "cases" / "bad"
FILES = sorted(BAD.glob("*.yaml"))


@cache
def core() -> Rubric:
    path = TESTS.parent / "scoring" / "rubrics" / "ppsim-core.yaml"
    rubric = load_rubric(path.read_bytes(), path.name).value
    assert rubric is not None
    return rubric


def said_of(path: Path) -> str:
    data = path.read_bytes()
    if path.stem.startswith("rubric-"):
        loaded = load_rubric(data, path.name)
        assert (loaded.value is None) == _fails(loaded.diagnostics)
        return "\n".join(render(d) for d in loaded.diagnostics) + "\n"
    case = load_case(data, path.name, core())
    assert (case.value is None) == _fails(case.diagnostics)
    return "\n".join(render(d) for d in case.diagnostics) + "\n"


def _fails(diagnostics: tuple[object, ...]) -> bool:
    return any(getattr(d, "severity", "") == "error" for d in diagnostics)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_bad_file(path: Path) -> None:
    assert said_of(path) == path.with_suffix(".expected").read_text(encoding="utf-8")


def test_every_rule_is_met_by_a_bad_file() -> None:
    said = "".join(p.read_text(encoding="utf-8") for p in BAD.glob("*.expected"))
    unmet = [rule.code for rule in RULES if f" {rule.code}: " not in said]
    # a rubric or file that is not there, and more findings than are shown, have tests of their own
    assert unmet == ["PP000", "PP001", "PP003", "PP020", "PP099"]


if __name__ == "__main__":
    for bad in FILES:
        bad.with_suffix(".expected").write_text(said_of(bad), encoding="utf-8")
