"""The folders of ppsim: what it ships with, what is the user's own, what a command was given.

A case or rubric is looked for in this order, and the first found counts:

1. folders given on the command line (``--cases DIR``),
2. folders named in ``PPSIM_CASES`` (parted as ``PATH`` is),
3. ``cases`` in the user's own folder (``PPSIM_HOME``, or what the system holds for such data),
4. what came with ppsim.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import ppsim
import scoring

Origin = Literal["given", "own", "shipped"]


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that cases are looked for in."""

    path: Path
    origin: Origin


def home(environ: Mapping[str, str] = os.environ) -> Path:
    """The user's own folder: journal, own cases, own rubrics. Nothing is made by asking."""
    given = environ.get("PPSIM_HOME")
    if given:
        return Path(given).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("ppsim", appauthor=False)


def journal_file(environ: Mapping[str, str] = os.environ) -> Path:
    """The journal of attempts, in a folder of its own so that the folder can be private."""
    return home(environ) / "journal" / "attempts.db"


def shipped_cases() -> Path:
    """The folder of the cases that came with ppsim.

    A wheel carries them inside the package; in a checkout (run in place or installed editable)
    they stand beside it.
    """
    package = Path(ppsim.__file__).parent
    inside = package / "_vignettes"
    return inside if inside.is_dir() else package.parent / "vignettes"


def shipped_rubrics() -> Path:
    """The folder of the rubrics that came with ppsim; package data of ``scoring``."""
    return Path(scoring.__file__).parent / "rubrics"


def case_folders(
    given: Sequence[Path] = (), environ: Mapping[str, str] = os.environ
) -> tuple[Folder, ...]:
    """Where cases are looked for, first to last; a folder need not exist."""
    named = [Path(part) for part in environ.get("PPSIM_CASES", "").split(os.pathsep) if part]
    return (
        *(Folder(path.expanduser(), "given") for path in given),
        *(Folder(path.expanduser(), "own") for path in named),
        Folder(home(environ) / "cases", "own"),
        Folder(shipped_cases(), "shipped"),
    )


def rubric_folders(
    case_file: Path | None = None, environ: Mapping[str, str] = os.environ
) -> tuple[Path, ...]:
    """Where rubrics are looked for: by the case that names one, then own, then shipped."""
    beside = () if case_file is None else (case_file.parent, case_file.parent / "rubrics")
    return (*beside, home(environ) / "rubrics", shipped_rubrics())
