"""All that can be counted and summed of a group at one case: what most figures are made of.

In memory by ``tally_of``, in a database by its own GROUP BY (``ppsim.store.shared.counting``); the
two come to the same, to the last digit. No person is in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.cohort.counts import VoteTable, count_votes
from scoring.cohort.item_scores import ItemScores, ItemSums, item_scores, sums_of
from scoring.cohort.rehearsal import pairs_of
from scoring.cohort.rows import Rows
from scoring.cohort.ways import (
    Attendance,
    EchoMap,
    Edge,
    EndingVotes,
    Routes,
    attendance,
    echo_map,
    endings,
    flow,
    routes,
)


@dataclass(frozen=True)
class Tally:
    """One group at one text of one case under one rubric.

    Attendance is over all; pairs over those who came twice; the rest over first attempts that were
    finished and not faster than reading.
    """

    attendance: Attendance
    table: VoteTable
    edges: tuple[Edge, ...]
    endings: tuple[EndingVotes, ...]
    echoes: tuple[EchoMap, ...]
    items: ItemSums
    pairs: tuple[tuple[float, float], ...]
    """A of the first and of the second attempt, of each person who finished both; sorted."""
    routes: Routes | None
    """``None`` where whole ways through were not looked at."""


def tally_of(rows: Sequence[Rows], scores: ItemScores | None = None) -> Tally:
    """Count and sum rows in memory.

    Args:
        rows: of one case hash and one rubric hash, each attempt once; order means nothing.
        scores: who scored what in them, where that is known already.
    """
    attempts = tuple(r.attempt for r in rows)
    decisions = tuple(d for r in rows for d in r.decisions)
    return Tally(
        attendance=attendance(attempts),
        table=count_votes(attempts, decisions),
        edges=flow(attempts, decisions),
        endings=endings(attempts),
        echoes=echo_map(attempts, (e for r in rows for e in r.echoes)),
        items=sums_of(scores or item_scores(attempts, decisions)),
        pairs=tuple(sorted(pairs_of(attempts, decisions))),
        routes=routes(attempts, decisions),
    )
