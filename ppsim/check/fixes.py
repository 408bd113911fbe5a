"""What ``ppsim check --fix`` may change by itself, and the proof that it changed nothing else.

A fix is made only where one reading of the author's text is possible: the file said nothing
before (it did not load), or means the same afterwards (the same hash, so every replay is the same).
Whatever changes a case that loads is left to its author, prose cut off at ' #' above all: it was
played without the rest. Each fix is tried alone, and kept only if its finding is gone and none has
come in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ppsim.check.allow import IDLE, without
from ppsim.check.people import one_apart
from ppsim.format import (
    rules_coding,
    rules_keys,
    rules_names,
    rules_rubric,
    rules_scenes,
    rules_yaml,
)
from ppsim.format.diagnostics import Diagnostic, Span
from ppsim.format.lines import LINE_KEYS
from ppsim.format.load import Loaded
from ppsim.format.places import Document
from ppsim.format.prose import PROSE
from ppsim.format.rubric_file import KEYS as RUBRIC_KEYS
from ppsim.format.source import Source
from ppsim.format.vignette import KEYS as CASE_KEYS
from scoring.rubric import Rubric

ROUNDS = 8
"""Times a file is looked at again: a mended line can show what stood behind it."""
SHORTEST = 5
"""Letters from which a name one letter off is taken for a slip."""
_WRITTEN = re.compile(r"(?P<lead>\s*(?:- +)*)(?:(?P<key>[A-Za-z_][\w-]*): +)?(?P<text>\S.*?)\s*")
_BARE = re.compile("[\"']?([\\w.-]+)[\"']?")
_OF_ITS_MAKING = frozenset(
    {rules_yaml.DUPLICATE_KEY.code, rules_keys.TWICE.code, rules_coding.SAME_DIMENSION.code}
)
"""What a name put right can bring about in another line: that it stands twice."""
_INVISIBLE = frozenset("\u200b\u2060\ufeff")
"""Hidden characters that stand for nothing in any language; others may, and stay."""


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


Judge = Callable[[str, bool], Judged]
"""A text, and whether what loading says of it is enough -> what is to be said of it."""


def fixed(text: str, judge: Judge) -> tuple[str, tuple[Fix, ...]]:
    """``text`` with what is surely meant put right, and what was done, in the order it was done."""
    now = judge(text, False)
    done: list[Fix] = []
    refused: set[tuple[str, str]] = set()
    for _ in range(ROUNDS):
        wanted = [fix for fix in fixes(now) if (fix.code, _around(text, fix)) not in refused]
        if not wanted:
            break
        for fix in wanted:
            after = text[: fix.start] + fix.by + text[fix.end :]
            then = judge(after, True)
            if _harmless(fix, now, then):
                text, now = after, then
                done.append(fix)
            else:
                refused.add((fix.code, _around(text, fix)))
        now = judge(text, False)
    return text, tuple(done)


def _around(text: str, fix: Fix) -> str:
    """The line of a fix, by which it is known again when lines above it have gone."""
    return text[text.rfind("\n", 0, fix.start) + 1 :].partition("\n")[0]


def _harmless(fix: Fix, now: Judged, then: Judged) -> bool:
    if now.meaning is not None:
        return then.meaning == now.meaning
    before, after = _errors(now), _errors(then)
    here = (fix.code, fix.line)
    if after.count(here) >= before.count(here):
        return False
    # what stood behind it may be seen only now; on its line, or of its making, nothing may be
    new = [error for error in after if error not in before]
    return not any(code in _OF_ITS_MAKING or line == fix.line for code, line in new)


def _errors(judged: Judged) -> list[tuple[str, int]]:
    found = judged.loaded.diagnostics
    return [(f.code, f.span.line if f.span else 0) for f in found if f.severity == "error"]


def fixes(judged: Judged) -> list[Fix]:
    """What could be put right in one go, the last of the text first; no two touch."""
    text = _Text(judged)
    found = [fix for finding in judged.found for fix in text.fix(finding)]
    kept: list[Fix] = []
    for fix in sorted(found, key=lambda f: (-f.start, -f.end)):
        if not kept or fix.end <= kept[-1].start:
            kept.append(fix)
    return kept


class _Text:
    """A file's text with its places, as the single fixes look at it."""

    def __init__(self, judged: Judged) -> None:
        self.judged = judged
        self.source: Source = judged.loaded.source
        self.document: Document | None = judged.loaded.document
        self.text = self.source.text
        self.starts = self.source.starts

    def fix(self, finding: Diagnostic) -> Iterable[Fix]:
        """The fix of one finding, if it has any."""
        fixer = _FIXERS.get(finding.code)
        if fixer is not None and finding.span is not None and not self.source.untabbed:
            made = fixer(self, finding, finding.span)
            if made is not None:
                yield made

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


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _quote_line(text: _Text, finding: Diagnostic, span: Span) -> Fix | None:
    """The whole text of a line in double quotes, where it is prose on a line of its own."""
    match = text.alone(span)
    if match is None or not text.is_prose(match):
        return None
    return text.change(finding, match.start("text"), match.end("text"), _quoted(match["text"]))


