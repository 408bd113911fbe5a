from __future__ import annotations

# ruff: noqa: E402  (the environment is set before textual is imported)
import os
import sys
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # read when textual is first imported
for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM", "VISUAL", "EDITOR"):
    os.environ.pop(name, None)

# cases made at random, and terminals, serve here as well
for floor in ("engine", "tui_pty"):
    sys.path.insert(0, str(Path(__file__).parent.parent / floor))

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from at_work import TOMASZ, AtWork, Open, app_on

from ppsim.tui.preview.screen import PaneName


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case of the author's own."""
    path = tmp_path / "work" / "tomasz.yaml"
    path.parent.mkdir()
    shutil.copy(TOMASZ, path)
    return path


@pytest.fixture
def preview(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the preview on the case, once it has been read and its map drawn."""
    home = tmp_path / "home"
    monkeypatch.setenv("PPSIM_HOME", str(home))

    @asynccontextmanager
    async def opened(
        size: tuple[int, int] = (120, 40), at: PaneName = "scene", *, loads: bool = True
    ) -> AsyncIterator[AtWork]:
        async with app_on(case, home, at).run_test(size=size) as pilot:
            work = AtWork(pilot, case)
            await work.until(lambda: work.screen._checked > 0, "the file to be checked")
            if loads:
                await work.until(lambda: work.screen.map_pane.atlas is not None, "the map")
            yield work

    return opened
