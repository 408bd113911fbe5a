"""A player who has read other cases: log-odds of words in best options against the rest.

A multinomial naive Bayes with Laplace smoothing, the plainest of text classifiers: if it wins,
the library has a house style that gives its best options away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

from ppsim.explore.policies.items import Item
from ppsim.explore.policies.rules import Policy, Scores
from ppsim.explore.policies.wording import words


def learner(all_items: Sequence[Item]) -> Policy:
    """A policy that reads each case by what it learnt from the others only."""
    cases = {item.case for item in all_items}
    learnt = {
        case: log_odds([item for item in all_items if item.case != case]) for case in sorted(cases)
    }

    def scores(item: Item) -> Scores:
        odds = learnt.get(item.case, {})
        return tuple(_mean([odds[w] for w in words(o.words) if w in odds]) for o in item.options)

    return Policy("bag-of-words", "learner", "what reads like the best of the other cases", scores)


def log_odds(read: Sequence[Item]) -> Mapping[str, float]:
    """Word -> log-odds of standing in a best option; empty where nothing was read."""
    best: Counter[str] = Counter()
    rest: Counter[str] = Counter()
    for item in read:
        for option in item.options:
            (best if option.weight == item.best else rest).update(words(option.words))
    vocabulary = sorted(set(best) | set(rest))
    of_best, of_rest = best.total() + len(vocabulary), rest.total() + len(vocabulary)
    return {w: log((best[w] + 1) / of_best) - log((rest[w] + 1) / of_rest) for w in vocabulary}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
