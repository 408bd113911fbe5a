"""Whether best options look like best options: length, place, hedges, questions, feeling words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ppsim.explore.policies.items import Item, ItemOption
from ppsim.explore.policies.wording import ABSOLUTES, FEELINGS, HEDGES, count

LONGEST_LIMIT, LENGTH_LIMIT = 0.30, 0.10


@dataclass(frozen=True, slots=True)
class Mark:
    """How often options have something: the share of best ones and the share of the others."""

    name: str
    best: float
    others: float


@dataclass(frozen=True, slots=True)
class Balance:
    """The look of best options against that of the others."""

    decisions: int
    best_longest: int
    """Decisions at which a best option is the longest, alone or level."""
    best_shortest: int
    best_mean: float
    """Mean length of best options, in characters."""
    others_mean: float
    places: tuple[float, ...]
    """Decisions by the place of the best option; shared places are shared out."""
    places_expected: tuple[float, ...]
    """The same, were the best as likely at each place that a decision has."""
    marks: tuple[Mark, ...]

    @property
    def length_gap(self) -> float:
        """By what share best options are longer than the others; below 0 where shorter."""
        return self.best_mean / self.others_mean - 1


def balance(items: Sequence[Item]) -> Balance:
    """Measure the decisions of a case or a library.

    Raises:
        ValueError: there are none.
    """
    if not items:
        raise ValueError("no decisions to measure")
    best = [o for i in items for o in i.options if o.weight == i.best]
    others = [o for i in items for o in i.options if o.weight < i.best]
    width = max(len(i.options) for i in items)
    places, expected = [0.0] * width, [0.0] * width
    for item in items:
        winners = [n for n, o in enumerate(item.options) if o.weight == item.best]
        for n in winners:
            places[n] += 1 / len(winners)
        for n in range(len(item.options)):
            expected[n] += 1 / len(item.options)
    return Balance(
        decisions=len(items),
        best_longest=sum(_best_is(i, max) for i in items),
        best_shortest=sum(_best_is(i, min) for i in items),
        best_mean=_mean_length(best),
        others_mean=_mean_length(others),
        places=tuple(places),
        places_expected=tuple(expected),
        marks=tuple(
            Mark(name, _share(best, has), _share(others, has)) for name, has in _MARKS.items()
        ),
    )


_MARKS: dict[str, Callable[[ItemOption], bool]] = {
    "a hedge": lambda o: count(HEDGES, o.words) > 0,
    "a question": lambda o: "?" in o.words,
    "a feeling word": lambda o: count(FEELINGS, o.words) > 0,
    "an absolute": lambda o: count(ABSOLUTES, o.words) > 0,
    "an act or a silence": lambda o: not o.spoken,
}


def _best_is(item: Item, extreme: Callable[[Iterable[int]], int]) -> bool:
    length = extreme(len(o.words) for o in item.options)
    return any(len(o.words) == length and o.weight == item.best for o in item.options)


def _mean_length(options: Sequence[ItemOption]) -> float:
    return sum(len(o.words) for o in options) / len(options)


def _share(options: Sequence[ItemOption], has: Callable[[ItemOption], bool]) -> float:
    return sum(has(o) for o in options) / len(options)
