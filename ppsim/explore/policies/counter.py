"""Where a counter-moment is missing: the scenes that let a rule of thumb win.

A rule wins by the decisions at which what it picks is best. Were the best option of such a
decision of another kind, and what the rule picks the worst there (a counter-moment, docs/scoring.md
section 0), the rule would fall; here is by how much, scene by scene.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ppsim.explore.policies.items import Item
from ppsim.explore.policies.judge import (
    A_LIMIT,
    STANCE_A_LIMIT,
    STANCE_APPLICABLE,
    STANCE_WRONG,
    Judged,
    PolicyResult,
)
from ppsim.explore.policies.rules import Policy, Scores

NEAR = 0.05
"""How far below a limit of A a rule is called near it ..."""
NEAR_P = 0.10
"""... where the limit goes with a p: and below which p."""


@dataclass(frozen=True, slots=True)
class CounterMoment:
    """A decision that could be one."""

    case: str
    scene: str
    picked: str
    """The option that the rule picks and gains by; the best of them where it picks several."""
    instead: str
    """The best of the options that it passes over."""
    a: float
    """A of the rule over all its decisions, were ``picked`` the worst here, every other option one
    place up, and nothing else changed."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What would bring one rule down."""

    rule: str
    says: str
    a: float
    over: bool
    """Whether a gate warns of it or refuses; else it is only near one."""
    moments: tuple[CounterMoment, ...]
    """The scenes it wins by, those that would bring it down most first."""
    enough: int | None
    """How many of them, from the first, would together do; ``None`` where all would not."""


def missing(
    judged: Judged, items: Sequence[Item], policies: Sequence[Policy]
) -> tuple[Missing, ...]:
    """For each rule over a gate or near one, the counter-moments that it lacks.

    Args:
        judged: the judgement of ``policies`` over ``items``.
        items: the decisions judged.
        policies: the rules, in the order in which they were judged.
    """
    return tuple(
        _missing(result, policy, items)
        for result, policy in zip(judged.results, policies, strict=True)
        if result.a is not None and (_over(result) or _near(result))
    )


def _over(result: PolicyResult) -> bool:
    return result.verdict in ("warns", "refuses")


def _near(result: PolicyResult) -> bool:
    if result.a is None or result.p is None:
        return False
    many = result.kind == "stance" and result.applicable >= STANCE_APPLICABLE
    if many and result.a >= STANCE_A_LIMIT - NEAR:
        return True
    return result.a >= A_LIMIT - NEAR and result.p < NEAR_P


@dataclass(frozen=True, slots=True)
class _Turned:
    """A decision the rule wins by, and what it would gain were it a counter-moment."""

    item: Item
    picked: int
    instead: int
    drop: float
    """By how much the rule's gains would fall, in ``k w``."""
    was_right: bool
    """Whether the rule surely picks a best option there as it is."""


def _missing(result: PolicyResult, policy: Policy, items: Sequence[Item]) -> Missing:
    assert result.a is not None
    faced = [(item, shares) for item in items if (shares := policy.shares(item)) is not None]
    room = sum(item.k * (item.best - _mean(item)) for item, _ in faced)
    turned = sorted(_turned(faced), key=lambda t: -t.drop)
    return Missing(
        rule=result.id,
        says=result.says,
        a=result.a,
        over=_over(result),
        moments=tuple(
            CounterMoment(
                t.item.case,
                t.item.scene,
                t.item.options[t.picked].id,
                t.item.options[t.instead].id,
                result.a - t.drop / room,
            )
            for t in turned
        ),
        enough=_enough(result, [(t.drop / room, t.was_right) for t in turned]),
    )


def _turned(faced: Iterable[tuple[Item, Scores]]) -> Iterable[_Turned]:
    for item, shares in faced:
        weights = item.weights
        picked = max((n for n, s in enumerate(shares) if s), key=lambda n: weights[n])
        instead = max((n for n, s in enumerate(shares) if not s), key=lambda n: weights[n])
        turned = _sunk(weights, picked)
        gain = sum(s * w for s, w in zip(shares, weights, strict=True))
        drop = gain - sum(s * w for s, w in zip(shares, turned, strict=True))
        if gain > _mean(item) and drop > 0:
            right = all(weights[n] == item.best for n, s in enumerate(shares) if s)
            yield _Turned(item, picked, instead, item.k * drop, right)


def _sunk(weights: Sequence[float], picked: int) -> tuple[float, ...]:
    """The same weights dealt out anew: the least to ``picked``, the others each move up."""
    others = sorted((n for n in range(len(weights)) if n != picked), key=lambda n: weights[n])
    order = [picked, *others]
    dealt = dict(zip(order, sorted(weights), strict=True))
    return tuple(dealt[n] for n in range(len(weights)))


def _enough(result: PolicyResult, drops: Sequence[tuple[float, bool]]) -> int | None:
    """How many drops, from the first, bring the rule below its gates, whatever its p."""
    assert result.a is not None
    a, wrong = result.a, result.wrong
    for count, (drop, was_right) in enumerate(((0.0, False), *drops)):
        a -= drop
        wrong += was_right
        if _below(result, a, wrong):
            return count
    return None


def _below(result: PolicyResult, a: float, wrong: int) -> bool:
    if a >= A_LIMIT:
        return False
    if result.kind != "stance":
        return True
    if result.applicable >= STANCE_APPLICABLE:
        return a < STANCE_A_LIMIT
    return wrong >= min(STANCE_WRONG, result.applicable)


def _mean(item: Item) -> float:
    return sum(item.weights) / len(item.weights)
