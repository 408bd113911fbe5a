"""Choices counted, not persons: what a database's own GROUP BY can hand to the figures.

One ``Cell`` is ``SELECT faced, chosen, count(*) ... WHERE the attempt counts GROUP BY faced,
chosen``; every figure of a seminar on single decisions is computed from such cells, whether they
were counted by a database or here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from scoring.cohort.rows import Attempt, Decision, Faced, OptionFacts


@dataclass(frozen=True, slots=True)
class Cell:
    """How many took one option where one set of options was on offer."""

    faced: Faced
    chosen: str
    count: int

    @property
    def option(self) -> OptionFacts:
        """The option taken."""
        return self.faced.option(self.chosen)


@dataclass(frozen=True)
class VoteTable:
    """The choices of one case under one rubric, counted over the attempts that count."""

    attempts: int
    """How many attempts count; decisions are reached by some of them."""
    cells: tuple[Cell, ...]
    """Each with one or more; order means nothing."""

    @cached_property
    def scenes(self) -> dict[str, tuple[Cell, ...]]:
        """The cells of each decision, by its scene; sorted, so that row order changes nothing."""
        found: dict[str, list[Cell]] = {}
        for cell in sorted(self.cells, key=lambda c: (c.faced.key, c.chosen)):
            found.setdefault(cell.faced.scene, []).append(cell)
        return {scene: tuple(cells) for scene, cells in found.items()}

    def reached(self, scene: str) -> int:
        """How many met the decision of a scene."""
        return sum(cell.count for cell in self.scenes.get(scene, ()))

    def votes(self, scene: str) -> dict[str, int]:
        """Option -> how many took it, all options that were on offer to anybody; author's order."""
        cells = self.scenes.get(scene, ())
        found = dict.fromkeys((o for cell in cells for o in cell.faced.offered), 0)
        for cell in cells:
            found[cell.chosen] += cell.count
        return found


def count_votes(attempts: Iterable[Attempt], decisions: Iterable[Decision]) -> VoteTable:
    """Count choices in memory, as a database would by GROUP BY.

    Args:
        attempts: of one case and rubric; those that count are counted (``Attempt.counts``).
        decisions: of these attempts; those of other attempts are left out.
    """
    counted = {a.id for a in attempts if a.counts}
    found: Counter[tuple[Faced, str]] = Counter(
        (d.faced, d.chosen) for d in decisions if d.attempt in counted
    )
    cells = tuple(Cell(faced, chosen, n) for (faced, chosen), n in found.items())
    return VoteTable(len(counted), cells)
