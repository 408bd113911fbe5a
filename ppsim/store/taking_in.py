"""Putting an attempt that came in a file into the journal, event by event as it was played."""

from __future__ import annotations

import json
import sqlite3
from typing import Literal

from ppsim.engine.events import to_json
from ppsim.store import private
from ppsim.store.failures import JournalError
from ppsim.store.journal import Journal
from ppsim.store.records import Text
from ppsim.store.replaying import Replayed

Outcome = Literal["new", "longer", "known"]


def take_in(journal: Journal, replayed: Replayed, profile: str) -> Outcome:
    """Keep a replayed attempt under ``profile``; the same again changes nothing.

    Returns:
        ``new``; ``longer`` where the journal had the beginning of it; ``known`` where it had all.

    Raises:
        JournalError: ``conflict`` where the journal has another attempt under its id.
    """
    handed = replayed.handed
    coming = [private.split(to_json(event))[0] for event in replayed.play.events]
    with journal.writing() as db:
        kept = db.execute(
            "SELECT case_hash, rubric_hash, seed, mode FROM attempts WHERE id = ?", (handed.id,)
        ).fetchone()
        had = [
            json.loads(row[0])
            for row in db.execute(
                "SELECT json FROM events WHERE attempt = ? ORDER BY n", (handed.id,)
            )
        ]
        own = (handed.case.hash, handed.rubric.hash, handed.seed, handed.mode)
        common = min(len(had), len(coming))
        if kept is not None and (tuple(kept) != own or had[:common] != coming[:common]):
            raise JournalError(
                "conflict",
                f"the journal has another attempt under the id {handed.id[:8]}; that one is kept",
            )
        if kept is not None and len(coming) <= len(had):
            return "known"
        if kept is None:
            _begin(journal, db, replayed, profile)
        db.executemany(
            "INSERT INTO events VALUES (?, ?, ?, ?, ?)",
            [
                (handed.id, n, e["kind"], json.dumps(e, separators=(",", ":")), e["at"])
                for n, e in enumerate(coming)
                if n >= len(had)
            ],
        )
        db.execute(
            "UPDATE attempts SET changed_at = ?, state = ? WHERE id = ?",
            (handed.ended_at, handed.state, handed.id),
        )
        if kept is None:
            db.executemany(
                "INSERT INTO annex (attempt, event, kind, words, at) VALUES (?, ?, ?, ?, ?)",
                [(handed.id, p.event, p.kind, p.words, journal.now()) for p in handed.picked],
            )
    return "new" if kept is None else "longer"


def _begin(journal: Journal, db: sqlite3.Connection, replayed: Replayed, profile: str) -> None:
    handed = replayed.handed
    for text in (replayed.material.case_text, replayed.material.rubric_text):
        keep_text(db, text)
    db.execute(
        "INSERT INTO attempts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            handed.id,
            journal.profile_id(profile),
            handed.case.id,
            handed.case.version,
            handed.case.hash,
            handed.rubric.id,
            handed.rubric.version,
            handed.rubric.hash,
            handed.seed,
            handed.mode,
            handed.started_at,
            handed.ended_at,
            handed.state,
        ),
    )


def keep_text(db: sqlite3.Connection, text: Text) -> None:
    """Keep a text under its hash, where it is not kept yet."""
    db.execute(
        "INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (text.kind, text.hash, text.id, text.version, text.title, text.source),
    )
