"""How a command ends: exit codes, and one plain sentence where it could not do its work."""

from __future__ import annotations

import errno
import os
import re
import sys
from enum import IntEnum
from pathlib import Path

_PASSWORD = re.compile(r"(\w{2,}:/{1,2}[^\s:/@]*:)\S*(?=@)|(password ?= ?)[^\s&]+")
"""What stands between ``user:`` and ``@host`` in an address, or behind ``password=``."""


_NO_SPACE = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


class Exit(IntEnum):
    """What a command tells the shell."""

    OK = 0
    FAILED = 1
    """It could not be done; for ``check``, there were findings."""
    USAGE = 2
    """It was asked in a way that cannot be answered."""
    INTERRUPTED = 130
    NOBODY_READS = 141


class Problem(Exception):
    """A command cannot go on; the message is one plain sentence for the user."""

    def __init__(self, message: str, exit: Exit = Exit.FAILED) -> None:
        super().__init__(message)
        self.exit = exit


def usage(message: str) -> Problem:
    """A problem with what was asked for."""
    return Problem(message, Exit.USAGE)


def tell(message: str) -> None:
    """One line on standard error, in the name of the program.

    A password within an address is blotted out, whatever the message repeats of what was typed.
    """
    from ppsim.words.safe import safe

    said = safe(f"ppsim: {message}").replace("\n", " ")
    sys.stderr.write(_PASSWORD.sub(r"\1\2***", said) + "\n")


def in_words(error: Exception) -> Problem:
    """What an exception means to the user.

    A fault of ppsim's own is told by its kind and place alone: a message or a local value could
    hold something private. ``PPSIM_DEBUG=1`` shows developers the whole.
    """
    import traceback

    from ppsim.store.failures import JournalError

    if isinstance(error, Problem):
        return error
    if isinstance(error, JournalError):
        return Problem(str(error))
    if isinstance(error, OSError) and error.errno in _NO_SPACE:
        place = f"{error.filename}: " if error.filename is not None else ""
        return Problem(f"{place}there is no space left for what is written")
    if isinstance(error, OSError) and error.filename is not None:
        return Problem(f"{error.filename}: {error.strerror}")
    if os.environ.get("PPSIM_DEBUG"):
        traceback.print_exception(error)
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return Problem(
        f"this is a fault of ppsim itself ({type(error).__name__}{place}); whatever you played is "
        "kept; PPSIM_DEBUG=1 before the same command shows developers more"
    )
