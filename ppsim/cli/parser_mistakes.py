"""An argparse parser that answers a mistake with one sentence, and what was meant where it is near.

argparse words its own refusals for programmers, and in other ways from version to version.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

from ppsim.cli.problems import Exit, tell

_REQUIRED = re.compile(r"the following arguments are required: (.+)")
_ARGUMENT = re.compile(r"argument (?:COMMAND|[^:]+/)?([^:]*): (.+)", re.DOTALL)
_OPTION = re.compile(r"--[a-z][a-z-]*")


class Parser(argparse.ArgumentParser):
    """A parser that says what was wrong and where the help is, and never in colour."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.color = False
        self.prepared: list[str] = []
        """The commands it knows, where it does not know them all."""

    def error(self, message: str) -> NoReturn:
        """Say what was wrong and where the help is; exit 2."""
        tell(f"{_in_words(message)} (see: {self.prog} --help)")
        sys.exit(Exit.USAGE)

    def too_much(self, words: list[str]) -> NoReturn:
        """Say which of the words given stand for nothing; exit 2."""
        word = words[0]
        if not word.startswith("-"):
            self.error(f"{word!r} is one word too many; a name with spaces stands in quotes")
        known = _OPTION.findall(self.format_help())
        self.error(f"there is no option {word}{_meant(word.partition('=')[0], known)}")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        known = [str(choice) for choice in action.choices]
        every = f"; there are {', '.join(known)}"
        if isinstance(action, argparse._SubParsersAction):
            near = _meant(str(value), known)
            raise argparse.ArgumentError(None, f"there is no command {value}{near or every}")
        raise argparse.ArgumentError(action, f"there is no {value}{every}")


def _in_words(message: str) -> str:
    required = _REQUIRED.fullmatch(message)
    if required is not None and " | " in required[1]:
        return f"one of these is missing: {required[1].replace(' | ', ', ')}"
    if required is not None:
        names = required[1].split(", ")
        return f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} missing"
    argument = _ARGUMENT.fullmatch(message)
    if argument is None:
        return message
    name, said = argument.groups()
    if said.startswith("not allowed with argument "):
        return f"{name} and {said.split()[-1]} do not go together"
    return f"{name}: {'a value is missing' if said.startswith('expected ') else said}"


def _meant(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word[:80], list(known), n=1, cutoff=0.7)
    return f"; did you mean {near[0]}?" if near else ""
