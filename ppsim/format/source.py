"""A file's text, decoded, with its lines; and the findings made about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from ppsim.format import rules_yaml
from ppsim.format.diagnostics import Diagnostic, Rule, Span, in_order, visible

MAX_BYTES = 2 * 1024 * 1024
"""A case is text for a quarter of an hour; the largest known is a twentieth of this."""
MAX_FINDINGS = 200
"""After so many findings a file is beyond reading them; the rest is counted."""

_MOST = 400
"""Characters of one name or hint that are repeated."""

_OTHER_FILES = {
    b"{\\rtf": "rich text (RTF), as TextEdit and WordPad save it",
    b"PK\x03\x04": "an office document (Word, Excel, OpenOffice, Pages) or an archive",
    b"\xd0\xcf\x11\xe0": "an old document of Word",
    b"%PDF-": "a PDF",
}
"""First bytes of what is given for a case by mistake."""
_HEAD = 512
"""Bytes by which an encoding is known."""

_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
"""The line breaks of libyaml, so that its line numbers are ours."""


class Mark(Protocol):
    """A point in the text, 0-based, as libyaml gives it."""

    @property
    def line(self) -> int:
        """Line, from 0."""
        ...

    @property
    def column(self) -> int:
        """Column in characters, from 0."""
        ...


class Marked(Protocol):
    """Anything that stands somewhere: a scalar's event, a container's place."""

    start_mark: Mark
    end_mark: Mark


class Source:
    """The text of one file under the name it is spoken of by."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.untabbed = False
        """Marks are of a text with two spaces for each tab of the indentation."""

    @cached_property
    def lines(self) -> list[str]:
        """Lines without their breaks."""
        return _BREAK.split(self.text)

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins in the text."""
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    def line(self, number: int) -> str:
        """The line of that number (from 1); empty past the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def span_at(self, offset: int, length: int = 1) -> Span:
        """The span of ``length`` characters from ``offset`` in the text."""
        before = list(_BREAK.finditer(self.text, 0, offset))
        start = before[-1].end() if before else 0
        line, column = len(before) + 1, offset - start + 1
        return Span(line, column, line, column + length)

    def span_of(self, marked: Marked) -> Span:
        """Where something stands; a block's span is cut at the end of its first line."""
        start, end = marked.start_mark, marked.end_mark
        line = start.line + 1
        text = self.line(line)
        shift = 1
        if self.untabbed:
            shift -= len(text) - len(text.lstrip("\t"))
        column = start.column + shift
        if end.line > start.line:
            return Span(line, column, line, max(column + 1, len(text) + 1))
        return Span(line, column, line, max(column + 1, end.column + shift))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the bytes of a file."""

    rule: Rule
    fields: dict[str, object]
    span: Span | None = None


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, or so many of them that it is known to be too large.

    Raises:
        OSError: it cannot be opened or read.
    """
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except ValueError as error:  # a null byte in the name
        raise OSError(str(error)) from error


def decode(data: str | bytes, name: str) -> tuple[Source, Fault | None]:
    """The text of ``data`` and what is wrong with its bytes, if anything.

    A byte order mark of UTF-8 is dropped; any other encoding is a fault, and so is too much.
    """
    if isinstance(data, str):
        text = data.removeprefix("\ufeff")
        if len(text) > MAX_BYTES:
            return Source(name, ""), Fault(rules_yaml.TOO_LARGE, {"limit": MAX_BYTES // 1024**2})
        return Source(name, text), None
    if len(data) > MAX_BYTES:
        return Source(name, ""), Fault(rules_yaml.TOO_LARGE, {"limit": MAX_BYTES // 1024**2})
    what = _no_text(data)
    if what is not None:
        return Source(name, ""), Fault(rules_yaml.NOT_TEXT, {"what": what})
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _has_wide_letters(data):
        return Source(name, ""), Fault(rules_yaml.NOT_UTF8, {"what": "UTF-16", "line": 1})
    try:
        return Source(name, data.decode("utf-8-sig")), None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        what = f"byte 0x{data[error.start]:02X}"
        span = Span(line, column, line, column + 1)
        return Source(name, ""), Fault(rules_yaml.NOT_UTF8, {"what": what, "line": line}, span)


def _no_text(data: bytes) -> str | None:
    """What other kind of file begins like this, if one does."""
    return next((what for start, what in _OTHER_FILES.items() if data.startswith(start)), None)


def _has_wide_letters(data: bytes) -> bool:
    """Whether it is UTF-16 without its mark: every other byte of a text in Latin letters is 0."""
    head = data[:_HEAD]
    return len(head) > 1 and max(head[0::2].count(0), head[1::2].count(0)) * 3 > len(head)


def _said(template: str, fields: Mapping[str, object]) -> str:
    """The template filled, with nothing in it that hides or steers, and no name without end."""
    return visible(template.format(**{k: str(v)[:_MOST] for k, v in fields.items()}))


class Findings:
    """Collects diagnostics about one source."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._found: list[Diagnostic] = []
        self._over = 0
        self.failed = False
        """Whether an error is among them."""
        self.said: frozenset[int] = frozenset()
        """Lines that YAML cannot read: what else is wrong there may be of their mending."""

    def add(
        self,
        rule: Rule,
        at: Span | Marked | None,
        hint: str | None = None,
        /,
        **fields: object,
    ) -> None:
        """One finding of ``rule`` at ``at``; ``fields`` fill its templates."""
        span = at if isinstance(at, Span) or at is None else self.source.span_of(at)
        if span is not None and span.line in self.said:
            return
        self._keep(
            Diagnostic(
                code=rule.code,
                severity=rule.severity,
                message=_said(rule.message, fields),
                hint=visible(hint)[:_MOST] if hint else rule.do and _said(rule.do, fields),
                file=self.source.name,
                span=span,
                excerpt=(self.source.line(span.line) or None) if span else None,
            )
        )

    def leave_out(self, errors: int) -> None:
        """Count errors that nobody will read."""
        self.failed = self.failed or errors > 0
        self._over += errors

    def take(self, others: Iterable[Diagnostic]) -> None:
        """Findings made elsewhere about the same source."""
        for diagnostic in others:
            self._keep(diagnostic)

    def _keep(self, diagnostic: Diagnostic) -> None:
        self.failed = self.failed or diagnostic.severity == "error"
        if len(self._found) < MAX_FINDINGS:
            self._found.append(diagnostic)
        else:
            self._over += 1

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found) + self._over

    def result(self) -> tuple[Diagnostic, ...]:
        """All findings in the order of the file, and a last word where they were too many."""
        found = in_order(self._found)
        if self._over:
            rule = rules_yaml.TOO_MANY_FINDINGS
            more = Diagnostic(
                rule.code,
                rule.severity,
                rule.message.format(more=self._over, shown=MAX_FINDINGS),
                rule.do,
                self.source.name,
                None,
                None,
            )
            found = (*found, more)
        return found
