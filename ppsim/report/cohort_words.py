"""What a group's report says in plain words: what it cannot show, what labels and rules mean."""

from __future__ import annotations

from collections.abc import Mapping

from ppsim.format.case import Case
from ppsim.report.cohort_model import Programme, View
from ppsim.report.wording import SMALL, figure, listed
from ppsim.words.counts import counted
from scoring.cohort.estimate import Estimate, Refused
from scoring.intervals import Interval, wilson

WILSON = "Wilson, 95 %"

LABELS: Mapping[str, str] = {
    "shared miss": "70 % or more chose reactively: a pull on everybody, or a key to question",
    "split": "the option taken most was taken by fewer than 60 %",
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
KEYS: Mapping[str, str] = {
    "author-provisional": "author-provisional (the author's own)",
    "panel": "rated by a panel",
}
COUNTED = "Counted: reached an ending, not faster than reading"
AGENDA = (
    "First what divided people most, or where most was chosen against the key, whichever is more. "
    "A key moment counts twice; a decision that few came to counts for less."
)
TERMS = (
    "Dissent: 0 where all chose the same, 1 where they divided evenly. Weight lost: 0 where all "
    "took an option that weighs most in the key, 1 where all took one that weighs least."
)
HURRY = "A group in a hurry to agree may itself be the parallel."
CARE = "These are choices on a written case, and no grade of anybody."
NOT_MET = "No pattern of this case was met on both sides."
ECHO = (
    "What was done with the client could be done again with the supervisor; this is what became of "
    "it, over all occasions on which both were open. An echo is a likeness that can be talked "
    "about; it proves no cause."
)
TELLING = (
    "Moments at which the case makes it clear whether telling served. Both errors stand side by "
    "side: keeping back what would have served, and telling what did not."
)
ISSUE = (
    "Issue: how many times figures of this group were made for a room or for outside. Where an "
    "earlier one is named, the figure stands as it stood then: too few have changed since, or they "
    "did not divide on it."
)
REHEARSAL = (
    "Second attempts are rehearsal: the case is known by then. That it goes better shows that it "
    "was remembered, and nothing about other cases or about clients. Judgement (A) is 0 for "
    "picking at random and 1 for a best option at every decision."
)
PROGRAMME = (
    "Over decisions that every way to an ending meets with the same options. Given from 100 people "
    "on; with fewer, the numbers would mostly be chance. Alpha and omega (0 to 1) say how far "
    "these decisions go together. They are of the case, and no reason to rank anybody."
)
ITEMS = (
    "Mean score: 0 where all took the option that weighs least, 1 where all took one that weighs "
    "most. Item-rest r: whether who chose well here also chose well at the other decisions. Where "
    "it is near 0 or below, look at the options and at the key."
)
NO_WAYS = (
    "Whole ways through the case were not looked at: so many attempts are counted by the store, "
    "which is asked for single decisions."
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
        k = (counted + 1) // 2
        at = wilson(k, counted)
        low, high = round(100 * at.low), round(100 * at.high)
        said.append(
            f"Small differences. Where {k} of {counted} took an option, it could be anything from "
            f"{low} to {high} % of people like these; with as many figures as there are here, some "
            "stand out by chance."
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


def p_value(p: float) -> str:
    """A p as it is printed: never as 0."""
    if p < 0.001:
        return "p < 0.001"
    return f"p = {p:.3f}" if p < 0.01 else f"p = {p:.2f}"


def sentence(text: str) -> str:
    """A text as a sentence; nothing stays nothing."""
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def cases_needed(found: Programme) -> str:
    """How many cases a score that generalizes would take, where a G-study was made."""
    if found.cases_for_70 is None:
        return "People do not differ in a way that more cases would measure."
    cases = counted(found.cases_for_70, "case")
    return f"For a generalizability (relative G) of .70 it would take {cases}."


def refusals(found: Programme) -> list[tuple[str, str]]:
    """What is not given of a programme's statistics: each reason once, with all it keeps back."""
    reasons: dict[str, list[str]] = {}
    said = [(figure.refused, figure.name) for figure in found.figures]
    said += [
        (found.items_refused, "item-rest correlations"),
        (found.dif_refused, "whether a decision is harder for one of two groups (DIF)"),
        (found.dead_refused, "options that hardly anybody took"),
    ]
    for reason, name in said:
        if reason is not None:
            reasons.setdefault(reason, []).append(name)
    return [(reason, listed(names)) for reason, names in reasons.items()]


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
    few = ", too few to rely on" if change.n < SMALL else ""
    return f"Second attempts {how} (n = {change.n}{few})."
