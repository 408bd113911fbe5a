"""Whether a rule of thumb wins: A, a permutation p for the best of all rules, and the gates.

Definitions: docs/scoring.md section 10. The null hypothesis is that weights lie within each
decision as by chance. The p of a rule is the share of permutations in which *some* rule does
as well (Westfall & Young's maxT); each A is divided by its standard error under the null first,
so that a rule that separates three decisions does not drown one that separates fifty.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from ppsim.explore.policies.items import Item
from ppsim.explore.policies.rules import Kind, Policy

A_LIMIT, P_LIMIT = 0.20, 0.05
STANCE_A_LIMIT, STANCE_APPLICABLE, STANCE_WRONG = 0.35, 12, 2
CASE_A_LIMIT, CASE_APPLICABLE = 0.50, 3
ENOUGH = 50
"""Decisions in all below which a gate warns and does not refuse."""
PERMUTATIONS = 2000
SEED = 20_260_101

Verdict = Literal["passes", "warns", "refuses", "does_not_apply"]


@dataclass(frozen=True, slots=True)
class Win:
    """A decision at which a rule gains over picking at random."""

    case: str
    scene: str
    gain: float
    """``k (w_picked - w_mean)``, ties averaged."""


@dataclass(frozen=True, slots=True)
class PolicyResult:
    """How one rule fares over the decisions that it separates."""

    id: str
    kind: Kind
    says: str
    applicable: int
    wrong: int
    """Decisions among them at which it does not surely pick a best option."""
    a: float | None
    """Chance-adjusted judgement; ``None`` where it separates nothing."""
    p: float | None
    verdict: Verdict
    reason: str
    by_case: dict[str, float]
    """A over each case in which it separates three decisions or more."""
    wins: tuple[Win, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """All rules over all decisions."""

    decisions: int
    permutations: int
    seed: int
    results: tuple[PolicyResult, ...]

    @property
    def refused(self) -> bool:
        """Whether some gate refuses the library."""
        return any(r.verdict == "refuses" for r in self.results)


@dataclass(frozen=True, slots=True)
class _Faced:
    """A rule at one decision: which options it picks with what chance."""

    index: int
    item: Item
    shares: tuple[float, ...]

    def gain(self, weights: Sequence[float]) -> float:
        mean = sum(weights) / len(weights)
        picked = sum(s * w for s, w in zip(self.shares, weights, strict=True))
        return self.item.k * (picked - mean)

    @property
    def room(self) -> float:
        weights = self.item.weights
        return self.item.k * (max(weights) - sum(weights) / len(weights))

    @property
    def variance(self) -> float:
        """Of ``gain`` when the weights are permuted: options are drawn without replacement."""
        weights, n = self.item.weights, len(self.shares)
        mean = sum(weights) / n
        spread = sum((w - mean) ** 2 for w in weights) / n
        uneven = sum(s * s for s in self.shares) - 1 / n
        return self.item.k**2 * spread * uneven * n / (n - 1)


def judge(
    items: Sequence[Item], policies: Sequence[Policy], *, permutations: int = PERMUTATIONS
) -> Judged:
    """Judge every rule over the decisions of a case or a library; seeded, so always the same."""
    faced = [_faced(policy, items) for policy in policies]
    observed = [_z(at, [i.weights for i in items]) for at in faced]
    beaten = _permute(items, faced, observed, permutations)
    results = []
    for policy, at, hits in zip(policies, faced, beaten, strict=True):
        p = (hits + 1) / (permutations + 1) if at else None
        results.append(_result(policy, at, p, len(items)))
    return Judged(len(items), permutations, SEED, tuple(results))


def chance_adjusted(policy: Policy, items: Sequence[Item]) -> float | None:
    """``A = sum k (w_picked - w_mean) / sum k (w_max - w_mean)`` where the rule separates."""
    return _a(_faced(policy, items))


def _faced(policy: Policy, items: Sequence[Item]) -> list[_Faced]:
    found = []
    for index, item in enumerate(items):
        shares = policy.shares(item)
        if shares is not None:
            found.append(_Faced(index, item, shares))
    return found


def _a(faced: Sequence[_Faced]) -> float | None:
    if not faced:
        return None
    return sum(f.gain(f.item.weights) for f in faced) / sum(f.room for f in faced)


def _z(faced: Sequence[_Faced], weights: Sequence[Sequence[float]]) -> float:
    variance = sum(f.variance for f in faced)
    return sum(f.gain(weights[f.index]) for f in faced) / sqrt(variance) if variance else 0.0


def _permute(
    items: Sequence[Item],
    faced: Sequence[Sequence[_Faced]],
    observed: Sequence[float],
    permutations: int,
) -> list[int]:
    """How often, for each rule, the best of all rules does at least as well by chance."""
    rng = random.Random(SEED)
    weights = [list(item.weights) for item in items]
    plans = [
        (
            sqrt(sum(f.variance for f in at)) or 1.0,
            [
                (f.index, f.item.k * (s - 1 / len(f.shares)), n)
                for f in at
                for n, s in enumerate(f.shares)
            ],
        )
        for at in faced
    ]
    hits = [0] * len(faced)
    for _ in range(permutations):
        for row in weights:
            rng.shuffle(row)
        best = max(
            sum(factor * weights[index][n] for index, factor, n in plan) / scale
            for scale, plan in plans
        )
        for i, z in enumerate(observed):
            hits[i] += best >= z - 1e-12
    return hits


def _result(policy: Policy, at: Sequence[_Faced], p: float | None, decisions: int) -> PolicyResult:
    wrong = sum(
        any(s and w < f.item.best for s, w in zip(f.shares, f.item.weights, strict=True))
        for f in at
    )
    wins = [Win(f.item.case, f.item.scene, f.gain(f.item.weights)) for f in at]
    cases: dict[str, list[_Faced]] = {}
    for f in at:
        cases.setdefault(f.item.case, []).append(f)
    by_case = {
        case: found
        for case, rows in cases.items()
        if len(rows) >= CASE_APPLICABLE and (found := _a(rows)) is not None
    }
    a = _a(at)
    verdict, reason = gate(policy.kind, len(at), wrong, a, p, decisions)
    return PolicyResult(
        policy.id,
        policy.kind,
        policy.says,
        len(at),
        wrong,
        a,
        p,
        verdict,
        reason,
        by_case,
        tuple(sorted((w for w in wins if w.gain > 0), key=lambda w: -w.gain)),
    )


def gate(
    kind: Kind, applicable: int, wrong: int, a: float | None, p: float | None, decisions: int
) -> tuple[Verdict, str]:
    """The verdict on one rule, and why (docs/scoring.md section 10)."""
    if a is None or p is None:
        return "does_not_apply", "it separates no options"
    faults = []
    if a >= A_LIMIT and p < P_LIMIT:
        faults.append(f"A is {A_LIMIT} or more, and not by chance")
    if kind == "stance" and applicable >= STANCE_APPLICABLE and a >= STANCE_A_LIMIT:
        faults.append(f"a stance must stay below {STANCE_A_LIMIT}")
    if (
        kind == "stance"
        and applicable < STANCE_APPLICABLE
        and wrong < min(STANCE_WRONG, applicable)
    ):
        faults.append("a stance must be wrong at least twice")
    if not faults:
        return "passes", ""
    if decisions < ENOUGH:
        return "warns", f"{'; '.join(faults)} (only {decisions} decisions: a warning)"
    return "refuses", "; ".join(faults)
