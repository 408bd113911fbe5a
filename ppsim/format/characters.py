"""Characters that must not be in an author's text: they steer a terminal or hide from a reader."""

from __future__ import annotations

import re

from ppsim.format import rules_yaml
from ppsim.format.diagnostics import Span, visible
from ppsim.format.source import Findings

REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Controls but tab and line breaks, DEL, C1, lone surrogates, two non-characters."""
_UNSEEN = "\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
"""Bidirectional embeddings, overrides and isolates, zero-width spaces, odd line breaks, tags.

The joiners and the direction marks U+200C to U+200F stay: some languages need them.
"""
UNWANTED = re.compile(f"{REFUSED.pattern[:-1]}{_UNSEEN}]")
DASHES = "\u2010-\u2015\u2022\u2043\u2212\u00b7\u25aa\u25cf"
"""Dashes and bullets that are no hyphen, for a class of characters."""
_PLAIN = bytes([9, 10, 13, *range(32, 127)])
"""What nearly every character of a file is; the rest is quickly looked through."""

_MASK = "\N{REPLACEMENT CHARACTER}"
_MOST = 10
"""Findings made of one file; the rest is masked without a word."""


def masked(findings: Findings, text: str) -> str:
    """``text`` with the unwanted characters masked, every column kept, and a finding for each."""
    odd = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    if not odd or not UNWANTED.search(odd.decode("utf-8", "surrogatepass")):
        return text
    found = [*UNWANTED.finditer(text)]
    for match in found[:_MOST]:
        say_character(findings, match[0], findings.source.span_at(match.start()))
    return UNWANTED.sub(_MASK, text)


def say_character(findings: Findings, char: str, at: Span) -> None:
    """The finding for one unwanted character."""
    rule = rules_yaml.CONTROL if REFUSED.match(char) else rules_yaml.HIDDEN
    findings.add(rule, at, char=visible(char).strip("<>"))
