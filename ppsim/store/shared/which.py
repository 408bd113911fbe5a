"""Whose attempts a group figure is over, as queries: those who agreed, by their last word."""

from __future__ import annotations

from sqlalchemy import Select, func, select
from sqlalchemy.sql import Subquery

from ppsim.store.shared.tables import ATTEMPTS, CONSENTS, PROFILES, SCORED


def last_words() -> Subquery:
    """Each person's last word on being counted; of two words at one moment, *no* is the last."""
    place = func.row_number().over(
        partition_by=CONSENTS.c.profile, order_by=(CONSENTS.c.at.desc(), CONSENTS.c.consent)
    )
    said = select(CONSENTS.c.profile, CONSENTS.c.consent, place.label("place")).subquery()
    return select(said.c.profile, said.c.consent).where(said.c.place == 1).subquery("said")


def everybody(cohort: str, case_hash: str, rubric_hash: str) -> Select[tuple[int]]:
    """The scored attempts of those who agreed to be counted."""
    said = last_words()
    return (
        select(SCORED.c.id)
        .join_from(SCORED, ATTEMPTS)
        .join(PROFILES)
        .join(said, said.c.profile == PROFILES.c.id)
        .where(
            said.c.consent == "yes",
            PROFILES.c.cohort == cohort,
            SCORED.c.case_hash == case_hash,
            SCORED.c.rubric_hash == rubric_hash,
        )
    )


def counted(cohort: str, case_hash: str, rubric_hash: str) -> Select[tuple[int]]:
    """Of these, the ones that enter group figures."""
    return everybody(cohort, case_hash, rubric_hash).where(
        SCORED.c.number == 1, SCORED.c.state == "finished", SCORED.c.too_fast.is_(False)
    )
