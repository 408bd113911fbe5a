"""``# ppsim: allow PP123 because ...``: a finding the author has seen and stands by.

A comment at the end of a line speaks of that line, one on a line of its own of the next line that
is no comment. libyaml drops comments, so they are read here from the text, outside its scalars.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ruamel.yaml.events import ScalarEvent

from ppsim.check.registry import RULES
from ppsim.format import rules as format_rules
from ppsim.format.diagnostics import Diagnostic, Span, in_order, suggest
from ppsim.format.places import Document, ListPlace, MappingPlace, Part
from ppsim.format.source import Findings, Source

IDLE = RULES.add(
    "PP991",
    "Allow that allows nothing",
    "there is no {code} at the line this speaks of, so there is nothing to allow{why}",
    "Take it out, or put it on or right above the line of the finding.",
    severity="warning",
)
NO_REASON = RULES.add(
    "PP992",
    "Allow without a reason",
    "this allows {codes} and does not say why",
    "Write: # ppsim: allow {codes} because ...",
    severity="warning",
)
UNREADABLE = RULES.add(
    "PP993",
    "Allow that cannot be read",
    "{problem}",
    "Write: # ppsim: allow PP123 because ...",
    severity="warning",
)

_ALLOW = re.compile(r"#\s*ppsim\s*:\s*allow\b(?P<rest>.*)")
_NEARLY = re.compile(r"#\s*ppsim\s*(?P<colon>:?)\s*(?P<word>[a-z]+)\b(?P<rest>.*)", re.IGNORECASE)
_LIKE_ALLOW = frozenset(
    {"allow", "allows", "allowed", "alow", "alllow", "permit", "accept", "except"}
    | {"ignore", "ignores", "disable", "skip", "off", "noqa", "suppress", "nolint"}
)
"""What other checkers call it, and how it is misspelled."""
_REST = re.compile(r"\s+(?P<codes>PP\d{3}(?!\d)(?:(?:\s*,\s*|\s+)PP\d{3}(?!\d))*)(?P<reason>.*)")
_REASON = re.compile(r"\s*(?:because|:|-)\s*\S.*")
_CODE = re.compile(r"PP\d{3}")
_BOUNDED = "PP990"
"""Of ``ppsim.check.run``: the walk gave up, so not all was looked for."""


@dataclass(frozen=True, slots=True)
class Allow:
    """One comment that allows findings of some codes at one line."""

    codes: tuple[str, ...]
    line: int
    """The line it speaks of."""
    span: Span
    """Where the comment stands."""


def allowed(
    found: Iterable[Diagnostic], source: Source, document: Document | None, off: frozenset[str]
) -> tuple[Diagnostic, ...]:
    """The findings that no comment allows, and what is wrong with the comments themselves.

    What keeps a file from loading cannot be allowed.

    Args:
        found: the findings about one file.
        source: its text.
        document: its places; ``None`` where the YAML could not be read, and then nothing is.
        off: codes that are switched off, which an allow may still name.
    """
    if document is None or not _NEARLY.search(source.text):
        return in_order(found)
    said = Findings(source)
    allows = list(_read(source, document, said))
    used: set[tuple[Span, str]] = set()
    kept = []
    for finding in found:
        over = [
            allow
            for allow in allows
            if finding.span is not None
            and allow.line == finding.span.line
            and finding.code in allow.codes
        ]
        if over and _may_be_allowed(finding):
            used.update((allow.span, finding.code) for allow in over)
        else:
            kept.append(finding)
    for allow in allows:
        for code in allow.codes:
            if (allow.span, code) not in used and code not in off:
                fatal = any(f.code == code and not _may_be_allowed(f) for f in kept)
                if code in RULES.rules and not _was_looked_for(kept):
                    continue
                why = "; what keeps a file from loading cannot be" if fatal else ""
                said.add(IDLE, allow.span, code=code, why=why)
    return in_order((*kept, *said))


def _was_looked_for(kept: Iterable[Diagnostic]) -> bool:
    """Whether every check was made: a file that does not load, or is too large, has few."""
    return all(_may_be_allowed(f) and f.code != _BOUNDED for f in kept)


def without(comment: str, code: str) -> str | None:
    """An allow without one of its codes; empty without its only one, ``None`` if it has it not."""
    match = _ALLOW.match(comment)
    rest = None if match is None else _REST.fullmatch(match["rest"])
    if match is None or rest is None:
        return None
    codes = _CODE.findall(rest["codes"])
    left = [other for other in codes if other != code]
    if len(left) == len(codes):
        return None
    if not left:
        return ""
    start = match.start("rest") + rest.start("codes")
    end = match.start("rest") + rest.end("codes")
    return f"{comment[:start]}{', '.join(left)}{comment[end:]}"


def _may_be_allowed(finding: Diagnostic) -> bool:
    return finding.severity != "error" or finding.code not in format_rules.RULES.rules


def _read(source: Source, document: Document, said: Findings) -> Iterator[Allow]:
    known = {*RULES.rules, *format_rules.RULES.rules}
    for number, line in enumerate(source.lines, 1):
        match = _ALLOW.search(line) or _nearly(line)
        if match is None or _in_scalar(document.place, number - 1, match.start()):
            continue
        span = Span(number, match.start() + 1, number, len(line.rstrip()) + 1)
        if match.re is _NEARLY:
            said.add(UNREADABLE, span, problem="this comment allows nothing as it is written")
            continue
        rest = _REST.fullmatch(match["rest"])
        if rest is None:
            said.add(UNREADABLE, span, problem="this allow names no code such as PP123")
            continue
        codes = tuple(dict.fromkeys(_CODE.findall(rest["codes"])))
        strange = [code for code in codes if code not in known]
        for code in strange:
            said.add(UNREADABLE, span, suggest(code, known), problem=f"there is no code {code}")
        if not _REASON.fullmatch(rest["reason"]):
            said.add(NO_REASON, span, codes=", ".join(codes))
        own = line.lstrip().startswith("#")
        meant = tuple(code for code in codes if code not in strange)
        yield Allow(meant, _next_line(source, number) if own else number, span)


def _nearly(line: str) -> re.Match[str] | None:
    """A comment that is surely meant to allow something, and does not say so as it should."""
    match = _NEARLY.search(line)
    if match is None:
        return None
    likely, coded = match["word"].lower() in _LIKE_ALLOW, _CODE.search(match["rest"])
    meant = (likely or coded) if match["colon"] else (likely and coded)
    return match if meant else None


def _next_line(source: Source, number: int) -> int:
    """The next line after ``number`` that is neither blank nor a comment."""
    for after in range(number + 1, len(source.lines) + 1):
        text = source.line(after).strip()
        if text and not text.startswith("#"):
            return after
    return number


def _in_scalar(part: Part, line: int, column: int) -> bool:
    """Whether a point of the text (0-based) lies within a scalar."""
    start, end = part.start_mark, part.end_mark
    if not (start.line, start.column) <= (line, column) < (end.line, end.column):
        return False
    if isinstance(part, MappingPlace):
        keys = part.keys.values()
        return any(
            (k.start_mark.line, k.start_mark.column)
            <= (line, column)
            < (k.end_mark.line, k.end_mark.column)
            for k in keys
        ) or any(_in_scalar(below, line, column) for below in part.parts.values())
    if isinstance(part, ListPlace):
        return any(_in_scalar(below, line, column) for below in part.parts)
    return isinstance(part, ScalarEvent)
