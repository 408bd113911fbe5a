"""Load a case or a rubric: text in, a model and everything there is to say about it out.

Nothing here raises, whatever the text: what cannot be loaded is a diagnostic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from ppsim.format import rules_keys, rules_yaml
from ppsim.format.case import Case
from ppsim.format.collector import no_collection
from ppsim.format.diagnostics import Diagnostic, quoted
from ppsim.format.places import Data, Document, MappingPlace
from ppsim.format.prose import check_cut_off
from ppsim.format.reading import Reading, described
from ppsim.format.recovery import read_through
from ppsim.format.rubric_file import Base, build_rubric
from ppsim.format.source import Findings, Source, decode, read_bytes
from ppsim.format.vignette import build_case
from scoring.rubric import Rubric

T = TypeVar("T")

_VERSION = re.compile(r"^ppsim: +([0-9]{1,6})[ \t]*(?:#.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T]):
    """What came of loading; ``value`` is ``None`` exactly where an error is among the findings."""

    value: T | None
    diagnostics: tuple[Diagnostic, ...]
    source: Source
    document: Document | None = None
    """The plain data with its places, where the YAML could be read."""
    whole: str | None = None
    """Of a rubric that extends another: the text that means the same alone."""


def load_case(text: str | bytes, name: str, rubric: Rubric | None) -> Loaded[Case]:
    """The case in ``text``; ``name`` stands in the findings, codes are held against ``rubric``."""
    with no_collection():
        reading, document = _document(text, name)
        case = None if document is None else build_case(reading, document, rubric)
        return _loaded(case, reading, document)


def read_case_file(path: Path, rubric: Rubric | None) -> Loaded[Case]:
    """The case in the file at ``path``."""
    try:
        data = read_bytes(path)
    except OSError as error:
        return _unopened(path, error)
    return load_case(data, str(path), rubric)


def load_rubric(text: str | bytes, name: str, base: Base | None = None) -> Loaded[Rubric]:
    """The rubric in ``text``; one that it extends is had from ``base``."""
    with no_collection():
        reading, document = _document(text, name)
        read = None if document is None else build_rubric(reading, document, base)
        found = _loaded(None if read is None else read.rubric, reading, document)
        return found if read is None else replace(found, whole=read.whole)


def read_rubric_file(path: Path, base: Base | None = None) -> Loaded[Rubric]:
    """The rubric in the file at ``path``; one that it extends is had from ``base``."""
    try:
        data = read_bytes(path)
    except OSError as error:
        return _unopened(path, error)
    return load_rubric(data, str(path), base)


def _loaded(value: T | None, reading: Reading, document: Document | None) -> Loaded[T]:
    findings = reading.findings
    kept = None if findings.failed else value
    return Loaded(kept, findings.result(), findings.source, document)


def _unopened(path: Path, error: OSError) -> Loaded[Any]:
    source = Source(str(path), "")
    findings = Findings(source)
    findings.add(rules_yaml.CANNOT_OPEN, None, why=error.strerror or str(error))
    return Loaded(None, findings.result(), source)


def _document(text: str | bytes, name: str) -> tuple[Reading, Document | None]:
    """The data of the file, where it is one of format 1 at all."""
    source, fault = decode(text, name)
    findings = Findings(source)
    reading = Reading(findings)
    if fault is not None:
        findings.add(fault.rule, fault.span, **fault.fields)
        return reading, None
    if _is_newer(findings):
        return reading, None
    document, reading.unread = read_through(findings)
    if document is None or document.data is None:
        if not findings.failed:
            findings.add(rules_yaml.EMPTY, None)
        return reading, None
    if not _is_ours(findings, document.data, document):
        return reading, None
    check_cut_off(findings, document)
    return reading, document


def _is_ours(findings: Findings, data: Data, document: Document) -> bool:
    """Whether the file says ``ppsim: 1``; if not, nothing more is said of it."""
    if not isinstance(data, dict) or not isinstance(document.place, MappingPlace):
        findings.add(rules_keys.NOT_A_MAPPING, document.place, found=described(data))
        return False
    if "ppsim" not in data:
        findings.add(rules_keys.NO_PPSIM, None)
        return False
    version = data["ppsim"]
    if version == 1 and type(version) is int:
        return True
    if version is not None:
        findings.add(rules_keys.BAD_PPSIM, document.part(("ppsim",)), value=quoted(version))
    return False


def _is_newer(findings: Findings) -> bool:
    """Whether the file says that it is of a later format, of which nothing else can be said.

    It is looked for in the text: who knows what a later format does to YAML.
    """
    source = findings.source
    match = _VERSION.search(source.text)
    if match is None or int(match[1]) <= 1:
        return False
    span = source.span_at(match.start(1), len(match[1]))
    findings.add(rules_keys.NEWER, span, version=int(match[1]))
    return True
