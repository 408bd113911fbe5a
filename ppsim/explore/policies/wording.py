"""What can be counted in an option's words. English; the lists are short on purpose."""

from __future__ import annotations

import re

HEDGES = re.compile(
    r"\b(perhaps|maybe|might|wonder\w*|seems?|possibly|a little|a bit|i think|sort of|could be"
    r"|i suppose|i'm not sure|i may)\b",
    re.IGNORECASE,
)
ABSOLUTES = re.compile(
    r"\b(always|never|all|every|everything|nothing|none|only|must|certainly|completely|exactly"
    r"|nobody|no one|everyone)\b",
    re.IGNORECASE,
)
FEELINGS = re.compile(
    r"\b(feel\w*|felt|sad|angry|anger|afraid|fear|scared|hurt|lonely|relief|asham\w+|shame|guilty"
    r"|worr\w+|dread|cross|frightened|notic\w+)\b",
    re.IGNORECASE,
)
APOLOGIES = re.compile(
    r"\b(sorry|apologi[sz]\w*|my mistake|i got that wrong|i was wrong|my fault)\b", re.IGNORECASE
)
SILENCES = re.compile(r"\b(wait\w*|silen\w+|quiet|say nothing|nothing)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_][\w']*")


def count(pattern: re.Pattern[str], text: str) -> int:
    """How often ``pattern`` is found."""
    return len(pattern.findall(text))


def words(text: str) -> list[str]:
    """The words of a text, small letters."""
    return [w.lower() for w in WORD.findall(text)]


def content(text: str) -> frozenset[str]:
    """The distinct words of four letters or more, which carry most of what a text is about."""
    return frozenset(w for w in words(text) if len(w) >= 4)
