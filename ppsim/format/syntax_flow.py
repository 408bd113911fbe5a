"""Brackets and braces: opened by a text, never closed, or with a sign in them that ends a text."""

from __future__ import annotations

import re
from dataclasses import replace

from ppsim.format import rules_yaml
from ppsim.format.syntax_site import LOOK_BACK, Site, Slip

_CLOSING = {"[": "]", "{": "}"}
_COMMA_OR_QUOTES = (
    "If another key begins here, put a comma before it; else put the text after the first colon in "
    "double quotes."
)


def flow(site: Site) -> Slip | None:
    """A bracket or brace: opened by a text, never closed, or with a colon too many in it."""
    if "found unexpected ':'" in site.problem:
        return _flow_sign(site)
    if "flow" not in site.context or site.began is None:
        return None
    if "flow node" in site.context:  # a value is missing; the bracket is somewhere before
        return _gap(site)
    row, column = site.began
    char = site.line(row)[column : column + 1]
    if char not in _CLOSING:
        return None
    after = site.line(row)[column + 1 :]
    if site.text_start(row) == column and not _flow_like(char, after):
        return site.replaced(rules_yaml.RESERVED_START, row, column, "x", char=char)
    if _is_left_open(site, row):
        mended = site.line(row).rstrip() + _CLOSING[char]
        return Slip(
            rules_yaml.UNCLOSED_BRACKET, site.at(row, column), {"char": char}, row + 1, mended
        )
    return _flow_sign(site)


def _is_left_open(site: Site, row: int) -> bool:
    """Whether what was opened in ``row`` swallowed the lines below, or ends with the file."""
    return site.row > row or not site.line(row)[site.column :].strip()


def _flow_sign(site: Site) -> Slip | None:
    """A sign within braces that ends a text there, and nowhere else."""
    found = site.line(site.row)[site.column : site.column + 1]
    if found == ":" and "unexpected" not in site.problem:
        slip = site.replaced(rules_yaml.SECOND_COLON, site.row, site.column, ";")
        return replace(slip, hint=_COMMA_OR_QUOTES)
    if found and found in ":?[]{}":
        return site.replaced(rules_yaml.FLOW_SIGN, site.row, site.column, "x", char=found)
    return None


def _gap(site: Site) -> Slip | None:
    opened = _open_bracket(site)
    if opened is None:
        return None
    row, column = opened
    char = site.line(row)[column]
    if _is_left_open(site, row):
        mended = site.line(row).rstrip() + _CLOSING[char]
        return Slip(
            rules_yaml.UNCLOSED_BRACKET, site.at(row, column), {"char": char}, row + 1, mended
        )
    found = site.line(row)[site.column]
    if found == "?":
        return _flow_sign(site)
    problem = f"there is nothing before this {found}"
    return Slip(rules_yaml.SYNTAX, site.at(row, site.column), {"problem": problem})


def _open_bracket(site: Site) -> tuple[int, int] | None:
    """The bracket that is open where libyaml gave up, so far as can be told without quotes."""
    closed = 0
    for row in range(site.row, max(-1, site.row - LOOK_BACK), -1):
        line = site.line(row)
        for column in range(min(len(line), site.column if row == site.row else 10**6) - 1, -1, -1):
            if line[column] in "]}":
                closed += 1
            elif line[column] in _CLOSING:
                if not closed:
                    return row, column
                closed -= 1
    return None


def _flow_like(char: str, after: str) -> bool:
    """Whether what follows a bracket looks like a list or mapping and not like prose."""
    if char == "{":
        return re.match(r"\s*(?:[\w.\"'-]+\s*:|$)", after) is not None
    inside = after.partition("]")
    return not inside[1] or not re.match(r"\s*[^\s,#]", inside[2])
