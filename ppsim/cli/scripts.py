"""Which play scripts a command means, and the case that each is played on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ppsim.catalogue.listing import SUFFIXES, UnknownCase, find, hidden
from ppsim.catalogue.places import Folder
from ppsim.cli.paths import absent, files_below
from ppsim.cli.problems import usage
from ppsim.format.source import read_bytes

PLAYS = ".plays"
_SCENES = re.compile(rb"^scenes[ \t]*:", re.MULTILINE)
_PLAY = re.compile(rb"^play[ \t]*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Found:
    """A script's file, and the case that stands beside its folder, if one does."""

    path: Path
    beside: Path | None


def plays_of(case: Path) -> Path:
    """The folder of a case's scripts."""
    return case.with_name(case.stem + PLAYS)


def is_script(path: Path) -> bool:
    """Whether a file is meant as a script: it stands among those of a case, or has their list.

    One that cannot be read is none, where it stands elsewhere.
    """
    if path.suffix not in SUFFIXES or not path.is_file():
        return False
    if path.absolute().parent.suffix == PLAYS:
        return True
    try:
        data = read_bytes(path)
    except OSError:
        return False
    return bool(_PLAY.search(data)) and not _SCENES.search(data)


def scripts_in(path: Path) -> Iterator[Found]:
    """The scripts that are meant by a case, a script, or a folder with either.

    Raises:
        Problem: it is neither a file nor a folder, or cannot be opened.
    """
    if path.is_dir():
        for one in files_below(path):
            if is_script(one):
                yield Found(one, _beside(one))
    elif is_script(path):
        yield Found(path, _beside(path))
    elif path.is_file():
        try:
            read_bytes(path)
        except OSError as error:
            raise usage(f"{path} cannot be opened: {error.strerror}") from None
        for one in sorted(plays_of(path).glob("*")):
            if is_script(one) and not hidden(one):
                yield Found(one, path)
    else:
        raise usage(absent(path))


def _beside(script: Path) -> Path | None:
    folder = script.absolute().parent
    if folder.suffix != PLAYS:
        return None
    for suffix in SUFFIXES:
        case = folder.with_suffix(suffix)
        if case.is_file():
            return script.parent.parent / case.name
    return None


def case_of(
    found: Found, named: str | None, given: str | None, folders: tuple[Folder, ...]
) -> Path:
    """The case of a script: ``given`` to the command, else beside it, else ``named`` in it.

    Raises:
        Problem: there is none.
    """
    if given is None and found.beside is not None:
        return found.beside
    name = given or named
    if name is None:
        raise usage(f"{found.path} names no case, and none stands beside its folder; add --case")
    try:
        return find(name, folders)
    except UnknownCase as unknown:
        raise usage(str(unknown)) from None
