"""libyaml's complaints in an author's words, each with a mend that lets the reading go on.

libyaml knows where it gave up; what the author did is usually a little before that. A mend
changes one character and keeps every column, so that all that is found afterwards stands where
it says; the mended text is only ever looked at for further faults, never loaded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from ppsim.format import rules_yaml
from ppsim.format.diagnostics import quoted
from ppsim.format.syntax_flow import flow
from ppsim.format.syntax_headers import set_out
from ppsim.format.syntax_lookalikes import lookalike
from ppsim.format.syntax_quotes import quotes
from ppsim.format.syntax_site import Site, Slip

_PLAIN_KEY = re.compile(r"\s*[\w.-]+:(?:\s|$)")
_KEY = re.compile(r"\s*(?:- +)*[\w.-]+:(?:\s|$)")
_JOINED_DASH = re.compile(r"\s*-(?=[^\s-])")
"""The dash of a list item whose space is missing."""
_JOINED_COLON = re.compile(r"\s*(?:- +)*([A-Za-z_][\w-]*):(\S.*)")
"""A key and its value, with no space between."""
_HAS_VALUE = re.compile(r"\s*(?:- +)*[\w.-]+:\s+[^\s#]")
"""A key with its value on the same line."""
_TWO_WORDS = re.compile(r"\s*(?:- +)*([a-z_]+) +([\w./-]+)\s*")
_BARE_WORD = re.compile(r"\s*(?:- +)*[\w-]+\s*")
_RESERVED = frozenset("[]{}*&!%@`,|>?")


def explain(error: YAMLError, lines: list[str]) -> Slip:
    """What is behind ``error``, which libyaml raised on ``lines``."""
    if not isinstance(error, MarkedYAMLError) or not lines:
        return _nowhere(error)
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return _nowhere(error)
    site = Site(lines, error, mark)
    for explanation in _EXPLANATIONS:
        slip = explanation(site)
        if slip is not None:
            return slip
    return Slip(rules_yaml.SYNTAX, site.at(site.row, site.column), {"problem": site.problem})


def _nowhere(error: YAMLError) -> Slip:
    return Slip(rules_yaml.SYNTAX, None, {"problem": str(error).splitlines()[0][:200]})


def _tab(site: Site) -> Slip | None:
    if "cannot start any token" not in site.problem and "tab" not in site.problem:
        return None
    line = site.line(site.row)
    lead = line[: len(line) - len(line.lstrip())]
    if "\t" not in lead:
        return None
    return Slip(rules_yaml.TAB, site.at(site.row, lead.index("\t")))


def _escape(site: Site) -> Slip | None:
    if "escape" not in site.problem and "hexdecimal" not in site.problem:
        return None
    slash = site.line(site.row).rfind("\\", 0, site.column + 1)
    column = slash if slash >= 0 else site.column
    return site.replaced(rules_yaml.BAD_ESCAPE, site.row, column, "x", site.at(site.row, column, 2))


def _document(site: Site) -> Slip | None:
    if "document start" not in site.problem:
        return None
    return Slip(rules_yaml.DOCUMENTS, site.rest(site.row, site.column))


def _dash(site: Site) -> Slip | None:
    """A dash with no space after it, here or on the line that this one goes on from."""
    if not re.search("mapping values are not|did not find exp|could not find exp", site.problem):
        return None
    above = next((r for r in range(site.row - 1, -1, -1) if site.line(r).strip()), -1)
    for row in (site.row, above):
        joined = _JOINED_DASH.match(site.line(row))
        if joined is not None:
            column = joined.end() - 1
            rest = quoted(site.line(row)[column + 1 :].strip())[1:-1]
            span = site.at(row, column, 2)
            return Slip(rules_yaml.NO_SPACE_AFTER_DASH, span, {"rest": rest})
    return None


def _reserved(site: Site) -> Slip | None:
    """A text that begins with a sign of YAML's own."""
    places = [(site.row, site.column)]
    if site.began is not None and "while scanning" in site.context:
        places.insert(0, site.began)
    start = site.text_start(site.row)
    if start is not None and start < site.column and "did not find expected" in site.problem:
        places.append((site.row, start))
    for row, column in places:
        char = site.line(row)[column : column + 1]
        if char in _RESERVED and site.text_start(row) == column:
            return site.replaced(rules_yaml.RESERVED_START, row, column, "x", char=char)
    return None


