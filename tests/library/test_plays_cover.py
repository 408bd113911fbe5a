"""The scripted plays of each case show everything that can come about in it."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from counter_moments import counter_moments
from traits import random_play, traits

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests/report"))

from scripted import CASES, SCRIPTS, case_material, play_out, read_script  # noqa: E402

from ppsim.explore import walk  # noqa: E402

LIBRARY = sorted(path.stem for path in (ROOT / "vignettes").glob("*.yaml"))
PLAYS = 300


@pytest.mark.parametrize("case", LIBRARY)
def test_scripts_show_all_that_random_plays_find(case: str) -> None:
    material = case_material(case)
    walked = walk(material.story, material.rubric)
    counter = counter_moments(CASES[case])
    assert len(counter) >= 4
    shown = set()
    for path in SCRIPTS:
        if path.parent.name == case:
            shown |= traits(play_out(read_script(path)), material, walked, counter)
    rng = random.Random(case)
    found = set()
    for n in range(PLAYS):
        play = random_play(material, rng, (0.0, 0.4, 0.8)[n % 3])
        found |= traits(play, material, walked, counter)
    assert found - shown == set()
    needed = {("counter-moment", s, way) for s in counter for way in ("plain one taken", "missed")}
    for feature in material.case.key_features:
        needed |= {("key feature", feature, "met"), ("key feature", feature, "missed")}
    needed |= {("ending", name) for name, s in material.case.scenes.items() if s.ending}
    if material.case.parallel == "process":
        needed |= {("echo", "echo"), ("echo", "broken"), ("echo", "carried_back")}
    else:
        needed |= {("cell", side, way) for side in "TW" for way in ("told", "kept")}
    assert needed - shown == set()
    assert any(t[0] == "key feature" and t[2] == "foreclosed" for t in shown)
