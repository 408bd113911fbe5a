"""How far raters agree: Krippendorff's alpha by the library, jackknifed over decisions."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any, Literal

from ppsim.words.extras import how_to_install
from scoring.cohort.student import t_quantile

Level = Literal["nominal", "ordinal"]
Units = Mapping[str, Sequence[Mapping[str, Any]]]
"""Decision -> its options, each a mapping of rater to what they said of it."""


class NoLibrary(Exception):
    """What agreement is reckoned with is not installed; the message says how to come by it."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Alpha with its 95 % interval."""

    level: Level
    alpha: float
    low: float | None
    high: float | None
    """``None`` where there are fewer than three decisions, or leaving one out leaves nothing."""
    decisions: int
    units: int
    """Options that two raters or more said something of."""


def agreement(units: Units, level: Level) -> Agreement | None:
    """Alpha over all options, its interval by leaving out one decision at a time.

    Pseudo-values d a - (d - 1) a_i of d decisions, Student's interval with d - 1 degrees of
    freedom about their mean (Tukey 1958). ``None`` where no two ratings differ.

    Raises:
        NoLibrary: the extra ``cohort`` is not installed.
    """
    kept = {
        scene: [unit for unit in options if len(unit) > 1]
        for scene, options in units.items()
        if any(len(unit) > 1 for unit in options)
    }
    alpha = _alpha([unit for options in kept.values() for unit in options], level)
    if alpha is None:
        return None
    count = sum(map(len, kept.values()))
    left = [
        _alpha([u for scene, options in kept.items() if scene != out for u in options], level)
        for out in kept
    ]
    known = [a for a in left if a is not None]
    d = len(kept)
    if d < 3 or len(known) < d:
        return Agreement(level, alpha, None, None, d, count)
    pseudo = [d * alpha - (d - 1) * a for a in known]
    mean = fmean(pseudo)
    error = math.sqrt(math.fsum((x - mean) ** 2 for x in pseudo) / (d * (d - 1)))
    half = t_quantile(0.975, d - 1) * error
    return Agreement(level, alpha, max(-1.0, mean - half), min(1.0, mean + half), d, count)


def _alpha(units: Sequence[Mapping[str, Any]], level: Level) -> float | None:
    values = sorted({value for unit in units for value in unit.values()})
    if len(values) < 2:
        return None
    try:
        import krippendorff
        import numpy
    except ImportError:
        raise NoLibrary(
            "agreement is reckoned by the library krippendorff, which is not installed; "
            f"{how_to_install('cohort')}"
        ) from None
    place = {value: n for n, value in enumerate(values)}
    counts = numpy.zeros((len(units), len(values)))
    for row, unit in zip(counts, units, strict=True):
        for value in unit.values():
            row[place[value]] += 1
    domain = None if level == "nominal" else [float(v) for v in values]
    found = float(
        krippendorff.alpha(value_counts=counts, value_domain=domain, level_of_measurement=level)
    )
    return found if math.isfinite(found) else None
