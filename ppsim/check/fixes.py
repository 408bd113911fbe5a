"""What ``ppsim check --fix`` may change by itself, and the proof that it changed nothing else.

A fix is made only where one reading of the author's text is possible: the file said nothing
before (it did not load), or means the same afterwards (the same hash, so every replay is the same).
Whatever changes a case that loads is left to its author, prose cut off at ' #' above all: it was
played without the rest. Each fix is tried alone, and kept only if its finding is gone and none has
come in its place.
"""

from __future__ import annotations

from collections.abc import Callable

from ppsim.check import fixes_names, fixes_writing
from ppsim.check.fixes_text import FileText, Fix, Fixer, Judged
from ppsim.format import rules_coding, rules_keys, rules_yaml
from ppsim.format.diagnostics import Diagnostic

ROUNDS = 8
"""Times a file is looked at again: a mended line can show what stood behind it."""
_OF_ITS_MAKING = frozenset(
    {rules_yaml.DUPLICATE_KEY.code, rules_keys.TWICE.code, rules_coding.SAME_DIMENSION.code}
)
"""What a name put right can bring about in another line: that it stands twice."""
_FIXERS: dict[str, Fixer] = fixes_writing.FIXERS | fixes_names.FIXERS
FIXABLE = frozenset(_FIXERS)
"""Codes of what can be put right."""

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
    if judged.loaded.source.untabbed:
        return []
    text = FileText(judged)
    found = [made for finding in judged.found if (made := _fix(text, finding)) is not None]
    kept: list[Fix] = []
    for fix in sorted(found, key=lambda f: (-f.start, -f.end)):
        if not kept or fix.end <= kept[-1].start:
            kept.append(fix)
    return kept


def _fix(text: FileText, finding: Diagnostic) -> Fix | None:
    fixer = _FIXERS.get(finding.code)
    if fixer is None or finding.span is None:
        return None
    return fixer(text, finding, finding.span)
