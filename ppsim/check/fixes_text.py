"""A file's text as fixes see it: what was found in it, its lines, and a change to one of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ppsim.format.diagnostics import Diagnostic, Span
from ppsim.format.load import Loaded
from ppsim.format.places import Document
from ppsim.format.prose import PROSE
from ppsim.format.source import Source
from scoring.rubric import Rubric

_WRITTEN = re.compile(r"(?P<lead>\s*(?:- +)*)(?:(?P<key>[A-Za-z_][\w-]*): +)?(?P<text>\S.*?)\s*")


@dataclass(frozen=True, slots=True)
class Fix:
    """One change: the characters from ``start`` to ``end`` of the text become ``by``."""

    code: str
    line: int
    """Where its finding stands, from 1."""
    start: int
    end: int
    by: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A text as it is seen now."""

    found: tuple[Diagnostic, ...]
    """What check says of it; as far as loading says it, where ``quickly``."""
    loaded: Loaded[Any]
    rubric: Rubric | None
    """By which its codes are known."""
    meaning: str | None
    """The hash of what it says; ``None`` where it does not load."""


class FileText:
    """A file's text with its places, as single fixes look at it."""

    def __init__(self, judged: Judged) -> None:
        self.judged = judged
        self.source: Source = judged.loaded.source
        self.document: Document | None = judged.loaded.document
        self.text = self.source.text
        self.starts = self.source.starts

    def change(self, finding: Diagnostic, start: int, end: int, by: str) -> Fix:
        """Columns from 0 in the finding's line."""
        assert finding.span is not None
        begin = self.starts[finding.span.line - 1]
        return Fix(finding.code, finding.span.line, begin + start, begin + end, by)

    def raw(self, span: Span) -> str:
        """The characters a finding points at."""
        return self.source.line(span.line)[span.column - 1 : span.end_column - 1]

    def data(self, key: str) -> Mapping[str, Any]:
        """A top-level mapping of the file; empty where there is none."""
        data = None if self.document is None else self.document.data
        below = data.get(key) if isinstance(data, dict) else None
        return below if isinstance(below, dict) else {}

    def alone(self, span: Span) -> re.Match[str] | None:
        """The finding's line, where a text stands on it alone and whole."""
        line = self.source.line(span.line)
        match = _WRITTEN.fullmatch(line)
        if match is None or " #" in match["text"] or "\\" in match["text"]:
            return None
        indent = len(line) - len(line.lstrip())
        column = match.start("key") if match["key"] else indent
        below = next((x for x in self.source.lines[span.line :] if x.strip()), "")
        deeper = len(below) - len(below.lstrip()) > (column if match["key"] else indent)
        return None if deeper else match

    def is_prose(self, line: re.Match[str]) -> bool:
        """Whether a line holds text: an item, what a key of prose or a speaker's name begins.

        A bracket that closes and was not opened tells of a mapping that lost its first one.
        """
        key, words = line["key"], line["text"]
        if any(words.count(end) > words.count(begin) for begin, end in ("[]", "{}")):
            return False
        if key is None or key in PROSE:
            return True
        return "-" in line["lead"] and (key == "inner" or key in self.data("cast"))


Fixer = Callable[[FileText, Diagnostic, Span], Fix | None]
"""A text, a finding in it and where it stands -> the fix, where one reading alone is possible."""
