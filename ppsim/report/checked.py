"""A case file read and checked in one go: what ``ppsim check`` says of it, and what can be played.

The bytes are handed in, so that what is said is of exactly one text, however quickly the file is
saved again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ppsim.catalogue.places import rubric_folders
from ppsim.catalogue.reading import CaseRead, case_of, read_case
from ppsim.catalogue.rubrics import base_in
from ppsim.check.run import findings, rubric_findings
from ppsim.check.settings import FILE, BadSettings, Settings, parse_settings
from ppsim.format.canonical import case_hash
from ppsim.format.diagnostics import Diagnostic, in_order
from ppsim.format.load import load_rubric
from ppsim.format.rubric_file import is_rubric
from ppsim.format.rules_yaml import NO_RUBRIC
from ppsim.format.source import Findings

if TYPE_CHECKING:
    from ppsim.check.fixes import Judge
    from ppsim.check.fixes_text import Judged


@dataclass(frozen=True, slots=True)
class Checked:
    """A file, and all there is to say about it."""

    read: CaseRead
    findings: tuple[Diagnostic, ...]


def check_file(
    path: Path,
    settings: Settings | None = None,
    data: bytes | None = None,
    rubrics: Mapping[str, Path] | None = None,
) -> Checked:
    """Everything that is wrong with a case file, or with a rubric file.

    Args:
        path: the file, by which the findings call it and beside which its rubric is looked for.
        settings: how grave each finding is to its library.
        data: its bytes, where they have been read already.
        rubrics: rubric files by id, looked at before any folder.
    """
    settings = settings or Settings()
    read = (
        read_case(path, rubrics=rubrics) if data is None else case_of(data, path, rubrics=rubrics)
    )
    document = read.case.document
    if document is not None and is_rubric(document.data):
        base = base_in(rubric_folders(path), rubrics)
        of_rubric = load_rubric(read.case.source.text, str(path), base)
        return Checked(read, rubric_findings(of_rubric, settings))
    rubric = read.rubric.value if read.rubric is not None else None
    found = findings(read.case, rubric, settings)
    if read.rubric is not None and read.rubric.value is None:
        found = (*found, *read.rubric.diagnostics)
    if read.no_rubric is not None:
        found = in_order((*found, _no_rubric(read, read.no_rubric)))
    return Checked(read, found)


def _no_rubric(read: CaseRead, why: str) -> Diagnostic:
    """That there is no rubric of the name, at the place where the case names it."""
    said = Findings(read.case.source)
    document = read.case.document
    named = document is not None and "rubric" in document.data
    said.add(NO_RUBRIC, document.part(("rubric",)) if document and named else None, why=why)
    return next(iter(said))


def judge_of(
    path: Path, settings: Settings | None = None, rubrics: Mapping[str, Path] | None = None
) -> Judge:
    """What is to be said of any text in the place of the file at ``path``."""
    from ppsim.check.fixes_text import Judged

    def judge(text: str, quickly: bool) -> Judged:
        data = text.encode()
        found: tuple[Diagnostic, ...] = ()
        read = case_of(data, path, rubrics=rubrics)
        document = read.case.document
        if document is not None and is_rubric(document.data):
            of_rubric = load_rubric(data, str(path), base_in(rubric_folders(path), rubrics))
            found = of_rubric.diagnostics if quickly else rubric_findings(of_rubric, settings)
            meaning = of_rubric.value.hash if of_rubric.value is not None else None
            return Judged(found, of_rubric, None, meaning)
        case = read.case.value
        found = (
            read.case.diagnostics if quickly else check_file(path, settings, data, rubrics).findings
        )
        rubric = read.rubric.value if read.rubric is not None else None
        return Judged(found, read.case, rubric, None if case is None else case_hash(case))

    return judge


def settings_file(path: Path) -> Path | None:
    """The nearest ``ppsim.toml`` in the file's folder or above it."""
    for folder in path.absolute().parents:
        if (folder / FILE).is_file():
            return folder / FILE
    return None


def read_settings(file: Path) -> Settings:
    """The settings in a ``ppsim.toml``.

    Raises:
        BadSettings: it cannot be read, or says something that has no meaning.
    """
    try:
        return parse_settings(file.read_bytes())
    except OSError as error:
        raise BadSettings(f"it cannot be opened: {error.strerror}") from None
