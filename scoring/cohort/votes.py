"""Votes at each decision, how far people divide, and what is worth an hour's talk.

docs/scoring.md section 11. Everything here is computed from counted choices, so that a
database's own GROUP BY can stand in for rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from typing import Literal

from scoring.cohort.counts import Cell, VoteTable
from scoring.cohort.missing import OFFERED, REACHED
from scoring.cohort.rows import OptionFacts
from scoring.intervals import Share, share
from scoring.record import Phase

SHARED_MISS = 0.70
SPLIT = 0.60
FEW = 5
"""Reached by fewer, a decision is given no label."""

Label = Literal["shared miss", "split"]


@dataclass(frozen=True, slots=True)
class OptionVotes:
    """One option: who took it, of those to whom it was on offer."""

    facts: OptionFacts
    """As where it was first met; an option's weight can vary with what else is on offer only
    where it is contested."""
    taken: Share
    missing: str = OFFERED

    @property
    def id(self) -> str:
        """The option's id."""
        return self.facts.id


@dataclass(frozen=True, slots=True)
class DecisionVotes:
    """One decision as a group met it. Shares are of first attempts that reached an ending."""

    scene: str
    phase: Phase
    k: int
    reached: Share
    """How many met it, of all attempts that count."""
    options: tuple[OptionVotes, ...]
    """In the author's order."""
    dissent: float
    """Entropy of the votes over the logarithm of how many options there were: 0 all the same,
    1 evenly divided."""
    loss: float
    """Mean of (w_max - w) / (w_max - w_min): 0 all took a best option, 1 all the worst."""
    agenda: float
    """max(dissent, loss) * k * reached / attempts: how much talk it is worth."""
    reactive: Share
    """Reactive choices where weights differed, of those who met it."""
    top: str
    """The option taken by most; of equals the first authored."""
    labels: tuple[Label, ...]
    scored: bool
    spine: bool
    contested: tuple[str, ...]
    missing: str = REACHED

    @property
    def n(self) -> int:
        """How many met it."""
        return self.reached.k


def dissent(votes: Iterable[int], options: int) -> float:
    """Entropy of ``votes`` over ln ``options``; 0 where there is but one option or no vote."""
    counts = sorted(v for v in votes if v)
    n = sum(counts)
    if options < 2 or n == 0:
        return 0.0
    return max(0.0, -sum(v / n * log(v / n) for v in counts) / log(options))


def loss_of(cell: Cell) -> float:
    """(w_max - w) / (w_max - w_min) of one choice; 0 where nothing was at stake."""
    span = cell.faced.w_max - cell.faced.w_min
    return (cell.faced.w_max - cell.option.w) / span if span else 0.0


def decision_votes(table: VoteTable) -> tuple[DecisionVotes, ...]:
    """Every decision of a case that somebody met, by scene id."""
    return tuple(_votes(scene, cells, table) for scene, cells in table.scenes.items())


def agenda(decisions: Iterable[DecisionVotes]) -> tuple[DecisionVotes, ...]:
    """What is worth talking about, the most worthwhile first; what nobody divided on comes last."""
    return tuple(sorted(decisions, key=lambda d: (-d.agenda, d.scene)))


def _votes(scene: str, cells: tuple[Cell, ...], table: VoteTable) -> DecisionVotes:
    n = table.reached(scene)
    votes = table.votes(scene)
    facts = {o.id: o for cell in reversed(cells) for o in cell.faced.options}
    offered = {option: sum(c.count for c in cells if option in c.faced.offered) for option in votes}
    reactive = sum(c.count for c in cells if c.faced.scored and c.option.stance == "reactive")
    divided = dissent(votes.values(), len(votes))
    lost = sum(c.count * loss_of(c) for c in cells) / n
    k = max(c.faced.k for c in cells)
    top = max(votes, key=lambda option: votes[option])
    labels: list[Label] = []
    if n >= FEW and reactive / n >= SHARED_MISS:
        labels.append("shared miss")
    if n >= FEW and votes[top] / n < SPLIT:
        labels.append("split")
    return DecisionVotes(
        scene=scene,
        phase=cells[0].faced.phase,
        k=k,
        reached=share(n, table.attempts, "attempts that count"),
        options=tuple(
            OptionVotes(facts[option], share(votes[option], offered[option], "people offered it"))
            for option in votes
        ),
        dissent=divided,
        loss=lost,
        agenda=max(divided, lost) * k * n / table.attempts,
        reactive=share(reactive, n, "people who met it"),
        top=top,
        labels=tuple(labels),
        scored=any(c.faced.scored for c in cells),
        spine=all(c.faced.spine for c in cells),
        contested=cells[0].faced.contested,
    )
