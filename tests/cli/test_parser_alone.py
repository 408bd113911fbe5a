"""A command prepared alone takes and tells what it does among all of them."""

from __future__ import annotations

import argparse

import pytest

from ppsim.cli.parser import _parser, parse
from ppsim.cli.parser_mistakes import Parser


def commands(parser: Parser) -> dict[str, argparse.ArgumentParser]:
    (found,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return dict(found.choices)


ALL = commands(_parser())


@pytest.mark.parametrize("name", ALL)
def test_its_words_are_the_same_alone(name: str) -> None:
    alone = commands(_parser(name))
    assert list(alone) == [name]
    assert alone[name].format_help() == ALL[name].format_help()
    assert alone[name]._defaults == ALL[name]._defaults


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as left:
        parse(words)
    assert left.value.code == 2
    return capsys.readouterr().err


def test_what_is_like_no_command_is_told_with_all_of_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = told(capsys, "zzz", "x")
    assert all(name in said for name in ALL)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("chekc x", "there is no command chekc; did you mean check? (see: ppsim --help)"),
        ("attempts lst", "did you mean list? (see: ppsim attempts --help)"),
        ("check", "PATH is missing (see: ppsim check --help)"),
        ("panel", "CASE and RATINGS are missing (see: ppsim panel --help)"),
        ("cohort", "one of these is missing: report, demo (see: ppsim cohort --help)"),
        ("map my case", "'case' is one word too many; a name with spaces stands in quotes"),
        ("check --formt json x", "no option --formt; did you mean --format? (see: ppsim check"),
        ("check --format xml x", "--format: there is no xml; there are text, json, sarif, github"),
        ("walk x --seed", "--seed: a value is missing (see: ppsim walk --help)"),
        ("fmt --check --diff x", "--diff and --check do not go together"),
        ("walk x --budget -3", "--budget: a budget is a whole number"),
    ],
)
def test_a_mistake_is_told_in_plain_words_and_with_what_was_meant(
    capsys: pytest.CaptureFixture[str], words: str, says: str
) -> None:
    assert says in told(capsys, *words.split())


def test_without_a_command_the_app_is_told_whose_attempts_and_which_cases() -> None:
    args = parse(["--profile", "Anna", "--cases=mine", "--cases", "more"])
    assert (args.run, args.profile, [str(folder) for folder in args.cases]) == (
        "start",
        "Anna",
        ["mine", "more"],
    )
    assert parse([]).profile is None


def test_before_a_command_its_options_are_not_passed_over(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = told(capsys, "--profile", "Anna", "--cases=mine", "cases")
    assert "ppsim cases --profile Anna --cases=mine" in said
