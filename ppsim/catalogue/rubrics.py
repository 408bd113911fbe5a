"""Where the rubric that a case names is found, and the rubric that a rubric extends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ppsim.format.diagnostics import nearest
from ppsim.format.load import read_rubric_file
from ppsim.format.rubric_file import Base, NothingToExtend
from scoring.rubric import Rubric


class UnknownRubric(Exception):
    """No rubric is called so in any folder that was looked in."""


def find_rubric(
    rubric_id: str, folders: Sequence[Path], given: Mapping[str, Path] | None = None
) -> Path:
    """The rubric among those ``given`` by id, else the first ``<rubric_id>.yaml`` in ``folders``.

    Raises:
        UnknownRubric: there is none, or the id is no file name.
    """
    if given is not None and rubric_id in given:
        return given[rubric_id]
    if Path(rubric_id).name == rubric_id:
        for folder in folders:
            path = folder / f"{rubric_id}.yaml"
            if path.is_file():
                return path
    there = [path.stem for folder in folders for path in folder.glob("*.yaml")]
    near = nearest(rubric_id, there)
    meant = f"; did you mean {near}?" if near else ""
    places = ", ".join(str(folder) for folder in folders)
    raise UnknownRubric(f"there is no rubric called {rubric_id!r}{meant} (looked in {places})")


def base_in(
    folders: Sequence[Path],
    given: Mapping[str, Path] | None = None,
    above: tuple[str, ...] = (),
) -> Base:
    """Rubrics to extend, from where rubrics are found; ``above`` are being extended already."""

    def base(rubric_id: str) -> Rubric:
        if rubric_id in above:
            raise NothingToExtend("it would in the end extend itself")
        try:
            path = find_rubric(rubric_id, folders, given)
        except UnknownRubric as unknown:
            raise NothingToExtend(str(unknown)) from None
        loaded = read_rubric_file(path, base_in(folders, given, (*above, rubric_id)))
        if loaded.value is None:
            first = next(d for d in loaded.diagnostics if d.severity == "error")
            raise NothingToExtend(f"it has errors (see: ppsim check {path}): {first.message}")
        return loaded.value

    return base
