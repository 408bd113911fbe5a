"""Names that statements and their profile use; once published, none ever changes its meaning."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote
from uuid import NAMESPACE_URL, UUID, uuid5

BASE: Final = "https://ppsim.example/xapi"
PROFILE: Final = f"{BASE}/profile"
PROFILE_VERSION: Final = f"{PROFILE}/v1"

ANSWERED: Final = "http://adlnet.gov/expapi/verbs/answered"
INTERACTION: Final = "http://adlnet.gov/expapi/activities/cmi.interaction"
SIMULATION: Final = "http://adlnet.gov/expapi/activities/simulation"
PROFILE_TYPE: Final = "http://adlnet.gov/expapi/activities/profile"

_SPACE: Final = uuid5(NAMESPACE_URL, BASE)


def extension(name: str) -> str:
    """The IRI of an extension."""
    return f"{PROFILE}/extensions/{name}"


def case_activity(case_id: str, case_hash: str) -> str:
    """The IRI of a case as it was played; another text of it is another activity."""
    return f"{BASE}/cases/{quote(case_id, safe='')}/{case_hash}"


def decision_activity(case_id: str, case_hash: str, scene: str, offered: tuple[str, ...]) -> str:
    """The IRI of a decision with what was on offer there."""
    options = ",".join(quote(option, safe="") for option in offered)
    return (
        f"{case_activity(case_id, case_hash)}/decisions/{quote(scene, safe='')}?offered={options}"
    )


def home_page(cohort: str) -> str:
    """The home of a cohort's pseudonyms, where none is named."""
    return f"{BASE}/cohorts/{quote(cohort, safe='')}" if cohort else f"{BASE}/people"


def statement_id(attempt: str, n: int, rubric_hash: str) -> UUID:
    """The id of a decision's statement: the same in every export."""
    return uuid5(_SPACE, f"statement/{attempt}/{n}/{rubric_hash}")


def registration(attempt: str) -> UUID:
    """The registration of an attempt."""
    return uuid5(_SPACE, f"attempt/{attempt}")
