"""The journal on a thread of its own, so that a slow disk never holds up the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from ppsim.store.journal import Journal

T = TypeVar("T")


class Desk:
    """Opens the journal when it is first needed, and does one thing after the other."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="journal")
        self._journal: Journal | None = None
        self._closed = False
        self._before_closing: list[Callable[[], None]] = []

    async def ask(self, do: Callable[[Journal], T]) -> T:
        """What ``do`` gives of the journal.

        Raises:
            JournalError: the journal cannot be opened, or fails ``do``.
        """
        return await asyncio.wrap_future(self._thread.submit(lambda: do(self._open())))

    def before_closing(self, do: Callable[[], None]) -> None:
        """Have something let go of before the journal is closed."""
        self._before_closing.append(do)

    def close(self) -> None:
        """Finish what was begun and close the journal; harmless when repeated."""
        if not self._closed:
            self._closed = True
            self._thread.submit(self._close).result()
            self._thread.shutdown()

    def _open(self) -> Journal:
        if self._journal is None:
            from ppsim.store.journal import Journal

            self._journal = Journal(self._path)
        return self._journal

    def _close(self) -> None:
        for do in self._before_closing:
            do()
        if self._journal is not None:
            self._journal.close()
            self._journal = None
