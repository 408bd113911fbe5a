from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_bad_files import core

from ppsim.format.diagnostics import Diagnostic, Span, render
from ppsim.format.load import load_case, read_case_file, read_rubric_file
from ppsim.format.places import Document, ListPlace, MappingPlace, Part
from ppsim.format.source import MAX_BYTES, MAX_FINDINGS, Source

ROOT = Path(__file__).parents[2]
CLEAN = [*sorted((ROOT / "tests/cases/good").glob("*.yaml")), *(ROOT / "vignettes").glob("*.yaml")]


def codes(text: str | bytes) -> list[str]:
    return [d.code for d in load_case(text, "x.yaml", core()).diagnostics]


@pytest.mark.parametrize("path", CLEAN, ids=lambda p: p.stem)
def test_good_files_load_without_a_word(path: Path) -> None:
    loaded = read_case_file(path, core())
    assert [render(d) for d in loaded.diagnostics] == []
    assert loaded.value is not None


def test_the_core_rubric_loads_without_a_word() -> None:
    loaded = read_rubric_file(ROOT / "scoring/rubrics/ppsim-core.yaml")
    assert loaded.diagnostics == ()
    assert loaded.value is not None
    assert len(loaded.value.hash) == 64


TOMASZ = (ROOT / "tests/cases/good/tomasz.yaml").read_text(encoding="utf-8")


def test_what_is_read_is_what_is_written() -> None:
    case = load_case(TOMASZ, "tomasz.yaml", core()).value
    assert case is not None
    hour = case.scenes["the-hour"]
    assert [line.speaker for line in hour.text] == ["tomasz", "tomasz", "inner"]
    assert hour.text[2].conditions == ("pressure >= 3",)
    ask = hour.choices[2]
    assert [(c.code, c.intensity) for c in ask.codes or ()] == [
        ("ATT.EXPLORE", 1.0),
        ("FRA.STRETCH", 0.5),
    ]
    assert (ask.mode, ask.words) == ("say", "You did her round as well. Who does yours?")
    assert hour.choices[3].when == "pressure >= 3"
    question = case.scenes["the-question"]
    assert [line.conditions for line in question.text] == [
        ('chose("the-hour/keep")',),
        ('chose("the-hour/keep")',),
        ('not chose("the-hour/keep")',),
        (),
    ]
    assert [(b.when, b.go) for b in case.scenes["idris"].next] == [
        ("pressure <= 2", "on-the-hour"),
        (None, "shorter"),
    ]
    assert case.variables["told"].kind == "flag"
    assert case.addressee("supervision") == "idris"
    assert case.scenes["ten-to-nine"].choices[0].codes is None


def _walk(data: Any, part: Part, path: tuple[str | int, ...]) -> Any:
    yield path, data, part
    if isinstance(part, MappingPlace):
        for key, value in data.items():
            yield from _walk(value, part.parts[key], (*path, key))
    elif isinstance(part, ListPlace):
        for i, value in enumerate(data):
            yield from _walk(value, part.parts[i], (*path, i))


def test_every_key_and_value_has_its_place() -> None:
    loaded = load_case(TOMASZ, "tomasz.yaml", None)
    document = loaded.document
    assert isinstance(document, Document)
    seen = 0
    for path, data, part in _walk(document.data, document.place, ()):
        assert document.part(path) is part
        span = loaded.source.span_of(part)
        text = loaded.source.line(span.line)[span.column - 1 : span.end_column - 1]
        if isinstance(data, str):
            assert data.startswith(text.strip("\"'")[:20])
        if path and isinstance(path[-1], str):
            key = loaded.source.span_of(document.key(path))
            assert loaded.source.line(key.line)[key.column - 1 : key.end_column - 1] == path[-1]
        seen += 1
    assert seen > 300


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for loaded in (read_case_file(tmp_path / "no.yaml", None), read_rubric_file(tmp_path)):
        assert loaded.value is None
        assert [d.code for d in loaded.diagnostics] == ["PP001"]


def test_too_large_is_not_even_read() -> None:
    assert codes("#" * (MAX_BYTES + 1)) == ["PP003"]
    assert codes(b"#" * (MAX_BYTES + 1)) == ["PP003"]


def test_a_byte_order_mark_is_no_fault() -> None:
    assert codes(b"\xef\xbb\xbf" + TOMASZ.encode()) == []
    assert codes("\ufeff" + TOMASZ) == []


def test_windows_line_ends_are_no_fault_and_keep_the_lines() -> None:
    text = TOMASZ.replace("next: the-hour\n", "next: the-our\n").replace("\n", "\r\n")
    (found,) = load_case(text.encode(), "x.yaml", None).diagnostics
    assert (found.code, found.span) == ("PP300", Span(59, 11, 59, 18))
    assert found.excerpt == "    next: the-our"


def test_a_newer_format_says_nothing_else() -> None:
    assert codes(TOMASZ.replace("ppsim: 1", "ppsim: 2").replace("seat:", "seats:")) == ["PP101"]


def test_findings_past_the_limit_are_counted() -> None:
    text = "ppsim: 1\n" + "".join(f"nokey{i}: 1\n" for i in range(MAX_FINDINGS * 2))
    loaded = load_case(text, "x.yaml", None)
    assert loaded.value is None
    assert len(loaded.diagnostics) == MAX_FINDINGS + 1
    assert loaded.diagnostics[-1].code == "PP099"


def test_without_a_rubric_codes_are_not_judged() -> None:
    text = TOMASZ.replace("FRA.HOLD", "NO.SUCH")
    assert load_case(text, "x.yaml", None).value is not None
    assert load_case(text, "x.yaml", core()).value is None


def test_a_comment_after_two_spaces_is_a_comment() -> None:
    line = "- Two cups are still on the sill from yesterday."
    assert codes(TOMASZ.replace(line, line + "  # a remark")) == []
    assert codes(TOMASZ.replace(line, line + " # a remark")) == ["PP030"]
    assert codes(TOMASZ.replace(line, line + "  #4 a remark")) == ["PP030"]


LONG = "x" * 500


@pytest.mark.parametrize(
    ("span", "excerpt", "expected"),
    [
        (
            Span(3, 5, 3, 8),
            "ab: \x1b[1m",
            "f:3:5: error PP900: no\n   3 | ab: <U+001B>[1m\n     |     ^^^^^^^^^^",
        ),
        (Span(3, 2, 3, 2), "abc", "f:3:2: error PP900: no\n   3 | abc\n     |  ^"),
        (Span(3, 9, 3, 12), "abc", "f:3:9: error PP900: no\n   3 | abc\n     |    ^"),
        (Span(3, 1, 4, 1), "abc", "f:3:1: error PP900: no\n   3 | abc\n     | ^^^"),
        (None, None, "f: error PP900: no"),
    ],
)
def test_render(span: Span | None, excerpt: str | None, expected: str) -> None:
    assert render(Diagnostic("PP900", "error", "no", None, "f", span, excerpt)) == expected


def test_a_long_line_is_shown_around_the_caret() -> None:
    line = "a" * 400 + "HERE" + "b" * 400
    shown = render(Diagnostic("PP900", "error", "no", None, "f", Span(1, 401, 1, 405), line))
    _, source, caret = shown.splitlines()
    assert len(source) < 180
    assert source[caret.index("^") : caret.rindex("^") + 1] == "HERE"


def test_source_lines_are_libyamls() -> None:
    source = Source("x", "a\r\nb\rc\nd")
    assert source.lines == ["a", "b", "c", "d"]
    assert source.span_at(source.text.index("d")) == Span(4, 1, 4, 2)
