"""Writing the files of authors: whole or not at all, and never over another without asking."""

from __future__ import annotations

import difflib
import errno
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ppsim.cli.face import has_terminal
from ppsim.cli.problems import Problem, usage
from ppsim.words.safe import safe


def replace_file(path: Path, content: str | bytes) -> None:
    """Put ``content`` in the place of a file, which is the old or the new one at every moment.

    A link stays a link, and the file keeps its permissions. What is no file (a pipe, a terminal, a
    device) is written to as it stands.

    Raises:
        OSError: it could not be written; the old file is as it was. It names ``path``.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                file.write(data)
        else:
            _replace(path.resolve(), data)
    except BrokenPipeError:
        raise
    except OSError as error:  # which may name no file, or the one that was to stand in for this
        raise OSError(error.errno, error.strerror, str(path)) from None


def _replace(path: Path, data: bytes) -> None:
    if path.exists() and not os.access(path, os.W_OK):  # its folder would let it be replaced
        raise PermissionError(errno.EACCES, "it is write-protected")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:200]}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def show(path: Path, before: str, after: str, how: str) -> None:
    """What would change in a file, as a unified diff on standard output."""
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), str(path), f"{path} ({how})", lineterm=""
    )
    sys.stdout.write(safe("\n".join(lines)) + "\n")


def make_sure(path: Path, yes: bool) -> None:
    """Ask before a file is written over; without a terminal nobody can be asked.

    Raises:
        Problem: there is something in the way, and it stays.
    """
    if path.is_dir():
        raise usage(f"{path} is a folder")
    if yes or not path.exists() or not path.is_file():
        return
    if not has_terminal():
        raise usage(f"{path} is there already; to write over it, add --yes")
    sys.stdout.write(safe(f"{path} is there already. Write over it? yes or no: "))
    sys.stdout.flush()
    if sys.stdin.readline().strip().lower() not in ("yes", "y"):
        raise Problem(f"nothing was written; {path} is as it was")


def make_sure_it_is_not(path: Path, source: Path) -> None:
    """Never write what is made of a case over the case, whatever was said.

    Raises:
        Problem: the two are one file.
    """
    if path.is_file() and path.samefile(source):
        raise usage(f"{path} is the case itself; give another name with -o")


def by_ending(path: Path, formats: Mapping[str, str]) -> str:
    """The format that the ending of a file's name stands for.

    Raises:
        Problem: it stands for none.
    """
    ending = path.suffix.lower()
    if ending and ending not in formats:
        known = ", ".join(formats)
        raise usage(f"no {ending} is written here, but {known}; or say which with --format")
    return formats.get(ending, next(iter(formats.values())))


def write_out(path: Path, content: str | bytes, yes: bool) -> None:
    """A file of its own, in a folder that is made where there is none.

    Raises:
        Problem: there is one already, and it is not to be written over.
        OSError: it could not be written.
    """
    make_sure(path, yes)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, content)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
