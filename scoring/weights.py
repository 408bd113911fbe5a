"""Weights are derived from the rubric, never typed (docs/scoring.md sections 1 and 2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scoring.options import Coding, Option, Tells
from scoring.rubric import Rubric, Stance

LOW, HIGH = -2.0, 2.0


def clip(x: float) -> float:
    """``x`` held within the scale, -2 to 2."""
    return LOW if x < LOW else HIGH if x > HIGH else x


@dataclass(frozen=True, slots=True)
class Weight:
    """One option weighed: ``overall`` is w[o], ``by_dimension`` is w[o, d] where a code of d is."""

    overall: float
    by_dimension: Mapping[str, float]

    def of(self, dimension: str) -> float:
        """w[o, d]; zero where the option carries no code of that dimension."""
        return self.by_dimension.get(dimension, 0.0)


def code_weight(rubric: Rubric, coding: Coding, tells: Tells | None) -> float:
    """Weight of one code on one option, intensity applied; an untrue evasion weighs its own."""
    code = rubric.codes[coding.code]
    untrue = tells is not None and not tells.truthful
    base = code.weight_untrue if untrue and code.weight_untrue is not None else code.weight
    return base * coding.intensity


def weigh(rubric: Rubric, option: Option) -> Weight:
    """``w[o,d] = clip(sum weight * intensity)`` and ``w[o] = clip(sum over d)``.

    The formula is that of docs/scoring.md section 1.
    An uncoded option weighs nothing, as a neutral one does; the checker tells them apart.
    Sums are rounded at the ninth decimal, so that equal weights compare equal under a rubric
    whose weights are no halves.

    Raises:
        KeyError: a code that the rubric does not have.
    """
    sums: dict[str, float] = {}
    for coding in option.codings or ():
        dim = rubric.codes[coding.code].dimension
        sums[dim] = sums.get(dim, 0.0) + code_weight(rubric, coding, option.tells)
    by_dimension = {dim: clip(_ninth(x)) for dim, x in sums.items()}
    return Weight(clip(_ninth(sum(by_dimension.values(), 0.0))), by_dimension)


def _ninth(x: float) -> float:
    """``x`` rounded at the ninth decimal, which halves, the usual weights, need not be."""
    return x if (x + x).is_integer() else round(x, 9)


def stance_of(weight: float) -> Stance:
    """The flag of a weight (docs/scoring.md section 3)."""
    return "reflective" if weight > 0 else "reactive" if weight < 0 else "neutral"


class Row(NamedTuple):
    """The options on offer at one decision, weighed together; the tuples run in parallel."""

    ids: tuple[str, ...]
    weights: tuple[Weight, ...]
    overall: tuple[float, ...]
    """w[o], with contested options raised to the best on offer (docs/scoring.md section 9)."""
    is_decision: bool
    """Two or more on offer whose overall weights differ (docs/scoring.md section 2)."""

    @property
    def best(self) -> float:
        """w_max of what was on offer."""
        return max(self.overall)

    def at(self, chosen: str) -> float:
        """w of one option on offer."""
        return self.overall[self.ids.index(chosen)]


def weigh_offer(
    rubric: Rubric,
    offered: Sequence[Option],
    contested: Sequence[str] = (),
    each: Callable[[Rubric, Option], Weight] = weigh,
) -> Row:
    """Weigh what was on offer together; fallbacks are weighed but make no decision.

    Of options declared contested, those on offer share the best weight on offer, where at
    least two of them are there to divide people.

    Args:
        rubric: what the codes weigh.
        offered: the options on offer.
        contested: ids of options that experts disagree about.
        each: ``weigh``, or the same remembered by whoever weighs many offers.
    """
    weights = tuple([each(rubric, o) for o in offered])
    overall = [w.overall for w in weights]
    if contested:
        shared = [i for i, o in enumerate(offered) if o.id in contested]
        if len(shared) >= 2:
            best = max(overall)
            for i in shared:
                overall[i] = best
    real = {overall[i] for i, o in enumerate(offered) if not o.fallback}
    return Row(tuple([o.id for o in offered]), weights, tuple(overall), len(real) >= 2)
