"""``--help`` of every command: it fits a terminal, and leaves no word unexplained."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest

from ppsim.cli.parser import _parser


def helps(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from helps(below)


@pytest.mark.parametrize("parser", [*helps(_parser())], ids=lambda parser: parser.prog)
def test_every_help_fits_80_columns_and_explains_every_word(
    parser: argparse.ArgumentParser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert max(map(len, parser.format_help().splitlines())) <= 80
    assert parser.description
    assert parser.description[0].isupper()
    assert parser.description[-1] == "."
    own = (a for a in parser._actions if not isinstance(a, argparse._SubParsersAction))
    for action in own:
        assert action.help, f"{parser.prog}: {action.option_strings or action.dest}"
