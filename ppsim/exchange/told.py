"""Attempts to be told outside: replayed, scored, numbered, in an order that tells nothing.

Learning records and tables are made of these alone: rows derived by replaying, and the words of
the case. There is no way from here to a name or to anything private.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ppsim.cohort.rows import RowMaker
from ppsim.engine.play import Play, Step
from ppsim.engine.shuffle import display_order
from ppsim.exchange.deriving import rows_of
from ppsim.format.case import Case
from ppsim.store.replaying import Replayed
from scoring.cohort.rows import Attempt, Decision, Rows


@dataclass(frozen=True)
class ToldDecision:
    """One decision of an attempt, with the words it was made in."""

    row: Decision
    at: str
    """When, ISO 8601."""
    ask: str
    shown: tuple[str, ...]
    """Option ids in the order they were shown."""
    words: dict[str, str]
    """Option id -> its words."""
    confidence: int | None


@dataclass(frozen=True)
class Told:
    """One attempt to be told."""

    attempt: Attempt
    cohort: str
    case: Case
    rubric_id: str
    rubric_version: str
    seed: int
    decisions: tuple[ToldDecision, ...]


def tell(attempts: Iterable[Replayed]) -> tuple[Told, ...]:
    """The attempts, sorted by person and time; the same whatever order they come in.

    An attempt that comes twice is told once. Those whose person refused to be counted are to be
    left out before.
    """
    each = {a.handed.id: a for a in attempts}
    makers: dict[tuple[str, str], RowMaker] = {}
    numbers: Counter[tuple[str, str, str]] = Counter()
    told = []
    for replayed in sorted(each.values(), key=_order):
        handed, made = replayed.handed, replayed.material
        numbers[handed.cohort, handed.person, handed.case.id] += 1
        key = (handed.case.hash, handed.rubric.hash)
        if key not in makers or makers[key].story is not made.story:
            makers[key] = RowMaker(made.story, made.rubric)
        number = numbers[handed.cohort, handed.person, handed.case.id]
        told.append(_told(replayed, rows_of(replayed, makers[key], number)))
    return tuple(told)


def _order(attempt: Replayed) -> tuple[str, str, str, str]:
    handed = attempt.handed
    return handed.cohort, handed.person, handed.started_at, handed.id


def _told(replayed: Replayed, rows: Rows) -> Told:
    play, made = replayed.play.first, replayed.material
    steps = {step.before.scene: step for step in play.steps if step.choice and step.first_visit}
    return Told(
        rows.attempt,
        replayed.handed.cohort,
        made.case,
        made.rubric.id,
        made.rubric.version,
        replayed.handed.seed,
        tuple(_decision(play, steps[row.faced.scene], row) for row in rows.decisions),
    )


def _decision(play: Play, step: Step, row: Decision) -> ToldDecision:
    offered = [choice.id for choice in step.offered]
    order = display_order(play.seed, row.faced.scene, offered)
    return ToldDecision(
        row=row,
        at=play.events[step.event].at or "",
        ask=play.story.scene(step.before).ask or "",
        shown=tuple(offered[i] for i in order),
        words={choice.id: choice.words for choice in step.offered},
        confidence=step.reason.confidence if step.reason is not None else None,
    )
