"""All rules over some cases: the judgement, the look of their options, each rule's own play."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ppsim.engine.story import Story
from ppsim.explore.attempt_record import record
from ppsim.explore.policies.balance import Balance, balance
from ppsim.explore.policies.counter import Missing, missing
from ppsim.explore.policies.items import Item, items
from ppsim.explore.policies.judge import Judged, judge
from ppsim.explore.policies.learner import learner
from ppsim.explore.policies.player import play_by
from ppsim.explore.policies.rules import STANCE, SURFACE, Policy
from scoring.attempt import score
from scoring.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule's own play of a case comes to."""

    ending: str | None
    reactive: int
    both: int
    """Decisions that offered both stances."""
    features_met: int
    features: int


@dataclass(frozen=True, slots=True)
class Fairness:
    """Everything found about some cases together."""

    cases: Mapping[str, int]
    """Case id -> its decisions."""
    judged: Judged
    balance: Balance
    by_case: Mapping[str, Balance]
    plays: Mapping[str, Mapping[str, Outcome]]
    """Rule -> case -> what it comes to."""
    missing: tuple[Missing, ...]
    """For each rule over a gate or near one, the counter-moments that it lacks."""


def policies(read: Sequence[Item]) -> tuple[Policy, ...]:
    """Every rule, with a learner that may read the decisions of ``read``."""
    return (*SURFACE, *STANCE, learner(read))


def fairness(
    cases: Sequence[tuple[Story, Rubric]], read: Sequence[tuple[Story, Rubric]] = ()
) -> Fairness:
    """Judge cases by every rule of thumb.

    Args:
        cases: compiled cases with the rubric of each.
        read: further cases that only the learner reads; those of ``cases`` it reads anyway.

    Raises:
        ValueError: there is no decision in any of them.
    """
    by_case = {story.case.id: items(story, rubric) for story, rubric in cases}
    found = [item for decisions in by_case.values() for item in decisions]
    more = [i for s, r in read if s.case.id not in by_case for i in items(s, r)]
    rules = policies([*found, *more])
    judged = judge(found, rules)
    return Fairness(
        cases={case: len(decisions) for case, decisions in by_case.items()},
        judged=judged,
        balance=balance(found),
        by_case={case: balance(decisions) for case, decisions in by_case.items() if decisions},
        plays={
            rule.id: {story.case.id: _outcome(rule, story, rubric) for story, rubric in cases}
            for rule in rules
        },
        missing=missing(judged, found, rules),
    )


def _outcome(rule: Policy, story: Story, rubric: Rubric) -> Outcome:
    scored = score(record(play_by(rule, story, rubric)), rubric)
    share = scored.stances.reactivity
    met = sum(f.status == "met" for f in scored.features)
    return Outcome(scored.ending, share.k, share.n, met, len(scored.features))
