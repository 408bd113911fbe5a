"""The cases that can be played, by their headers alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ppsim.catalogue.places import Folder, Origin
from ppsim.format.diagnostics import Diagnostic, nearest
from ppsim.format.header import Header, read_header

SUFFIXES = (".yaml", ".yml")


def hidden(path: Path) -> bool:
    """Whether a file or folder is hidden: what editors and systems keep beside the author's own."""
    return path.name.startswith(".")


@dataclass(frozen=True, slots=True)
class Listed:
    """A case file that was found. ``header`` is ``None`` where it could not be read."""

    path: Path
    origin: Origin
    header: Header | None
    diagnostics: tuple[Diagnostic, ...] = ()
    hidden_by: Path | None = None
    """The file found before it under the same id, which is the one that is played."""

    @property
    def id(self) -> str:
        """The id in the file, or the file's name where it has none."""
        return self.header.id if self.header is not None else self.path.stem


class UnknownCase(Exception):
    """No case is called so; the message names the nearest that there is.

    ``known`` are the ids of cases; ``None`` where a file was named.
    """

    def __init__(self, name: str, known: Sequence[str] | None) -> None:
        path = Path(name).expanduser()
        if path.is_dir():
            super().__init__(f"{name} is a folder; name a case's file, or its id")
            return
        if known is None:
            super().__init__(_no_file(name, path))
            return
        here = next((f"{name}{end}" for end in SUFFIXES if Path(f"{name}{end}").is_file()), None)
        near = here or nearest(name, known)
        hint = f"; did you mean {near}?" if near else "; see them with: ppsim cases"
        super().__init__(f"there is no case called {name!r}{hint}")


def _no_file(name: str, path: Path) -> str:
    if os.path.lexists(path):
        return f"{name} is no file; to name a case of the library, give its id"
    near = beside(path)
    if near is not None and near.suffix in SUFFIXES:
        return f"{name} is not there; did you mean {near}?"
    return f"{name} is not there; to name a case of the library, give its id"


def beside(path: Path) -> Path | None:
    """What is called most like ``path`` where it should be, but for its ending; if anything is."""
    try:
        there = {entry.stem: entry for entry in path.parent.iterdir() if not hidden(entry)}
    except OSError:
        return None
    near = nearest(path.stem, there)
    return None if near is None else there[near]


def case_files(folders: Sequence[Folder]) -> list[tuple[Path, Origin]]:
    """Every file that may be a case, folder by folder, by name within each."""
    found: dict[Path, Origin] = {}
    for folder in folders:
        if folder.path.is_dir():
            for path in sorted(folder.path.iterdir()):
                if path.suffix in SUFFIXES and path.is_file() and not hidden(path):
                    found.setdefault(path, folder.origin)
    return list(found.items())


def listing(folders: Sequence[Folder]) -> tuple[Listed, ...]:
    """The cases in ``folders``; of two with one id the first counts, and the second says so."""
    first: dict[str, Path] = {}
    listed = []
    for path, origin in case_files(folders):
        header = read_header(path)
        if not isinstance(header, Header):
            listed.append(Listed(path, origin, None, tuple(header)))
            continue
        played = first.setdefault(header.id, path)
        listed.append(Listed(path, origin, header, hidden_by=None if played == path else played))
    return tuple(listed)


def find(name: str, folders: Sequence[Folder]) -> Path:
    """The file of the case called ``name``: a path, or an id among ``folders``.

    A file that cannot be read goes by its own name, where no case is called so.

    Raises:
        UnknownCase: there is no such file, or no such case.
    """
    path = Path(name).expanduser()
    if path.suffix or len(path.parts) > 1:
        if path.is_file():
            return path
        raise UnknownCase(name, None)
    cases = [case for case in listing(folders) if case.hidden_by is None]
    for case in sorted(cases, key=lambda case: case.header is None):
        if case.id == name:
            return case.path
    raise UnknownCase(name, [case.id for case in cases])
