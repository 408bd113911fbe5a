"""A debrief as one HTML page: the words of the text, and nothing that runs or loads."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_html import check, read
from scripted import SCRIPTS, debrief, read_script

from ppsim.report import html, text
from ppsim.report.compose import compose
from ppsim.report.page import Columns, Entry, Field, Page, Para, Section

WORD = re.compile(r"\w+")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_debrief_has_the_words_of_its_text(path: Path) -> None:
    page = compose(debrief(read_script(path)))
    root = read(html.render(page))
    check(root)
    body = root.tagged("header")[0].text + root.tagged("main")[0].text
    seen = sorted(WORD.findall(body.casefold()))
    plain = sorted(WORD.findall(text.render(page, 500).casefold()))
    columns = [b for s in page.sections for b in s.blocks if isinstance(b, Columns)]
    if not columns:  # text repeats the heads of a table in each row
        assert seen == plain
    assert set(seen) == set(plain)
    assert [h.text for h in root.tagged("h2")] == [s.title for s in page.sections if s.title]


PIECES = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(PIECES)
@settings(max_examples=100)
def test_any_text_stays_text(said: str) -> None:
    def page(words: str) -> Page:
        entry = Entry(words, (Para(words), Field(words, words)))
        table = Columns((words, words), ((words, words),))
        blocks = (Para(words), Field(words, words), entry, table)
        return Page(words, "sub", (Section("one", "One", blocks),))

    made = read(html.render(page(said)))
    lines = said.replace("\r\n", "\n").count("\n")
    shape = [tag for tag in made.shape if tag != "br"]
    assert shape == read(html.render(page("x"))).shape
    # everywhere but in headings and labels, lines stay lines
    assert made.shape.count("br") == 6 * lines
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", made.text)


def test_the_template_engine_loads_with_the_first_page_only() -> None:
    lines = (
        "import sys",
        "from ppsim.report import html, page, proof_html",
        "assert 'jinja2' not in sys.modules",
        "html.render(page.Page('a', '', ()))",
        "assert 'jinja2' in sys.modules",
    )
    subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True)
