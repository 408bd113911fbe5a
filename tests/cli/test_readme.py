"""README promises commands; they are the ones there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ppsim.cli.parser import parse

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text("utf-8")

INSTALL = "python3 -m venv .venv && .venv/bin/python -m pip install . && .venv/bin/ppsim"
TEST = (
    "python3 -m venv .venv && .venv/bin/python -m pip install -e '.[test]' && "
    ".venv/bin/python -m pytest"
)


def test_the_two_commands_do_all_the_setting_up() -> None:
    assert README.splitlines().count(INSTALL) == 1
    assert README.splitlines().count(TEST) == 1


@pytest.mark.parametrize("command", re.findall(r"^\| `ppsim (.+?)` \|", README, re.MULTILINE))
def test_every_command_of_the_table_is_understood(command: str) -> None:
    assert parse(command.split()).run


def test_every_page_that_is_pointed_to_is_there() -> None:
    pages = re.findall(r"\]\(([^)#]+)\)", README)
    assert len(pages) >= 5
    for page in pages:
        assert (ROOT / page).exists(), page


def test_ci_runs_what_readme_says() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    pattern = re.search(r'sed -n "s/(\^.+?\$)/', script)
    assert pattern is not None
    found = re.findall(pattern[1].replace(r"\(", "(").replace(r"\)", ")"), README, re.MULTILINE)
    assert found == [TEST]
    assert "pip install -e" not in script
