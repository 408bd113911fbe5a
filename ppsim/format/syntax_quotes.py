"""Quotation marks that open a text and do not close it, or close it too early."""

from __future__ import annotations

import re

from ppsim.format import rules_yaml
from ppsim.format.syntax_site import LOOK_BACK, Site, Slip

_CLOSED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"'),
    "'": re.compile(r"'(?:[^']|'')*'"),
}


def quotes(site: Site) -> Slip | None:
    """A quotation mark that opens a text and does not close it, or closes it too early."""
    if "quoted scalar" in site.context and site.began is not None:
        return _unclosed(site, *site.began)
    if "did not find expected" not in site.problem and "could not find" not in site.problem:
        return None
    start = site.text_start(site.row)
    if start is not None and start < site.column:
        text = site.line(site.row)[start:]
        mark = text[0]
        if mark in _CLOSED:
            closed = _CLOSED[mark].match(text)
            if closed is None:
                return _unclosed(site, site.row, start)
            if start + closed.end() <= site.column:
                span = site.rest(site.row, start + closed.end())
                return site.replaced(
                    rules_yaml.TEXT_AFTER_QUOTE, site.row, start, "x", span, mark=mark
                )
    return _closed_by_chance(site)


def _closed_by_chance(site: Site) -> Slip | None:
    """A quotation mark left open above, which some mark on this line happened to close."""
    if not re.search("[\"']", site.line(site.row)[: site.column + 1]):
        return None
    for row in range(site.row - 1, max(-1, site.row - LOOK_BACK), -1):
        start = site.text_start(row)
        text = site.line(row)[start:] if start is not None else ""
        if start is not None and text[0] in _CLOSED:
            return None if _CLOSED[text[0]].match(text) else _unclosed(site, row, start)
    return None


def _unclosed(site: Site, row: int, column: int) -> Slip:
    mark = site.line(row)[column : column + 1]
    return site.replaced(rules_yaml.UNCLOSED_QUOTE, row, column, "x", mark=mark)
