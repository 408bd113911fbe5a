"""Scripts hold a play to what was written down, and a recorded play holds itself."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppsim.catalogue.reading import read_case
from ppsim.engine import events
from ppsim.engine.play import Play, begin
from ppsim.engine.prompts import CheckIn, Decision, Ended, HubPrompt, Passage, WhyPrompt
from ppsim.scripts.coverage import coverage
from ppsim.scripts.read import read_script
from ppsim.scripts.recording import recorded
from ppsim.scripts.run import Outcome, run
from ppsim.store.material import Material, material

ROOT = Path(__file__).parents[2]
CASES = [ROOT / "tests/cases/good/tomasz.yaml", *sorted((ROOT / "vignettes").glob("*.yaml"))]


@cache
def made(path: Path) -> Material:
    playable = read_case(path).playable
    assert playable is not None
    return material(*playable)


def outcome(text: str, case: Path = CASES[0]) -> Outcome:
    script, findings, lines = read_script(text, "play.yaml")
    assert script is not None, findings
    return run(script, made(case).story, made(case).rubric, lines)


def random_play(case: Material, rng: random.Random, stop: bool) -> Play:
    play = begin(case.story, rng.randrange(100))
    while not isinstance(prompt := play.prompt, Ended):
        scene = prompt.scene.id
        if stop and rng.random() < 0.05:
            return play.apply(events.Stop())
        if isinstance(prompt, Passage):
            play = play.apply(events.Go(scene))
        elif isinstance(prompt, CheckIn):
            felt = {name: rng.randrange(11) for name in prompt.feelings}
            play = play.apply(events.Noticed(scene, felt, prompt.pulls[:1]))
        elif isinstance(prompt, WhyPrompt):
            reason = rng.choice([None, *(r.id for r in prompt.reasons)])
            sure = 7 if prompt.confidence and reason else None
            play = play.apply(events.Reasoned(prompt.choice.scene, prompt.choice.id, reason, sure))
        elif isinstance(prompt, HubPrompt) and prompt.may_leave and rng.random() < 0.5:
            play = play.apply(events.Leave(scene))
        else:
            assert isinstance(prompt, Decision | HubPrompt)
            play = play.apply(events.Choose(scene, rng.choice(prompt.offers).id))
    return play


@given(st.sampled_from(CASES), st.integers(0, 2**32), st.booleans())
@settings(max_examples=40, deadline=None)
def test_any_play_recorded_runs_again_to_the_same_choices(
    path: Path, seed: int, stop: bool
) -> None:
    case = made(path)
    play = random_play(case, random.Random(seed), stop)
    text = recorded(play, case.case.id, case.rubric)
    found = outcome(text, path)
    assert found.failure is None, (text, found)

    def taken(one: Play) -> list[events.Event]:
        return [e for e in one.events if isinstance(e, events.Choose | events.Leave)]

    assert taken(found.play) == taken(play)
    assert "- notice:" not in text
    assert "feelings:" not in text


PLAY = """\
play:
  - expect: Two cups are still on the sill
  - choose: sit
  - choose: ten-to-nine/message
  - expect: [Nothing's wrong, The clock behind him says two minutes.]
  - absent: Two cups
  - choose: the-hour/keep
  - reason: {id: his, confidence: 4}
"""


def test_a_script_that_fits_passes() -> None:
    found = outcome(PLAY + "ending: stopped\nscore: {reflective: 1, met: [the-hour-is-kept]}\n")
    assert found.failure is None, found
    covered = coverage(made(CASES[0]).case, [found.play])
    assert covered.taken == {"ten-to-nine/sit", "ten-to-nine/message", "the-hour/keep"}
    assert "the-hour/ask" in covered.not_taken
    assert covered.reached == frozenset()


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "step"),
    [
        ("Two cups", "Three cups", "PT102", 2, 1),
        ("absent: Two", "absent: The clock", "PT103", 6, 5),
        ("choose: sit", "choose: sat", "PT101", 3, 2),
        ("the-hour/keep", "the-question/keep", "PT101", 7, 6),
        ("id: his", "id: hers", "PT101", 8, 7),
        ("ending: stopped", "seed: 4", "PT105", 8, None),
        ("ending: stopped", "ending: held", "PT105", 8, None),
        ("reflective: 1", "reflective: 2", "PT106", 10, None),
        ("met: [the-hour-is-kept]", "met: []", "PT106", 10, None),
    ],
)
def test_what_does_not_fit_is_said_at_its_step_and_line(
    old: str, new: str, code: str, line: int, step: int | None
) -> None:
    text = PLAY + "ending: stopped\nscore: {reflective: 1, met: [the-hour-is-kept]}\n"
    if old == "absent: Two":
        new = "absent: The clock behind him says two minutes. #"
    assert old in text
    found = outcome(text.replace(old, new, 1))
    assert found.failure is not None
    assert found.failure.span is not None
    assert (found.failure.code, found.failure.span.line) == (code, line)
    if code != "PT105":
        assert found.step == step
    assert found.failure.file == "play.yaml"


def test_a_failure_says_what_was_there() -> None:
    found = outcome(PLAY.replace("choose: sit", "choose: sat") + "ending: stopped\n")
    assert "ten-to-nine/sit" in found.found
    found = outcome("play:\n  - expect: rain\nending: stopped\n")
    assert found.expected == "rain"
    assert found.failure is not None
    assert found.failure.hint is not None
    assert "Two cups are still on the sill from yesterday." in found.failure.hint


def test_another_ending_is_told() -> None:
    play = random_play(made(CASES[0]), random.Random(3), stop=False)
    text = recorded(play, "tomasz", made(CASES[0]).rubric)
    assert f"ending: {play.ending}" in text
    found = outcome(text.replace(f"ending: {play.ending}", "ending: referred"))
    assert found.failure is not None
    assert found.failure.code == "PT104"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "PT001", 1),
        ("seed: 1\n", "PT001", 1),
        ("play: sit\n", "PT003", 1),
        ("play:\n  - chose: sit\n", "PT002", 2),
        ("play:\n  - {choose: sit, leave: x}\n", "PT003", 2),
        ("play: []\nendings: held\n", "PT002", 2),
        ("play: []\nending: well\n", "PT003", 2),
        ("play: []\nseed: -1\n", "PT003", 2),
        ("play: []\nmode: exam\n", "PT003", 2),
        ("play: []\nscore: {reactive: many}\n", "PT003", 2),
        ("play: []\nnotice: {a: {feelings: {x: 11}}}\n", "PT003", 2),
        ("play:\n  - expect: {a: b}\n", "PT003", 2),
        ("play: [\n", "PP027", 1),
    ],
)
def test_a_script_with_errors_is_told_at_its_place(text: str, code: str, line: int) -> None:
    script, findings, _ = read_script(text, "play.yaml")
    assert script is None
    assert findings[0].code == code
    assert findings[0].span is not None
    assert findings[0].span.line == line


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["play", "expect", "choose", "notice", "score", "echo", "reasons", "x"]
                ),
                inner,
                max_size=3,
            )
        ),
        max_leaves=12,
    )
)
@settings(max_examples=150, deadline=None)
def test_reading_any_data_never_raises(data: object) -> None:
    script, findings, _ = read_script(json.dumps({"play": data, "score": data}), "play.yaml")
    assert (script is None) == any(finding.severity == "error" for finding in findings)
