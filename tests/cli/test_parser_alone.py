"""A command prepared alone takes and tells what it does among all of them."""

from __future__ import annotations

import argparse

import pytest

from ppsim.cli.parser import Parser, _parser


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


def test_what_is_no_command_is_told_with_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    from ppsim.cli.parser import parse

    with pytest.raises(SystemExit) as left:
        parse(["chekc", "x"])
    assert left.value.code == 2
    told = capsys.readouterr().err
    assert all(name in told for name in ALL)
