from __future__ import annotations

from pathlib import Path

import pytest
from example_pages import PAGES, check_text, read_page, whole

import ppsim.check.run  # noqa: F401  (registers the checks)
from ppsim.check.registry import CHECKS, RULES
from ppsim.format import rules as format_rules

FOUND = sorted(PAGES.glob("PP*.md"))
OF_THE_CHECKER = {"PP990", "PP991", "PP992", "PP993"}


def test_every_rule_has_a_page_that_says_what_the_rule_says() -> None:
    pages = {page.code: page for page in map(read_page, FOUND)}
    assert set(RULES.rules) <= set(pages)
    for code, page in pages.items():
        rule = RULES.rules.get(code) or format_rules.RULES.rules[code]
        assert (page.title, page.severity) == (rule.title, rule.severity)


def test_every_page_has_a_rule() -> None:
    assert {path.stem for path in FOUND} <= {*RULES.rules, *format_rules.RULES.rules}


def test_every_rule_is_checked_by_somebody() -> None:
    assert set(RULES.rules) == set(CHECKS) | OF_THE_CHECKER


def test_no_code_is_used_by_two_floors() -> None:
    assert not set(RULES.rules) & set(format_rules.RULES.rules)


def test_messages_say_one_sentence_and_what_to_do() -> None:
    for rule in RULES:
        assert not rule.message.endswith(".")
        assert rule.do
        assert rule.do.endswith((".", "?", "..."))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_bad_examples_give_the_finding_and_good_ones_do_not(path: Path) -> None:
    page = read_page(path)
    assert page.bad
    assert page.good
    for example in page.bad:
        found = check_text(whole(example))
        codes = {finding.code for finding in found}
        assert page.code in codes, f"bad example gives {sorted(codes)}"
    for example in page.good:
        found = check_text(whole(example))
        codes = {finding.code for finding in found}
        assert page.code not in codes, f"good example gives {sorted(codes)}"
        assert not any(finding.severity == "error" for finding in found)


def test_findings_stand_at_a_place_with_its_line() -> None:
    for path in FOUND:
        if path.stem == "PP990":
            continue  # of the file as a whole
        for example in read_page(path).bad:
            text = whole(example)
            lines = text.splitlines()
            for finding in check_text(text):
                assert finding.span is not None, finding
                assert finding.excerpt == (lines[finding.span.line - 1] or None)
                assert 1 <= finding.span.column <= finding.span.end_column


def test_the_index_lists_every_page() -> None:
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    for page in map(read_page, FOUND):
        assert f"| [{page.code}]({page.code}.md) | {page.severity} | {page.title} |" in index
