"""Tidy tables of attempts and decisions, with the dictionary that says what each column holds.

One row for one thing, one column for one property, a missing value an empty cell. Numbers are
numbers; every text goes through `ppsim.exchange.csv_file` where it is written as CSV.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ppsim.exchange.told import Told, ToldDecision

Value = str | int | float | bool | None
Kind = Literal["text", "integer", "number", "true/false", "time"]


@dataclass(frozen=True)
class Table:
    """A table: its columns with their kinds, and its rows."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[Kind, ...]
    rows: tuple[tuple[Value, ...], ...]


class _Column(NamedTuple):
    name: str
    kind: Kind
    says: str
    of: Callable[[Told, ToldDecision], Value]


class _AttemptColumn(NamedTuple):
    name: str
    kind: Kind
    says: str
    of: Callable[[Told], Value]


_KEYS: tuple[_AttemptColumn, ...] = (
    _AttemptColumn("attempt", "text", "Id of the attempt, random", lambda t: t.attempt.id),
    _AttemptColumn("cohort", "text", "Cohort it was handed in to", lambda t: t.cohort),
    _AttemptColumn(
        "person", "text", "Pseudonym, random for each cohort", lambda t: t.attempt.person
    ),
    _AttemptColumn("case_id", "text", "The case", lambda t: t.attempt.case_id),
    _AttemptColumn(
        "number",
        "integer",
        "1 for the first attempt at the case",
        lambda t: t.attempt.number,
    ),
)

ATTEMPTS: tuple[_AttemptColumn, ...] = (
    *_KEYS,
    _AttemptColumn("case_version", "text", "Its version", lambda t: t.case.version),
    _AttemptColumn("case_hash", "text", "Hash of the text played", lambda t: t.attempt.case),
    _AttemptColumn(
        "key_status", "text", "What the case's key rests on", lambda t: t.case.key_status
    ),
    _AttemptColumn("rubric_id", "text", "The rubric it is read by", lambda t: t.rubric_id),
    _AttemptColumn("rubric_version", "text", "Its version", lambda t: t.rubric_version),
    _AttemptColumn("rubric_hash", "text", "Hash of the rubric", lambda t: t.attempt.rubric),
    _AttemptColumn("mode", "text", "practice or straight-through", lambda t: t.attempt.mode),
    _AttemptColumn("state", "text", "finished, stopped or open", lambda t: t.attempt.state),
    _AttemptColumn(
        "ending", "text", "Kind of ending; empty unless one was reached", lambda t: t.attempt.ending
    ),
    _AttemptColumn("began", "time", "When it began, UTC", lambda t: t.attempt.began),
    _AttemptColumn("ended", "time", "When its last event was, UTC", lambda t: t.attempt.ended),
    _AttemptColumn(
        "too_fast",
        "true/false",
        "Half or more of its words were passed faster than 0.25 s for 10 new words",
        lambda t: t.attempt.too_fast,
    ),
    _AttemptColumn("decisions", "integer", "Decisions met", lambda t: len(t.decisions)),
)

DECISIONS: tuple[_Column, ...] = (
    *(_Column(c.name, c.kind, c.says, lambda t, d, of=c.of: of(t)) for c in _KEYS),  # type: ignore[misc]
    _Column("n", "integer", "Place on the path, from 1", lambda t, d: d.row.n),
    _Column("at", "time", "When it was decided, UTC", lambda t, d: d.at),
    _Column("scene", "text", "Scene of the decision", lambda t, d: d.row.faced.scene),
    _Column(
        "phase",
        "text",
        "therapy, between, supervision or own_therapy",
        lambda t, d: d.row.faced.phase,
    ),
    _Column(
        "spine",
        "true/false",
        "Every way to an ending meets it, with the same options",
        lambda t, d: d.row.faced.spine,
    ),
    _Column(
        "offered",
        "text",
        "Options on offer, in the author's order, parted by spaces",
        lambda t, d: " ".join(d.row.faced.offered),
    ),
    _Column("shown", "text", "The same in the order shown", lambda t, d: " ".join(d.shown)),
    _Column("chosen", "text", "The option taken", lambda t, d: d.row.chosen),
    _Column("words", "text", "Its words, as the case has them", lambda t, d: d.words[d.row.chosen]),
    _Column(
        "stance",
        "text",
        "reflective, reactive or neutral: the sign of w",
        lambda t, d: d.row.option.stance,
    ),
    _Column("w", "number", "Weight of the option taken, -2 to 2", lambda t, d: d.row.w),
    _Column("w_min", "number", "Least weight on offer", lambda t, d: d.row.faced.w_min),
    _Column("w_mean", "number", "Mean weight on offer", lambda t, d: d.row.faced.w_mean),
    _Column("w_max", "number", "Greatest weight on offer", lambda t, d: d.row.faced.w_max),
    _Column(
        "k", "integer", "2 where a key feature was on offer, else 1", lambda t, d: d.row.faced.k
    ),
    _Column(
        "scored",
        "true/false",
        "The weights on offer differ",
        lambda t, d: d.row.faced.scored,
    ),
    _Column(
        "offers_both",
        "true/false",
        "Options above and below zero were on offer",
        lambda t, d: d.row.faced.offers_both,
    ),
    _Column(
        "codes",
        "text",
        "Codes of the option taken, the primary one first, parted by spaces",
        lambda t, d: " ".join(d.row.option.codes),
    ),
    _Column(
        "pulls",
        "text",
        "Pulls it gives in to, parted by spaces",
        lambda t, d: " ".join(d.row.option.pulls),
    ),
    _Column(
        "disclosure",
        "text",
        "disclosed, partial or withheld; empty where it is no decision about telling",
        lambda t, d: d.row.option.act,
    ),
    _Column(
        "reason",
        "text",
        "What decided it, where asked and answered",
        lambda t, d: d.row.reason,
    ),
    _Column(
        "confidence",
        "integer",
        "How sure, 0 to 10, where asked and answered",
        lambda t, d: d.confidence,
    ),
    _Column(
        "leads_to", "text", "The next decision, or the ending scene", lambda t, d: d.row.leads_to
    ),
)


def tables(told: Iterable[Told]) -> tuple[Table, Table]:
    """The attempts, and the decisions in them; they join by ``attempt``."""
    told = tuple(told)
    attempts = Table(
        "attempts",
        tuple(c.name for c in ATTEMPTS),
        tuple(c.kind for c in ATTEMPTS),
        tuple(tuple(c.of(t) for c in ATTEMPTS) for t in told),
    )
    decisions = Table(
        "decisions",
        tuple(c.name for c in DECISIONS),
        tuple(c.kind for c in DECISIONS),
        tuple(tuple(c.of(t, d) for c in DECISIONS) for t in told for d in t.decisions),
    )
    return attempts, decisions


def dictionary() -> Table:
    """What every column of the tables holds."""
    rows: list[tuple[Value, ...]] = []
    rows += [("attempts", c.name, c.kind, c.says) for c in ATTEMPTS]
    rows += [("decisions", c.name, c.kind, c.says) for c in DECISIONS]
    return Table(
        "data-dictionary",
        ("table", "column", "kind", "says"),
        ("text", "text", "text", "text"),
        tuple(rows),
    )
