"""The trainee's page promises commands, keys and pictures; they are the ones there are."""

from __future__ import annotations

import html
import importlib.util
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from ppsim.cli.parser import parse
from ppsim.plain.questions import Word

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "trainee.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
IMAGES = ROOT / "docs" / "img"
CELL = 12.2
"""How wide a picture draws one column."""
NAMES = {"/": "slash", "?": "question_mark", ",": "comma"}


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def keys_of(*places: str) -> set[str]:
    """The keys bound on these screens and lists, and everywhere."""
    found: set[str] = set()
    for place in ("app.PpsimApp", *places):
        module, _, name = f"ppsim.tui.{place}".rpartition(".")
        bindings = getattr(import_module(module), name).BINDINGS
        found |= {key for binding in bindings for key in binding.key.split(",")}
    return found


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`ppsim(| [^`]+)`", PAGE))))
def test_every_command_is_understood(command: str) -> None:
    assert parse(command.split()).run


def test_installing_is_as_readme_says() -> None:
    for block in re.findall(r"```(?:sh|bat)\n(.*?)```", PAGE, re.DOTALL):
        assert f"\n{block}" in README


ROOM = ("screens.asides.Asides", "screens.library.LibraryScreen")
READING = (
    "screens.debrief.DebriefScreen",
    "screens.decision.DecisionScreen",
    "screens.library.LibraryScreen",
)


@pytest.mark.parametrize(
    ("title", "places"),
    [
        ("The library", ()),
        ("The briefing", ("screens.briefing.BriefingScreen",)),
        ("The room", ROOM),
        ("The debrief", READING),
        ("Colours, keys and the mouse", ()),
    ],
)
def test_every_key_does_something_where_the_page_says_so(
    title: str, places: tuple[str, ...]
) -> None:
    named = set(re.findall(r"`([^`\s]|space|end)`", section(title)))
    assert named
    assert {NAMES.get(key, key) for key in named} <= keys_of(*places)


def test_ctrl_z_puts_it_aside() -> None:
    assert "ctrl+z" in keys_of()


def test_the_words_of_plain_mode() -> None:
    said = re.search(r"These words always work: (.*?)\.\n", section("Line by line"), re.DOTALL)
    assert said is not None
    assert set(re.findall(r"`(\w+)`", said[1])) <= set(get_args(Word))


# ---- pictures


Seen = dict[tuple[float, int], tuple[str, str]]
"""By row and column: a character with its style, or a background."""


def words_on(svg: str) -> str:
    return " ".join(html.unescape(t) for t in re.findall(r"<text[^>]*>(.*?)</text>", svg))


def seen_on(svg: str) -> tuple[Seen, Seen]:
    """What one sees: characters and backgrounds, cell by cell, whatever ids they are drawn by."""
    styles = dict(re.findall(r"^\s*\.([\w-]+) \{(.*)\}$", svg, re.MULTILINE))
    letters: Seen = {}
    for drawn, text in re.findall(r"<text ([^>]*)>(.*?)</text>", svg):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', drawn))
        if "textLength" in given:  # the title in the frame has none
            column = round(float(given["x"]) / CELL)
            for at, character in enumerate(html.unescape(text)):
                if not character.isspace():
                    letters[float(given["y"]), column + at] = character, styles[given["class"]]
    grounds: Seen = {}
    for drawn in re.findall(r"<rect ([^>]*)shape-rendering", svg):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', drawn))
        column, columns = (round(float(given[name]) / CELL) for name in ("x", "width"))
        for at in range(columns):
            grounds[float(given["y"]), column + at] = "", given["fill"]
    return letters, grounds


@pytest.fixture(scope="module")
def screenshots() -> ModuleType:
    spec = importlib.util.spec_from_file_location("screenshots", ROOT / "docs" / "screenshots.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_picture_is_there_and_loads_nothing(screenshots: ModuleType) -> None:
    named = re.findall(r"\]\((?:docs/)?img/(\w+)\.svg\)", PAGE + README)
    assert set(named) == set(screenshots.PICTURES)
    for name in screenshots.PICTURES:
        svg = (IMAGES / f"{name}.svg").read_text("utf-8")
        loaded = re.findall(r"(?:url\(|href=|src=)[\"']?(?!#)[^)\s]+|https?://[^\"\s]+", svg)
        assert loaded == ["http://www.w3.org/2000/svg"]
        assert "@import" not in svg
        assert not re.search(r"/(home|Users|tmp|work)/|\b20\d\d-\d\d-\d\d\b", words_on(svg))


def test_the_pictures_are_of_the_app_as_it_is(
    screenshots: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    golden: Callable[[Path, str], None],
) -> None:
    """Rewritten by ``--update-goldens``, or by ``python docs/screenshots.py``."""
    monkeypatch.undo()
    monkeypatch.setenv("PPSIM_HOME", str(tmp_path))
    files = screenshots.made(tmp_path / "img", tmp_path / "one")
    made = {name: path.read_text("utf-8") for name, path in files.items()}
    files = screenshots.made(tmp_path / "img", tmp_path / "two")
    assert made == {name: path.read_text("utf-8") for name, path in files.items()}
    for name, svg in made.items():
        kept = IMAGES / f"{name}.svg"
        letters, grounds = seen_on(svg)
        assert letters
        assert grounds
        if not kept.exists() or seen_on(kept.read_text("utf-8")) != (letters, grounds):
            golden(kept, svg)
