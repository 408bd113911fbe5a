"""A group's attempts from wherever they were handed in: folders of files, a store, or both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ppsim.cohort.rows import RowMaker
from ppsim.exchange.deriving import rows_of
from ppsim.exchange.reading import SetAside, read_files
from ppsim.store.material import Material
from ppsim.store.replaying import DoesNotReplay, FindText, Replayed, Replayer, nowhere
from scoring.cohort.rows import Rows

if TYPE_CHECKING:
    from ppsim.store.shared.database import Database

Key = tuple[str, str]
"""Hash of a case's text, hash of a rubric."""


@dataclass(frozen=True)
class CaseGroup:
    """The attempts of a group at one case under one rubric."""

    material: Material
    maker: RowMaker
    rows: tuple[Rows, ...]


@dataclass(frozen=True)
class Group:
    """What was handed in by those who agreed to be counted."""

    cases: dict[Key, CaseGroup]
    """By case id, then hashes."""
    not_agreed: int
    """Attempts left out, since their person did not agree to be counted, or was never asked."""
    aside: tuple[tuple[str, str], ...]
    """(file or attempt, reason) of what does not replay."""


def read_group(
    paths: Iterable[Path],
    find: FindText = nowhere,
    *,
    database: Database | None = None,
    cohort: str | None = None,
) -> Group:
    """Read, replay and score everything; an attempt that is in several sources counts once.

    Args:
        paths: attempt files and folders of them.
        find: where texts are looked for.
        database: a shared store; ``cohort`` is then needed.
        cohort: only what was handed in to this cohort.

    Raises:
        StoreError: the store failed.
    """
    replayer = Replayer(find)
    replayed: dict[str, Replayed] = {}
    aside: list[tuple[str, str]] = []
    for found in read_files(paths, replayer):
        if isinstance(found, SetAside):
            aside.append((str(found.path), found.reason))
        elif cohort is None or found[1].handed.cohort == cohort:
            replayed[found[1].handed.id] = found[1]
    if database is not None:
        from ppsim.store.shared.derived import from_cohort

        if cohort is None:
            raise ValueError("a store holds several cohorts: name one")
        for handed in from_cohort(database, cohort):
            try:
                replayed[handed.id] = replayer(handed)
            except DoesNotReplay as reason:
                aside.append((handed.id[:8], str(reason)))
    agreed = [r for r in replayed.values() if r.handed.consent == "yes"]
    return Group(_by_case(agreed), len(replayed) - len(agreed), tuple(aside))


def _by_case(attempts: Iterable[Replayed]) -> dict[Key, CaseGroup]:
    made: dict[Key, tuple[Material, RowMaker, list[Rows]]] = {}
    numbers: Counter[tuple[str, str, str]] = Counter()
    for attempt in sorted(attempts, key=lambda r: (r.handed.started_at, r.handed.id)):
        handed, material = attempt.handed, attempt.material
        person = (handed.cohort, handed.person, handed.case.id)
        numbers[person] += 1
        key = (handed.case.hash, handed.rubric.hash)
        if key not in made or made[key][1].story is not material.story:
            rows = made[key][2] if key in made else []
            made[key] = (material, RowMaker(material.story, material.rubric), rows)
        made[key][2].append(rows_of(attempt, made[key][1], numbers[person]))
    order = sorted(made, key=lambda key: (made[key][0].case.id, *key))
    return {key: CaseGroup(made[key][0], made[key][1], tuple(made[key][2])) for key in order}
