"""A group's figures straight from a store's derived rows: nothing is replayed again.

For the instructor the database counts and sums by its own GROUP BY, whatever the number; what needs
single people is read or made up to a size, and refused in words above. What a room may see depends
on who came and went, so there everybody's rows are read, up to ``ROOM`` attempts.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ppsim.cohort.figures import Figures, figures_of, figures_of_tally
from ppsim.cohort.rows import RowMaker
from ppsim.cohort.structure import Structure, structure_of
from ppsim.store.replaying import FindText, Replayer
from ppsim.store.shared import asking, counting, derived
from ppsim.store.shared.texts import texts_of
from scoring.cohort.estimate import Refused

if TYPE_CHECKING:
    from ppsim.store.material import Material
    from ppsim.store.shared.database import Database
    from scoring.cohort.counts import VoteTable
    from scoring.cohort.item_scores import ItemScores

NAMED = 20_000
"""Up to so many people are named."""
WAYS = 5_000
"""Attempts up to which whole ways through the case are looked at."""
SINGLE = 100_000
"""Up to so many attempts single people's scores are read, to compare groups or cases."""
ROOM = 20_000
"""Attempts up to which a room or the outside can be shown figures."""
MADE_UP = "demo-%"
"""Form of the pseudonyms of a made-up cohort (``ppsim.cohort.demo``)."""
Key = tuple[str, str]


class TooMany(ValueError):
    """There are too many attempts for a view for others; the message says what to do instead."""

    def __init__(self, attempts: int) -> None:
        super().__init__(
            f"there are {attempts:,} attempts. What a room or the outside may see depends on who "
            f"came and went since it was shown last, and that is looked at for up to {ROOM:,}. "
            "Take a smaller cohort (--cohort), or see it yourself (--view instructor)"
        )


@dataclass(frozen=True)
class Counted:
    """One case of a cohort in a store, with its figures."""

    material: Material
    figures: Figures
    structure: Structure
    people: tuple[str, ...]
    """Some pseudonyms of it, and one of somebody made up where there is any."""
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
        return derived.all_derived(self._database)

    @cached_property
    def cases(self) -> dict[Key, tuple[str, int]]:
        """(case hash, rubric hash) -> its id, and how many attempts at it there are."""
        found = asking.cases(self._database, self._cohort)
        return {(case, rubric): (id_, n) for id_, case, rubric, n in found}

    def counted(
        self, key: Key, other: VoteTable | None, groups: Mapping[str, str] | None, others: bool
    ) -> Counted:
        """The figures of one case, counted and summed by the database; for the instructor alone.

        Args:
            key: of the case.
            other: another cohort's votes.
            groups: pseudonym -> group, of two groups, for the test of DIF.
            others: people are to be compared with another cohort's.

        Raises:
            DoesNotReplay: the text of the case is not to be had.
        """
        id_, attempts = self.cases[key]
        asked = (self._database, self._cohort, *key)
        with ThreadPoolExecutor(1) as beside:  # while the database counts, the case is read
            counts = beside.submit(counting.tally, *asked, ways=attempts <= WAYS)
            material, structure = self._material(key)
            tally = counts.result()
        there = tally.attendance
        scores: ItemScores | Refused | None = None
        if groups is not None or others:
            scores = _too_many(attempts) or counting.scores(*asked, tally.items)
        if not there.people:
            raise ValueError("no attempts, so no figures")
        named = asking.pseudonyms(*asked) if there.people <= NAMED else ()
        figures = figures_of_tally(
            (key[0], id_, key[1]),
            tally,
            tuple(material.rubric.roles.values()),
            people=named,
            other=other,
            scores=scores,
            groups=groups,
            all_cases=self._judgements(),
        )
        made_up = asking.pseudonym_like(self._database, self._cohort, MADE_UP)
        some = named or ((made_up,) if made_up is not None else ())
        return Counted(material, figures, structure, some, attempts - there.began - there.again)

    def in_rows(self, key: Key) -> Counted:
        """The figures of one case with everybody's rows, which a view for others is decided by.

        Args:
            key: of the case.

        Raises:
            DoesNotReplay: the text of the case is not to be had.
            TooMany: there are more than ``ROOM`` attempts.
        """
        _, attempts = self.cases[key]
        if attempts > ROOM:
            raise TooMany(attempts)
        material, structure = self._material(key)
        rows = asking.group_rows(self._database, self._cohort, *key)
        figures = figures_of(rows, tuple(material.rubric.roles.values()), structure)
        return Counted(material, figures, structure, figures.people, attempts - len(rows))

    def _judgements(self) -> dict[str, dict[str, float]] | Refused | None:
        """Person -> case -> A, where there are several cases."""
        if len({id_ for id_, _ in self.cases.values()}) < 2:
            return None
        refused = _too_many(sum(n for _, n in self.cases.values()))
        if refused is not None:
            return refused
        found: dict[str, dict[str, float]] = {}
        for key, (id_, _) in self.cases.items():
            for person, a in counting.judged(self._database, self._cohort, *key):
                found.setdefault(person, {})[id_] = a
        return found if len({id_ for by_case in found.values() for id_ in by_case}) > 1 else None

    def _material(self, key: Key) -> tuple[Material, Structure]:
        """A case and its rubric, as the store keeps their texts, and the case's shape."""
        material = Replayer(self._find).material(*texts_of(self._database, *key))
        return material, structure_of(RowMaker(material.story, material.rubric))


def _too_many(attempts: int) -> Refused | None:
    if attempts <= SINGLE:
        return None
    why = f"it needs single people's scores, which are read of up to {SINGLE:,} attempts"
    return Refused(why, attempts)