def _quote_colon(text: _Text, finding: Diagnostic, span: Span) -> Fix | None:
    match = text.alone(span)
    if match is None or match["key"] is None or match["text"][0] in "\"'[{&*!|>%@`,#?":
        return None
    return _quote_line(text, finding, span)


def _quote_reserved(text: _Text, finding: Diagnostic, span: Span) -> Fix | None:
    match = text.alone(span)
    if match is None or match.start("text") != span.column - 1 or match["text"][0] in "|>":
        return None
    return _quote_line(text, finding, span)


def _quote_alias(text: _Text, finding: Diagnostic, span: Span) -> Fix | None:
    return None if "&" in text.text else _quote_reserved(text, finding, span)


def _quote_narration(text: _Text, finding: Diagnostic, span: Span) -> Fix | None:
    """Narration with a colon: what stands before it has a space, so nobody is called so."""
    line = text.source.line(span.line)
    match = re.fullmatch(r"(?P<lead>\s*- +)(?P<text>[A-Za-z][^\"'#\\]*: \S[^\"#\\]*?)\s*", line)
    if match is None or " " not in match["text"].partition(": ")[0]:
        return None
    below = next((x for x in text.source.lines[span.line :] if x.strip()), "")
    if len(below) - len(below.lstrip()) > len(line) - len(line.lstrip()):
        return None
    return text.change(finding, match.start("text"), match.end("text"), _quoted(match["text"]))


def _as_text(text: _Text, finding: Diagnostic, span: Span) -> Fix | None:
    raw = text.raw(span)
    if not re.fullmatch(r"[\w.+-]+", raw):
        return None
    return text.change(finding, span.column - 1, span.end_column - 1, _quoted(raw))


def _true_false(text: _Text, finding: Diagnostic, span: Span) -> Fix | None:
    words = {"yes": "true", "on": "true", "no": "false", "off": "false"}
    right = words.get(text.raw(span).casefold())
    if right is None:
        return None
    return text.change(finding, span.column - 1, span.end_column - 1, right)


def _version(text: _Text, finding: Diagnostic, span: Span) -> Fix | None:
    raw = text.raw(span)
    if not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", raw):
        return None
    right = raw + (".0" if "." in raw else ".0.0")
    return text.change(finding, span.column - 1, span.end_column - 1, right)


def _escape(text: _Text, finding: Diagnostic, span: Span) -> Fix | None:
    if text.raw(span)[:1] != "\\":
        return None
    return text.change(finding, span.column - 1, span.column, "\\\\")


def _unseen(text: _Text, finding: Diagnostic, span: Span) -> Fix | None:
    char = text.source.line(span.line)[span.column - 1 : span.column]
    if char not in _INVISIBLE:
        return None
    return text.change(finding, span.column - 1, span.column, "")


def _idle(text: _Text, finding: Diagnostic, span: Span) -> Fix | None:
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


