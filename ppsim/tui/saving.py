"""Putting a text into a file that somebody named: nothing is written over unasked or by halves."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


def named(words: str) -> Path:
    """The path that was typed; ``~`` is the user's own folder.

    Raises:
        ValueError: nothing was typed, or no file can be called so.
    """
    if not words.strip():
        raise ValueError("Type a name for the file.")
    try:
        path = Path(words.strip()).expanduser()
    except RuntimeError:
        raise ValueError("There is nobody of that name whose folder it could be in.") from None
    return path if path.is_absolute() else Path.cwd() / path


def save(text: str, path: Path, *, over: bool = False) -> None:
    """Write ``text`` as UTF-8 to ``path``, readable to its owner alone, whole or not at all.

    Raises:
        FileExistsError: something is there already, and ``over`` was not said.
        OSError: it could not be written; what was there is as it was.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not over and os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    temporary = NamedTemporaryFile(  # noqa: SIM115  (closed and renamed below, or removed)
        "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=".ppsim-", delete=False
    )
    try:
        with temporary:
            temporary.write(text)
            temporary.flush()
            os.fsync(temporary.fileno())
        Path(temporary.name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary.name).unlink()
        raise


def complaint(error: OSError, path: Path) -> str:
    """Why it could not be saved, in a plain sentence."""
    match error.errno:
        case errno.ENOENT:
            return f"There is no folder {path.parent}. Nothing was saved."
        case errno.ENOTDIR:
            return f"{path.parent} is no folder. Nothing was saved."
        case errno.EISDIR:
            return f"{path} is a folder; give the file a name in it. Nothing was saved."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"You may not write in {path.parent}. Nothing was saved."
        case errno.ENOSPC | errno.EDQUOT:
            return "The disk is full. Nothing was saved; make room, or choose another place."
        case errno.ENAMETOOLONG:
            return "That name is too long. Nothing was saved."
        case _:
            return f"It could not be saved ({error.strerror or error}). Nothing was saved."
