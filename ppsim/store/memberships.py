"""Whom a person hands in to: pseudonym, consent, and what is still to be sent.

What is to be sent is written down first and sent afterwards, so that a server that is away, or
goes away in the middle, costs nothing. A consent taken back waits here even after the person's
attempts were erased from the journal.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, replace

from ppsim.store.failures import JournalError
from ppsim.store.handed_in import Consent
from ppsim.store.journal import Journal

_LETTERS = "bcdfghjkmnpqrstvwxz23456789"
"""No vowels and nothing that looks like another: a pseudonym spells no word and is read aloud."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A person in a cohort."""

    cohort: str
    pseudonym: str
    consent: Consent | None
    """Whether choices may be counted in what the group is shown; ``None``: not asked yet."""
    changed_at: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to be sent: an attempt, or a consent given or taken back."""

    id: str
    store: str
    """Where to: the store's key."""
    cohort: str
    pseudonym: str
    attempt: str | None
    picked: tuple[int, ...]
    consent: Consent | None
    queued_at: str


def pseudonym() -> str:
    """A pseudonym drawn at random (about 57 bits), as ``bcdf-2345-xwvt``."""
    parts = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
    return "-".join(parts)


def membership(journal: Journal, profile: str, cohort: str) -> Membership | None:
    """A person's place in a cohort, where there is one."""
    rows = journal.read(
        "SELECT m.cohort, m.pseudonym, m.consent, m.changed_at FROM memberships m "
        "JOIN profiles p ON p.id = m.profile WHERE p.name = ? AND m.cohort = ?",
        (profile, cohort),
    )
    return Membership(*rows[0]) if rows else None


def join(journal: Journal, profile: str, cohort: str, given: str | None = None) -> Membership:
    """A person's place in a cohort; a new one gets a pseudonym, drawn or ``given``.

    Raises:
        JournalError: ``refused`` where the person has another pseudonym there already.
    """
    there = membership(journal, profile, cohort)
    if there is None:
        with journal.writing() as db:
            db.execute(
                "INSERT INTO memberships VALUES (?, ?, ?, NULL, ?) ON CONFLICT DO NOTHING",
                (journal.profile_id(profile), cohort, given or pseudonym(), journal.now()),
            )
        there = membership(journal, profile, cohort)
        assert there is not None
    if given is not None and there.pseudonym != given:
        raise JournalError(
            "refused", f"{profile} hands in to {cohort or 'no cohort'} as {there.pseudonym} already"
        )
    return there


def decide(journal: Journal, profile: str, cohort: str, consent: Consent) -> Membership:
    """Keep what a person said of being counted, and queue word of it to every store concerned.

    Raises:
        JournalError: ``not-found`` where the person is not in that cohort.
    """
    there = membership(journal, profile, cohort)
    if there is None:
        raise JournalError("not-found", f"{profile} has handed nothing in to {cohort}")
    if there.consent == consent:
        return there
    now = journal.now()
    decided = replace(there, consent=consent, changed_at=now)
    with journal.writing() as db:
        db.execute(
            "UPDATE memberships SET consent = ?, changed_at = ? WHERE cohort = ? AND pseudonym = ?",
            (consent, now, cohort, there.pseudonym),
        )
        stores = db.execute(
            "SELECT DISTINCT store FROM outbox WHERE cohort = ? AND pseudonym = ?",
            (cohort, there.pseudonym),
        ).fetchall()
        for (store,) in stores:
            _queue_consent(db, decided, store)
    return decided


def queue(
    journal: Journal, member: Membership, attempt: str, store: str, picked: Collection[int] = ()
) -> bool:
    """Write down that an attempt is to be sent to ``store``, with the consent it is under.

    Returns:
        Whether it was not yet: the same is not sent again.
    """
    words, key = json.dumps(sorted(picked)), (store, member.cohort, member.pseudonym)
    with journal.writing() as db:
        told = db.execute(
            "SELECT 1 FROM outbox WHERE store = ? AND cohort = ? AND pseudonym = ? "
            "AND consent IS NOT NULL",
            key,
        ).fetchone()
        if told is None and member.consent is not None:
            _queue_consent(db, member, store)
        there = db.execute(
            "SELECT 1 FROM outbox WHERE store = ? AND cohort = ? AND pseudonym = ? "
            "AND attempt = ? AND picked = ?",
            (*key, attempt, words),
        ).fetchone()
        if there is None:
            db.execute(
                "INSERT INTO outbox VALUES (?, ?, ?, ?, ?, ?, NULL, ?, NULL)",
                (secrets.token_hex(16), *key, attempt, words, journal.now()),
            )
        return there is None


def _queue_consent(db: sqlite3.Connection, member: Membership, store: str) -> None:
    db.execute(
        "INSERT INTO outbox VALUES (?, ?, ?, ?, NULL, '[]', ?, ?, NULL)",
        (
            secrets.token_hex(16),
            store,
            member.cohort,
            member.pseudonym,
            member.consent,
            member.changed_at,
        ),
    )


def waiting(journal: Journal, store: str | None = None) -> tuple[Waiting, ...]:
    """What is still to be sent, to ``store`` or anywhere, the oldest first."""
    rows = journal.read(
        "SELECT id, store, cohort, pseudonym, attempt, picked, consent, queued_at FROM outbox "
        "WHERE sent_at IS NULL AND store = coalesce(?, store) ORDER BY queued_at, rowid",
        (store,),
    )
    return tuple(
        Waiting(id_, place, to, name, attempt, tuple(json.loads(picked)), consent, at)
        for id_, place, to, name, attempt, picked, consent, at in rows
    )


def sent(journal: Journal, item: Waiting) -> None:
    """Write down that something arrived."""
    with journal.writing() as db:
        db.execute("UPDATE outbox SET sent_at = ? WHERE id = ?", (journal.now(), item.id))


def let_go(journal: Journal, store: str, cohort: str) -> int:
    """Forget what waits for a cohort of a store and never arrived; how many things that were."""
    with journal.writing() as db:
        gone = db.execute(
            "DELETE FROM outbox WHERE store = ? AND cohort = ? AND sent_at IS NULL",
            (store, cohort),
        )
        return gone.rowcount


def handed_in_to(journal: Journal, attempt: str) -> tuple[tuple[str, str], ...]:
    """The cohorts that an attempt has been sent to, each with the pseudonym it is under there."""
    rows = journal.read(
        "SELECT DISTINCT cohort, pseudonym FROM outbox WHERE attempt = ? AND sent_at IS NOT NULL "
        "ORDER BY cohort, pseudonym",
        (attempt,),
    )
    return tuple((cohort, pseudonym) for cohort, pseudonym in rows)


def sent_by(journal: Journal, profile: str) -> tuple[Membership, ...]:
    """The cohorts that anything of a person has been sent to, by name."""
    rows = journal.read(
        "SELECT m.cohort, m.pseudonym, m.consent, m.changed_at FROM memberships m "
        "JOIN profiles p ON p.id = m.profile WHERE p.name = ? AND EXISTS (SELECT 1 FROM outbox o "
        "WHERE o.cohort = m.cohort AND o.pseudonym = m.pseudonym AND o.sent_at IS NOT NULL) "
        "ORDER BY m.cohort",
        (profile,),
    )
    return tuple(Membership(*row) for row in rows)
