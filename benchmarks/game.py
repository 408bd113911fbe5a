"""The generated game as ppsim has it, compiled."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from benchmarks.generate import generate_case
from ppsim.engine import Story, compile_case
from ppsim.format.case import Case
from ppsim.format.load import Loaded, load_case, read_rubric_file
from scoring.rubric import Rubric

_RUBRIC = Path(__file__).parent.parent / "scoring" / "rubrics" / "ppsim-core.yaml"


@cache
def rubric_file() -> Loaded[Rubric]:
    """The core rubric with its text."""
    return read_rubric_file(_RUBRIC)


def rubric() -> Rubric:
    loaded = rubric_file().value
    assert loaded is not None
    return loaded


@cache
def case(decisions: int, options: int = 4) -> Case:
    loaded = load_case(generate_case(decisions, options), "generated.yaml", rubric())
    assert loaded.value is not None, loaded.diagnostics
    return loaded.value


def story(decisions: int, options: int = 4) -> Story:
    """Compiled afresh, with nothing remembered yet."""
    return compile_case(case(decisions, options))
