"""What plays without a plan come to, as plain data: worked out exactly, and played besides."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from math import sqrt
from typing import Any

from ppsim.explore.chance import Chances, Shares, Totals, chances, deviation, mean
from ppsim.explore.play_styles import exact_shares
from ppsim.explore.random_play import RandomPlay
from ppsim.explore.sample import Sample, Spread
from ppsim.explore.walk import Walk

QUARTERS = (0.25, 0.5, 0.75)


def exactly(walk: Walk) -> dict[str, Any] | None:
    """What picking at random comes to; ``None`` where the walk was bounded.

    Totals as in ``chances``: among plays that reach an ending, by dimension and by ending as well.
    """
    if not walk.complete:
        return None
    found = chances(walk.graph, walk.facts.gains)
    return {
        "endings": {name: found.endings.get(name, 0.0) for name in endings(walk)},
        "stuck": found.stuck,
        "total": _distribution(found.totals),
        "dimensions": {
            name: _distribution(_in_dimension(walk, name).totals) for name in walk.rubric.dimensions
        },
        "by_ending": {name: _distribution(found.by_ending.get(name, {})) for name in endings(walk)},
    }


def endings(walk: Walk) -> list[str]:
    """The ending scenes of a case, in the order of the file."""
    scenes = walk.story.case.scenes
    return [name for name, scene in scenes.items() if scene.ending is not None]


def sampled(walk: Walk, sample: Sample) -> dict[str, Any]:
    """What plays came to, beside what they should come to where that can be worked out.

    ``error`` is a standard error, ``None`` where plays hang on each other; ``exact`` is ``None``
    where it cannot be worked out: after a bounded walk, and of ``least-used``.
    """
    can, shares = exact_shares(walk, sample.style)
    exact = chances(walk.graph, walk.facts.gains, shares) if can else None
    return {
        "policy": sample.style,
        "plays": sample.plays,
        "seed": sample.seed,
        "independent": sample.independent,
        "stuck": sample.stuck,
        "total": _spread(sample, sample.total, exact.totals if exact else None),
        "dimensions": {
            name: _spread(sample, spread, _in_dimension(walk, name, shares).totals if can else None)
            for name, spread in sample.dimensions.items()
        },
        "endings": {name: _ending(sample, name, exact) for name in endings(walk)},
        "scenes": _scenes(walk, sample),
        "options": [
            {
                "scene": scene,
                "choice": choice.id,
                "taken": sample.options.get((scene, choice.id), 0),
            }
            for scene, model in walk.story.case.scenes.items()
            for choice in model.choices
        ],
    }


def _scenes(walk: Walk, sample: Sample) -> list[dict[str, Any]]:
    play = RandomPlay(walk.graph) if walk.complete and sample.style == "uniform" else None
    return [
        {
            "scene": scene,
            "plays": sample.scenes.get(scene, 0),
            "exact": play.passes(scene) if play else None,
        }
        for scene in walk.story.case.scenes
    ]


def _ending(sample: Sample, name: str, exact: Chances | None) -> dict[str, Any]:
    spread = sample.endings.get(name, Spread({}))
    share = spread.plays / sample.plays
    return {
        "plays": spread.plays,
        "share": share,
        "error": sqrt(share * (1 - share) / sample.plays) if sample.independent else None,
        "exact": exact.endings.get(name, 0.0) if exact else None,
        "total": _spread(sample, spread, exact.by_ending.get(name, {}) if exact else None),
    }


def _spread(sample: Sample, spread: Spread, exact: Totals | None) -> dict[str, Any]:
    return {
        "mean": spread.mean,
        "error": spread.error if sample.independent else None,
        "deviation": spread.deviation,
        "exact": None if exact is None else {"mean": mean(exact), "deviation": deviation(exact)},
        **_marks(spread.counts),
        "counts": [{"total": t, "plays": n} for t, n in spread.counts.items()],
    }


def _distribution(totals: Totals) -> dict[str, Any]:
    return {
        "mean": mean(totals),
        "deviation": deviation(totals),
        **_marks(totals),
        "chances": [{"total": t, "chance": p} for t, p in totals.items()],
    }


def _marks(totals: Mapping[float, float]) -> dict[str, Any]:
    """Least, quartiles and most; a quartile is the least total that so many do not exceed."""
    if not totals:
        return {"low": None, "quartiles": None, "high": None}
    values = list(totals)
    upto = list(accumulate(totals.values()))
    quartiles = [
        next(v for v, p in zip(values, upto, strict=True) if p >= q * upto[-1] - 1e-12)
        for q in QUARTERS
    ]
    return {"low": values[0], "quartiles": quartiles, "high": values[-1]}


def _in_dimension(walk: Walk, dimension: str, shares: Shares | None = None) -> Chances:
    return chances(walk.graph, lambda block: walk.facts(block).gains_in(dimension), shares)
