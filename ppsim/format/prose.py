"""Prose that YAML cuts off at ' #' without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruamel.yaml.events import ScalarEvent

from ppsim.format import rules_yaml
from ppsim.format.diagnostics import Span, quoted
from ppsim.format.places import Document, ListPlace, MappingPlace, Part
from ppsim.format.source import Findings

_HASH = re.compile("#")
PROSE = frozenset(
    {"title", "about", "label", "practise", "question", "objectives", "sources", "themes"}
    | {"text", "lines", "then", "time", "ask", "leave", "what", "feelings", "content_notes"}
    | {"say", "do", "think", "because", "client_side", "recap"}
    | {"definition", "example", "near_miss", "phrase", "anchor", "name"}
)


def check_cut_off(findings: Findings, document: Document) -> None:
    """A finding for each text that ends before a ``#`` which is not plainly a comment."""
    source = findings.source
    if not any(_doubtful(source.text, match.start()) for match in _HASH.finditer(source.text)):
        return
    for event in _prose(document.place, False):
        end = event.end_mark
        line = source.line(end.line + 1)
        column = line.find("#", end.column)
        if event.style or column < 0 or not _doubtful(line, column):
            continue
        if not line[end.column : column].strip():
            span = Span(end.line + 1, column + 1, end.line + 1, len(line) + 1)
            findings.add(rules_yaml.CUT_OFF, span, rest=quoted(line[column:]))


def _doubtful(text: str, at: int) -> bool:
    """Whether the ``#`` at ``at`` begins what is not plainly a comment.

    A comment stands on a line of its own, or after two spaces and with one before its words.
    """
    before, after = text[max(0, at - 2) : at], text[at + 1 : at + 2]
    if before[-1:] not in (" ", "\t") or before[:1] in ("", "\n"):
        return False
    return not before[0].isspace() or after not in ("", " ", "\t", "\n", "#")


def _prose(part: Part, prose: bool) -> Iterator[ScalarEvent]:
    """The scalars that hold prose: under a key of prose, but for conditions."""
    if isinstance(part, ScalarEvent):
        if prose:
            yield part
    elif isinstance(part, ListPlace):
        for below in part.parts:
            yield from _prose(below, prose)
    elif isinstance(part, MappingPlace):
        for key, below in part.parts.items():
            yield from _prose(below, key != "if" and (prose or key in PROSE))
