"""A case read together with the rubric it names."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ppsim.catalogue.places import rubric_folders
from ppsim.catalogue.rubrics import UnknownRubric, base_in, find_rubric
from ppsim.format.case import Case
from ppsim.format.diagnostics import Diagnostic
from ppsim.format.header import Header, read_header
from ppsim.format.load import Loaded, load_case, read_case_file, read_rubric_file
from ppsim.format.source import read_bytes
from scoring.rubric import Rubric


@dataclass(frozen=True, slots=True)
class CaseRead:
    """A case file and its rubric, with what was found in both."""

    case: Loaded[Case]
    rubric: Loaded[Rubric] | None
    """``None`` where the case does not get as far as naming one, or there is none so called."""
    no_rubric: str | None
    """That there is no rubric so called, in words."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found in the rubric, then what was found in the case."""
        return (*(self.rubric.diagnostics if self.rubric else ()), *self.case.diagnostics)

    @property
    def playable(self) -> tuple[Loaded[Case], Loaded[Rubric]] | None:
        """Both, where both are whole."""
        if self.case.value is None or self.rubric is None or self.rubric.value is None:
            return None
        return self.case, self.rubric


def read_case(
    path: Path,
    environ: Mapping[str, str] = os.environ,
    rubrics: Mapping[str, Path] | None = None,
) -> CaseRead:
    """The case in the file at ``path``, its codes held against the rubric it names.

    ``rubrics`` are files by the ids of their rubrics, looked at before any folder.
    """
    try:
        data = read_bytes(path)
    except OSError:
        return CaseRead(read_case_file(path, None), None, None)  # which says why
    return case_of(data, path, environ, rubrics)


def case_of(
    data: bytes,
    path: Path,
    environ: Mapping[str, str] = os.environ,
    rubrics: Mapping[str, Path] | None = None,
) -> CaseRead:
    """The case in ``data``, the bytes of the file at ``path``."""
    header = read_header(data, str(path))
    if not isinstance(header, Header):
        return CaseRead(load_case(data, str(path), None), None, None)
    try:
        rubric_file = find_rubric(header.rubric, rubric_folders(path, environ), rubrics)
    except UnknownRubric as unknown:
        return CaseRead(load_case(data, str(path), None), None, str(unknown))
    base = base_in(rubric_folders(rubric_file, environ), rubrics)
    rubric = read_rubric_file(rubric_file, base)
    return CaseRead(load_case(data, str(path), rubric.value), rubric, None)
