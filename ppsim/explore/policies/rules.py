"""The rules of thumb themselves: each scores the options of a decision, the highest is picked.

Surface rules read words and places; stance rules read what kind of thing an option is, as a
player with one idea would, and know nothing of weights (docs/scoring.md section 10).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from ppsim.explore.policies.items import Item, ItemOption
from ppsim.explore.policies.wording import (
    ABSOLUTES,
    APOLOGIES,
    FEELINGS,
    HEDGES,
    SILENCES,
    content,
    count,
)
from scoring.disclosure import enters, is_telling

Kind = Literal["surface", "stance", "learner"]
Scores = tuple[float, ...]


class Policy(NamedTuple):
    """A player who always picks by one rule; where options tie, one of the tied at random."""

    id: str
    kind: Kind
    says: str
    """The rule in words: "always pick ..."."""
    scores: Callable[[Item], Scores]

    def shares(self, item: Item) -> Scores | None:
        """The chance of each option to be picked; ``None`` where the rule separates none."""
        scores = self.scores(item)
        top = max(scores)
        if top == min(scores):
            return None
        picked = [s == top for s in scores]
        return tuple(p / sum(picked) for p in picked)


def _by_words(measure: Callable[[str], float]) -> Callable[[Item], Scores]:
    return lambda item: tuple(measure(o.words) for o in item.options)


def _overlap(item: Item) -> Scores:
    prompt = content(item.prompt)
    return tuple(float(len(content(o.words) & prompt)) for o in item.options)


def _alike(item: Item) -> Scores:
    bags = [content(o.words) for o in item.options]
    return tuple(
        sum(len(a & b) / max(1, len(a | b)) for j, b in enumerate(bags) if j != i)
        for i, a in enumerate(bags)
    )


SURFACE = (
    Policy("first", "surface", "the first", lambda i: tuple(-float(n) for n in _places(i))),
    Policy("last", "surface", "the last", lambda i: tuple(float(n) for n in _places(i))),
    Policy("longest", "surface", "the longest", _by_words(len)),
    Policy("shortest", "surface", "the shortest", _by_words(lambda t: -len(t))),
    Policy("most-hedged", "surface", "the most hedged", _by_words(lambda t: count(HEDGES, t))),
    Policy("most-questions", "surface", "the most questions", _by_words(lambda t: t.count("?"))),
    Policy(
        "fewest-absolutes",
        "surface",
        "the fewest absolutes",
        _by_words(lambda t: -count(ABSOLUTES, t)),
    ),
    Policy(
        "most-feeling-words",
        "surface",
        "the most words for feelings",
        _by_words(lambda t: count(FEELINGS, t)),
    ),
    Policy("prompt-overlap", "surface", "the most words shared with the prompt", _overlap),
    Policy("most-alike", "surface", "the most like the other options", _alike),
    Policy("odd-one-out", "surface", "the odd one out", lambda i: tuple(-s for s in _alike(i))),
)


def _places(item: Item) -> range:
    return range(len(item.options))


NAMING = frozenset({"FRM.NAME", "FRM.LINK", "FRM.EARLY", "FRM.BLAME", "DIS.IMMEDIACY"}) | {
    "SUP.PARALLEL"
}
ASKING = frozenset({"ATT.EXPLORE", "ATT.CULTURE", "FRA.SHARE", "DIS.EXPLOREASK", "DIS.EVADE"}) | {
    "FRA.NEGLECT"
}
WAITING = frozenset({"SAR.PAUSE", "SAR.WITHDRAW", "SUP.COMPLY"})
TECHNICAL = frozenset({"FRM.FIT", "FRM.HIDE", "FRM.EARLY", "SAR.DEFEND"})
APOLOGISING = frozenset({"ATT.REPAIR", "SAR.APPEASE"})
BRINGING = frozenset({"SUP.AFFECT", "SUP.PARALLEL", "SUP.CARRY"})
MISTIMED = "FRM.MISTIME"
"""Names, asks or waits, at the wrong moment: which of the three its words tell."""


def _asks(o: ItemOption) -> bool:
    return "?" in o.words and bool(ASKING & set(o.codes) or MISTIMED in o.codes)


def _waits(o: ItemOption) -> bool:
    silent = not o.spoken and count(SILENCES, o.words) > 0
    return silent or bool(WAITING & set(o.codes))


def _names(o: ItemOption) -> bool:
    mistimed = MISTIMED in o.codes and not _asks(o) and not _waits(o)
    return mistimed or bool(NAMING & set(o.codes))


def _apologises(o: ItemOption) -> bool:
    return count(APOLOGIES, o.words) > 0 or bool(APOLOGISING & set(o.codes))


def _kind(test: Callable[[ItemOption], bool]) -> Callable[[Item], Scores]:
    return lambda item: tuple(float(test(o)) for o in item.options)


def _tells(wanted: bool) -> Callable[[Item], Scores]:
    def scores(item: Item) -> Scores:
        found = [o.option.tells for o in item.options]
        if not all(t is not None and enters(t) for t in found):
            return tuple(0.0 for _ in found)
        return tuple(float(t is not None and is_telling(t) is wanted) for t in found)

    return scores


def _codes(codes: frozenset[str]) -> Callable[[Item], Scores]:
    return _kind(lambda o: bool(codes & set(o.codes)))


STANCE = (
    Policy("never-disclose", "stance", "never disclose", _tells(False)),
    Policy("always-disclose", "stance", "always disclose", _tells(True)),
    Policy("always-name", "stance", "always name the process", _kind(_names)),
    Policy("always-ask", "stance", "always ask", _kind(_asks)),
    Policy("always-wait", "stance", "always wait", _kind(_waits)),
    Policy("most-technical", "stance", "always the most technical", _codes(TECHNICAL)),
    Policy("always-apologise", "stance", "always apologise", _kind(_apologises)),
    Policy("bring-to-supervision", "stance", "always bring it to supervision", _codes(BRINGING)),
)
