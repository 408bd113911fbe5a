from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from example_pages import MADE, PAGES, Page, found_in, read_page

import ppsim.check.run  # noqa: F401  (registers the checks)
from ppsim.check.registry import CHECKS, OF_RUBRICS, RULES
from ppsim.format import rules as format_rules
from ppsim.format.diagnostics import Diagnostic
from ppsim.scripts.model import RULES as SCRIPT_RULES

FOUND = sorted(PAGES.glob("P*.md"))
ALL = {**format_rules.RULES.rules, **RULES.rules, **SCRIPT_RULES.rules}
OF_THE_CHECKER = {"PP990", "PP991", "PP992", "PP993"}
OF_THE_WHOLE_FILE = {"PP990", "PP099", "PP001", "PP002", "PP003", "PP007", "PP016", "PP100"}


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return {page.code: page for page in map(read_page, FOUND)}


def test_every_code_has_a_page_and_every_page_a_code(pages: dict[str, Page]) -> None:
    assert {path.stem for path in FOUND} == set(pages) == set(ALL)


def test_pages_say_what_the_rules_say(pages: dict[str, Page]) -> None:
    for code, page in pages.items():
        assert (page.title, page.severity) == (ALL[code].title, ALL[code].severity)


def test_every_rule_is_checked_by_somebody() -> None:
    assert set(RULES.rules) == {*CHECKS, *OF_RUBRICS, *OF_THE_CHECKER}


def test_no_code_is_used_by_two_floors() -> None:
    assert len(ALL) == sum(
        len(registry.rules) for registry in (RULES, format_rules.RULES, SCRIPT_RULES)
    )


def test_messages_say_one_sentence_and_what_to_do() -> None:
    for rule in RULES:
        assert not rule.message.endswith(".")
        assert rule.do
        assert rule.do.endswith((".", "?", "..."))


def stand_at_their_lines(found: Iterable[Diagnostic], path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    for finding in found:
        if finding.span is None:
            assert finding.code in OF_THE_WHOLE_FILE, finding
            continue
        assert finding.excerpt == (lines[finding.span.line - 1] or None)
        assert 1 <= finding.span.column <= finding.span.end_column


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_bad_examples_give_the_finding_and_good_ones_do_not(path: Path, tmp_path: Path) -> None:
    page = read_page(path)
    assert page.bad
    assert page.good
    for example in page.bad:
        found = found_in(example, tmp_path)
        codes = {finding.code for finding in found}
        assert page.code in codes, f"bad example gives {sorted(codes)}"
        assert page.code in OF_THE_WHOLE_FILE or all(f.span for f in found if f.code == page.code)
        if not example.made and not page.code.startswith("PT"):
            stand_at_their_lines(found, tmp_path / "case.yaml")
    for example in page.good:
        found = found_in(example, tmp_path)
        codes = {finding.code for finding in found}
        assert page.code not in codes, f"good example gives {sorted(codes)}"
        if not example.made:
            assert not any(finding.severity == "error" for finding in found), found


def test_every_way_of_making_a_file_is_used(pages: dict[str, Page]) -> None:
    used = {e.text for page in pages.values() for e in (*page.bad, *page.good) if e.made}
    assert used == set(MADE)


def test_the_index_lists_every_page(pages: dict[str, Page]) -> None:
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    for page in pages.values():
        assert f"| [{page.code}]({page.code}.md) | {page.severity} | {page.title} |" in index
