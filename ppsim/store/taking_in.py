"""Putting an attempt that came in a file into the journal, event by event as it was played."""

from __future__ import annotations

import json
from typing import Literal

from ppsim.engine.events import to_json
from ppsim.store import private
from ppsim.store.attempt_rows import write_attempt, write_event, write_private
from ppsim.store.failures import JournalError
from ppsim.store.journal import Journal
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
            write_attempt(
                db,
                handed.id,
                profile=journal.profile_id(profile),
                case=replayed.material.case_text,
                rubric=replayed.material.rubric_text,
                seed=handed.seed,
                mode=handed.mode,
                began=handed.started_at,
                changed=handed.ended_at,
                state=handed.state,
            )
        for n, event in enumerate(coming[len(had) :], start=len(had)):
            write_event(db, handed.id, n, event)
        db.execute(
            "UPDATE attempts SET changed_at = ?, state = ? WHERE id = ?",
            (handed.ended_at, handed.state, handed.id),
        )
        if kept is None:
            for p in handed.picked:
                write_private(db, handed.id, p.event, p.kind, p.words, journal.now())
    return "new" if kept is None else "longer"
