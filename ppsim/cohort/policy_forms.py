"""The forms in which a table of counts may be seen by a room, or by people outside it.

docs/scoring.md section 12. A form is a function of the counts alone; what follows from earlier
issues and from other tables is decided in ``ppsim.cohort.policy_issue``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FEWEST = 5
"""Fewer have no table."""
COUNTS_FROM = 10
"""From 5 to 9 words only, from here on counts."""
OTHERS = 2
"""So many others are covered by "largely one way" and "nearly all": none, one or two."""
MERGED = 2
"""Cells of so many or fewer, but not none, are never shown alone."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No table; one form for every reason, so that the reason itself tells nothing."""


@dataclass(frozen=True, slots=True)
class OneWay:
    """All, or all but one or two, took one option. ``n`` is given from 10 on."""

    option: str
    n: int | None

    @property
    def words(self) -> str:
        """What may be said."""
        return "largely one way" if self.n is None else "nearly all"


@dataclass(frozen=True, slots=True)
class Divided:
    """5 to 9 people, three or more of them not with the others; no counts."""


@dataclass(frozen=True, slots=True)
class Counts:
    """10 or more people, in cells of which none is 1 or 2."""

    n: int
    cells: tuple[tuple[tuple[str, ...], int], ...]
    """(options, how many): one option, or several merged; in the author's order of the first."""


Form = Nothing | OneWay | Divided | Counts


def others(votes: Mapping[str, int]) -> int:
    """How many did not take what most took."""
    return sum(votes.values()) - max(votes.values(), default=0)


def form_of(votes: Mapping[str, int]) -> Form:
    """The form of one table, by itself; options in the author's order."""
    n = sum(votes.values())
    if n < FEWEST:
        return Nothing()
    if others(votes) <= OTHERS:
        top = max(votes, key=lambda option: votes[option])
        return OneWay(top, n if n >= COUNTS_FROM else None)
    return Counts(n, _merge(votes)) if n >= COUNTS_FROM else Divided()


def _merge(votes: Mapping[str, int]) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Put cells of 1 and 2 together, with the next greater one where these are still too few."""
    small = [o for o, v in votes.items() if 0 < v <= MERGED]
    if small and sum(votes[o] for o in small) <= MERGED:
        rest = [o for o, v in votes.items() if v > MERGED]
        small.append(min(rest, key=lambda o: (votes[o], rest.index(o))))
    merged = tuple(o for o in votes if o in small)
    cells: list[tuple[tuple[str, ...], int]] = []
    for option, count in votes.items():
        if option not in small:
            cells.append(((option,), count))
        elif option == merged[0]:
            cells.append((merged, sum(votes[o] for o in merged)))
    return tuple(cells)
