"""Everything the walk says, worked out by brute force over whole pasts, nothing dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from typing import TypeVar

import naive_play as naive
from naive_play import Past

from ppsim.format.case import Case
from scoring.rubric import Rubric

T = TypeVar("T")


@dataclass(frozen=True)
class Step:
    """A move in the naive graph; ``choice`` ``None`` for going on or leaving."""

    choice: str | None
    after: Past


@dataclass
class NaiveWalk:
    case: Case
    rubric: Rubric
    steps: dict[Past, list[Step]] = field(default_factory=dict)
    distance: dict[Past, int] = field(default_factory=dict)

    def explore(self, most: int) -> bool:
        """Whether all pasts were found, no more than ``most`` of them."""
        begin = naive.start(self.case)
        self.distance = {begin: 0}
        line = [begin]
        for past in line:
            steps = []
            for choice in naive.offers(self.case, past):
                steps.append(Step(choice.id, naive.choose(self.case, past, choice)[1]))
            if naive.can_leave(self.case, past):
                steps.append(Step(None, naive.leave(self.case, past)))
            self.steps[past] = steps
            for step in steps:
                if step.after not in self.distance:
                    self.distance[step.after] = self.distance[past] + 1
                    line.append(step.after)
            if len(self.distance) > most:
                return False
        return True

    def closed(self) -> set[Past]:
        """Pasts that a play can end in, or turn round in for ever with no way out."""
        ends = {past for past, steps in self.steps.items() if not steps}
        escape = self.union(lambda past: {"end"} if past in ends else set())
        stuck = [past for past in self.steps if not escape[past]]
        reach = {past: self.reachable(past) for past in stuck}
        return ends | {p for p in stuck if all(p in reach[other] for other in reach[p])}

    def reachable(self, past: Past) -> set[Past]:
        found = {past}
        line = [past]
        for here in line:
            new = {step.after for step in self.steps[here]} - found
            found |= new
            line += new
        return found

    def best(
        self,
        weigh: Callable[[Past], dict[str, float] | None],
        pick: Callable[[float, float], float],
        may_stop: bool = False,
    ) -> dict[Past, float]:
        """The best sum of weights from each past on, by relaxing until nothing changes."""
        closed = self.closed()
        worst = -inf if pick(0.0, 1.0) == 1.0 else inf
        value = {p: 0.0 if may_stop or p in closed else worst for p in self.steps}
        weights = {past: weigh(past) or {} for past in self.steps}
        changed = True
        while changed:
            changed = False
            for past, steps in self.steps.items():
                new = value[past]
                for step in steps:
                    w = weights[past].get(step.choice or "", 0.0)
                    new = pick(new, w + value[step.after])
                if new != value[past]:
                    value[past] = new
                    changed = True
        return value

    def union(self, marks: Callable[[Past], set[T]]) -> dict[Past, set[T]]:
        """The union of the marks of every past that can be reached, its own included."""
        value = {past: set(marks(past)) for past in self.steps}
        changed = True
        while changed:
            changed = False
            for past, steps in self.steps.items():
                size = len(value[past])
                for step in steps:
                    value[past] |= value[step.after]
                changed = changed or len(value[past]) > size
        return value

    def features(self, past: Past) -> set[str]:
        return {name for choice in naive.offers(self.case, past) for name in choice.meets}

    def ending(self, past: Past) -> set[str]:
        return {past.scene} if self.case.scenes[past.scene].ending is not None else set()

    def informs(self, past: Past, dimension: str) -> bool:
        overall = naive.weights(self.case, self.rubric, past)
        column = naive.weights_in(self.case, self.rubric, past, dimension)
        if overall is None or column is None or len(set(column.values())) == 1:
            return False
        best = [c for c, w in overall.items() if w == max(overall.values())]
        return all(column[c] == max(column.values()) for c in best)
