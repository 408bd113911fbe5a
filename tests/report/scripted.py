"""A play written down, and played through the real floors: loaded, compiled, walked, scored.

A script is YAML: ``case``, ``mode``, ``seed``, ``play`` (a list of ``scene/choice``, or
``scene/leave!`` for a hub left early), ``notice`` and ``reasons`` by scene, and the ``ending``
it must reach (``stopped`` for none). Passages are read on by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from ppsim.catalogue.reading import read_case
from ppsim.engine.events import Choose, Event, Go, Leave, Noticed, Reasoned, Stop
from ppsim.engine.play import Play, begin
from ppsim.engine.prompts import CheckIn, Decision, Ended, HubPrompt, Passage, WhyPrompt
from ppsim.report.model import Debrief
from ppsim.report.of_attempt import debrief_of
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
    """The play that the script tells; fails where the script does not fit the case."""
    data = script.data
    story = case_material(data["case"]).story
    play = begin(story, data.get("seed", 1), data.get("mode", "practice"))
    todo = list(data["play"])
    while not isinstance(play.prompt, Ended):
        play = play.apply(next_event(play, todo, data))
    assert not todo, f"{script.name}: never came to {todo}"
    return play


def next_event(play: Play, todo: list[str], data: dict[str, Any]) -> Event:
    at = (BEGAN + timedelta(seconds=30 * len(play.events))).isoformat()
    prompt = play.prompt
    scene = prompt.scene.id
    if isinstance(prompt, Passage):
        return Go(scene, at)
    if isinstance(prompt, CheckIn):
        given = data.get("notice", {}).get(scene, {})
        return Noticed(scene, given.get("feelings", {}), tuple(given.get("pulls", ())), at)
    if isinstance(prompt, WhyPrompt):
        given = data.get("reasons", {}).get(scene, {})
        return Reasoned(scene, prompt.choice.id, given.get("id"), given.get("confidence"), at)
    assert isinstance(prompt, Decision | HubPrompt)
    if not todo:
        return Stop(at)
    at_scene, _, choice = todo.pop(0).partition("/")
    assert at_scene == scene, f"the script expects {at_scene}, the play stands in {scene}"
    return Leave(scene, at) if choice == "leave!" else Choose(scene, choice, at)


def debrief(script: Script) -> Debrief:
    return debrief_of(case_material(script.data["case"]), play_out(script))
