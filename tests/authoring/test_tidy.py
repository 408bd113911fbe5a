"""Laying out changes nothing that is meant, loses no comment, and is done the first time."""

from __future__ import annotations

import random
import re
from collections import Counter
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from yaml_files import CASES, CORE, FILES, ROOT, core, laid_out, name

from ppsim.authoring import keys
from ppsim.authoring.scalars import quoted, written
from ppsim.authoring.tidy import NotTidied
from ppsim.authoring.tree import Node
from ppsim.format.canonical import case_hash
from ppsim.format.load import load_case, load_rubric
from ppsim.format.vignette import KEYS


def difference(one: str, other: str) -> list[str]:
    """The lines that differ; comparing long texts by ``==`` takes pytest minutes to explain."""
    return list(unified_diff(one.split("\n"), other.split("\n"), n=0, lineterm=""))


def comments(text: str) -> Counter[str]:
    """The comments of a text, as another reader of YAML finds them: ruamel's scanner."""
    loader = YAML()
    data = loader.load(text)
    found: Counter[str] = Counter()
    seen: set[int] = set()

    def gather(token: object) -> None:
        if isinstance(token, list):
            for one in token:
                gather(one)
        elif token is not None and id(token) not in seen:
            seen.add(id(token))
            value = getattr(token, "value", "")
            found.update(line.strip() for line in value.split("\n") if line.strip())

    def visit(node: object) -> None:
        about = getattr(node, "ca", None)
        if about is not None:
            gather(about.comment)
            gather(about.end)
            for token in about.items.values():
                gather(token)
        if isinstance(node, dict):
            for value in node.values():
                visit(value)
        elif isinstance(node, list):
            for value in node:
                visit(value)

    visit(data)
    return found


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_second_time_changes_nothing(path: Path) -> None:
    once = laid_out(path.read_text("utf-8"))
    assert difference(laid_out(once), once) == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_comment_is_lost(path: Path) -> None:
    text = path.read_text("utf-8")
    assert comments(laid_out(text)) == comments(text)


@pytest.mark.parametrize("path", [*CASES, CORE], ids=name)
def test_the_hash_stays(path: Path) -> None:
    text = path.read_text("utf-8")
    assert meaning(laid_out(text)) == meaning(text)


def meaning(text: str) -> str:
    if "\nscenes:" in text:
        case = load_case(text, "made.yaml", core())
        assert case.value is not None, case.diagnostics
        return case_hash(case.value)
    rubric = load_rubric(text, "made.yaml")
    assert rubric.value is not None, rubric.diagnostics
    return rubric.value.hash


SMALL = ROOT / "tests" / "cases" / "good" / "tomasz.yaml"
LAID = laid_out(SMALL.read_text("utf-8"))


