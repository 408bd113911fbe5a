"""Keeping a seminar as it goes, on a thread of its own: a slow disk never holds up the room."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ppsim.tui.saving import save


class Keeper:
    """Writes the newest state; older ones that are still waiting are passed over."""

    def __init__(self, path: Path, failed: Callable[[OSError], object]) -> None:
        """A keeper of one file.

        Args:
            path: where; the folder is made when something is first kept.
            failed: told on the keeper's thread where it could not be written.
        """
        self._path = path
        self._failed = failed
        self._newest: str | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="seminar")

    def keep(self, text: str) -> None:
        """Have this written, unless it is what was written last."""
        if text != self._newest:
            self._newest = text
            self._thread.submit(self._write, text)

    def close(self) -> None:
        """Write what is still to be written."""
        self._thread.shutdown()

    def _write(self, text: str) -> None:
        if text is not self._newest:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            save(text, self._path, over=True)
        except OSError as error:
            self._failed(error)