def _colon(site: Site) -> Slip | None:
    """A colon too many in a text; or a key taken for the rest of the text above it."""
    if "mapping values are not allowed" not in site.problem:
        return None
    above = next((r for r in range(site.row - 1, -1, -1) if _is_code(site.line(r))), -1)
    column = _indent(site.line(site.row))
    if _PLAIN_KEY.match(site.line(site.row)) and above >= 0:
        other = site.line(above)
        same = _begins(other) == column and not _KEY.match(other)
        if same or (_begins(other) < column and _BARE_WORD.fullmatch(other)):
            return _keyless(site, above, _begins(other))
        if site.line(site.row).find(":") == site.column:  # a key, and no text with a colon in it
            return _set_in(site)
    start = site.text_start(site.row)
    if start is not None and start < site.column:
        return site.replaced(rules_yaml.SECOND_COLON, site.row, site.column, ";")
    return _set_in(site)


def _set_in(site: Site) -> Slip:
    """A line that begins in a column where nothing can begin."""
    row = site.row
    header = set_out(site.lines, row)
    if header is not None:
        return header
    column = _indent(site.line(row))
    above = next((r for r in range(row - 1, -1, -1) if _is_code(site.line(r))), -1)
    if above < 0:
        return Slip(rules_yaml.INDENTATION, site.rest(row, column))
    other = _indent(site.line(above))
    hint = f"It begins in column {column + 1}, the line above in column {other + 1}. "
    if column > other and _HAS_VALUE.match(site.line(above)):
        hint += f"Line {above + 1} has its value already, so that nothing can be set in below it."
    else:
        hint += "Lines that belong together begin in the same column."
    return Slip(rules_yaml.INDENTATION, site.rest(row, column), hint=hint)


def _begins(line: str) -> int:
    """The column where a line begins after its dashes."""
    return len(line) - len(re.sub(r"^\s*(?:- +)*", "", line))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_code(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _no_colon(site: Site) -> Slip | None:
    if "could not find expected ':'" not in site.problem or site.began is None:
        return None
    row, column = site.began
    return _keyless(site, row, column)


def _keyless(site: Site, row: int, column: int) -> Slip:
    """A line that should be a key and its value, and has no colon, or no space after it."""
    line = site.line(row)
    below = next((x for x in site.lines[row + 1 :] if x.strip()), "")
    deeper = _indent(below) > column
    key = _JOINED_COLON.match(line)
    hint = (
        f"Put a space after the colon: {key[1]}: {quoted(key[2].rstrip())[1:-1]}" if key else None
    )
    two = _TWO_WORDS.fullmatch(line)
    if two is not None:
        hint = f"Put a colon after {two[1]}: {two[1]}: {two[2]}"
    if deeper and _BARE_WORD.fullmatch(line):
        hint = f"Put a colon after it: {line.split()[-1]}:"
        mended, hidden = line.rstrip() + ":", False
    else:
        mended, hidden = line[:column] + "#" + line[column + 1 :], True
    span = site.rest(row, column)
    return Slip(rules_yaml.MISSING_COLON, span, {}, row + 1, mended, hint, hidden)


def _comment(site: Site) -> Slip | None:
    """A text over several lines, broken off by ' #' in its middle."""
    above = site.line(site.row - 1)
    column = above.find(" #") + 1
    here = site.line(site.row)
    if not column or _KEY.match(here) or here.lstrip().startswith("-"):
        return None
    span = site.rest(site.row - 1, column)
    return site.replaced(
        rules_yaml.BROKEN_OFF, site.row - 1, column, "x", span, rest=quoted(above[column:])
    )


def _indentation(site: Site) -> Slip | None:
    line = site.line(site.row)
    indent = len(line) - len(line.lstrip())
    if "did not find expected" not in site.problem or site.column > indent or not line.strip():
        return None
    return _set_in(site)


_EXPLANATIONS: tuple[Callable[[Site], Slip | None], ...] = (
    _tab,
    _escape,
    _document,
    lookalike,
    _dash,
    flow,
    quotes,
    _reserved,
    _colon,
    _no_colon,
    _comment,
    _indentation,
)


def mostly_tabs(lines: list[str]) -> bool:
    """Whether the file is indented with tabs throughout, so that a tab stands for a level."""
    tabs = sum(line.startswith("\t") for line in lines)
    return tabs > sum(line.startswith(" ") for line in lines)


def untabbed(lines: list[str]) -> Iterator[str]:
    """The lines with two spaces for each tab of their indentation."""
    for line in lines:
        text = line.lstrip()
        yield line[: len(line) - len(text)].replace("\t", "  ") + text
