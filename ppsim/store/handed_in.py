"""An attempt as it is handed in: no name, and of what is private only what was picked out.

This is what an attempt file carries and what the shared store takes; both are made of it alone,
so that what is not in it can be in neither.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from ppsim.engine.events import to_json
from ppsim.engine.play import Play
from ppsim.engine.prompts import Ended
from ppsim.store import private
from ppsim.store.failures import JournalError
from ppsim.store.journal import Journal
from ppsim.store.material import Material
from ppsim.store.records import AnnexKind, Attempt, AttemptState, EventData, Mode, Text

Consent = Literal["yes", "no"]
"""Whether a person's choices may be counted in what a group is shown."""

PICKABLE: tuple[AnnexKind, ...] = ("note", "reply", "argument")
"""What can be picked out; the answers of check-ins cannot."""


@dataclass(frozen=True, slots=True)
class Picked:
    """Private words that the trainee picked out to be handed in, one by one."""

    kind: AnnexKind
    event: int
    """How many events had happened; for an argument, the index of the choice it argues for."""
    words: str


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One attempt, fit to leave the machine."""

    id: str
    """Random; another one for each cohort, so that what two cohorts hold cannot be put together."""
    cohort: str
    """The cohort it is for; empty where it is for none."""
    person: str
    """A pseudonym, drawn at random for this person in this cohort."""
    consent: Consent | None
    """``None`` where it was never asked."""
    case: Text
    """Its ``source`` may be empty: the text is then to be found by its hash."""
    rubric: Text
    seed: int
    mode: Mode
    state: AttemptState
    started_at: str
    """ISO 8601, UTC."""
    ended_at: str
    """When the last of ``events`` happened."""
    events: tuple[EventData, ...]
    picked: tuple[Picked, ...] = ()

    def __post_init__(self) -> None:
        """Leave the answers of check-ins out, whoever made this."""
        object.__setattr__(self, "events", tuple(private.split(e)[0] for e in self.events))


def id_for(attempt: str, cohort: str) -> str:
    """The id an attempt has in a cohort: always the same, and without a way back to its own."""
    if not cohort:
        return attempt
    return hashlib.sha256(f"{attempt}/{cohort}".encode()).hexdigest()[:32]


def first_pass(events: Iterable[EventData]) -> tuple[EventData, ...]:
    """The events before the first re-take: the ones that count."""
    kept: list[EventData] = []
    for event in events:
        if event["kind"] == "retake":
            break
        kept.append(event)
    return tuple(kept)


def hand_in(
    journal: Journal,
    attempt: Attempt,
    *,
    cohort: str,
    person: str,
    consent: Consent | None,
    picked: Collection[int] = (),
    rehearsal: bool = False,
) -> HandedIn:
    """An attempt of the journal, as it may leave it.

    Args:
        journal: where it is.
        attempt: which.
        cohort: for whom.
        person: the pseudonym it goes under.
        consent: as given for that cohort.
        picked: ids of the notes, replies and arguments to hand in with it.
        rehearsal: with what follows a re-take; else the first pass alone.

    Raises:
        JournalError: the journal no longer holds a text, or one of ``picked`` is not there.
    """
    events = journal.events(attempt.id)
    texts = [journal.text("case", attempt.case_hash), journal.text("rubric", attempt.rubric_hash)]
    case, rubric = texts
    if case is None or rubric is None:
        raise JournalError(
            "damaged", f"the journal no longer holds what attempt {attempt.short_id} was played on"
        )
    kept = events if rehearsal else first_pass(events)
    times = [str(event["at"]) for event in kept if event.get("at")]
    return HandedIn(
        id=id_for(attempt.id, cohort),
        cohort=cohort,
        person=person,
        consent=consent,
        case=case,
        rubric=rubric,
        seed=attempt.seed,
        mode=attempt.mode,
        state=attempt.state,
        started_at=attempt.started_at,
        ended_at=times[-1] if times else attempt.started_at,
        events=kept,
        picked=_picked(journal, attempt, picked, len(kept)),
    )


def of_play(
    play: Play,
    material: Material,
    *,
    id: str,
    cohort: str,
    person: str,
    consent: Consent | None,
    began: str,
) -> HandedIn:
    """A play that is in no journal, as it would be handed in; its events carry their times."""
    first = play.first
    ended = isinstance(first.prompt, Ended)
    finished = ended and first.ending is not None
    return HandedIn(
        id=id,
        cohort=cohort,
        person=person,
        consent=consent,
        case=material.case_text,
        rubric=material.rubric_text,
        seed=int(play.seed),
        mode=play.mode,
        state="finished" if finished else "stopped" if ended else "open",
        started_at=began,
        ended_at=next((e.at for e in reversed(first.events) if e.at is not None), began),
        events=tuple(to_json(event) for event in first.events),
    )


def _picked(
    journal: Journal, attempt: Attempt, ids: Collection[int], length: int
) -> tuple[Picked, ...]:
    there = {p.id: p for p in journal.annex(attempt.id) if p.kind in PICKABLE}
    for wanted in ids:
        if wanted not in there:
            raise JournalError(
                "not-found",
                f"attempt {attempt.short_id} has no note, reply or argument number {wanted}; "
                f"see them with: ppsim attempts show {attempt.short_id}",
            )
    return tuple(
        Picked(p.kind, min(p.event, length), p.words) for i, p in there.items() if i in ids
    )
