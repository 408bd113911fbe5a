"""A play script, played through the real floors: loaded, compiled, walked, scored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from ppsim.catalogue.reading import read_case
from ppsim.engine.play import Play, replay
from ppsim.format.diagnostics import render
from ppsim.report.model import Debrief
from ppsim.report.of_attempt import debrief_of
from ppsim.scripts.read import read_script as load_script
from ppsim.scripts.run import run
from ppsim.store.material import Material, material

ROOT = Path(__file__).parents[2]
CASES = {path.stem: path for path in (ROOT / "vignettes").glob("*.yaml")} | {
    path.stem: path for path in (ROOT / "tests/cases/good").glob("*.yaml")
}
SCRIPTS = sorted((ROOT / "tests/plays").glob("*/*.yaml"))
BEGAN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Script:
    """A script as written."""

    path: Path
    data: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.path.parent.name}-{self.path.stem}"


def read_script(path: Path) -> Script:
    return Script(path, YAML(typ="safe").load(path.read_text(encoding="utf-8")))


@cache
def case_material(name: str) -> Material:
    read = read_case(CASES[name])
    assert read.playable is not None, [d.message for d in read.diagnostics]
    return material(*read.playable)


def play_out(script: Script) -> Play:
    """The play that the script tells, half a minute a step; fails where it does not fit."""
    made = case_material(script.data["case"])
    written, findings, _ = load_script(script.path.read_bytes(), script.name)
    assert written is not None, [render(finding) for finding in findings]
    outcome = run(written, made.story, made.rubric)
    assert outcome.failure is None, render(outcome.failure)
    stamped = [
        replace(event, at=(BEGAN + timedelta(seconds=30 * number)).isoformat())
        for number, event in enumerate(outcome.play.events)
    ]
    return replay(made.story, written.seed, written.mode, stamped)


def debrief(script: Script) -> Debrief:
    return debrief_of(case_material(script.data["case"]), play_out(script))
