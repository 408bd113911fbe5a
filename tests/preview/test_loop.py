"""The author's loop: whatever is saved, the path kept is one that can be played on the new text."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_cases import RUBRIC, make_case
from random_play import answer

from ppsim.authoring.loop import Loop, Version
from ppsim.authoring.replaying import Start, moves, named, passed, why_not
from ppsim.engine.events import Choose
from ppsim.engine.play import Refused, replay
from ppsim.engine.story import Story, compile_case
from ppsim.explore.walk import walk
from ppsim.format.case import Case, Scene

SEED = 7


def edited(case: Case, rnd: Random) -> Case:
    """The case with one scene changed, its names still all known."""
    scenes = dict(case.scenes)
    name = rnd.choice([n for n, s in scenes.items() if s.ending is None])
    scene = scenes[name]
    kind = rnd.randrange(5)
    if kind == 0:  # another way on
        go = rnd.choice(list(scenes))
        ways = (scene.next[-1].model_copy(update={"when": None, "go": go}),)
        scenes[name] = scene.model_copy(update={"next": ways})
    elif kind == 1 and scene.choices:  # another guard
        choice = rnd.choice(scene.choices)
        new = choice.model_copy(update={"when": rnd.choice((None, "flag", "n > 0"))})
        kept = tuple(new if c.id == choice.id else c for c in scene.choices)
        scenes[name] = scene.model_copy(update={"choices": kept})
    elif kind == 2 and scene.notice is not None:
        scenes[name] = scene.model_copy(update={"notice": None})
    elif kind == 3 and scene.hub is None and len(scene.choices) > 1 and not scene.reasons:
        scenes[name] = scene.model_copy(update={"choices": tuple(reversed(scene.choices))})
    else:
        scenes[name] = scene.model_copy(update={"ask": "?" if scene.choices else None})
    return case.model_copy(update={"scenes": scenes})


def texts(seed: int) -> list[Story]:
    """A case, small edits of it, and others that share its ids."""
    rnd = Random(seed)
    case = make_case(seed, 5)
    found = [case, *(edited(case, rnd) for _ in range(3)), make_case(seed + 1, 5)]
    return [compile_case(text) for text in found]


def played(loop: Loop, rnd: Random, most: int) -> Loop:
    for _ in range(most):
        assert loop.play is not None
        event = answer(loop.play, rnd)
        if event is None:
            break
        loop = loop.apply(event)
    return loop


@settings(max_examples=150)
@given(st.integers(0, 10_000), st.lists(st.integers(0, 5), max_size=6), st.booleans())
def test_the_path_kept_is_a_play_of_the_new_text_and_the_longest_beginning_of_the_old(
    seed: int, saves: list[int], jumped: bool
) -> None:
    rnd, stories = Random(seed), texts(seed)
    loop = Loop(SEED).saved(Version(story=stories[0]))
    if jumped:
        loop = loop.jump("s1", {"n": rnd.randint(0, 2)})
    loop = played(loop, rnd, 8)
    for number in saves:
        before = loop
        broken = number == len(stories)
        loop = loop.saved(Version() if broken else Version(story=stories[number]))
        assert loop.path == before.path
        play = loop.play
        assert play is not None
        if broken:
            assert play is before.play
            assert loop.stale
            continue
        assert not loop.stale
        assert play.story is stories[number]
        # a play of the new text, event for event
        start = loop.start
        state = play.story.state_at(start.scene, start.values) if start else None
        assert replay(play.story, SEED, "practice", play.events, state) == play
        # the longest beginning of the path that is one
        wanted, kept = moves(loop.path), moves(play.events)
        names = [named(move) for move in wanted]
        assert [named(move) for move in kept] == names[: len(kept)]
        assert (loop.lost is None) == (len(kept) == len(wanted))
        if loop.lost is not None:
            assert (loop.lost.kept, loop.lost.of) == (len(kept), len(wanted))
            assert loop.lost.why
            with pytest.raises(Refused):
                passed(play).apply(wanted[len(kept)])
        if rnd.random() < 0.3:
            loop = played(loop, rnd, 2)


@settings(max_examples=60)
@given(st.integers(0, 10_000))
def test_a_path_lost_to_an_edit_is_taken_up_again_when_the_edit_is_undone(seed: int) -> None:
    stories = texts(seed)
    first = Version(story=stories[0])
    loop = played(Loop(SEED).saved(first), Random(seed), 10)
    again = loop.saved(Version(story=stories[-1])).saved(Version()).saved(first)
    assert again == loop


@settings(max_examples=60)
@given(st.integers(0, 10_000))
def test_back_undoes_one_answer(seed: int) -> None:
    rnd = Random(seed)
    loop = Loop(SEED).saved(Version(story=texts(seed)[0]))
    been = [loop]
    for _ in range(6):
        assert loop.play is not None
        event = answer(loop.play, rnd)
        if event is None:
            break
        loop = loop.apply(event)
        been.append(loop)
    for earlier in reversed(been[:-1]):
        loop = loop.back()
        assert loop.play == earlier.play
    assert loop.back() is loop
    last = been[-1]
    assert last.restart().play == been[0].play
    for left in (last.restart(), last.jump("s1"), last.jump("s1").restart().jump("s0")):
        while left.play != last.play:
            assert left.can_go_back
            left = left.back()


@settings(max_examples=60)
@given(st.integers(0, 10_000))
def test_following_the_shortest_way_comes_to_the_scene(seed: int) -> None:
    story = texts(seed)[0]
    found = walk(story, RUBRIC)
    loop = Loop(SEED).saved(Version(story=story))
    for scene, way in found.witnesses.scenes.items():
        there = loop.follow(way)
        assert there.lost is None
        assert there.here == scene


def small(**changed: Scene | None) -> Story:
    """A decision, a passage, an ending; scenes as given in place of these, or left out."""
    case = make_case(3, 2)
    choice = next(c for s in case.scenes.values() for c in s.choices).model_copy(
        update={"when": None, "next": (), "add": {}, "set": {}, "then": (), "fallback": False}
    )
    way = next(s for s in case.scenes.values() if s.next).next[-1]

    def to(scene: str) -> tuple[object, ...]:
        return (way.model_copy(update={"when": None, "go": scene}),)

    scenes: dict[str, Scene | None] = {
        "room": Scene(
            phase="therapy",
            ask="?",
            choices=tuple(choice.model_copy(update={"id": i}) for i in ("wait", "speak")),
            next=to("hall"),  # type: ignore[arg-type]
        ),
        "hall": Scene(phase="therapy", next=to("out")),  # type: ignore[arg-type]
        "out": Scene(ending="held"),
    }
    scenes |= changed
    kept = {name: scene for name, scene in scenes.items() if scene is not None}
    return compile_case(case.model_copy(update={"start": next(iter(kept)), "scenes": kept}))


def scene(story: Story, name: str) -> Scene:
    return story.case.scenes[name]


def test_where_and_why_a_path_ends_is_said() -> None:
    story = small()
    loop = Loop(SEED).saved(Version(story=story)).apply(Choose("room", "wait"))
    room = scene(story, "room")
    wait, speak = room.choices

    def why(text: Story) -> tuple[int, int, str, str]:
        lost = loop.saved(Version(story=text)).lost
        assert lost is not None
        return lost.kept, lost.of, lost.move, lost.why

    def with_choices(*choices: object) -> Story:
        return small(room=room.model_copy(update={"choices": choices}))

    renamed = with_choices(wait.model_copy(update={"id": "wait-on"}), speak)
    assert why(renamed) == (
        0, 1, "room/wait", "room has no option wait any more; there is wait-on",
    )  # fmt: skip
    guarded = with_choices(wait.model_copy(update={"when": "n > 99"}), speak)
    assert why(guarded)[3] == "wait is not on offer in room now (if: n > 99)"
    assert why(with_choices())[3] == "nothing is chosen in room any more"
    begun = small(porch=scene(story, "hall"), room=None)
    begun = compile_case(begun.case.model_copy(update={"start": "hall"}))
    assert why(begun)[3] == "it begins in hall now; there is no scene room any more"


def test_a_start_set_by_hand_is_held_to_what_the_new_text_declares() -> None:
    story = small()
    number = story.case.variables["n"]
    assert number.min is not None
    assert number.max is not None
    loop = Loop(SEED).saved(Version(story=story))
    loop = loop.jump("room", {"n": number.max, "mood": "gone"})
    assert loop.changed == ()
    loop = loop.apply(Choose("room", "wait"))
    narrow = number.model_copy(update={"max": number.min + 1, "start": number.min})
    mood = story.case.variables["mood"].model_copy(update={"words": ("cold", "warm")})
    held = {"n": narrow, "mood": mood, "flag": story.case.variables["flag"]}
    text = compile_case(story.case.model_copy(update={"variables": held}))
    now = loop.saved(Version(story=text))
    assert now.lost is None
    assert now.play is not None
    assert text.values(now.play.state)["n"] == number.min + 1
    assert "mood can no longer be gone" in now.changed
    back = now.saved(Version(story=story))
    assert back.changed == ()
    assert back.play == loop.play


def test_a_scene_jumped_to_that_is_gone_begins_the_case_until_it_is_there_again() -> None:
    story = small()
    loop = Loop(SEED).saved(Version(story=story)).jump("hall")
    gone = small(hall=None, room=scene(story, "room").model_copy(
        update={"next": (scene(story, "hall").next[0],)}))  # fmt: skip
    now = loop.saved(Version(story=gone))
    assert now.play is not None
    assert now.play.state.scene == "room"
    assert now.lost is not None
    assert now.lost.why == "there is no scene hall any more"
    assert now.saved(Version(story=story)).play == loop.play
    on = now.apply(Choose("room", "wait"))
    assert on.start is None
    assert on.saved(Version(story=gone)).play == on.play


def test_nothing_is_played_before_a_text_loads() -> None:
    loop = Loop(SEED).saved(Version())
    assert loop.play is None
    assert loop.stale
    assert loop.back() is loop
    assert loop.jump("s0") is loop
    with pytest.raises(ValueError, match="before a text has loaded"):
        loop.apply(Choose("room", "wait"))


def test_why_not_is_said_of_hubs_and_endings() -> None:
    story = small()
    loop = Loop(SEED).saved(Version(story=story)).jump("out")
    assert loop.play is not None
    assert why_not(loop.play, Choose("out", "wait")) == "out is an ending now"
    assert Start("out") == loop.start
