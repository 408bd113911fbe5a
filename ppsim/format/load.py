"""Load a case or a rubric: text in, a model and everything there is to say about it out.

Nothing here raises, whatever the text: what cannot be loaded is a diagnostic.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from ruamel.yaml.error import YAMLError

from ppsim.format import rules
from ppsim.format.case import Case
from ppsim.format.diagnostics import Diagnostic, quoted
from ppsim.format.events import Data, Document, MappingPlace, read
from ppsim.format.reading import Reading, described
from ppsim.format.rubric_file import build_rubric
from ppsim.format.source import Findings, Source, decode
from ppsim.format.syntax import say_syntax
from ppsim.format.vignette import build_case
from scoring.rubric import Rubric

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T]):
    """What came of loading; ``value`` is ``None`` exactly where an error is among the findings."""

    value: T | None
    diagnostics: tuple[Diagnostic, ...]
    source: Source
    document: Document | None = None
    """The plain data with its places, where the YAML could be read."""


def load_case(text: str | bytes, name: str, rubric: Rubric | None) -> Loaded[Case]:
    """The case in ``text``; ``name`` stands in the findings, codes are held against ``rubric``."""
    findings, document = _document(text, name)
    case = None
    if document is not None:
        case = build_case(Reading(findings), document, rubric)
    return Loaded(case, findings.result(), findings.source, document)


def read_case_file(path: Path, rubric: Rubric | None) -> Loaded[Case]:
    """The case in the file at ``path``."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return _unopened(path, error)
    return load_case(data, str(path), rubric)


def load_rubric(text: str | bytes, name: str) -> Loaded[Rubric]:
    """The rubric in ``text``."""
    findings, document = _document(text, name)
    rubric = None
    if document is not None:
        rubric = build_rubric(Reading(findings), document)
    return Loaded(rubric, findings.result(), findings.source, document)


def read_rubric_file(path: Path) -> Loaded[Rubric]:
    """The rubric in the file at ``path``."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return _unopened(path, error)
    return load_rubric(data, str(path))


def _unopened(path: Path, error: OSError) -> Loaded[Any]:
    source = Source(str(path), "")
    findings = Findings(source)
    findings.add(rules.CANNOT_OPEN, None, why=error.strerror or str(error))
    return Loaded(None, findings.result(), source)


def _document(text: str | bytes, name: str) -> tuple[Findings, Document | None]:
    """The data of the file, where it is one of format 1 at all."""
    source, fault = decode(text, name)
    findings = Findings(source)
    if fault is not None:
        findings.add(fault.rule, None, **fault.fields)
        return findings, None
    try:
        document = read(findings, source.text)
    except YAMLError as error:
        say_syntax(findings, error)
        return findings, None
    if document is None or document.data is None:
        if not findings.failed:
            findings.add(rules.EMPTY, None)
        return findings, None
    if not _is_ours(findings, document.data, document):
        return findings, None
    return findings, document


def _is_ours(findings: Findings, data: Data, document: Document) -> bool:
    """Whether the file says ``ppsim: 1``, which is looked at before anything else."""
    if not isinstance(data, dict) or not isinstance(document.place, MappingPlace):
        findings.add(rules.NOT_A_MAPPING, document.place, found=described(data))
        return False
    if "ppsim" not in data:
        findings.add(rules.NO_PPSIM, None)
        return False
    version = data["ppsim"]
    if version == 1 and type(version) is int:
        return True
    at = document.part(("ppsim",))
    if type(version) is int and version > 1:
        findings.add(rules.NEWER, at, version=version)
    elif version is not None:
        findings.add(rules.BAD_PPSIM, at, value=quoted(version))
    return False
