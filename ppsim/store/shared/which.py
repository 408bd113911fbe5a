"""Whose attempts a group figure is over, as queries: those who agreed, by their last word."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, select

from ppsim.store.shared.tables import CONSENTS, SCORED


def last_word(profile: ColumnElement[str]) -> ScalarSelect[str]:
    """What a person last said of being counted; of two words at one moment, *no* is the last."""
    return (
        select(CONSENTS.c.consent)
        .where(CONSENTS.c.profile == profile)
        .order_by(CONSENTS.c.at.desc(), CONSENTS.c.consent)
        .limit(1)
        .scalar_subquery()
    )


def agreed() -> Select[tuple[str]]:
    """The people whose last word on being counted is yes, as a set that databases can join."""
    later = CONSENTS.alias("later")
    taken_back = exists().where(
        later.c.profile == CONSENTS.c.profile,
        later.c.consent == "no",
        later.c.at >= CONSENTS.c.at,
    )
    return select(CONSENTS.c.profile).where(CONSENTS.c.consent == "yes", ~taken_back)


def at_case(cohort: str, case_hash: str, rubric_hash: str) -> Select[tuple[int]]:
    """All scored attempts of a cohort; not to be counted before it is seen who agreed."""
    return select(SCORED.c.id).where(
        SCORED.c.cohort == cohort,
        SCORED.c.case_hash == case_hash,
        SCORED.c.rubric_hash == rubric_hash,
    )


def everybody(cohort: str, case_hash: str, rubric_hash: str) -> Select[tuple[int]]:
    """The scored attempts of those who agreed to be counted."""
    return at_case(cohort, case_hash, rubric_hash).where(SCORED.c.profile.in_(agreed()))


def counted(cohort: str, case_hash: str, rubric_hash: str) -> Select[tuple[int]]:
    """Of these, the ones that enter group figures."""
    return passed(everybody(cohort, case_hash, rubric_hash)).where(SCORED.c.number == 1)


def passed(attempts: Select[Any]) -> Select[Any]:
    """Of scored attempts those that were finished, and not faster than reading."""
    return attempts.where(SCORED.c.state == "finished", SCORED.c.too_fast.is_(False))
