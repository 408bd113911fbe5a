"""docs/format.md: its case plays, it names every key, and it lists every rule.

``python tests/format/test_format_page.py`` writes the list of rules anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_bad_files import core

from ppsim.format.choices import CHOICE_KEYS
from ppsim.format.diagnostics import render
from ppsim.format.load import load_case, load_rubric
from ppsim.format.rubric_file import KEYS as RUBRIC_KEYS
from ppsim.format.rules import RULES
from ppsim.format.vignette import KEYS

PAGE = Path(__file__).parents[2] / "docs" / "format.md"
BEGIN, END = "<!-- rules -->\n", "<!-- end of rules -->\n"


def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def blocks() -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", page(), re.DOTALL)


def table() -> str:
    rows = [
        f"| {r.code} | {'' if r.severity == 'error' else r.severity} | {r.title} |" for r in RULES
    ]
    return "\n".join(["| code | | |", "|---|---|---|", *rows]) + "\n"


def test_the_first_case_loads() -> None:
    loaded = load_case(blocks()[0], "docs/format.md", core())
    assert [render(d) for d in loaded.diagnostics] == []


SCENE = """
  room:
    phase: therapy
"""
HEAD = """\
ppsim: 1
id: made
version: 1.0.0
title: Made
seat: therapist
parallel: process
minutes: 2
cast:
  ana: {name: Ana, role: therapist, you: true}
  ben: {name: Ben, role: client}
"""
VARIABLES = """\
variables:
  told: false
  pressure: {start: 2, min: 0, max: 6}
"""
ENDS = "".join(
    f"  {name}:\n    ending: held\n    text: [Rain.]\n"
    for name in ("coat-off", "on-the-hour", "too-late", "shorter")
)


def indented(text: str, by: int) -> str:
    return "".join(" " * by + line + "\n" for line in text.splitlines())


def in_a_case(block: str) -> str:
    """A whole case round a piece of one."""
    first = next(line for line in block.splitlines() if not line.startswith("#"))
    head, variables, scene = HEAD, VARIABLES, ""
    choices = "".join(f"      - {{id: {c}, do: Wait.}}\n" for c in ("keep", "tell", "wait"))
    nexts = "    next: coat-off\n"
    if first.startswith(("key_features:", "patterns:")):
        head += block
    elif first.startswith("variables:"):
        variables = block
    elif first.startswith("door:"):
        return f"{head}{variables}start: door\nscenes:\n{indented(block, 2)}{SCENE}{nexts}{ENDS}"
    elif first.startswith("tells:"):
        scene = "    disclosure: {what: x, cue: none, at: working, stage: late}\n"
        choices = f"      - id: keep\n        do: Wait.\n{indented(block, 8)}"
    elif first.startswith("choices:"):
        choices = "".join(indented(block, 4).splitlines(keepends=True)[1:])
    elif first.startswith("next:"):
        nexts = indented(block, 4)
    else:
        scene = indented(block, 4)
    scenes = f"{SCENE}{scene}    choices:\n{choices}{nexts}"
    return f"{head}{variables}start: room\nscenes:\n{scenes}{ENDS}"


RUBRIC = "ppsim: 1\nrubric:"
PIECES = [b for b in blocks()[1:] if not b.startswith(("codes:", "# yaml-language-server", RUBRIC))]


@pytest.mark.parametrize("block", PIECES, ids=lambda b: b.split(":")[0].strip())
def test_every_piece_on_the_page_loads(block: str) -> None:
    loaded = load_case(in_a_case(block), "docs/format.md", core())
    assert [render(d) for d in loaded.diagnostics] == []


def test_the_rubric_on_the_page_loads() -> None:
    (block,) = [b for b in blocks() if b.startswith(RUBRIC)]
    loaded = load_rubric(block, "docs/format.md", lambda _: core())
    assert [render(d) for d in loaded.diagnostics] == []


def test_every_key_is_on_the_page() -> None:
    keys = {key for group in KEYS.values() for key in group} | {*CHOICE_KEYS, "lines", "go"}
    keys |= {key for group in RUBRIC_KEYS.values() for key in group}
    text = page()
    assert [key for key in sorted(keys) if f"`{key}`" not in text and f"{key}:" not in text] == []


def test_every_rule_is_on_the_page() -> None:
    inside = page().split(BEGIN)[1].split(END)[0]
    assert inside == table()


if __name__ == "__main__":
    before, rest = page().split(BEGIN)
    PAGE.write_text(before + BEGIN + table() + END + rest.split(END)[1], encoding="utf-8")
