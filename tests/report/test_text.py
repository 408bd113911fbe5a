"""The page as plain text: never wider than asked, nothing lost, no escape in it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ppsim.report.page import Columns, Entry, Field, Page, Para, Section
from ppsim.report.text import render

WORD = st.text(alphabet="abcdefghij,.'?-", min_size=1, max_size=12)
WORDS = st.lists(WORD, min_size=1, max_size=40).map(" ".join)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    simple = st.one_of(WORDS.map(Para), st.builds(Field, WORDS, WORDS))
    entry = st.builds(
        Entry,
        WORDS,
        st.lists(simple, max_size=4).map(tuple),
    )
    columns = st.builds(
        Columns,
        st.just(("one", "two")),
        st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=3).map(tuple),
    )
    section = st.builds(
        Section,
        st.just("s"),
        WORDS,
        st.lists(st.one_of(simple, entry, columns), max_size=5).map(tuple),
    )
    return Page(draw(WORDS), draw(WORDS), tuple(draw(st.lists(section, max_size=4))))


@settings(deadline=None, max_examples=150)
@given(pages(), st.integers(30, 120))
def test_lines_fit_the_width(page: Page, width: int) -> None:
    assert all(len(line) <= width for line in render(page, width).splitlines())


def words_of(page: Page) -> list[str]:
    texts: list[str] = [page.title.upper(), page.subtitle]
    for section in page.sections:
        texts.append(section.title.upper())
        for block in section.blocks:
            texts += texts_of(block)
    return [w for t in texts for w in t.split()]


def texts_of(block: Para | Field | Entry | Columns) -> list[str]:
    match block:
        case Para(text):
            return [text]
        case Field(label, text):
            return [f"{label}: {text}"]
        case Entry(title, blocks):
            return [title, *(t for b in blocks for t in texts_of(b))]
        case Columns(heads, rows):
            return [f"{h}: {c}" for row in rows for h, c in zip(heads, row, strict=True)]


@settings(deadline=None, max_examples=150)
@given(pages(), st.integers(30, 120))
def test_every_word_stands_in_order(page: Page, width: int) -> None:
    assert "".join(render(page, width).split()) == "".join(words_of(page))


def test_a_field_of_several_lines_keeps_them() -> None:
    page = Page("T", "", (Section("s", "S", (Field("What happened", "one\ntwo"),)),))
    assert render(page) == "T\n\nS\n  What happened: one\n    two\n"
