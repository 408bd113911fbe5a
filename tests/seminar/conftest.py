from __future__ import annotations

# ruff: noqa: E402  (the environment is set before textual is imported)
import os
import sys
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # read when textual is first imported
for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM", "PPSIM_PROFILE", "PPSIM_CASES"):
    os.environ.pop(name, None)

# keys are pressed, and the screen is read, as in the tests of the app
for folder in ("tui", "seminar"):
    sys.path.insert(0, str(Path(__file__).parent.parent / folder))

from collections.abc import Callable

import pytest


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own."""
    home = tmp_path / "home"
    monkeypatch.setenv("PPSIM_HOME", str(home))
    monkeypatch.delenv("NO_COLOR", raising=False)
    return home


@pytest.fixture
def screen_golden(golden: Callable[[Path, str], None]) -> Callable[[str, str], None]:
    """Compares the text of a screen with the golden of that name."""
    folder = Path(__file__).parent / "goldens"
    return lambda name, text: golden(folder / f"{name}.txt", text)
