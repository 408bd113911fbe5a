"""A group's figures straight from a store's derived rows: nothing is replayed again.

Up to ``MANY`` attempts at a case their rows are read, and all figures made of them; above, the
database counts by its own GROUP BY, and what needs persons is refused in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from ppsim.cohort.figures import Figures, case_scores, figures_of, figures_of_counts
from ppsim.cohort.rows import RowMaker
from ppsim.cohort.structure import Structure, structure_of
from ppsim.store.replaying import FindText, Replayer
from ppsim.store.shared import asking, counting, derived
from ppsim.store.shared.texts import texts_of

if TYPE_CHECKING:
    from ppsim.store.material import Material
    from ppsim.store.shared.database import Database
    from scoring.cohort.counts import VoteTable
    from scoring.cohort.rows import Rows

MANY = 20_000
Key = tuple[str, str]


@dataclass(frozen=True)
class Counted:
    """One case of a cohort in a store, with its figures."""

    material: Material
    figures: Figures
    structure: Structure
    people: tuple[str, ...]
    """Some pseudonyms of it; all where its rows were read."""
    left_out: int
    """Attempts of people who did not agree to be counted."""


class Store:
    """The derived rows of one cohort.

    Args:
        database: opened by its owner.
        cohort: by name.
        find: where texts are looked for.
    """

    def __init__(self, database: Database, cohort: str, find: FindText) -> None:
        self._database, self._cohort, self._find = database, cohort, find

    @property
    def derived(self) -> bool:
        """Whether every attempt of the store has its rows."""
        return not derived.pending(self._database, 1)

    def cases(self) -> dict[Key, tuple[str, int]]:
        """(case hash, rubric hash) -> its id, and how many attempts at it there are."""
        found = asking.cases(self._database, self._cohort)
        return {(case, rubric): (id_, n) for id_, case, rubric, n in found}

    def figures(
        self,
        key: Key,
        other: VoteTable | None,
        groups: Mapping[str, str] | None = None,
        *,
        counts_only: bool,
    ) -> Counted:
        """The figures of one case.

        Args:
            key: of the case.
            other: another cohort's votes.
            groups: pseudonym -> group, of two groups, for the test of DIF.
            counts_only: let the database count, whatever the number; for the instructor alone.

        Raises:
            DoesNotReplay: the text of the case is not to be had.
        """
        known = self.cases()
        id_, attempts = known[key]
        material = self._material(key)
        maker = RowMaker(material.story, material.rubric)
        structure = structure_of(maker)
        roles = tuple(material.rubric.roles.values())
        asked = (self._database, self._cohort, *key)
        if counts_only and attempts > MANY:
            found = counting.counts(*asked)
            there = found.attendance
            figures = figures_of_counts(
                key[0],
                id_,
                key[1],
                there,
                found.table,
                roles,
                echoes=found.echoes,
                edges=found.edges,
                ended=found.endings,
                other=other,
            )
            agreed = there.began + there.again
            return Counted(material, figures, structure, (), attempts - agreed)
        rows = asking.group_rows(*asked)
        every = chain(rows, self._elsewhere(known, key)) if len(known) > 1 else ()
        scores = case_scores(every)
        figures = figures_of(
            rows, roles, structure, other=other, groups=groups, all_cases=scores or None
        )
        people = tuple(sorted({row.attempt.person for row in rows}))
        return Counted(material, figures, structure, people, attempts - len(rows))

    def _elsewhere(self, known: dict[Key, tuple[str, int]], key: Key) -> Iterator[Rows]:
        """Rows at the other cases, for how scores change from case to case."""
        for other, (_, n) in known.items():
            if other != key and n <= MANY:
                yield from asking.group_rows(self._database, self._cohort, *other)

    def _material(self, key: Key) -> Material:
        """A case and its rubric, as the store keeps their texts."""
        return Replayer(self._find).material(*texts_of(self._database, *key))
