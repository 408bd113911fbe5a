"""A program at a terminal, and the moment at which words have been painted on it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter

ESCAPE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])")
PATIENCE = 30.0


class Watched:
    """``command`` at a terminal of 80 columns and 24 lines."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        self._screen, line = pty.openpty()
        fcntl.ioctl(line, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.began = perf_counter()
        self._process = subprocess.Popen(
            command, env=dict(env), stdin=line, stdout=line, stderr=line, start_new_session=True
        )
        os.close(line)
        self._written = b""

    def press(self, keys: bytes) -> float:
        """Press keys; the moment of it. What was painted before counts no longer."""
        self._written = b""
        os.write(self._screen, keys)
        return perf_counter()

    def painted(self, words: bytes, again: bytes = b"") -> float:
        """The moment at which ``words`` have been painted; ``again`` is pressed in silence."""
        end = perf_counter() + PATIENCE
        while words not in ESCAPE.sub(b"", self._written):
            if select.select([self._screen], [], [], 0.3)[0]:
                self._written += os.read(self._screen, 65536)
            elif again:
                os.write(self._screen, again)
            if perf_counter() > end:
                raise TimeoutError(f"{words!r} not in {ESCAPE.sub(b'', self._written)!r}")
        return perf_counter()

    def quiet(self, seconds: float = 0.15) -> None:
        """Take what is still painted, until nothing is for a while."""
        while select.select([self._screen], [], [], seconds)[0]:
            self._written += os.read(self._screen, 65536)

    @property
    def resident(self) -> float:
        """MiB of memory that are its own or shared, as the system counts them."""
        with open(f"/proc/{self._process.pid}/status") as status:  # noqa: PTH123
            line = next(line for line in status if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024

    @property
    def worked(self) -> float:
        """Seconds that processors have worked for it, in all its threads (Linux)."""
        threads = Path(f"/proc/{self._process.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9

    def close(self) -> None:
        """End it at once."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self._screen)
