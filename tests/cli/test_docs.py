"""What the pages point to is there, and the commands they show are ones that ppsim knows."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path

import pytest

from ppsim.cli.parser import parse

ROOT = Path(__file__).parents[2]
PAGES = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"!?\[(?:[^\]\[]|\[[^\]]*\])*\]\((?P<to>[^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
ANCHOR = re.compile(r"<a id=\"([^\"]+)\">")
INLINE = re.compile(r"`ppsim ([^`]+)`")
TYPED = re.compile(r"^(?:\$ )?(?:\S*[/\\])?ppsim (\S.*)$", re.MULTILINE)
STANDS_FOR = {
    "N": "5",
    "DATE": "2026-03-31",
    "ID": "a1b2",
    "NAME": "ann",
    "COHORT": "autumn-2026",
    "PSEUDONYM": "bcdf-2345-xwvt",
    "IRI": "https://example.org/people",
    "SCENE/OPTION=CODE": "room/say-so=SAR.PAUSE",
}
"""Words in capitals that a command could not take as they stand."""


def of_page(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def anchors(page: Path) -> frozenset[str]:
    """The headings of a page as links name them, with a number where one comes again."""
    text = FENCE.sub("", page.read_text("utf-8"))
    found: list[str] = []
    for heading in HEADING.findall(text):
        plain = re.sub(r"[`*]|\[|\]\([^)]*\)", "", heading).lower()
        slug = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        again = found.count(slug)
        found.append(slug)
        if again:
            found.append(f"{slug}-{again}")
    return frozenset((*found, *ANCHOR.findall(text)))


@pytest.mark.parametrize("page", PAGES, ids=of_page)
def test_every_link_leads_to_a_file_and_a_heading_in_it(page: Path) -> None:
    text = FENCE.sub("", page.read_text("utf-8"))
    for to in (m["to"] for m in LINK.finditer(text)):
        if re.match(r"[a-z]+:", to):
            continue
        name, _, anchor = to.partition("#")
        file = page.parent / name if name else page
        assert file.exists(), to
        assert not anchor or anchor in anchors(file.resolve()), to
    for anchor in ANCHOR.findall(text):
        assert text.count(f'<a id="{anchor}">') == 1


def commands(page: Path) -> list[str]:
    """The commands that a page shows, in text, in tables and in blocks, without ``ppsim``."""
    text = page.read_text("utf-8").replace("\\|", "|")
    blocks = "".join(m[0] for m in FENCE.finditer(text))
    blocks += "\n".join(line[4:] for line in text.split("\n") if line.startswith("    "))
    found = [*INLINE.findall(FENCE.sub("", text)), *TYPED.findall(blocks)]
    return list(dict.fromkeys(found))


SHOWN = [(page, command) for page in PAGES for command in commands(page)]


@pytest.mark.parametrize(("page", "command"), SHOWN, ids=lambda x: x if type(x) is str else x.name)
def test_every_command_shown_is_one(
    page: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = shlex.split(re.split(r" [>#] ", command + " ")[0])
    words = [STANDS_FOR.get(word, word.split("|")[0]) for word in words]
    try:
        parse(words)
    except SystemExit:
        # a page may speak of a command, or of an option of it, without all that goes with it
        assert re.search(r" (?:is|are) missing[ :]", said := capsys.readouterr().err), said


def test_they_are_looked_for_where_they_are() -> None:
    shown = {command.split()[0] for _, command in SHOWN}
    assert shown >= {"play", "check", "new", "panel", "rescore", "schema", "store", "seminar"}
    assert len(SHOWN) > 150
