"""A terminal with a program in it: what was sent to it, which modes that left on, its keys."""

from __future__ import annotations

import os
import re
import termios
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import pexpect

PATIENCE = 20.0
"""Seconds until a wait is given up; nothing waits this long unless it fails."""

ESCAPE = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_].*?\x1b\\|[ -/]*[0-~])",
    re.DOTALL,
)
MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
ON_AT_REST = frozenset({7, 25})
"""Lines wrap, and the cursor is shown."""


def plain(written: bytes) -> str:
    """What was written, without escapes."""
    return ESCAPE.sub(b"", written).decode("utf-8", errors="ignore")


def modes_left(written: bytes) -> dict[int, bool]:
    """Modes that are not as a terminal has them at rest, after all this was written to it."""
    modes = dict.fromkeys(ON_AT_REST, True)
    for numbers, sign in MODE.findall(written):
        for number in numbers.split(b";"):
            modes[int(number)] = sign == b"h"
    return {number: on for number, on in modes.items() if on != (number in ON_AT_REST)}


def left_behind(written: bytes) -> list[str]:
    """Everything that was written and not taken back: modes, keyboard protocol, colours."""
    found = [f"mode {n} {'on' if on else 'off'}" for n, on in modes_left(written).items()]
    pushed, popped = written.count(b"\x1b[>"), written.count(b"\x1b[<u")
    if pushed != popped:
        found.append(f"keyboard protocol pushed {pushed} times and popped {popped}")
    styles = re.findall(rb"\x1b\[([\d;:]*)m", written)
    if styles and styles[-1] not in (b"", b"0"):
        found.append(f"style {styles[-1].decode()}")
    return found


class Terminal:
    """``command`` in a terminal of its own."""

    def __init__(self, command: Sequence[str], size: tuple[int, int], nohup: bool = False) -> None:
        self._spawned = pexpect.spawn(
            command[0],
            list(command[1:]),
            dimensions=size[::-1],
            timeout=PATIENCE,
            ignore_sighup=nohup,
        )
        self._spawned.delaybeforesend = None
        self.written = b""
        self._from = 0

    @property
    def pid(self) -> int:
        """The program's process."""
        return int(self._spawned.pid)

    @property
    def attributes(self) -> list[Any]:
        """How the terminal treats lines (``tcgetattr``)."""
        return termios.tcgetattr(self._spawned.child_fd)

    def read(self, seconds: float = 0.05) -> bool:
        """Take what is there, waiting so long for it; ``False`` where nothing more will come."""
        try:
            self.written += self._spawned.read_nonblocking(65536, seconds)
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            return False
        return True

    def since(self) -> bytes:
        """What was written since the last ``shows``."""
        return self.written[self._from :]

    def mark(self) -> None:
        """Look only at what is written from now on."""
        self._from = len(self.written)

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Read on until ``true`` holds."""
        end = time.monotonic() + PATIENCE
        while not true():
            if not self.read() or time.monotonic() > end:
                raise AssertionError(f"no {what} in\n{plain(self.since())[-3000:]}")

    def shows(self, *words: str) -> None:
        """Wait until all ``words`` have been painted since the last time."""
        self.until(lambda: all(w in plain(self.since()) for w in words), " and ".join(words))
        self._from = len(self.written)

    def press(self, *keys: str) -> None:
        """Press keys, each as the bytes it sends."""
        for key in keys:
            self._spawned.send(key)

    def press_until(self, key: str, *words: str) -> None:
        """Press a key, again where it came too early to be heard, until ``words`` are painted."""
        self.press(key)
        silent = 0.0
        while not all(w in plain(self.since()) for w in words):
            before = len(self.written)
            assert self.read(0.1), plain(self.since())[-3000:]
            silent = 0.0 if len(self.written) > before else silent + 0.1
            if silent >= 0.2:
                self.press(key)
                silent = 0.0
        self._from = len(self.written)

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        self._spawned.setwinsize(height, width)

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def state(self) -> str:
        """The program's state as the system has it: ``T`` where it is stopped."""
        with open(f"/proc/{self.pid}/stat") as stat:  # noqa: PTH123
            return stat.read().rpartition(")")[2].split()[0]

    def hang_up(self) -> None:
        """Close the window."""
        os.close(self._spawned.child_fd)
        self._spawned.child_fd = -1

    def end(self) -> int:
        """Wait for the program to end; its exit code, or minus the signal that ended it."""
        while self._spawned.child_fd >= 0 and self.read():
            pass
        end = time.monotonic() + PATIENCE
        while self._spawned.isalive():
            assert time.monotonic() < end, "it does not end"
            time.sleep(0.01)
        if self._spawned.exitstatus is not None:
            return int(self._spawned.exitstatus)
        return -int(self._spawned.signalstatus)

    def close(self) -> None:
        """End the program, whatever it does."""
        with suppress(OSError):
            self._spawned.close(force=True)
