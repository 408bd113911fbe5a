"""``check --fix``: what is put right, what is left alone, and that no replay changes."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from example_pages import PAGES, ROOT, read_page, whole
from hypothesis import given, settings
from hypothesis import strategies as st

from ppsim.check.fixes import FIXABLE, fixed
from ppsim.check.fixes_text import Judged
from ppsim.engine import events
from ppsim.engine.play import Play, begin, replay
from ppsim.engine.prompts import CheckIn, Decision, Ended, HubPrompt, Passage, WhyPrompt
from ppsim.engine.story import compile_case
from ppsim.format.case import Case
from ppsim.report.checked import judge_of

SHORT = (PAGES / "short.yaml").read_text("utf-8")
SLIPS = (ROOT / "tests" / "cases" / "slips.yaml").read_text("utf-8")
SHIPPED = sorted((ROOT / "vignettes").glob("*.yaml"))
BAD = sorted((ROOT / "tests" / "cases" / "bad").glob("*.yaml"))
EXAMPLES = [
    whole(example.text)
    for page in map(read_page, sorted(PAGES.glob("PP*.md")))
    for example in page.bad
    if not example.made and (page.code < "PP700" or page.code in FIXABLE)
]
judge = judge_of(ROOT / "vignettes" / "some-case.yaml")


def fix(text: str) -> str:
    return fixed(text, judge)[0]


PUT_RIGHT = {
    "version: 1.0            # the first": "version: 1.0.0            # the first",
    "title: 1984": 'title: "1984"',
    "paralel: life": "parallel: life",
    "you: yes": "you: true",
    "spoken: off": "spoken: false",
    "robin: I said: no.          ": 'robin: "I said: no."          ',
    "- The radio says: rain.": '- "The radio says: rain."',
    "- [aside] Rain.": '- "[aside] Rain."',
    '- "No" is what he said.': '- "\\"No\\" is what he said."',
    "- !Stop he says.": '- "!Stop he says."',
    "- *sighs": '- "*sighs"',
    '"A\\ward."': '"A\\\\ward."',
    "- robyn:": "- robin:",
    "ask: She asks: why?": 'ask: "She asks: why?"',
    "ATT.REFLCT": "ATT.REFLECT",
    "{spoken: yes}": "{spoken: true}",
    "becuase: It ends the anger.   # or does it?": "because: It ends the anger.   # or does it?",
    "not spokn": "not spoken",
    "next: hallway": "next: halway",
    "unspokn": "unspoken",
}


def test_every_slip_is_put_right_and_every_other_character_stays() -> None:
    wanted = SLIPS
    for slip, right in PUT_RIGHT.items():
        assert slip in wanted
        wanted = wanted.replace(slip, right)
    after, done = fixed(SLIPS, judge)
    assert after == wanted
    assert not any(f.severity == "error" for f in judge(after, False).found)
    assert {each.code for each in done} <= FIXABLE


NAMED = SHORT.replace("cast:\n", "variables: {was_told_once: false}\ncast:\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- He takes his coat.", "- He takes coat #4 home."),  # loads; the rest was never played
        ("next: hall", "next: hal"),  # too short to be sure
        ("next: hall", "next: halls"),  # perhaps another scene, still to be written
        ("start: room", "start: room-2"),  # a number tells scenes apart
        ("- He takes his coat.", "- Note: he takes his coat."),  # perhaps somebody called Note
        ("ben: I rang", "note: I rang"),
        ("minutes: 2", "minutes: 02"),  # two, or two of eight
        ("title: An example", "ttle: An example"),  # two slips, or another key
        ("held", "hold"),
        ("title: An example", "title: 'Tis late"),  # where does it end?
        ("- He takes his coat.", "- He takes his: coat: now.\n        and goes."),
        ("title: An example", "title: An \u202eexample"),
        ("minutes: 2", "minutes: 2\nthemes: [anger, loss"),
        ("because: It ends the anger.", "because: It ends the anger, now."),
        ("ben: {name: Ben, role: client}", "ben: name: Ben, role: client}"),
        ("ben: {name: Ben, role: client}", "ben: name: Ben"),
        ("because: It ends the anger.", "because: It ends., becuase: The anger."),
    ],
)
def test_what_could_be_meant_in_two_ways_is_left_alone(old: str, new: str) -> None:
    assert old in SHORT
    text = SHORT.replace(old, new, 1)
    assert fix(text) == text


def test_two_names_that_are_as_near_as_each_other_are_left_alone() -> None:
    text = SHORT.replace("  hall:", "  waiting-hall:").replace("next: hall", "next: waitng-hall")
    assert fix(text) == text.replace("waitng", "waiting")
    two = text + "  waitig-hall: {ending: held, text: [He waits.]}\n"
    two = two.replace("waitng-hall", "waiting-hll")
    assert fix(two) == two.replace("waiting-hll", "waiting-hall")
    both = two.replace("waiting-hll", "waitng-hall").replace("waitig-hall", "waitnig-hall")
    assert fix(both) == both


def test_an_allow_that_allows_nothing_goes_and_leaves_its_neighbours() -> None:
    because = "because the seminar talks"
    for comment, rest in (
        (f"  # ppsim: allow PP955 {because}", ""),
        (f"  # at noon  # ppsim: allow PP955 {because}", "  # at noon"),
    ):
        text = SHORT.replace("minutes: 2", f"minutes: 2{comment}")
        assert fix(text) == SHORT.replace("minutes: 2", f"minutes: 2{rest}")
    own = SHORT.replace("minutes: 2", f"# one\n# ppsim: allow PP955 {because}\nminutes: 2")
    assert fix(own) == SHORT.replace("minutes: 2", "# one\nminutes: 2")
    text = SHORT.replace("minutes: 2", f"minutes: 15  # ppsim: allow PP954, PP955 {because}")
    assert fix(text) == text.replace("PP954, PP955", "PP955")


def test_an_allow_in_a_file_that_was_not_checked_to_the_end_stays() -> None:
    text = SHORT.replace("minutes: 2", "minutes: 15  # ppsim: allow PP955 because they talk")
    broken = text.replace("next: hall", "next: nowhere")
    assert fix(broken) == broken
    assert "PP991" not in {f.code for f in judge(broken, False).found}


@pytest.mark.parametrize(
    "text", [*EXAMPLES, *(p.read_bytes().decode("utf-8", "ignore") for p in BAD)]
)
def test_a_fix_is_final_and_no_file_that_loads_comes_to_mean_something_else(text: str) -> None:
    def looks(text: str, quickly: bool) -> Judged:
        return judge(text, "ppsim: allow" not in text)  # allows alone need every check

    before = judge(text, True)
    after, _ = fixed(text, looks)
    if before.meaning is not None:
        assert judge(after, True).meaning == before.meaning
    assert fixed(after, looks)[0] == after
    assert len(after.splitlines()) <= len(text.splitlines())


def story_of(text: str) -> Case:
    case = judge(text, True).loaded.value
    assert isinstance(case, Case)
    return case


def random_play(play: Play, rng: random.Random) -> Play:
    for _ in range(200):
        prompt = play.prompt
        scene = prompt.scene.id
        match prompt:
            case Ended():
                break
            case Passage():
                play = play.apply(events.Go(scene))
            case CheckIn():
                play = play.apply(events.Noticed(scene, {}, ()))
            case WhyPrompt():
                play = play.apply(events.Reasoned(scene, prompt.choice.id, None, None))
            case Decision():
                play = play.apply(events.Choose(scene, rng.choice(prompt.offers).id))
            case HubPrompt():
                left = not prompt.offers or (prompt.may_leave and rng.random() < 0.5)
                chosen = None if left else rng.choice(prompt.offers).id
                play = play.apply(
                    events.Leave(scene) if chosen is None else events.Choose(scene, chosen)
                )
    return play


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(SHIPPED), st.integers(0, 10**6))
def test_the_replay_of_a_play_is_the_same_after_a_fix(path: Path, seed: int) -> None:
    rng = random.Random(seed)
    text = path.read_text("utf-8")
    lines = text.split("\n")
    heads = [n for n, line in enumerate(lines) if re.match(r"    (?:phase|ending): \w+$", line)]
    for n in sorted(rng.sample(heads, 3), reverse=True):
        comment = "# ppsim: allow PP701 because nothing is wrong here"
        if rng.random() < 0.5:
            lines[n] += "  " + comment
        else:
            lines.insert(n, "    " + comment)
    after, done = fixed("\n".join(lines), judge)
    assert after == text
    assert len(done) == 3
    played = random_play(begin(compile_case(story_of("\n".join(lines))), seed), rng)
    again = replay(compile_case(story_of(after)), seed, "practice", played.events)
    assert again.transcript == played.transcript
    assert again.ending == played.ending


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    phase: therapy", "\u00a0\u00a0\u00a0\u00a0phase: therapy"),
        ("    phase: therapy\n    text:", "    phase:\u00a0therapy\n\u2003   text:"),
        ("      - {id: mobile", "      \u2014 {id: mobile"),
        ("minutes: 2", "minutes\uff1a 2"),
        ("    phase: therapy", "    phase:therapy"),
    ],
)
@pytest.mark.parametrize("broken", ["\n", "\r\n"])
def test_a_look_alike_or_a_colon_without_its_space_is_put_right(
    old: str, new: str, broken: str
) -> None:
    sound = SHORT.replace("\n", broken)
    text = sound.replace(old.replace("\n", broken), new.replace("\n", broken))
    assert text != sound
    assert fix(text) == sound


def test_a_line_of_prose_with_a_colon_gets_no_space() -> None:
    text = SHORT.replace("    phase: therapy\n", "    phase: therapy\nhttp://example.org\n")
    assert fix(text) == text
