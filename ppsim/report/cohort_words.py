"""What a group's report says in plain words: what it cannot show, what labels and rules mean."""

from __future__ import annotations

from collections.abc import Mapping

from ppsim.format.case import Case
from ppsim.report.cohort_model import View
from ppsim.report.wording import figure, times
from scoring.cohort.estimate import Estimate, Refused
from scoring.intervals import Interval, wilson

WILSON = "Wilson, 95 %"
NEWCOMBE = "Newcombe, 95 %"

LABELS: Mapping[str, str] = {
    "shared miss": "70 % or more chose reactively: a pull on everybody, or a key to question",
    "split": "the option taken most was taken by fewer than 60 %",
}
STANCES: Mapping[str, str] = {
    "reflective": "reflective",
    "reactive": "reactive",
    "neutral": "neutral",
}
OUTCOMES: Mapping[str, str] = {
    "not_taken": "Not drawn in with the client",
    "broken": "Drawn in, and seen in supervision",
    "not_echoed": "Drawn in; in supervision neither repeated nor seen",
    "echo": "Drawn in, and done again in supervision",
}
WHO: Mapping[View, str] = {
    "instructor": "Instructor's view: exact figures, for whoever runs the group. It is not for "
    "the wall; for that there is the projection view.",
    "projection": "Projection: what a room may see. Nobody can be told from it, and what would "
    "tell on somebody is left out or said in words.",
    "external": "External: what may leave the programme. Shares are rounded to 5 %, counts to 5.",
}
AGENDA = (
    "Ranked by how far people divided or how much weight was lost, whichever is more; twice for "
    "key moments; times the share of people who came there."
)
REHEARSAL = (
    "Second attempts are rehearsal: the case is known by then. That it goes better shows that it "
    "was remembered, and nothing about other cases or about clients."
)
PATTERNS = (
    "Choices of all people at all decisions, added up. One person makes many of them, so they "
    "are not independent, and an interval would promise too much: none is given."
)
AGAINST_HIDDEN = (
    "The comparison with another cohort is for the instructor's view alone: put beside each "
    "other, two groups say more than each may by itself."
)


def cannot(case: Case, view: View, counted: int | None) -> tuple[str, ...]:
    """What no report of a group can show; the first thing on the page."""
    said = [
        "How people are with clients. These are choices on a written case, in calm, with the "
        "options laid out. Nothing here is a grade, of anybody or of the group.",
        _key(case),
        "Why people chose as they did. That is what the hour is for.",
        "What those would have done who came another way: a decision is counted over the people "
        "who reached it, and it was their earlier choices that brought them there.",
    ]
    if counted:
        at = wilson(counted // 2, counted)
        low, high = round(100 * at.low), round(100 * at.high)
        said.append(
            f"Small differences. With {times(counted, 'person').replace('persons', 'people')}, "
            f"a half could be anything from {low} to {high} % of people like these; with as many "
            "figures as there are here, some stand out by chance."
        )
    elif view != "instructor":
        said.append(
            "Small differences, and single people. Where few came, or nearly all went one way, "
            "words stand instead of counts, or nothing."
        )
    return tuple(said)


def _key(case: Case) -> str:
    panel = case.panel
    if case.key_status == "panel" and panel is not None:
        agreed = "" if panel.alpha is None else f", agreeing at an alpha of {figure(panel.alpha)}"
        return (
            f"The right answers. The key was rated by a panel of {panel.n}{agreed}; where the "
            "group and the key differ, the key may still be wrong."
        )
    return (
        "The right answers. The key is its author's alone (author-provisional): no panel has "
        "rated it. Where the group and the key differ, the key may be wrong."
    )


def interval_of(estimate: Estimate) -> tuple[float | None, float | None]:
    """The bounds of an estimate, where there are any."""
    if isinstance(estimate.interval, Interval):
        return estimate.interval.low, estimate.interval.high
    return None, None


def rehearsed(change: Estimate | Refused) -> str:
    """The change from first to second attempts, in a sentence."""
    if isinstance(change, Refused):
        return f"Nothing is said of second attempts: {change.reason}."
    low, high = interval_of(change)
    if low is not None and low > 0:
        how = "went better on the whole"
    elif high is not None and high < 0:
        how = "went worse on the whole"
    else:
        how = "show no clear difference"
    return f"Second attempts {how} (n = {change.n})."
