"""Files and folders that a command is given: what is there, what is not, and how it is typed."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

from ppsim.catalogue.listing import beside, hidden
from ppsim.cli.problems import tell


def absent(path: Path) -> str:
    """Why there is nothing to read at ``path``, and the nearest name that there is."""
    if path.is_symlink():
        return f"{path} is a link to something that is not there"
    folder = path.parent
    if not folder.is_dir():
        return f"there is no folder {folder}"
    if set("*?") & set(path.name):
        return f"no file fits {path}; to take all in a folder, name the folder"
    near = beside(path)
    meant = f"; did you mean {near}?" if near else ""
    return f"there is no file or folder {path}{meant}"


def typed(path: Path | str) -> str:
    """The path as it is typed in a shell of this system."""
    if os.name == "nt":
        return f'"{path}"' if " " in str(path) else str(path)
    return shlex.quote(str(path))


def files_below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, by name; hidden files and folders are nobody's cases.

    Links to folders are not followed. A folder that cannot be opened is said on standard error.
    """

    def unopened(error: OSError) -> None:
        tell(f"{error.filename} cannot be opened: {error.strerror}")

    found = []
    for above, folders, names in os.walk(folder, onerror=unopened):
        folders[:] = [name for name in folders if not hidden(Path(name))]
        found += [Path(above, name) for name in names if not hidden(Path(name))]
    return iter(sorted(path for path in found if path.is_file()))
