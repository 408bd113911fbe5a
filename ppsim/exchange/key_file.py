"""The instructor's own list of whose pseudonym is whose; every opening is written down.

The file never enters a store, a report or an export: no other part of ppsim reads it. It is
readable by its owner alone, and so is the log beside it, which is only ever added to: when, what
for, how many names. The log holds no names itself.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from ppsim.exchange.hostile_json import BadFile, read_json
from ppsim.store.memberships import pseudonym


class BadKey(ValueError):
    """The list cannot be used, or does not hold what was asked for."""


class KeyFile:
    """The list in one file.

    Args:
        path: where it is, or is to be.
        now: the time, ISO 8601.
    """

    def __init__(self, path: Path, now: Callable[[], str]) -> None:
        self._path = path
        self._now = now

    @property
    def log(self) -> Path:
        """The log beside it."""
        return self._path.with_name(self._path.name + ".log")

    def add(self, names: Sequence[str], because: str = "") -> dict[str, str]:
        """Draw a pseudonym for each name that has none yet; name -> pseudonym of those asked for.

        Raises:
            BadKey: the list cannot be read or written; it is as it was.
        """
        people = self._open(f"add {len(names)}", because)
        for name in names:
            if name not in people:
                drawn = pseudonym()
                while drawn in people.values():
                    drawn = pseudonym()
                people[name] = drawn
        self._write(people)
        return {name: people[name] for name in names}

    def reveal(self, wanted: str, because: str = "") -> str:
        """Whose pseudonym it is.

        Raises:
            BadKey: the list cannot be read, or has no such pseudonym.
        """
        for name, given in self._open(f"reveal {wanted}", because).items():
            if given == wanted:
                return name
        raise BadKey(f"{self._path} has no pseudonym {wanted}")

    def erase(self, wanted: str, because: str = "") -> None:
        """Take a person out of the list; what the log says of the pseudonym stays.

        Raises:
            BadKey: the list cannot be read or written, or has no such pseudonym; it is as it was.
        """
        people = self._open(f"erase {wanted}", because)
        kept = {name: given for name, given in people.items() if given != wanted}
        if len(kept) == len(people):
            raise BadKey(f"{self._path} has no pseudonym {wanted}")
        self._write(kept)

    def _open(self, what: str, because: str) -> dict[str, str]:
        """The list, once its opening is written down: where that fails, it is not opened."""
        there = self._path.exists()
        if there and os.name == "posix" and stat.S_IMODE(self._path.stat().st_mode) & 0o077:
            raise BadKey(f"others may read {self._path}; make it yours alone first: chmod 600")
        line = {"at": self._now(), "what": what, "because": because}
        handle = os.open(self.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, (json.dumps(line, ensure_ascii=False) + "\n").encode())
            os.fsync(handle)
        finally:
            os.close(handle)
        if not there:
            return {}
        try:
            data = read_json(self._path)
        except BadFile as bad:
            raise BadKey(f"{self._path} is no list of pseudonyms: {bad}") from None
        people = data.get("people") if isinstance(data, dict) else None
        if not isinstance(people, dict) or not all(isinstance(p, str) for p in people.values()):
            raise BadKey(f"{self._path} is no list of pseudonyms")
        return dict(people)

    def _write(self, people: dict[str, str]) -> None:
        text = json.dumps({"ppsim_key": 1, "people": people}, indent=2, ensure_ascii=False) + "\n"
        fresh = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
