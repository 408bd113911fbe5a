"""Every YAML file of the suite that loads, and a way to lay it out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ppsim.authoring.tidy import tidied
from ppsim.format.load import read_rubric_file
from scoring.rubric import Rubric

ROOT = Path(__file__).parents[2]
CORE = ROOT / "scoring" / "rubrics" / "ppsim-core.yaml"
CASES = [
    *sorted((ROOT / "vignettes").glob("*.yaml")),
    *sorted((ROOT / "tests" / "cases" / "good").glob("*.yaml")),
]
SCRIPTS = sorted((ROOT / "tests" / "plays").rglob("*.yaml"))
FILES = [*CASES, CORE, *SCRIPTS, *sorted((ROOT / "docs").rglob("*.yaml"))]


@cache
def core() -> Rubric:
    rubric = read_rubric_file(CORE).value
    assert rubric is not None
    return rubric


def laid_out(text: str) -> str:
    return tidied(text, "made.yaml", core())


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
