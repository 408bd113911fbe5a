"""A text of a case as the author's loop takes it: read, checked, compiled; and its map."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ppsim.authoring.loop import Version
from ppsim.catalogue.places import rubric_folders
from ppsim.catalogue.rubrics import UnknownRubric, find_rubric
from ppsim.check.settings import BadSettings, Settings
from ppsim.engine.story import compile_case
from ppsim.explore.atlas import Atlas, draw
from ppsim.explore.walk import Walk, walk
from ppsim.explore.witness import Path as Way
from ppsim.format.diagnostics import Diagnostic
from ppsim.format.load import Loaded
from ppsim.format.places import MappingPlace, Part
from ppsim.report.checked import check_file, read_settings, settings_file
from scoring.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a save."""

    version: Version
    beside: tuple[Path, ...]
    """Files other than the case that what was found depends on: its rubric, its settings."""


def version_of(path: Path, data: bytes) -> Saved:
    """``data``, the bytes of the file at ``path``, as the next version.

    A fault of ppsim's own in reading them is a finding too: the author goes on with her work.
    """
    file = settings_file(path)
    settings, refused = Settings(), None
    if file is not None:
        try:
            settings = read_settings(file)
        except BadSettings as error:
            refused = _said(file, str(error))
    beside = (file,) if file is not None else ()
    try:
        checked = check_file(path, settings, data)
        read = checked.read
        story = None if read.case.value is None else compile_case(read.case.value)
    except Exception as error:
        return Saved(Version(str(path), (_said(path, _fault(error)),)), beside)
    rubric = read.rubric
    if rubric is not None:
        beside = (*beside, *_rubric_files(rubric))
    found = checked.findings if refused is None else (refused, *checked.findings)
    scenes = None if read.case.document is None else read.case.document.part(("scenes",))
    of_scenes = _of_scenes(found, scenes, str(path))
    lines = _scene_lines(scenes)
    of = rubric.value if rubric is not None else None
    return Saved(Version(str(path), found, story, of, lines, of_scenes), beside)


def unreadable(path: Path) -> Saved:
    """The version of a file that cannot be opened now."""
    return Saved(Version(str(path), check_file(path).findings), ())


@dataclass(frozen=True, slots=True)
class Mapped:
    """The map of a version."""

    atlas: Atlas
    walk: Walk

    def way(self, scene: str) -> Way | None:
        """The shortest way to a scene; ``None`` where no play comes there."""
        return self.walk.witness(scene)


def map_of(version: Version) -> Mapped | None:
    """The map of a version; ``None`` where it does not load, or its rubric does not."""
    if version.story is None or version.rubric is None:
        return None
    walked = walk(version.story, version.rubric)
    return Mapped(draw(walked), walked)


def _rubric_files(rubric: Loaded[Rubric]) -> tuple[Path, ...]:
    """The file of a rubric, and that of the rubric it extends."""
    file = Path(rubric.source.name)
    data = rubric.document.data if rubric.document is not None else None
    extended = data.get("extends") if isinstance(data, dict) else None
    if not isinstance(extended, str):
        return (file,)
    try:
        return (file, find_rubric(extended, rubric_folders(file)))
    except UnknownRubric:
        return (file,)


def _scene_lines(scenes: Part | None) -> dict[str, int]:
    if not isinstance(scenes, MappingPlace):
        return {}
    return {name: key.start_mark.line + 1 for name, key in scenes.keys.items()}


def _of_scenes(
    findings: Iterable[Diagnostic], scenes: Part | None, file: str
) -> dict[str, list[Diagnostic]]:
    """Scene -> the findings about ``file`` that begin in its lines."""
    found: dict[str, list[Diagnostic]] = {}
    if not isinstance(scenes, MappingPlace):
        return found
    end = scenes.end_mark.line + (scenes.end_mark.column > 0)
    starts = sorted((line, name) for name, line in _scene_lines(scenes).items())
    for finding in findings:
        if finding.file == file and finding.span is not None and finding.span.line <= end:
            above = [name for line, name in starts if line <= finding.span.line]
            if above:
                found.setdefault(above[-1], []).append(finding)
    return found


def _said(path: Path, words: str) -> Diagnostic:
    return Diagnostic("PP000", "error", words, None, str(path), None, None)


def _fault(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return (
        f"this is a fault of ppsim itself ({type(error).__name__}{place}); the text is not "
        "harmed, and what you save next is read anew"
    )
