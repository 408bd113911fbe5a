"""Author and trainee text stays text in Markdown: a CommonMark reader must see it unchanged."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ppsim.report.markdown import literal, render
from ppsim.report.page import Columns, Entry, Field, Page, Para, Section

HOSTILE = [
    "[long pause] [/] [@click=app.quit]x[/] [b",
    "# not a heading",
    "- not a list",
    "12. not a list",
    "1) neither",
    "+ plus",
    "> not a quote",
    "<script>alert(1)</script>",
    "*stars* and _lines_ and `ticks` and ~~tildes~~",
    "![img](http://example.com/x.png)",
    "a | b",
    "Setext\n===",
    "Setext\n---",
    "&copy; &#65;",
    "back\\slash \\[ \\",
    "$x$",
]


def visible(markdown: str) -> str:
    """What a reader sees: the HTML's text, block tags being only paragraphs and breaks."""
    rendered = MarkdownIt("commonmark").enable("table").enable("strikethrough").render(markdown)
    tags = set(re.findall(r"</?([a-z0-9]+)", rendered))
    assert tags <= {"p", "br"}, rendered
    return html.unescape(re.sub(r"<[^>]+>", "", rendered)).strip()


def squash(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is(text: str) -> None:
    assert squash(visible(literal(text))) == squash(text)


@settings(deadline=None, max_examples=400)
@given(st.text(alphabet=st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"])))
def test_any_line_is_shown_as_it_is(text: str) -> None:
    text = text.strip()
    assert squash(visible(literal(text))) == squash(text)


def test_a_page_keeps_its_order_and_its_tables_hold_hostile_cells() -> None:
    page = Page(
        "Twenty | past",
        "your first pass",
        (
            Section("path", "", (Para("The hour ran over."),)),
            Section(
                "moments",
                "Moments",
                (Entry("The Friday: reactive", (Field("You said", "a\nb"),)),),
            ),
            Section("parallel", "The parallel", (Columns(("One", "Two"), (("x | y", "z\nw"),)),)),
        ),
    )
    text = render(page)
    rendered = MarkdownIt("commonmark").enable("table").render(text)
    headings = re.findall(r"<h(\d)>(.*?)</h\d>", rendered)
    assert headings == [
        ("1", "Twenty | past"),
        ("2", "Moments"),
        ("3", "The Friday: reactive"),
        ("2", "The parallel"),
    ]
    assert re.findall(r"<td>(.*?)</td>", rendered) == ["x | y", "z w"]
