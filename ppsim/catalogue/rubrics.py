"""Where the rubric that a case names is found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class UnknownRubric(Exception):
    """No rubric is called so in any folder that was looked in."""


def find_rubric(rubric_id: str, folders: Sequence[Path]) -> Path:
    """The first ``<rubric_id>.yaml`` in ``folders``.

    Raises:
        UnknownRubric: there is none, or the id is no file name.
    """
    if Path(rubric_id).name == rubric_id:
        for folder in folders:
            path = folder / f"{rubric_id}.yaml"
            if path.is_file():
                return path
    places = ", ".join(str(folder) for folder in folders)
    raise UnknownRubric(f"there is no rubric called {rubric_id!r} (looked in {places})")
