"""A screen that watches a file: each save is read, checked and mapped on threads of their own."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from ppsim.authoring.loop import Version
from ppsim.report.preview_version import Mapped, map_of, unreadable, version_of
from ppsim.tui.preview.saves import LOOK, Saves
from ppsim.tui.screens.base import PpsimScreen


class WatchingScreen(PpsimScreen[None]):
    """Tells of each save in turn: that it was noticed, what was found, what its map is."""

    @dataclass
    class Noticed(Message):
        """A save was noticed, and is being checked."""

        number: int

    @dataclass
    class Checked(Message):
        """A text was checked."""

        number: int
        version: Version

    @dataclass
    class Drawn(Message):
        """The map of a text was drawn; ``None`` where it has none."""

        version: Version
        drawn: Mapped | None

    def __init__(self, path: Path, *, classes: str) -> None:
        super().__init__(classes=classes)
        self.path = path

    @work(thread=True, group="watch")
    def watch_file(self) -> None:
        """Watch the file until the screen is left."""
        worker = get_current_worker()
        saves = Saves(self.path)
        number = 0
        while not worker.is_cancelled:
            seen = saves.look()
            if seen is None:
                time.sleep(LOOK)
                continue
            number += 1
            self.post_message(self.Noticed(number))
            began = time.time_ns()
            saved = version_of(self.path, seen[0]) if seen[0] is not None else unreadable(self.path)
            saves.watch_beside(saved.beside, began)
            self.post_message(self.Checked(number, saved.version))

    @work(thread=True, group="map", exclusive=True)
    def _draw_map(self, version: Version) -> None:
        self.post_message(self.Drawn(version, map_of(version)))

    def on_watching_screen_noticed(self, message: Noticed) -> None:
        """Hand it on."""
        self.noticed(message.number)

    def on_watching_screen_checked(self, message: Checked) -> None:
        """Hand it on, and have its map drawn."""
        self.checked(message.number, message.version)
        if message.version.story is not None:
            self._draw_map(message.version)

    def on_watching_screen_drawn(self, message: Drawn) -> None:
        """Hand it on."""
        self.mapped(message.version, message.drawn)

    def noticed(self, number: int) -> None:
        """Save number ``number`` was noticed, and is being checked."""
        raise NotImplementedError

    def checked(self, number: int, version: Version) -> None:
        """It was checked."""
        raise NotImplementedError

    def mapped(self, version: Version, drawn: Mapped | None) -> None:
        """Its map was drawn."""
        raise NotImplementedError
