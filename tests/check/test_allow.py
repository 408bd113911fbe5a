from __future__ import annotations

import pytest
from example_pages import PAGES, check_text

SHORT = (PAGES / "short.yaml").read_text(encoding="utf-8")


def on(comment: str) -> str:
    """The case with a finding, and a comment on its line."""
    return SHORT.replace("minutes: 2\n", f"minutes: 15{comment}\n")


def over(comment: str) -> str:
    """The case with a finding, and a comment on lines above it."""
    return SHORT.replace("minutes: 2\n", f"{comment}minutes: 15\n")


def codes(text: str) -> list[str]:
    return [finding.code for finding in check_text(text)]


def test_the_case_is_quiet_and_longer_minutes_are_a_finding() -> None:
    assert codes(SHORT) == []
    assert codes(on("")) == ["PP955"]


@pytest.mark.parametrize(
    "comment",
    [
        "# ppsim: allow PP955 because the seminar talks",
        "#ppsim:allow PP955 because the seminar talks",
        "# ppsim: allow PP955: the seminar talks",
        "# seen ppsim 2024  # ppsim: allow PP955 because the seminar talks",
    ],
)
def test_a_comment_allows_a_finding_on_its_line_or_on_the_next(comment: str) -> None:
    assert codes(on("  " + comment)) == []
    assert codes(over(comment + "\n")) == []
    assert codes(over(comment + "\n\n# another remark\n")) == []


def test_it_allows_no_other_line_and_no_other_code() -> None:
    allow = "# ppsim: allow PP955 because the seminar talks\n"
    assert codes(on("\n" + allow + "language: en")) == ["PP955", "PP991"]
    assert codes(on("  # ppsim: allow PP954 because of it")) == ["PP955", "PP991"]


def test_several_codes_each_count() -> None:
    text = on("  # ppsim: allow PP955, PP954 because the seminar talks")
    (finding,) = check_text(text)
    assert finding.code == "PP991"
    assert "PP954" in finding.message


def test_a_reason_is_asked_for() -> None:
    assert codes(on("  # ppsim: allow PP955")) == ["PP992"]
    assert codes(on("  # ppsim: allow PP955 because")) == ["PP992"]


@pytest.mark.parametrize("rest", ["", " everything", " PP95", " PP1234 because"])
def test_what_cannot_be_read_is_said(rest: str) -> None:
    assert sorted(codes(on("  # ppsim: allow" + rest))) == ["PP955", "PP993"]


def test_an_unknown_code_is_said_with_the_nearest() -> None:
    found = check_text(on("  # ppsim: allow PP957 because I say so"))
    (unknown,) = [f for f in found if f.code == "PP993"]
    assert "PP957" in unknown.message
    assert unknown.hint
    assert unknown.hint.startswith("Did you mean PP95")


@pytest.mark.parametrize(
    "line",
    [
        '      - "He takes # ppsim: allow PP955 because it is text"',
        "      - |\n        # ppsim: allow PP955 because it is text",
        "      - He takes#ppsim: allow PP955 because it is text",
    ],
)
def test_within_a_text_it_is_text(line: str) -> None:
    text = SHORT.replace("      - He takes his coat.", line)
    assert [code for code in codes(text) if code.startswith("PP99")] == []


def test_what_keeps_a_file_from_loading_cannot_be_allowed() -> None:
    text = SHORT.replace(
        "    next: hall", "    next: haul  # ppsim: allow PP300 because it will come"
    )
    found = check_text(text)
    assert [f.code for f in found] == ["PP300", "PP991"]
    assert "cannot be" in found[1].message


def test_an_allow_is_not_called_idle_where_not_all_was_looked_for() -> None:
    text = on("  # ppsim: allow PP954 because it is read aloud")
    assert codes(text) == ["PP955", "PP991"]
    bounded = [finding.code for finding in check_text(text, budget=1)]
    assert "PP990" in bounded
    assert "PP991" not in bounded
    assert "PP991" not in codes(text.replace("next: hall", "next: nowhere"))


def test_a_file_that_is_no_yaml_is_left_alone() -> None:
    assert "PP991" not in codes("ppsim: 1\n# ppsim: allow PP955 because\n  x: [")


@pytest.mark.parametrize(
    "comment",
    [
        "# ppsim: alow PP955 because so",
        "# ppsim: ignore PP955",
        "# ppsim: ignore the length",
        "# ppsim allow PP955 because so",
        "# PPSIM: Allow PP955 because so",
        "# ppsim: ok PP955",
    ],
)
def test_what_is_nearly_an_allow_is_said_to_allow_nothing(comment: str) -> None:
    assert codes(on("  " + comment)) == ["PP955", "PP993"]


@pytest.mark.parametrize(
    "comment",
    [
        "# ppsim explain PP955",
        "# ppsim: the format of this file",
        "# ppsim allows no tabs",
        "# ask what ppsim: ignore means",
        "# run ppsim check THIS-FILE",
    ],
)
def test_other_comments_on_ppsim_are_left_alone(comment: str) -> None:
    assert codes(on("  " + comment)) == ["PP955"]
