"""Numbers and lists as one would say them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ppsim.report.model import Said
from ppsim.words.told import INNER_VOICE
from scoring.intervals import Share
from scoring.sparse import TooFew

SMALL = 10
"""Below this many, an interval is read out with the warning that it says little."""


def listed(items: Iterable[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    parts = list(items)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def times(count: int, word: str = "time") -> str:
    """``1 time``, ``2 times``."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def figure(value: float) -> str:
    """A figure with at most two decimals and no trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def signed(weight: float) -> str:
    """A weight with its sign: ``+1``, ``-0.5``, ``0``."""
    return f"+{figure(weight)}" if weight > 0 else figure(weight)


def interval(share: Share) -> str:
    """The 95 % interval of a share in words, with what it is worth at small counts."""
    if isinstance(share.interval, TooFew):
        return ""
    low, high = round(100 * share.interval.low), round(100 * share.interval.high)
    warning = ": far too few to say more" if share.n < SMALL else ""
    return f"95% interval {low} to {high}%{warning}"


def quoted(said: Said) -> str:
    """A line as it reads on a page: a name before speech, nothing before narration."""
    speaker = voice(said)
    return f"{speaker}: {said.words}" if speaker else said.words


def voice(said: Said) -> str:
    """Who says it; empty for narration."""
    return said.name or (INNER_VOICE if said.inner else "")


def lines(many: Sequence[Said]) -> str:
    """Several lines, one under the other."""
    return "\n".join(quoted(s) for s in many)


def choice_words(mode: str, words: str) -> tuple[str, str]:
    """Label and words of a chosen option: said, done or thought."""
    label = {"say": "You said", "do": "You did this", "think": "You thought"}[mode]
    return label, words
