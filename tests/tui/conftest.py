from __future__ import annotations

# ruff: noqa: E402  (the environment is set before textual is imported)
import os
import shutil

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # read when textual is first imported
for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM", "PPSIM_PROFILE", "PPSIM_CASES"):
    os.environ.pop(name, None)

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from helpers import TOMASZ, WINDOW

from ppsim.tui.app import PpsimApp
from ppsim.tui.start import Opening

SEED = 3


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, with a few stable cases and none of those that are shipped."""
    home = tmp_path / "home"
    monkeypatch.setenv("PPSIM_HOME", str(home))
    monkeypatch.setattr("ppsim.catalogue.places.shipped_cases", lambda: tmp_path / "none")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return home


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with two cases that no author works on."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    for case in (TOMASZ, WINDOW):
        shutil.copy(case, folder)
    return folder


@pytest.fixture
def open_app(own_home: Path, shelf: Path) -> Iterator[Callable[..., PpsimApp]]:
    """Makes apps on the test's own home; each is closed in the end."""
    made: list[PpsimApp] = []

    def make(cases: Path | None = None, **more: object) -> PpsimApp:
        journal = own_home / "journal" / "attempts.db"
        given: dict[str, object] = {"seed": SEED, "cases": [cases or shelf], **more}
        made.append(PpsimApp(Opening(own_home, journal, **given)))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for app in made:
        app.desk.close()


@pytest.fixture
def screen_golden(golden: Callable[[Path, str], None]) -> Callable[[str, str], None]:
    """Compares the text of a screen with the golden of that name."""
    folder = Path(__file__).parent / "goldens"
    return lambda name, text: golden(folder / f"{name}.txt", text)
