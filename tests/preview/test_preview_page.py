"""docs/authoring.md shows screens of the preview and names its keys: those that there are."""

from __future__ import annotations

import re
from pathlib import Path

from at_work import AtWork, app_on

from ppsim.cli.main import main
from ppsim.tui.preview.screen import WIDE, PreviewScreen

PAGE = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text("utf-8")
SECTION = PAGE.split("\n## See it while you write\n")[1].split("\n## ")[0]
SIZE = (80, 16)


def shown(name: str) -> str:
    """The screen that the page shows under a mark of that name."""
    found = re.search(rf"<!-- preview {name} -->\n```text\n(.*?)```", SECTION, re.DOTALL)
    assert found is not None
    return found[1]


async def test_the_screens_are_those_of_the_case_that_the_page_makes(tmp_path: Path) -> None:
    case = tmp_path / "the-last-bus.yaml"
    assert main(["new", "--title", "The last bus", "--client", "Robin", "-o", str(case)]) == 0
    async with app_on(case, tmp_path / "home", "map").run_test(size=SIZE) as pilot:
        work = AtWork(pilot, case)
        await work.shows("@ doorway")
        assert work.text == shown("map")
        work.edit("next: supervision", "next: supervison")
        await work.until(lambda: bool(work.codes), "a finding")
        await work.press("f")
        await work.shows("Enter Open")
        assert work.text == shown("findings: supervison")


def test_the_keys_are_those_there_are() -> None:
    bound = {key for b in PreviewScreen.BINDINGS for key in b.key.split(",")}  # type: ignore[union-attr]
    named = set(re.findall(r"`([a-z])` (?:opens|undoes|begins|shows|jumps|leaves)", SECTION))
    assert named == {"e", "u", "r", "c", "g", "q"}
    assert named <= bound
    assert f"{WIDE} columns" in SECTION
