"""Any text becomes lines that fit, with nothing hidden in them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ppsim.plain.text import cells, wrap
from ppsim.words.safe import safe

any_text = st.text(st.characters(), max_size=200)


@settings(deadline=None)
@given(any_text)
def test_no_control_character_comes_through(text: str) -> None:
    shown = safe(text)
    assert all(c == "\n" or c.isprintable() or c not in map(chr, range(0x20)) for c in shown)
    assert not {"\x1b", "\x9b", "\x07", "\r", "\u202e", "\u2066"} & set(shown)
    shown.encode("utf-8")


def test_a_terminal_escape_is_shown_for_what_it_is() -> None:
    assert safe("a\x1b[31mb\u202ec") == "a<U+001B>[31mb<U+202E>c"


def test_marks_that_people_need_are_kept() -> None:
    family, arabic = "\U0001f469\u200d\U0001f467", "\u0645\u0631\u062d\u0628\u0627\u200f!"
    assert safe(family + arabic) == family + arabic


@settings(deadline=None)
@given(any_text, st.integers(4, 40), st.sampled_from(["", "1. ", "   "]))
def test_lines_fit_the_width_and_no_word_is_lost(text: str, width: int, first: str) -> None:
    rest = " " * len(first)
    lines = wrap(safe(text), width, first, rest)
    assert all(cells(line) <= max(width, cells(first) + 2) for line in lines)
    spoken = "".join("".join(lines).removeprefix(first.rstrip()).split())
    assert spoken == "".join(safe(text).split())


def test_wide_characters_take_two_columns_and_combining_ones_none() -> None:
    assert cells("\u6f22\u5b57") == 4
    assert cells("e\u0301") == 1
    assert wrap("\u6f22" * 5, 6) == ["\u6f22" * 3, "\u6f22" * 2]


def test_a_newline_starts_a_new_line_and_an_empty_text_is_one() -> None:
    assert wrap("one two\nthree", 40, "- ", "  ") == ["- one two", "  three"]
    assert wrap("", 40) == [""]
