"""Replay and score what a shared store holds, so that its own GROUP BY can count choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ppsim.cohort.rows import RowMaker
from ppsim.engine.story import Story
from ppsim.store.handed_in import HandedIn
from ppsim.store.replaying import DoesNotReplay, FindText, Replayed, Replayer, nowhere
from scoring.cohort.rows import Rows

if TYPE_CHECKING:
    from ppsim.store.shared.database import Database

BATCH = 200
"""Attempts derived in one transaction."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What came of deriving."""

    derived: int
    unreadable: tuple[tuple[str, str], ...]
    """(id, reason) of attempts that do not replay."""


def derive(database: Database, find: FindText = nowhere, *, everything: bool = False) -> Derived:
    """Derive the rows of every attempt that has none yet, or of all anew.

    A batch is kept whole or not at all, so an interrupted run goes on where it stopped.

    Args:
        database: the store, opened by its owner.
        find: where texts are looked for; one found here is preferred to the store's own.
        everything: forget all derived rows first.

    Raises:
        StoreError: the store failed; what was derived before stays.
    """
    from ppsim.store.shared.derived import forget, handed_in, keep, pending

    if everything:
        forget(database)
    maker, count, failed = _Maker(find), 0, list[tuple[str, str]]()
    while ids := pending(database, BATCH):
        rows: list[Rows] = []
        unreadable: list[tuple[str, str]] = []
        for handed, whole in handed_in(database, ids):
            try:
                rows.append(maker.rows(handed, whole))
            except DoesNotReplay as reason:
                unreadable.append((handed.id, str(reason)))
        count += keep(database, rows, unreadable)
        failed += unreadable
    return Derived(count, tuple(failed))


def rows_of(replayed: Replayed, maker: RowMaker, number: int = 1) -> Rows:
    """The rows of one replayed attempt."""
    handed = replayed.handed
    return maker.rows(
        replayed.play,
        attempt=handed.id,
        person=handed.person,
        number=number,
        began=handed.started_at,
    )


class _Maker:
    """Makes rows; the case at hand is walked once, since attempts come case by case."""

    def __init__(self, find: FindText) -> None:
        self._replayer = Replayer(find)
        self._makers: dict[Story, RowMaker] = {}

    def rows(self, handed: HandedIn, whole: bool) -> Rows:
        if not whole:
            raise DoesNotReplay("some of its events are not there")
        replayed = self._replayer(handed)
        story = replayed.material.story
        if story not in self._makers:
            self._makers = {story: RowMaker(story, replayed.material.rubric)}
        return rows_of(replayed, self._makers[story])
