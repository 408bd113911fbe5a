"""The journal: every attempt on this machine, each event on disk before the next prompt.

One file for the machine account, one profile per person. Events are what an attempt is; what a
person wrote or felt (notes, composed replies, arguments, check-ins) stands apart in the annex,
so that nothing which reads events can reach it.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ppsim.store import private
from ppsim.store.attempt_rows import as_json, write_attempt, write_event, write_private
from ppsim.store.database import connect, writing
from ppsim.store.erase import Erased, erase
from ppsim.store.failures import JournalError, telling
from ppsim.store.locks import AttemptLock
from ppsim.store.records import (
    AnnexKind,
    Attempt,
    AttemptState,
    EventData,
    Mode,
    Private,
    Profile,
    Text,
    TextKind,
)
from ppsim.store.schema import bring_up_to_date

_ATTEMPT = """
SELECT a.id, p.name, a.case_id, a.case_version, a.case_hash, coalesce(t.title, a.case_id),
       a.rubric_id, a.rubric_version, a.rubric_hash, a.seed, a.mode,
       a.started_at, a.changed_at, a.state,
       (SELECT count(*) FROM events e WHERE e.attempt = a.id),
       (SELECT count(*) FROM events e WHERE e.attempt = a.id AND e.kind = 'choose')
FROM attempts a
JOIN profiles p ON p.id = a.profile
LEFT JOIN texts t ON t.kind = 'case' AND t.hash = a.case_hash
"""


def utc_now() -> datetime:
    """The time, in UTC; the default clock."""
    return datetime.now(UTC)


class Journal:
    """An open journal. Each method is one transaction; close it, or use it as a context manager.

    Every method raises `JournalError` where the file fails it: full, locked, damaged, gone.
    """

    def __init__(
        self, path: Path, *, clock: Callable[[], datetime] = utc_now, vfs: str | None = None
    ) -> None:
        """Open the journal at ``path``, making or migrating it as needed.

        Raises:
            JournalError: it cannot be used; the message says why and that nothing was lost.
        """
        self.path = path
        self._clock = clock
        self._db = connect(path, vfs)
        try:
            with telling(path):
                bring_up_to_date(self._db, path, self.now())
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def now(self) -> str:
        """The clock's time as it is written down: ISO 8601, UTC, milliseconds."""
        return self._clock().astimezone(UTC).isoformat(timespec="milliseconds")

    def lock(self, attempt: str) -> AttemptLock:
        """Take the attempt for this process.

        Raises:
            JournalError: ``held``, naming the process that plays it.
        """
        lock = AttemptLock(self.path.parent / "locks", attempt)
        with telling(self.path):
            lock.acquire(self.now())
        return lock

    # people

    def profiles(self) -> tuple[Profile, ...]:
        """Everybody who has an attempt here, by name."""
        rows = self.read("SELECT id, name, created_at FROM profiles ORDER BY name")
        return tuple(Profile(*row) for row in rows)

    def profile_id(self, name: str) -> str:
        """The id of a person, who is written down where new; within a transaction.

        Raises:
            sqlite3.Error: told by the transaction it stands in.
        """
        row = self._db.execute("SELECT id FROM profiles WHERE name = ?", (name,)).fetchone()
        if row is not None:
            return str(row[0])
        made = secrets.token_hex(16)
        self._db.execute("INSERT INTO profiles VALUES (?, ?, ?)", (made, name, self.now()))
        return made

    # texts

    def text(self, kind: TextKind, hash: str) -> Text | None:
        """The case or rubric that was played under ``hash``."""
        rows = self.read(
            "SELECT kind, hash, id, version, title, source FROM texts WHERE kind = ? AND hash = ?",
            (kind, hash),
        )
        return Text(*rows[0]) if rows else None

    # attempts

    def begin(self, *, profile: str, case: Text, rubric: Text, seed: int, mode: Mode) -> Attempt:
        """A new, empty attempt; the texts it is played on are kept with it."""
        attempt, now = secrets.token_hex(16), self.now()
        with writing(self._db, self.path):
            write_attempt(
                self._db,
                attempt,
                profile=self.profile_id(profile),
                case=case,
                rubric=rubric,
                seed=seed,
                mode=mode,
                began=now,
                changed=now,
                state="open",
            )
        return self.attempt(attempt)

    def attempts(
        self,
        *,
        profile: str | None = None,
        case: str | None = None,
        state: AttemptState | None = None,
    ) -> tuple[Attempt, ...]:
        """Attempts that fit all that is given, the one last changed first."""
        wanted = {"p.name": profile, "a.case_id": case, "a.state": state}
        given = {column: value for column, value in wanted.items() if value is not None}
        where = " AND ".join(f"{column} = ?" for column in given) or "1 = 1"
        rows = self.read(
            f"{_ATTEMPT} WHERE {where} ORDER BY a.changed_at DESC, a.rowid DESC", [*given.values()]
        )
        return tuple(Attempt(*row) for row in rows)

    def attempt(self, start: str) -> Attempt:
        """The one attempt whose id begins with ``start``.

        Raises:
            JournalError: ``not-found`` where there is none, ``refused`` where there are several.
        """
        low = start.lower()
        rows = self.read(f"{_ATTEMPT} WHERE substr(a.id, 1, ?) = ?", (len(low), low))
        if not rows or not low:
            raise JournalError(
                "not-found", f"there is no attempt {start!r}; see them with: ppsim attempts list"
            )
        if len(rows) > 1:
            raise JournalError(
                "refused", f"{len(rows)} attempts begin with {start!r}; give more of the id"
            )
        return Attempt(*rows[0])

    # events

    def append(
        self, attempt: str, n: int, event: EventData, state: AttemptState | None = None
    ) -> None:
        """Commit event number ``n`` (from 0), and the attempt's new ``state`` where it changes.

        A check-in's answers go to the annex; the event says only that it was asked and answered.

        Raises:
            JournalError: ``conflict`` where there is an event ``n`` already.
        """
        shared, kept_back = private.split(event)
        now = self.now()
        with writing(self._db, self.path):
            write_event(self._db, attempt, n, shared)
            if kept_back is not None:
                write_private(self._db, attempt, n, "check-in", as_json(kept_back), now)
            self._db.execute(
                "UPDATE attempts SET changed_at = ?, state = coalesce(?, state) WHERE id = ?",
                (now, state, attempt),
            )

    def events(self, attempt: str) -> tuple[EventData, ...]:
        """The events as anybody may see them: without the answers of check-ins."""
        rows = self.read("SELECT json FROM events WHERE attempt = ? ORDER BY n", (attempt,))
        return tuple(self._load(row[0]) for row in rows)

    def own_events(self, attempt: str) -> tuple[EventData, ...]:
        """The events as the person who played has them: check-ins with their answers."""
        answers = {p.event: self._load(p.words) for p in self.annex(attempt, "check-in")}
        return tuple(
            private.join(event, answers.get(n)) for n, event in enumerate(self.events(attempt))
        )

    # annex

    def keep_private(self, attempt: str, event: int, kind: AnnexKind, words: str) -> None:
        """Keep private ``words``, pinned to the moment after ``event`` events."""
        with writing(self._db, self.path):
            write_private(self._db, attempt, event, kind, words, self.now())

    def annex(self, attempt: str, kind: AnnexKind | None = None) -> tuple[Private, ...]:
        """What was kept privately, in the order it was written."""
        rows = self.read(
            "SELECT id, kind, event, words, at FROM annex "
            "WHERE attempt = ? AND kind = coalesce(?, kind) ORDER BY id",
            (attempt, kind),
        )
        return tuple(Private(*row) for row in rows)

    # erasing

    def erase_attempt(self, attempt: str) -> Erased:
        """Remove one attempt with all that was kept of it, and wipe the space it took.

        Raises:
            JournalError: ``held`` while a process plays it.
        """
        with self.lock(attempt):
            return erase(self._db, self.path, "DELETE FROM attempts WHERE id = ?", attempt)

    def erase_person(self, name: str) -> Erased:
        """Remove a person with every attempt, and wipe the space they took.

        Raises:
            JournalError: ``not-found``; ``held`` while a process plays one of them.
        """
        if name not in {profile.name for profile in self.profiles()}:
            raise JournalError("not-found", f"there is nobody called {name!r} in this journal")
        with ExitStack() as held:
            for attempt in self.attempts(profile=name):
                held.enter_context(self.lock(attempt.id))
            return erase(self._db, self.path, "DELETE FROM profiles WHERE name = ?", name)

    # for the other keepers of this file

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is kept, or nothing."""
        with writing(self._db, self.path):
            yield self._db

    def read(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """All rows of a query."""
        with telling(self.path):
            return self._db.execute(statement, values).fetchall()

    def _load(self, text: str) -> dict[str, Any]:
        try:
            data = json.loads(text)
        except ValueError:
            data = None
        if not isinstance(data, dict):
            raise JournalError("damaged", f"the journal {self.path} holds an unreadable event")
        return data
