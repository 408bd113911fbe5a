"""Noticing that a file was saved, whichever editor saved it, and however.

A file is looked at many times a second. Its times, size and place tell most often that nothing
happened; where they cannot be trusted (a clock that ticks slowly, a save just now), its bytes are
compared. A file that is gone or empty is looked at once more before it is believed: some editors
save so.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ppsim.format.source import read_bytes

LOOK = 0.03
"""Seconds from look to look."""
TRUSTED = 2_000_000_000
"""Nanoseconds after which the time of a file tells a later save from this one."""

Sign = tuple[int, ...]


@dataclass(slots=True)
class _Known:
    """A file as it was last seen."""

    data: bytes | None = None
    sign: Sign | None = None
    trusted: bool = False


class Saves:
    """The case file, and the files beside it that matter to what is found in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._case: _Known | None = None
        self._doubted = False
        self._beside: dict[Path, _Known] = {}

    def watch_beside(self, paths: Iterable[Path], read: int) -> None:
        """Look at these files too.

        Args:
            paths: the files.
            read: when they began to be read (nanoseconds, as ``time.time_ns``); a file changed
                since then counts as saved.
        """
        before, self._beside = self._beside, {}
        for path in paths:
            known = before.get(path)
            if known is None:
                known = _seen(path, _Known())
                if known.sign is not None and max(known.sign[:2]) >= read:
                    known = _Known()
            self._beside[path] = known

    def look(self) -> tuple[bytes | None] | None:
        """The bytes of the case where it, or a file beside it, was saved since the last look.

        ``None`` where nothing was saved; ``(None,)`` where the case cannot be opened now.
        """
        now = _seen(self.path, self._case or _Known())
        other = self._look_beside()
        first = self._case is None
        same = self._case is not None and now.data == self._case.data
        if not first and not same and not now.data and not self._doubted:
            self._doubted = True
            return None
        self._doubted = False
        self._case = now
        return None if same and not other else (now.data,)

    def _look_beside(self) -> bool:
        changed = False
        for path, known in self._beside.items():
            now = _seen(path, known)
            changed = changed or now.data != known.data
            self._beside[path] = now
        return changed


def _seen(path: Path, known: _Known) -> _Known:
    """The file as it is now."""
    try:
        stat = path.stat()
        changed = max(stat.st_mtime_ns, stat.st_ctime_ns)  # a program may set the first of them
        sign = (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)
        if known.trusted and sign == known.sign:
            return known
        trusted = abs(time.time_ns() - changed) > TRUSTED
        return _Known(read_bytes(path), sign, trusted)
    except OSError:
        return _Known()
