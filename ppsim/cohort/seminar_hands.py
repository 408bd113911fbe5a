"""A show of hands: how many went up for each option, and counting them by key.

Hands are counted in a room by people who see each other, so there is nobody in them to protect
from that room; and still there are no names. What leaves the room goes through the policy's forms
(``ppsim.cohort.seminar_words.told``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

MOST = 999
"""More hands than a room holds; a digit too many stops here."""


@dataclass(frozen=True, slots=True)
class Hands:
    """How many hands went up for each option, in the author's order; never below zero."""

    counts: tuple[int, ...]

    @staticmethod
    def none(options: int) -> Hands:
        """No hand up yet."""
        return Hands((0,) * options)

    @property
    def total(self) -> int:
        """How many hands in all."""
        return sum(self.counts)

    @property
    def top_share(self) -> float:
        """The greatest share of one option, 0 to 1; 0 where no hand went up."""
        return max(self.counts) / self.total if self.total else 0.0

    def put(self, option: int, count: int) -> Hands:
        """With so many for one option, kept within 0 and ``MOST``."""
        kept = min(MOST, max(0, count))
        return Hands(tuple(kept if n == option else c for n, c in enumerate(self.counts)))

    def votes(self, options: tuple[str, ...]) -> Mapping[str, int]:
        """By the ids of the options."""
        return dict(zip(options, self.counts, strict=True))


@dataclass(frozen=True, slots=True)
class Counting:
    """Hands while they are being entered: the letter of an option, then its number, or + and -."""

    hands: Hands
    option: int = 0
    """Whose number is entered."""
    fresh: bool = True
    """The next digit begins a number; else it goes on with the one that stands."""

    def choose(self, option: int) -> Counting:
        """Go to an option; nothing where there is no such option."""
        if not 0 <= option < len(self.hands.counts):
            return self
        return replace(self, option=option, fresh=True)

    def move(self, by: int) -> Counting:
        """Go to another option, up or down, not past the ends."""
        last = len(self.hands.counts) - 1
        return self.choose(min(last, max(0, self.option + by)))

    def digit(self, digit: int) -> Counting:
        """Type a digit; one too many is not taken."""
        now = 0 if self.fresh else self.hands.counts[self.option]
        grown = 10 * now + digit
        if grown > MOST:
            return self
        return Counting(self.hands.put(self.option, grown), self.option, fresh=False)

    def add(self, by: int) -> Counting:
        """So many more, or fewer."""
        counted = self.hands.counts[self.option] + by
        return Counting(self.hands.put(self.option, counted), self.option, fresh=True)

    def erase(self) -> Counting:
        """Take back the last digit."""
        left = self.hands.counts[self.option] // 10
        return Counting(self.hands.put(self.option, left), self.option, fresh=False)
