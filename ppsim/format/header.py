"""The top of a case file, read without the rest: what a list of cases needs.

Events are read only as far as the scenes, and no model is loaded, so that a folder of cases is
listed at once. Keys that stand below the scenes are looked for only where they are missing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ppsim.format import rules_keys, rules_yaml
from ppsim.format.diagnostics import Diagnostic, quoted
from ppsim.format.events import MAX_DEPTH
from ppsim.format.libyaml import open_parser
from ppsim.format.scalars import resolve
from ppsim.format.source import Findings, Marked, Source, decode, read_bytes


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above the scenes. Nothing but ``ppsim`` and the kinds of values is checked."""

    id: str
    version: str
    title: str
    seat: str
    minutes: int
    parallel: str
    language: str = "en"
    setting: str = "default"
    key_status: str = "author-provisional"
    rubric: str = "ppsim-core"
    themes: tuple[str, ...] = ()
    content_notes: tuple[str, ...] = ()
    objectives: tuple[str, ...] = field(default=())


_TEXTS = ("id", "version", "title", "seat", "parallel")
_MORE_TEXTS = ("language", "setting", "key_status", "rubric")
_LISTS = ("themes", "content_notes", "objectives")
_WANTED = frozenset({"ppsim", "minutes", *_TEXTS, *_MORE_TEXTS, *_LISTS})
_NEEDED = frozenset({"ppsim", "minutes", *_TEXTS})


def read_header(source: str | bytes | Path, name: str = "case.yaml") -> Header | list[Diagnostic]:
    """The header of a case in a text or a file, or why there is none.

    ``name`` stands in the diagnostics; a path brings its own.
    """
    if isinstance(source, Path):
        name = str(source)
        try:
            source = read_bytes(source)
        except OSError as error:
            findings = Findings(Source(name, ""))
            findings.add(rules_yaml.CANNOT_OPEN, None, why=error.strerror or str(error))
            return list(findings.result())
    decoded, fault = decode(source, name)
    findings = Findings(decoded)
    if fault is not None:
        findings.add(fault.rule, fault.span, **fault.fields)
        return list(findings.result())
    found: dict[str, tuple[Any, Marked]] = {}
    try:
        _scan(decoded.text, found)
    except YAMLError as error:
        if not found.keys() >= _NEEDED:
            from ppsim.format.syntax import explain

            slip = explain(error, decoded.lines)
            findings.add(slip.rule, slip.span, **slip.fields)
            return list(findings.result())
    header = _header(found, findings)
    return header if header is not None else list(findings.result())


def _scan(text: str, found: dict[str, tuple[Any, Marked]]) -> None:
    """Put the wanted top-level keys into ``found``, with their values and places."""
    parser = open_parser(text)
    try:
        depth = 0
        key: str | None = None
        items: list[str] | None = None  # of the list being read for ``key``
        while (event := parser.get_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                if depth == 1 and key is None:
                    key = event.value
                    if key == "scenes" and found.keys() >= _NEEDED:
                        return
                    continue
                if depth == 1 and key is not None:
                    value = event.value if event.style else resolve(event.value)
                    if key in _WANTED:
                        found.setdefault(key, (value, event))
                    key = None
                elif depth == 2 and items is not None:
                    items.append(event.value)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if depth == 1 and kind is SequenceStartEvent and key in _WANTED:
                    items = []
                    found.setdefault(str(key), (items, event))
                depth += 1
                if depth > MAX_DEPTH:
                    return  # the loader says so
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                depth -= 1
                if depth == 1:
                    key, items = None, None
            elif kind is AliasEvent and depth == 1:
                key = None
            elif kind is DocumentEndEvent:
                return
    finally:
        parser.dispose()


def _header(found: dict[str, tuple[Any, Marked]], findings: Findings) -> Header | None:
    if "ppsim" not in found:
        findings.add(rules_keys.NO_PPSIM, None)
        return None
    version, at = found["ppsim"]
    if type(version) is not int or version != 1:
        newer = type(version) is int and version > 1
        fields = {"version": version} if newer else {"value": quoted(version)}
        findings.add(rules_keys.NEWER if newer else rules_keys.BAD_PPSIM, at, **fields)
        return None
    values: dict[str, Any] = {}
    for key in (*_TEXTS, *_MORE_TEXTS):
        if key in found:
            value, at = found[key]
            if not isinstance(value, str):
                fields = {"key": key, "wanted": "text", "found": quoted(value)}
                findings.add(rules_keys.WRONG_TYPE, at, **fields)
            values[key] = value
        elif key in _TEXTS:
            findings.add(rules_keys.MISSING_KEY, None, what="the file", keys=f"'{key}'")
    if "minutes" not in found:
        findings.add(rules_keys.MISSING_KEY, None, what="the file", keys="'minutes'")
    elif type(found["minutes"][0]) is not int:
        value, at = found["minutes"]
        fields = {"key": "minutes", "wanted": "a whole number", "found": quoted(value)}
        findings.add(rules_keys.WRONG_TYPE, at, **fields)
    if findings.failed:
        return None
    values["minutes"] = found["minutes"][0]
    for key in _LISTS:
        if key in found and isinstance(found[key][0], list):
            values[key] = tuple(found[key][0])
    return Header(**values)
