"""An author at work: a file of her own, saved as editors save, and the preview watching it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from ppsim.tui._textual_private import screen_lines
from ppsim.tui.preview.app import PreviewApp
from ppsim.tui.preview.screen import PaneName, PreviewScreen
from ppsim.tui.start import Opening

TOMASZ = Path(__file__).parent.parent / "cases" / "good" / "tomasz.yaml"
PATIENCE = 20.0
"""Seconds until a wait is given up; nothing waits this long unless it fails."""


Open = Callable[..., AbstractAsyncContextManager["AtWork"]]
"""Opens the preview, by size and pane."""


@dataclass
class AtWork:
    """A preview that is being driven."""

    pilot: Pilot[object]
    path: Path

    @property
    def app(self) -> PreviewApp:
        app = self.pilot.app
        assert isinstance(app, PreviewApp)
        return app

    @property
    def screen(self) -> PreviewScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, PreviewScreen)
        return screen

    @property
    def text(self) -> str:
        """The top screen as it stands."""
        return "\n".join(screen_lines(self.app)).rstrip() + "\n"

    @property
    def scene(self) -> str | None:
        """Where the play stands."""
        return self.screen.loop.here

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.screen.loop.version.findings]

    async def until(self, true: Callable[[], bool], what: str) -> None:
        """Let the app go on until ``true`` holds, and then come to rest."""
        clock = asyncio.get_running_loop()
        end = clock.time() + PATIENCE
        while not true():
            if clock.time() > end:
                raise AssertionError(f"waited in vain for {what}; the screen is\n{self.text}")
            await asyncio.sleep(0.005)
        await self.pilot.pause()

    async def shows(self, *words: str) -> None:
        """Until all of these can be read."""
        await self.until(lambda: all(word in self.text for word in words), " and ".join(words))

    async def at(self, scene: str) -> None:
        """Until the play stands in ``scene``."""
        await self.until(lambda: self.scene == scene, f"the play to stand in {scene}")

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    def edit(self, old: str, new: str) -> None:
        """Change a part of the file, and save it in place."""
        text = self.path.read_text(encoding="utf-8")
        assert old in text
        self.path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def edit_by_rename(self, old: str, new: str) -> None:
        """The same, as an editor does that writes another file and puts it in the place."""
        text = self.path.read_text(encoding="utf-8")
        assert old in text
        other = self.path.with_suffix(".swp")
        other.write_text(text.replace(old, new, 1), encoding="utf-8")
        other.replace(self.path)


def app_on(path: Path, home: Path, at: PaneName = "scene") -> PreviewApp:
    return PreviewApp(Opening(home, home / "journal" / "attempts.db"), path, seed=3, at=at)
