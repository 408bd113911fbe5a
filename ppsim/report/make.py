"""Put a debrief together: what scoring found, in the words of the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ppsim import __version__
from ppsim.engine.events import Event, Noticed
from ppsim.engine.story import Story
from ppsim.format.case import Case
from ppsim.report.advice import practise, question
from ppsim.report.decisions import decision_notes, said
from ppsim.report.model import CheckIn, Debrief, DecisionNote, Names, Note, Provenance
from ppsim.report.path import opening
from ppsim.report.trail import trail
from scoring.attempt import score
from scoring.record import AttemptRecord
from scoring.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Played:
    """An attempt as the journal has it: its first pass, and what was kept beside it."""

    events: Sequence[Event]
    """Of the first pass only; what follows a re-take is rehearsal."""
    seed: int
    mode: str
    rehearsed: bool = False
    notes: tuple[Note, ...] = ()


def make(
    case: Case,
    case_hash: str,
    story: Story,
    rubric: Rubric,
    record: AttemptRecord,
    played: Played,
) -> Debrief:
    """The debrief of one first pass: a pure function of its arguments.

    Args:
        case: the case it was played on.
        case_hash: sha256 of that case's canonical form, hex.
        story: the same case, compiled.
        rubric: by which it is read.
        record: made of the same events by ``ppsim.explore``.
        played: the events themselves, and the trainee's own notes.
    """
    told = trail(story, played.events)
    scored = score(record, rubric)
    decisions = decision_notes(case, story, rubric, told, scored)
    last = story.scene(told.last)
    names = name_things(case, rubric)
    moments = tuple(told.picks[p].scene for p in scored.moments[:2])
    best = scored.repairs.best
    ending_lines = tuple(said(case, s.spoken) for s in told.last_shown) if last.ending else ()
    return Debrief(
        title=case.title,
        minutes=minutes_between(played.events),
        finished=last.ending is not None,
        rehearsed=played.rehearsed,
        ending=last.ending,
        ending_lines=ending_lines,
        path=opening(decisions, scored, last.source.recap, ending_lines),
        decisions=decisions,
        moments=moments,
        best_repair=_scene_of(decisions, told.picks[best.mended_at].scene)
        if best is not None and best.mended_at is not None
        else None,
        score=scored,
        practise=practise(case, scored, decisions),
        question=question(case, scored, decisions),
        check_ins=tuple(
            CheckIn(e.scene, dict(e.feelings), tuple(e.pulls))
            for e in played.events
            if isinstance(e, Noticed)
        ),
        notes=played.notes,
        names=names,
        provenance=Provenance(
            case.id,
            case.version,
            case_hash,
            rubric.id,
            rubric.version,
            rubric.hash,
            case.key_status,
            __version__,
            played.seed,
            played.mode,
        ),
    )


def name_things(case: Case, rubric: Rubric) -> Names:
    """How people, codes, pulls and key features are called."""
    you = next((m.name for m in case.cast.values() if m.you), "you")
    client = next((m.name for m in case.cast.values() if m.role == "client"), "the client")
    return Names(
        people={i: m.name for i, m in case.cast.items()},
        you=you,
        client=client,
        dimensions={d.id: d.name for d in rubric.dimensions.values()},
        codes={c.id: c.name for c in rubric.codes.values()},
        roles={r.id: r.phrase for r in rubric.roles.values()},
        features={i: f.text for i, f in case.key_features.items()},
        client_does={p.id: p.client for p in case.patterns if p.client},
    )


def _scene_of(decisions: Sequence[DecisionNote], scene: str) -> str | None:
    return scene if any(d.scene == scene for d in decisions) else None


def minutes_between(events: Sequence[Event]) -> int | None:
    """Whole minutes, at least 1, from the first event to the last; ``None`` without times."""
    times = [moment for e in events if (moment := _time(e.at)) is not None]
    if len(times) < 2:
        return None
    return max(1, round((max(times) - min(times)).total_seconds() / 60))


def _time(at: str | None) -> datetime | None:
    if not at:
        return None
    try:
        return datetime.fromisoformat(at)
    except ValueError:
        return None
