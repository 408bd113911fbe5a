"""Which picks are decisions, and what was at stake there (docs/scoring.md section 2)."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from scoring.options import Option
from scoring.record import AttemptRecord, Pick
from scoring.rubric import Rubric
from scoring.weights import Row, weigh_offer


@dataclass(frozen=True, slots=True)
class Met:
    """A decision met: the pick, its options weighed, and its multiplier."""

    at: int
    """Index into the record's picks."""
    pick: Pick
    row: Row
    k: int
    """2 where an option on offer meets a key feature, else 1 (docs/scoring.md section 4)."""

    @property
    def w(self) -> float:
        """Effective weight of the chosen option."""
        return self.row.at(self.pick.chosen)

    @property
    def loss(self) -> float:
        """``w_max - w``: what the best option on offer would have weighed more."""
        return self.row.best - self.w

    @property
    def weighted_loss(self) -> float:
        """``k (w_max - w)``, by which moments are ranked."""
        return self.k * self.loss

    def column(self, dimension: str | None) -> tuple[float, ...]:
        """Weights of the options on offer, in one dimension or overall where it is ``None``."""
        if dimension is None:
            return self.row.overall
        return tuple(w.of(dimension) for w in self.row.weights)

    def chosen_in(self, dimension: str | None) -> float:
        """Weight of the chosen option, in one dimension or overall."""
        return self.column(dimension)[self.row.ids.index(self.pick.chosen)]


def is_choice(pick: Pick) -> bool:
    """A first visit, outside a hub, with two or more options on offer, fallbacks not counted.

    Only such a pick can be laid at the trainee's door; whether the weights differ as well, and
    it so becomes a decision met, is for ``decisions_met``.
    """
    real = sum(not o.fallback for o in pick.offered)
    return pick.first_visit and not pick.hub and real >= 2


def decisions_met(record: AttemptRecord, rubric: Rubric) -> tuple[Met, ...]:
    """The decisions of an attempt in the order they were met (docs/scoring.md section 2).

    Raises:
        KeyError: an option carries a code that the rubric does not have.
    """
    met: list[Met] = []
    for at, pick in enumerate(record.picks):
        if not is_choice(pick):
            continue
        row = weigh_offer(rubric, pick.offered, pick.contested)
        if row.is_decision:
            k = 2 if any(o.meets for o in pick.offered) else 1
            met.append(Met(at, pick, row, k))
    return tuple(met)


def by_pick(met: Sequence[Met]) -> dict[int, Met]:
    """The decisions met, found by index of their pick."""
    return {m.at: m for m in met}


def codes_of(option: Option) -> tuple[str, ...]:
    """The codes an option carries, primary first; none where it is neutral or uncoded."""
    return tuple(c.code for c in option.codings or ())


def carries(option: Option, codes: Container[str]) -> bool:
    """Whether an option carries one of ``codes``, at whatever intensity."""
    return any(c in codes for c in codes_of(option))
