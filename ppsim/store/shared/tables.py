"""Tables of the shared store: the journal's own, and rows derived from them.

The first group is what was handed in; it is the truth, and only ever added to or erased. The
second group is derived by replaying it, can be rebuilt at any time, and is never exported as
truth. Times and dates are ISO 8601 text, as in the journal.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

_ID = BigInteger().with_variant(Integer(), "sqlite")


def _of_attempt(primary_key: bool = False) -> Column[str]:
    return Column(
        "attempt",
        Text,
        ForeignKey("attempts.id", ondelete="CASCADE"),
        nullable=False,
        primary_key=primary_key,
    )


META = Table(
    "meta",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

COHORTS = Table(
    "cohorts",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("keep_until", Text),
    Column("created_at", Text, nullable=False),
)
"""Whom attempts are handed in to. ``keep_until`` is the date after which its rows are erased."""

TEXTS = Table(
    "texts",
    METADATA,
    Column("kind", Text, CheckConstraint("kind IN ('case', 'rubric')"), nullable=False),
    Column("hash", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("source", Text, nullable=False),
    PrimaryKeyConstraint("kind", "hash"),
)

PROFILES = Table(
    "profiles",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("cohort", Text, ForeignKey("cohorts.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    UniqueConstraint("cohort", "name"),
)
"""People of a cohort; ``name`` is a pseudonym."""

CONSENTS = Table(
    "consents",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("profile", Text, ForeignKey("profiles.id", ondelete="CASCADE"), nullable=False),
    Column("consent", Text, CheckConstraint("consent IN ('yes', 'no')"), nullable=False),
    Column("at", Text, nullable=False),
    Index("consents_by_person", "profile", "at"),
)
"""What each person said of being counted, every time; the last word counts."""

ATTEMPTS = Table(
    "attempts",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("profile", Text, ForeignKey("profiles.id", ondelete="CASCADE"), nullable=False),
    Column("case_id", Text, nullable=False),
    Column("case_version", Text, nullable=False),
    Column("case_hash", Text, nullable=False),
    Column("rubric_id", Text, nullable=False),
    Column("rubric_version", Text, nullable=False),
    Column("rubric_hash", Text, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("mode", Text, CheckConstraint("mode IN ('practice', 'straight-through')")),
    Column("started_at", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    Column("state", Text, CheckConstraint("state IN ('open', 'finished', 'stopped')")),
    Column("events", Integer, nullable=False),
    Column("received_at", Text, nullable=False),
    Column("keep_until", Text, nullable=False),
    Index("attempts_by_person", "profile", "case_id", "started_at"),
)
"""``events`` is how many there are to be, so that a part of an attempt is known for one."""

EVENTS = Table(
    "events",
    METADATA,
    _of_attempt(),
    Column("n", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("json", Text, nullable=False),
    Column("at", Text, nullable=False),
    PrimaryKeyConstraint("attempt", "n"),
)

ANNEX = Table(
    "annex",
    METADATA,
    Column("id", Text, primary_key=True),
    _of_attempt(),
    Column("event", Integer, nullable=False),
    Column("kind", Text, CheckConstraint("kind IN ('note', 'reply', 'argument')")),
    Column("words", Text, nullable=False),
    Index("annex_by_attempt", "attempt", "event"),
)
"""Private words that were picked out to be handed in, and no others."""

# derived

SCORED = Table(
    "scored",
    METADATA,
    Column("id", _ID, primary_key=True, autoincrement=True),
    _of_attempt(),
    Column("profile", Text, nullable=False),
    Column("cohort", Text, nullable=False),
    Column("case_hash", Text, nullable=False),
    Column("rubric_hash", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("ending", Text),
    Column("ending_scene", Text),
    Column("too_fast", Boolean, nullable=False),
    Column("judgement", Float),
    Column("answers", Text),
    UniqueConstraint("attempt", "rubric_hash"),
    Index("scored_by_case", "cohort", "case_hash", "rubric_hash"),
)
"""One attempt read by one rubric; whose it is stands here again, so that counting joins little.

``judgement`` is A, ``answers`` the scores at the items of a programme, in steps
(``scoring.cohort.item_scores.answers_of``): what else would take all of its decisions together.
"""

UNREADABLE = Table(
    "unreadable",
    METADATA,
    _of_attempt(primary_key=True),
    Column("reason", Text, nullable=False),
)
"""Attempts that do not replay, with the reason; they enter no figure."""

FACED = Table(
    "faced",
    METADATA,
    Column("id", _ID, primary_key=True, autoincrement=True),
    Column("case_hash", Text, nullable=False),
    Column("rubric_hash", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("json", Text, nullable=False),
    UniqueConstraint("case_hash", "rubric_hash", "key"),
)
"""Decisions with the options on offer, the same for all who met them."""

DECISIONS = Table(
    "decisions",
    METADATA,
    Column("scored", _ID, ForeignKey("scored.id", ondelete="CASCADE"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("faced", _ID, ForeignKey("faced.id"), nullable=False),
    Column("chosen", Text, nullable=False),
    Column("leads_to", Text),
    Column("reason", Text),
    PrimaryKeyConstraint("scored", "n"),
    Index("decisions_by_choice", "faced", "chosen", "leads_to", "scored"),
    sqlite_with_rowid=False,
)

ECHOES = Table(
    "echoes",
    METADATA,
    Column("scored", _ID, ForeignKey("scored.id", ondelete="CASCADE"), nullable=False),
    Column("pattern", Text, nullable=False),
    Column("pair", Integer, nullable=False),
    Column("counted", Boolean, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("carried", Text),
    PrimaryKeyConstraint("scored", "pattern", "pair"),
)

HANDED_IN = (COHORTS, TEXTS, PROFILES, CONSENTS, ATTEMPTS, EVENTS, ANNEX)
DERIVED = (SCORED, UNREADABLE, FACED, DECISIONS, ECHOES)
