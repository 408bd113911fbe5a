"""The library is painted from headers: what a case, a journal or a debrief needs comes later."""

from __future__ import annotations

import subprocess
import sys

import pytest

LATER = (
    "pydantic",
    "sqlite3",
    "ppsim.engine",
    "ppsim.explore",
    "ppsim.format.case",
    "ppsim.plain.session",
    "ppsim.report",
    "ppsim.store.journal",
    "scoring.attempt",
)
START = (
    "import ppsim.cli.main, ppsim.cli.commands.start, ppsim.cli.in_app, ppsim.tui.start, "
    "ppsim.tui.app, ppsim.tui.screens.library, sys; print(*sys.modules)"
)


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    done = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("module", LATER)
def test_opening_the_library_loads_nothing_that_is_needed_later(
    loaded: set[str], module: str
) -> None:
    assert "ppsim.tui.screens.library" in loaded
    assert module not in loaded
