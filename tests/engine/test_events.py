"""Events go to JSON and back unchanged; whatever else comes in gets a clear refusal."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppsim.engine.events import (
    BadEvent,
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

ids = st.text(max_size=12)
at = st.none() | st.just("2026-03-01T09:00:00+00:00")
numbers = st.integers(0, 10)

EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(Choose, ids, ids, at),
    st.builds(Leave, ids, at),
    st.builds(Go, ids, at),
    st.builds(
        Noticed, ids, st.dictionaries(ids, numbers, max_size=3), st.lists(ids).map(tuple), at
    ),
    st.builds(Reasoned, ids, ids, st.none() | ids, st.none() | numbers, at),
    st.builds(Retake, st.integers(0, 1000), at),
    st.builds(Stop, at),
)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ids,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ids, inner, max_size=4),
    max_leaves=8,
)


@settings(deadline=None)
@given(EVENTS)
def test_there_and_back(event: Event) -> None:
    assert from_json(json.loads(json.dumps(to_json(event)))) == event


@settings(deadline=None, max_examples=300)
@given(EVENTS, st.dictionaries(st.sampled_from(list("kxs")) | ids, JSON, max_size=2), st.data())
def test_a_spoilt_event_is_refused_or_is_an_event(
    event: Event, more: dict[str, Any], data: st.DataObject
) -> None:
    spoilt = to_json(event)
    key = data.draw(st.sampled_from(sorted(spoilt)))
    spoilt[key] = data.draw(JSON)
    for value in (spoilt, spoilt | more, {k: v for k, v in spoilt.items() if k != key}):
        try:
            read = from_json(value)
        except BadEvent:
            continue
        assert from_json(to_json(read)) == read


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (None, "a mapping"),
        ([], "a mapping"),
        ({}, "no kind"),
        ({"kind": "jump"}, "there are choose, leave"),
        ({"kind": "choose", "scene": "a"}, "needs choice"),
        ({"kind": "choose", "scene": 1, "choice": "b"}, "needs scene as text"),
        ({"kind": "go", "scene": "a", "choice": "b"}, "has no 'choice'"),
        ({"kind": "go", "scene": "a", "at": 5}, "needs at"),
        ({"kind": "retake"}, "number of an earlier event"),
        ({"kind": "retake", "event": True}, "whole number"),
        ({"kind": "notice", "scene": "a", "feelings": {"x": "5"}}, "with a number"),
        ({"kind": "notice", "scene": "a", "pulls": "to_rescue"}, "list of words"),
        (
            {"kind": "reason", "scene": "a", "choice": "b", "reason": None, "confidence": 1.5},
            "whole number",
        ),
    ],
)
def test_what_is_wrong_is_said(value: object, why: str) -> None:
    with pytest.raises(BadEvent, match=why):
        from_json(value)
