"""What docs/seminar.md tells a facilitator to type and to press is what there is."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from ppsim.cli.parser import parse
from ppsim.cohort.seminar import STEPS
from ppsim.cohort.seminar_time import LENGTHS, fits
from ppsim.tui.seminar.screen import SeminarScreen

PAGE = (Path(__file__).parents[2] / "docs" / "seminar.md").read_text("utf-8")
TYPED = [
    line.split("#")[0].removeprefix("ppsim ").strip()
    for block in re.findall(r"```sh\n(.+?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("ppsim ")
]


@pytest.mark.parametrize("command", TYPED)
def test_every_command_is_understood(command: str) -> None:
    assert parse(shlex.split(command)).run


def test_every_key_of_its_table_is_bound() -> None:
    bound = {key for binding in SeminarScreen.BINDINGS for key in binding.key.split(",")}
    table = PAGE.split("| key |")[1].split("\n\n")[0]
    pressed = set(re.findall(r"`([a-z])`", table.split("the agenda")[0]))
    assert pressed
    assert pressed <= bound


def test_numbers_it_gives_are_those_of_the_program() -> None:
    words = {4: "four", 7: "seven"}
    for minutes in LENGTHS:
        assert str(minutes) in PAGE
        assert words[fits(minutes)] in PAGE
    steps = re.findall(r"^\d\. \*\*", PAGE, re.MULTILINE)
    assert len(steps) == len(STEPS)
