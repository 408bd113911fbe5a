"""Fixes of how a text or value is written: quotation marks, true and false, signs, allow lines."""

from __future__ import annotations

import re

from ppsim.check.allow import IDLE, without
from ppsim.check.fixes_text import FileText, Fix, Fixer
from ppsim.format import rules_keys, rules_scenes, rules_yaml
from ppsim.format.diagnostics import Diagnostic, Span
from ppsim.format.syntax_lookalikes import plain_sign, plainly

_INVISIBLE = frozenset("\u200b\u2060\ufeff")
"""Hidden characters that stand for nothing in any language; others may, and stay."""


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _quote_line(text: FileText, finding: Diagnostic, span: Span) -> Fix | None:
    """The whole text of a line in double quotes, where it is prose on a line of its own."""
    match = text.alone(span)
    if match is None or not text.is_prose(match):
        return None
    return text.change(finding, match.start("text"), match.end("text"), _quoted(match["text"]))


def _quote_colon(text: FileText, finding: Diagnostic, span: Span) -> Fix | None:
    match = text.alone(span)
    if match is None or match["key"] is None or match["text"][0] in "\"'[{&*!|>%@`,#?":
        return None
    return _quote_line(text, finding, span)


def _quote_reserved(text: FileText, finding: Diagnostic, span: Span) -> Fix | None:
    match = text.alone(span)
    if match is None or match.start("text") != span.column - 1 or match["text"][0] in "|>":
        return None
    return _quote_line(text, finding, span)


def _quote_alias(text: FileText, finding: Diagnostic, span: Span) -> Fix | None:
    return None if "&" in text.text else _quote_reserved(text, finding, span)


def _quote_narration(text: FileText, finding: Diagnostic, span: Span) -> Fix | None:
    """Narration with a colon: what stands before it has a space, so nobody is called so."""
    line = text.source.line(span.line)
    match = re.fullmatch(r"(?P<lead>\s*- +)(?P<text>[A-Za-z][^\"'#\\]*: \S[^\"#\\]*?)\s*", line)
    if match is None or " " not in match["text"].partition(": ")[0]:
        return None
    below = next((x for x in text.source.lines[span.line :] if x.strip()), "")
    if len(below) - len(below.lstrip()) > len(line) - len(line.lstrip()):
        return None
    return text.change(finding, match.start("text"), match.end("text"), _quoted(match["text"]))


def _as_text(text: FileText, finding: Diagnostic, span: Span) -> Fix | None:
    raw = text.raw(span)
    if not re.fullmatch(r"[\w.+-]+", raw):
        return None
    return text.change(finding, span.column - 1, span.end_column - 1, _quoted(raw))


def _true_false(text: FileText, finding: Diagnostic, span: Span) -> Fix | None:
    words = {"yes": "true", "on": "true", "no": "false", "off": "false"}
    right = words.get(text.raw(span).casefold())
    if right is None:
        return None
    return text.change(finding, span.column - 1, span.end_column - 1, right)


def _version(text: FileText, finding: Diagnostic, span: Span) -> Fix | None:
    raw = text.raw(span)
    if not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", raw):
        return None
    right = raw + (".0" if "." in raw else ".0.0")
    return text.change(finding, span.column - 1, span.end_column - 1, right)


def _escape(text: FileText, finding: Diagnostic, span: Span) -> Fix | None:
    if text.raw(span)[:1] != "\\":
        return None
    return text.change(finding, span.column - 1, span.column, "\\\\")


def _plain_sign(text: FileText, finding: Diagnostic, span: Span) -> Fix | None:
    """The sign of YAML for one that looks like it; such spaces go in every line at once."""
    line = text.source.line(span.line)
    plain = plain_sign(line, span.column - 1)
    if plain is None:
        return None
    if plain != " ":
        return text.change(finding, span.column - 1, span.column, plain)
    ends = (*text.starts[1:], len(text.text))
    whole = "".join(
        plainly(line) + text.text[begin + len(line) : end]
        for line, begin, end in zip(text.source.lines, text.starts, ends, strict=True)
    )
    return Fix(finding.code, span.line, 0, len(text.text), whole)


def _space_after_colon(text: FileText, finding: Diagnostic, span: Span) -> Fix | None:
    joined = re.match(r"\s*(?:- +)*[a-z_]+:(?=[^\s/])", text.source.line(span.line))
    return None if joined is None else text.change(finding, joined.end(), joined.end(), " ")


def _unseen(text: FileText, finding: Diagnostic, span: Span) -> Fix | None:
    char = text.source.line(span.line)[span.column - 1 : span.column]
    if char not in _INVISIBLE:
        return None
    return text.change(finding, span.column - 1, span.column, "")


def _idle(text: FileText, finding: Diagnostic, span: Span) -> Fix | None:
    """An allow that allows nothing loses its code, or goes where it had but one."""
    named = re.search(r"PP\d{3}", finding.message)
    if named is None or "cannot be" in finding.message:
        return None
    line = text.source.line(span.line)
    kept = line[: span.column - 1]
    rest = without(line[span.column - 1 :], named[0])
    if rest is None:
        return None
    if rest or kept.strip():
        after = kept + rest if rest else kept.rstrip()
        return text.change(finding, 0, len(line), after)
    begin = text.starts[span.line - 1]
    end = text.starts[span.line] if span.line < len(text.starts) else begin + len(line)
    return Fix(finding.code, span.line, begin, end, "")


FIXERS: dict[str, Fixer] = {
    rules_yaml.TAG.code: _quote_reserved,
    rules_yaml.ALIAS.code: _quote_alias,
    rules_yaml.HIDDEN.code: _unseen,
    rules_yaml.LOOKALIKE.code: _plain_sign,
    rules_yaml.MISSING_COLON.code: _space_after_colon,
    rules_yaml.TEXT_AFTER_QUOTE.code: _quote_line,
    rules_yaml.SECOND_COLON.code: _quote_colon,
    rules_yaml.RESERVED_START.code: _quote_reserved,
    rules_yaml.BAD_ESCAPE.code: _escape,
    rules_keys.YES_NO.code: _true_false,
    rules_keys.VERSION_NUMBER.code: _version,
    rules_keys.READ_AS.code: _as_text,
    rules_scenes.PROSE_COLON.code: _quote_narration,
    IDLE.code: _idle,
}
"""By code of the finding."""
