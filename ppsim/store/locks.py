"""One process plays an attempt at a time.

The lock is the operating system's own, on a small file beside the journal: it falls away with
the process that held it, however that process ended, so nothing is ever locked by the dead.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from ppsim.store.database import private_folder
from ppsim.store.failures import JournalError

_BUSY = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a byte beyond the text, so that others can still read who holds it

    def _take(fd: int) -> None:
        os.lseek(fd, _FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)

    def _give_back(fd: int) -> None:
        os.lseek(fd, _FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _take(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give_back(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_UN)


class AttemptLock:
    """Held from `acquire` to `release`; a context manager too.

    Where the folder knows no locks at all (some network folders), it is held by nobody and
    stops nobody: the journal's own key on (attempt, event) still refuses the second of two.
    """

    def __init__(self, folder: Path, attempt: str) -> None:
        self._path = folder / f"{attempt}.lock"
        self._fd: int | None = None

    def acquire(self, since: str) -> None:
        """Take the lock, leaving word of who holds it and ``since`` when (ISO time).

        Raises:
            JournalError: ``held`` where another process plays the attempt, which it names.
        """
        private_folder(self._path.parent)
        while self._fd is None:
            fd = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
            try:
                _take(fd)
            except OSError as error:
                os.close(fd)
                if error.errno in _BUSY:
                    raise self._held() from None
                return
            if self._is_current(fd):
                self._fd = fd
            else:  # its last holder removed the file between our opening and locking it
                os.close(fd)
        holder = {"process": os.getpid(), "machine": socket.gethostname(), "since": since}
        with suppress(OSError):  # a full disk: the lock holds all the same
            os.ftruncate(self._fd, 0)
            os.lseek(self._fd, 0, os.SEEK_SET)
            os.write(self._fd, json.dumps(holder).encode())

    def release(self) -> None:
        """Let go of the lock and tidy its file away; harmless where it is not held."""
        if self._fd is None:
            return
        fd, self._fd = self._fd, None
        if os.name == "posix":  # while it is ours: nobody can have taken it in between
            self._path.unlink(missing_ok=True)
        _give_back(fd)
        os.close(fd)

    def __enter__(self) -> AttemptLock:
        return self

    def __exit__(self, *exc: object) -> None:
        self.release()

    def _is_current(self, fd: int) -> bool:
        try:
            return os.path.samestat(os.fstat(fd), self._path.stat())
        except FileNotFoundError:
            return False

    def _held(self) -> JournalError:
        who = "another ppsim"
        try:
            holder = json.loads(self._path.read_text("utf-8"))
            since = datetime.fromisoformat(holder["since"]).astimezone()
            who = f"another ppsim (process {holder['process']} on {holder['machine']}"
            who += f", since {since:%Y-%m-%d %H:%M})"
        except (OSError, ValueError, KeyError, TypeError):
            pass  # the other has not written it yet
        return JournalError("held", f"this attempt is being played in {who}; close it there first")
