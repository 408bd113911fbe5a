"""An attempt as a fold over events: prompts in their turn, refusals, re-takes, replay."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_cases import cases
from random_play import answer, play_on

from ppsim.engine import compile_case
from ppsim.engine.events import (
    Choose,
    Event,
    Go,
    Leave,
    Noticed,
    Reasoned,
    Retake,
    Stop,
    from_json,
    to_json,
)
from ppsim.engine.play import Play, Refused, begin, replay
from ppsim.engine.prompts import (
    Arrived,
    CheckIn,
    Chosen,
    Decision,
    Ended,
    HubPrompt,
    Passage,
    WhyPrompt,
)
from ppsim.engine.values import Spoken
from ppsim.format.case import Case, EndingKind
from ppsim.format.load import load_case

TOMASZ = Path(__file__).parent.parent / "cases" / "good" / "tomasz.yaml"


@pytest.fixture(scope="module")
def tomasz() -> Case:
    loaded = load_case(TOMASZ.read_bytes(), "tomasz.yaml", None)
    assert loaded.value is not None
    return loaded.value


def played(case: Case, *events: Event, mode: str = "practice") -> Play:
    assert mode in ("practice", "straight-through")
    return replay(compile_case(case), 1, mode, events)  # type: ignore[arg-type]


HUB = (Choose("ten-to-nine", "notes"), Leave("ten-to-nine"))
HOUR = (*HUB, Choose("the-hour", "keep"), Reasoned("the-hour", "keep", "his", 7))
IDRIS = (*HOUR, Choose("the-question", "yes-brief"), Noticed("idris", {"dread": 4}, ("to_prove",)))


def words(play: Play) -> list[str]:
    return [e.words for e in play.prompt.lines if isinstance(e, Spoken)]


def test_a_hub_offers_what_is_left_and_may_be_left_from_its_least_on(tomasz: Case) -> None:
    play = played(tomasz)
    prompt = play.prompt
    assert isinstance(prompt, HubPrompt)
    assert [c.id for c in prompt.offers] == ["notes", "message", "sit"]
    assert not prompt.may_leave
    assert isinstance(prompt.lines[0], Arrived)
    prompt = play.apply(Choose("ten-to-nine", "notes")).prompt
    assert isinstance(prompt, HubPrompt)
    assert [c.id for c in prompt.offers] == ["message", "sit"]
    assert prompt.may_leave
    assert prompt.leave == "Open the door."
    assert [type(line) for line in prompt.lines] == [Spoken]


def test_a_hub_goes_on_by_itself_once_its_most_are_taken(tomasz: Case) -> None:
    play = played(tomasz, Choose("ten-to-nine", "notes"), Choose("ten-to-nine", "message"))
    assert isinstance(play.prompt, Decision)
    assert play.prompt.scene.id == "the-hour"
    assert [type(e) for e in play.prompt.lines[:2]] == [Spoken, Arrived]


def test_the_reason_comes_before_what_the_choice_sets_off(tomasz: Case) -> None:
    play = played(tomasz, *HUB, Choose("the-hour", "keep"))
    prompt = play.prompt
    assert isinstance(prompt, WhyPrompt)
    assert prompt.lines == ()
    assert prompt.choice.id == "keep"
    assert prompt.confidence
    assert {r.id for r in prompt.reasons} == {"his", "open", "fair", "mine"}
    play = play.apply(Reasoned("the-hour", "keep", None))
    assert words(play)[0] == "Right. No, right. You've got people."
    assert play.prompt.scene.id == "the-question"


def test_the_check_in_comes_after_the_text_and_before_the_question(tomasz: Case) -> None:
    play = played(tomasz, *HOUR, Choose("the-question", "yes-brief"))
    prompt = play.prompt
    assert isinstance(prompt, CheckIn)
    assert prompt.feelings == ("hurry", "gratitude", "dread")
    assert words(play)[-1].startswith("I can give you till half past.")
    play = play.apply(Noticed("idris"))
    assert isinstance(play.prompt, Decision)
    assert play.prompt.lines == ()


def test_names_phase_time_and_notes_are_in_the_prompt(tomasz: Case) -> None:
    prompt = played(tomasz, *HOUR).prompt
    arrived = next(e for e in prompt.lines if isinstance(e, Arrived))
    assert arrived.phase == "therapy"
    assert arrived.time == "Session seven"
    assert arrived.content_notes == ("work exhaustion",)
    assert {e.name for e in prompt.lines if isinstance(e, Spoken)} == {"Tomasz", None}
    assert isinstance(prompt, Decision)
    assert {c.to_name for c in prompt.offers} == {"Tomasz"}
    assert not any(c.aside for c in prompt.offers)


@pytest.mark.parametrize(
    ("last", "kind"), [("half-past", "held"), ("tally", "unspoken"), ("dread", "held")]
)
def test_each_ending_is_reached_and_said(tomasz: Case, last: str, kind: EndingKind) -> None:
    play = played(tomasz, *IDRIS, Choose("idris", last))
    prompt = play.prompt
    assert isinstance(prompt, Ended)
    assert (prompt.how, prompt.kind) == ("ending", kind)
    assert play.ended
    assert play.ending == kind
    with pytest.raises(Refused, match="already ended"):
        play.apply(Stop())


REFUSED: list[tuple[tuple[Event, ...], Event, str]] = [
    ((), Choose("ten-to-nine", "nothing"), "not on offer"),
    ((), Choose("the-hour", "keep"), "stands in ten-to-nine"),
    ((), Leave("ten-to-nine"), "cannot be left yet"),
    ((), Go("ten-to-nine"), "asks for a choice"),
    ((), Noticed("ten-to-nine"), "waits for a choice"),
    ((), Reasoned("ten-to-nine", "notes", None), "waits for a choice"),
    ((Choose("ten-to-nine", "notes"),), Choose("ten-to-nine", "notes"), "not on offer"),
    (HUB, Leave("the-hour"), "cannot be left"),
    (HUB, Choose("the-hour", "text-me"), "not on offer"),
    ((*HUB, Choose("the-hour", "keep")), Choose("the-question", "turn"), "what decided"),
    ((*HUB, Choose("the-hour", "keep")), Reasoned("the-hour", "ask", "his"), "the-hour/keep"),
    ((*HUB, Choose("the-hour", "keep")), Reasoned("the-hour", "keep", "luck"), "luck"),
    ((*HUB, Choose("the-hour", "keep")), Reasoned("the-hour", "keep", "his", 11), "0 to 10"),
    (IDRIS[:-1], Choose("idris", "tally"), "the check-in"),
    (IDRIS[:-1], Noticed("idris", {"joy": 3}), "joy"),
    (IDRIS[:-1], Noticed("idris", {"dread": 11}), "0 to 10"),
    (IDRIS[:-1], Noticed("idris", {}, ("to_leak",)), "to_leak"),
    (HUB, Retake(0), "no decision"),
    (HUB, Retake(99), "no decision"),
    ((Stop(),), Choose("ten-to-nine", "notes"), "stopped"),
    ((Stop(),), Stop(), "stopped"),
]


@pytest.mark.parametrize(("before", "event", "why"), REFUSED)
def test_what_does_not_fit_is_refused_with_a_reason(
    tomasz: Case, before: tuple[Event, ...], event: Event, why: str
) -> None:
    play = played(tomasz, *before)
    with pytest.raises(Refused, match=why):
        play.apply(event)
    with pytest.raises(Refused) as refused:
        played(tomasz, *before, event)
    assert refused.value.event == len(before)


def test_stopping_ends_without_an_ending(tomasz: Case) -> None:
    play = played(tomasz, *HOUR, Stop())
    assert isinstance(play.prompt, Ended)
    assert (play.prompt.how, play.prompt.kind) == ("stopped", None)
    assert play.ended
    assert play.ending is None


def test_a_retake_goes_back_and_the_first_pass_stays(tomasz: Case) -> None:
    done = played(tomasz, *IDRIS, Choose("idris", "tally"))
    points = done.decision_points
    assert [(p.scene.id, p.chosen.id) for p in points] == [
        ("the-hour", "keep"),
        ("the-question", "yes-brief"),
        ("idris", "tally"),
    ]
    back = done.apply(Retake(points[0].event))
    assert back.rehearsing
    assert isinstance(back.prompt, Decision)
    assert back.state == played(tomasz, *HUB).state
    assert isinstance(back.prompt.lines[0], Arrived)
    again = back.apply(Choose("the-hour", "run-on"))
    assert isinstance(again.prompt, Decision), "a rehearsal asks for no reason"
    assert words(again)[0] == "You're very good to me."
    assert again.first_pass == done.events
    assert again.first == done
    assert again.first.ending == "unspoken"
    assert [p.rehearsed for p in again.decision_points] == [False, False, False, True]
    other = again.apply(Retake(points[2].event))
    assert other.state == done.first.steps[-1].before
    assert other.first == done
    spoken = [e for e in other.transcript if isinstance(e, Chosen)]
    assert [e.choice for e in spoken] == ["notes", "keep", "yes-brief"]


def test_a_rehearsal_asks_for_no_check_in(tomasz: Case) -> None:
    play = played(tomasz, *HOUR).apply(Retake(2)).apply(Choose("the-hour", "keep"))
    assert isinstance(play.apply(Choose("the-question", "turn")).prompt, Decision)


def test_straight_through_takes_nothing_back(tomasz: Case) -> None:
    play = played(tomasz, *HOUR, mode="straight-through")
    assert play.decision_points == ()
    with pytest.raises(Refused, match="practice mode only"):
        play.apply(Retake(2))


def test_a_case_can_be_tried_from_any_scene(tomasz: Case) -> None:
    story = compile_case(tomasz)
    play = begin(story, 1, state=story.state_at("idris", {"pressure": 6, "told": True}))
    play = play.apply(Noticed("idris")).apply(Choose("idris", "dread"))
    assert play.ending == "unspoken"
    with pytest.raises(KeyError):
        story.state_at("nowhere")
    with pytest.raises(ValueError, match="not a value"):
        story.state_at("idris", {"told": 3})


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(), st.integers(0, 2**32 - 1))
def test_replay_gives_the_same_play_to_the_letter(case: Case, seed: int) -> None:
    story = compile_case(case)
    play = play_on(begin(story, seed), Random(seed), 40)
    events = [from_json(to_json(event)) for event in play.events]
    again = replay(compile_case(case), seed, "practice", events)
    assert again.prompt == play.prompt
    assert again.transcript == play.transcript
    assert again.steps == play.steps
    assert again.first.events == play.first.events
    assert repr(again.prompt) == repr(play.prompt)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(), st.integers(0, 2**32 - 1))
def test_every_prompt_has_a_fitting_answer_and_refuses_the_others(case: Case, seed: int) -> None:
    rnd = Random(seed)
    play = begin(compile_case(case), seed)
    for _ in range(25):
        event = answer(play, rnd)
        if event is None:
            assert play.ended
            break
        kinds = {
            Passage: Go,
            CheckIn: Noticed,
            Decision: Choose,
            HubPrompt: (Choose, Leave),
            WhyPrompt: Reasoned,
        }
        assert isinstance(event, kinds[type(play.prompt)])
        for other in (Go("s0"), Noticed("s0"), Reasoned("s0", "c0", None), Leave("s0")):
            if not isinstance(event, (type(other), Leave, Choose, Go)):
                with pytest.raises(Refused):
                    play.apply(other)
        before = play.transcript
        play = play.apply(event)
        assert play.transcript[: len(before)] == before
