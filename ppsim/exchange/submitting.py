"""Sending what waits in the journal to a shared store: as often as it takes, within bounds."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ppsim.store.handed_in import hand_in
from ppsim.store.journal import Journal
from ppsim.store.memberships import Waiting, sent, waiting
from ppsim.store.shared.database import Database
from ppsim.store.shared.failures import StoreError
from ppsim.store.shared.intake import take_attempt, take_consent

PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds between two tries where a store is away; each is drawn from half of it to all of it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of sending."""

    attempts: int
    consents: int
    left: tuple[Waiting, ...]
    """What still waits."""
    reason: StoreError | None
    """Why something still waits."""


def send(
    journal: Journal,
    database: Database,
    *,
    sleep: Callable[[float], None],
    pauses: Sequence[float] = PAUSES,
) -> Sent:
    """Send everything that waits for this store, the oldest first.

    An item is written down as sent once the store has committed it; where the answer is lost it
    is sent again, which changes nothing there. After each item that arrived the pauses begin anew.

    Args:
        journal: where it waits.
        database: the store.
        sleep: waits so many seconds.
        pauses: between the tries for one item; when they are used up the rest stays queued.
    """
    counts = {"attempt": 0, "consent": 0}
    reason: StoreError | None = None
    for item in waiting(journal, database.identity):
        failed = _try(journal, database, item, sleep, pauses)
        if failed is None:
            sent(journal, item)
            counts["consent" if item.attempt is None else "attempt"] += 1
            continue
        reason = failed
        if failed.reason != "refused":
            break
    left = waiting(journal, database.identity)
    return Sent(counts["attempt"], counts["consent"], left, reason)


def _try(
    journal: Journal,
    database: Database,
    item: Waiting,
    sleep: Callable[[float], None],
    pauses: Sequence[float],
) -> StoreError | None:
    for pause in (*pauses, None):
        try:
            _send(journal, database, item)
        except StoreError as error:
            if error.reason != "away" or pause is None:
                return error
            sleep(random.uniform(pause / 2, pause))
        else:
            return None
    return None


def _send(journal: Journal, database: Database, item: Waiting) -> None:
    if item.attempt is None:
        assert item.consent is not None
        take_consent(
            database,
            id=item.id,
            cohort=item.cohort,
            pseudonym=item.pseudonym,
            consent=item.consent,
            at=item.queued_at,
        )
        return
    handed = hand_in(
        journal,
        journal.attempt(item.attempt),
        cohort=item.cohort,
        person=item.pseudonym,
        consent=None,
        picked=item.picked,
    )
    take_attempt(database, handed, journal.now())