def _slip(known: Callable[[_Text, Diagnostic], Iterable[str]]) -> Callable[..., Fix | None]:
    """A name one letter off the only one it can be."""

    def fix(text: _Text, finding: Diagnostic, span: Span) -> Fix | None:
        raw = text.raw(span)
        bare = _BARE.fullmatch(raw)
        if bare is None:
            return None
        close = [name for name in known(text, finding) if _slipped(bare[1], name)]
        if len(close) != 1 or f"Did you mean {close[0]}?" not in (finding.hint or ""):
            return None
        start = span.column - 1
        return text.change(finding, start + bare.start(1), start + bare.end(1), close[0])

    return fix


def _slipped(written: str, name: str) -> bool:
    """Whether one slip within a longer word makes ``written`` of ``name``.

    Numbers tell names apart, and so do their first and last letters (``room-a``, ``doors``).
    """
    return (
        min(len(written), len(name)) >= SHORTEST
        and (written[0], written[-1]) == (name[0], name[-1])
        and re.sub(r"\D", "", written) == re.sub(r"\D", "", name)
        and one_apart(written, name)
    )


def _keys(text: _Text, finding: Diagnostic) -> Iterable[str]:
    every = (*CASE_KEYS.values(), *RUBRIC_KEYS.values(), LINE_KEYS)
    return {key for keys in every for key in keys}


def _words(text: _Text, finding: Diagnostic) -> Iterable[str]:
    _, _, listed = (finding.hint or "").partition("It can be: ")
    return listed.rstrip(".").split(", ")


def _choices(text: _Text, finding: Diagnostic) -> Iterable[str]:
    ids = set()
    for scene in text.data("scenes").values():
        for choice in scene.get("choices", ()) if isinstance(scene, dict) else ():
            if isinstance(choice, dict) and isinstance(choice.get("id"), str):
                ids.add(choice["id"])
    return ids


def _codes(text: _Text, finding: Diagnostic) -> Iterable[str]:
    return text.judged.rubric.codes if text.judged.rubric else text.data("codes")


def _roles(text: _Text, finding: Diagnostic) -> Iterable[str]:
    return text.judged.rubric.roles if text.judged.rubric else ()


def _of(key: str, *more: str) -> Callable[[_Text, Diagnostic], Iterable[str]]:
    return lambda text, finding: (*text.data(key), *more)


_FIXERS: dict[str, Callable[[_Text, Diagnostic, Span], Fix | None]] = {
    rules_yaml.TAG.code: _quote_reserved,
    rules_yaml.ALIAS.code: _quote_alias,
    rules_yaml.HIDDEN.code: _unseen,
    rules_yaml.TEXT_AFTER_QUOTE.code: _quote_line,
    rules_yaml.SECOND_COLON.code: _quote_colon,
    rules_yaml.RESERVED_START.code: _quote_reserved,
    rules_yaml.BAD_ESCAPE.code: _escape,
    rules_keys.UNKNOWN_KEY.code: _slip(_keys),
    rules_keys.YES_NO.code: _true_false,
    rules_keys.VERSION_NUMBER.code: _version,
    rules_keys.NOT_IN_LIST.code: _slip(_words),
    rules_keys.READ_AS.code: _as_text,
    rules_scenes.PROSE_COLON.code: _quote_narration,
    rules_names.UNKNOWN_SCENE.code: _slip(_of("scenes")),
    rules_names.UNKNOWN_CHOICE.code: _slip(_choices),
    rules_names.UNKNOWN_SPEAKER.code: _slip(_of("cast", "inner")),
    rules_names.UNKNOWN_VARIABLE.code: _slip(_of("variables")),
    rules_names.UNKNOWN_CODE.code: _slip(_codes),
    rules_names.UNKNOWN_FEATURE.code: _slip(_of("key_features")),
    rules_names.UNKNOWN_PULL.code: _slip(_roles),
    rules_rubric.UNKNOWN_DIMENSION.code: _slip(_of("dimensions")),
    rules_rubric.ROLE_CODE.code: _slip(_of("codes")),
    IDLE.code: _idle,
}
"""What can be put right, by code."""

FIXABLE = frozenset(_FIXERS)