@given(st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_layout_forgets_how_a_file_was_laid_out(seed: int) -> None:
    """Blank lines, spaces at the ends and quotation marks come out one way."""
    assert difference(laid_out(scrambled(LAID, random.Random(seed))), LAID) == []


def scrambled(text: str, rng: random.Random) -> str:
    lines = []
    for line in text.split("\n"):
        if rng.random() < 0.1 and not line.lstrip().startswith("#"):
            lines += [" " * rng.randrange(4)] * rng.randrange(1, 3) if lines and line == "" else []
        found = re.fullmatch(r"(\s*(?:- )?(?:say|because|title|time): )([\w ,.']+)", line)
        if found and rng.random() < 0.5:
            line = found[1] + (quoted(found[2]) if rng.random() < 0.5 else single(found[2]))
        lines.append(line + " " * rng.choice((0, 0, 2)))
    return "\n".join(lines)


def single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@given(st.integers(0, 2**32))
@settings(max_examples=20, deadline=None)
def test_comments_anywhere_are_kept_and_stay_put(seed: int) -> None:
    rng = random.Random(seed)
    lines: list[str] = []
    for number, line in enumerate(LAID.split("\n")):
        if rng.random() < 0.15:
            lines.append(" " * rng.randrange(12) + f"# above {number}")
        if line and "#" not in line and rng.random() < 0.1:
            line += f"  # beside {number}"
        lines.append(line)
    text = "\n".join(lines)
    once = laid_out(text)
    assert comments(once) == comments(text)
    assert difference(laid_out(once), once) == []
    assert meaning(once) == meaning(text)
    for beside in re.findall(r"^(.*\S)  # beside", text, re.MULTILINE):
        assert f"{beside}  # beside" in once or f"{beside.strip()}  # beside" in once


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@settings(max_examples=200, deadline=None)
def test_a_quoted_text_comes_back_for_every_reader(text: str) -> None:
    node = Node("scalar", (0, 0), (0, 0), text, '"')
    reader = YAML(typ="safe")
    assert reader.load(f"a: {written(node, False)}\n") == {"a": text}
    assert reader.load(f"[a, {written(node, True)}, b]\n") == ["a", text, "b"]
    assert reader.load(f"{written(node, False, key=True)}: b\n") == {text: "b"}


MESSY = """\
# first of all
ppsim:   1
title: 'It''s late'   # beside the title
id: made
version: "1.0.0"
seat: therapist
parallel: life
minutes: 2


cast: {
    ana: {name: Ana, role: therapist, you: true}, # the player
    ben: {name: "Ben", role: client},
  }
start: room
scenes:
  # the only room
  room:
      text:
      - ben:  "I rang you
          twice."   # on Sunday
      - |
        One line.

        Another.
      next: end
      # after the room
      phase: therapy
  end:
      text: ["No: not yet", 'true', "5", "a, b"]
      ending: held
      # in the end
# last of all
"""
CLEAN = """\
# first of all
ppsim: 1
id: made
version: 1.0.0
title: It's late      # beside the title
seat: therapist
parallel: life
minutes: 2

cast:
  ana: {name: Ana, role: therapist, you: true}    # the player
  ben: {name: Ben, role: client}
start: room
scenes:

  # the only room
  room:
    # after the room
    phase: therapy
    text:
      - ben: I rang you twice.  # on Sunday
      - |
        One line.

        Another.
    next: end

  end:
    ending: held
    text: ["No: not yet", "true", "5", "a, b"]
    # in the end
# last of all
"""


def test_an_untidy_file_comes_out_as_the_page_says() -> None:
    assert difference(laid_out(MESSY), CLEAN) == []


@pytest.mark.parametrize(
    "text",
    ["ppsim: 1\nscenes: {}\n", "a: [", "just words", "ppsim: 1\nscenes:\n  a: {ending: no}\n", ""],
)
def test_a_file_with_errors_is_refused(text: str) -> None:
    with pytest.raises(NotTidied):
        laid_out(text)


def test_where_an_alias_stands_nothing_changes_places() -> None:
    text = SMALL.read_text("utf-8").replace("themes: [over-giving", "themes: &t [over-giving")
    text = text.replace("objectives:\n", "sources: *t\nobjectives:\n").replace("sources: []\n", "")
    once = laid_out(text)
    assert once.index("themes: &t [over-giving") < once.index("sources: *t")
    assert difference(laid_out(once), once) == []


def test_the_order_of_keys_is_that_of_the_page() -> None:
    page = (ROOT / "docs" / "format.md").read_text("utf-8")
    for heading, order, known in (
        ("| key of a scene |", keys.SCENE, KEYS["scene"]),
        ("| key of a choice |", keys.CHOICE, KEYS["choice"]),
        ("| key of `tells` |", keys.TELLS, KEYS["tells"]),
    ):
        rows = page[page.index(heading) :].split("\n\n")[0].split("\n")[2:]
        listed = [key for row in rows for key in re.findall(r"`(\w+)`", row.split("|")[1])]
        assert [key for key in listed if key in known] == list(order)
        assert set(order) == set(known)
