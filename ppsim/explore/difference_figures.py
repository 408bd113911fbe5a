"""What plays of two versions of a case come to, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ppsim.explore.bounds import Range
from ppsim.explore.chance import chances, mean
from ppsim.explore.difference_renames import Renames
from ppsim.explore.routes import routes
from ppsim.explore.walk import Walk

Value = float | tuple[float, float] | str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that changed; a pair is a range from the least to the most."""

    what: str
    """``v_star``, ``total``, ``dimension FRM``, ``informing FRM``, ``decisions``, ``ending
    monday`` (its chance under random picking), ``spine`` ..."""
    before: Value | None
    """``None`` where there was no such thing."""
    after: Value | None


def figures(before: Walk, after: Walk, renames: Renames) -> tuple[Figure, ...]:
    """The figures of two complete walks that differ, in a fixed order."""
    old, new = _figures(before, renames), _figures(after, Renames({}, {}))
    keys = [*new, *(key for key in old if key not in new)]
    return tuple(
        Figure(key, old.get(key), new.get(key))
        for key in keys
        if not _equal(old.get(key), new.get(key))
    )


def _figures(walk: Walk, renames: Renames) -> dict[str, Value]:
    bounds = walk.bounds
    assert bounds is not None
    found = routes(walk.graph, walk.facts)
    chance = chances(walk.graph, walk.facts.gains)
    best = walk.v_star(walk.graph.start)
    made: dict[str, Value] = {
        "v_star": 0.0 if best is None else best,
        "total": _range(bounds.total),
        "decisions": _range(found.decisions),
        "disclosures": _range(found.disclosures),
        "t_moments": _range(found.t_moments),
        "w_moments": _range(found.w_moments),
        "spine": ", ".join(renames.scene(s.scene) for s in found.spine),
    }
    for name, span in bounds.dimensions.items():
        made[f"dimension {name}"] = _range(span.total)
        made[f"informing {name}"] = _range(span.informing)
    for name, scene in walk.story.case.scenes.items():
        if scene.ending is not None:
            made[f"ending {renames.scene(name)}"] = chance.endings.get(name, 0.0)
    made["stuck"] = chance.stuck
    middle = mean(chance.totals)
    if middle is not None:
        made["random mean"] = middle
    made.update(_out_of_reach(walk, renames))
    return made


def _out_of_reach(walk: Walk, renames: Renames) -> Iterator[tuple[str, str]]:
    scenes, choices = walk.witnesses.scenes, walk.witnesses.choices
    for name, scene in walk.story.case.scenes.items():
        if name not in scenes:
            yield f"out of reach {renames.scene(name)}", "yes"
        for choice in scene.choices:
            if (name, choice.id) not in choices:
                own = renames.choice(name, choice.id)
                yield f"out of reach {renames.scene(name)}/{own}", "yes"


def _range(span: Range[int] | Range[float]) -> tuple[float, float]:
    return span.low, span.high


def _equal(a: Value | None, b: Value | None) -> bool:
    """Whether two figures are the same, but for what rounding does to sums."""
    if isinstance(a, float | int) and isinstance(b, float | int):
        return abs(a - b) < 1e-9
    return a == b
