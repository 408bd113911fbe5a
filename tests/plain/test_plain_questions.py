"""Each question reads what fits it, and refuses the rest."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppsim.plain.questions import (
    Enter,
    Pick,
    PickOrNone,
    Question,
    Scale,
    Several,
    Unfit,
    YesNo,
    word_in,
)


@pytest.mark.parametrize(
    ("question", "answer", "means"),
    [
        (Pick(3), "1", 0),
        (Pick(3), "3.", 2),
        (PickOrNone(3), "", None),
        (PickOrNone(3), "None", None),
        (PickOrNone(3), "2", 1),
        (Several(3), "3, 1 3", (0, 2)),
        (Several(3), "none", ()),
        (Several(3), "", ()),
        (Scale(), "0", 0),
        (Scale(), "10", 10),
        (Scale(), "Skip", None),
        (Enter(), "", None),
        (Enter(), "go", None),
        (YesNo(), "Y", True),
        (YesNo(), "no", False),
    ],
)
def test_what_fits(question: Question[Any], answer: str, means: object) -> None:
    assert question.read(answer) == means


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (Pick(3), "0"),
        (Pick(3), "4"),
        (Pick(3), "-1"),
        (Pick(3), "one"),
        (Pick(3), "\u0661"),
        (Pick(3), "1 2"),
        (Pick(3), ""),
        (Several(3), "1 4"),
        (Scale(), "11"),
        (Scale(), "7.5"),
        (Enter(), "1"),
        (YesNo(), ""),
        (YesNo(), "maybe"),
    ],
)
def test_what_does_not_fit(question: Question[Any], answer: str) -> None:
    with pytest.raises(Unfit):
        question.read(answer)


@settings(deadline=None)
@given(
    st.sampled_from([Pick(4), PickOrNone(4), Several(4), Scale(), Enter(), YesNo()]),
    st.text(max_size=30),
)
def test_any_answer_either_fits_or_is_refused(question: Question[Any], answer: str) -> None:
    try:
        question.read(answer)
    except Unfit:
        assert question.fits


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ("repeat", ("repeat", "")),
        ("AGAIN", ("repeat", "")),
        ("note he moved his lunch", ("note", "he moved his lunch")),
        ("note: he moved", ("note", "he moved")),
        ("note", ("note", "")),
        ("?", ("help", "")),
        ("quit", ("stop", "")),
        ("stop it", None),
        ("2", None),
        ("", None),
    ],
)
def test_words_are_known_by_their_beginning_and_only_a_note_takes_more(
    answer: str, word: tuple[str, str] | None
) -> None:
    assert word_in(answer) == word
