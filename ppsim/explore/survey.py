"""All that a walk found, as plain data for a command, a page or a test."""

from __future__ import annotations

from typing import Any

from ppsim.explore.bounds import Range
from ppsim.explore.routes import Routes, routes
from ppsim.explore.sample import Sample
from ppsim.explore.survey_plays import exactly, sampled
from ppsim.explore.walk import Walk
from ppsim.explore.weakened import weakened
from ppsim.explore.witness import Path

SURVEY = 2
"""The version of the shape below."""


def survey(walk: Walk, sample: Sample | None = None) -> dict[str, Any]:
    """What can be reached, by the shortest way; what plays come to; what playing at random does.

    JSON-able. Ways are lists of ``scene/choice``, or ``scene`` alone where one goes on or leaves.
    Where the walk was bounded, ``complete`` is false, what was found so far is listed, what would
    need all states is ``None``, and ``weakened`` says of each claim what is left of it.

    Args:
        walk: of the case.
        sample: plays of the same case to set beside what was worked out.
    """
    aimed = sample is not None and sample.style in ("best", "worst")
    case, rubric = walk.story.case, walk.rubric
    witnesses = walk.witnesses
    return {
        "survey": SURVEY,
        "case": {"id": case.id, "version": case.version, "hash": walk.story.case_hash},
        "rubric": {"id": rubric.id, "version": rubric.version, "hash": rubric.hash},
        "complete": walk.complete,
        "budget": walk.budget,
        "states": walk.states,
        "moves": walk.moves,
        "scenes": [_scene(walk, scene.id, len(scene.index)) for scene in walk.graph.scenes],
        "options": [
            {
                "scene": scene,
                "choice": choice.id,
                "way": _way(witnesses.choices.get((scene, choice.id))),
            }
            for scene, model in case.scenes.items()
            for choice in model.choices
        ],
        "endings": [
            {"scene": name, "kind": model.ending, "way": _way(witnesses.scenes.get(name))}
            for name, model in case.scenes.items()
            if model.ending is not None
        ],
        "dead_ends": [
            {"scene": scene, "way": _way(path)} for scene, path in witnesses.dead_ends.items()
        ],
        "traps": None if walk.traps is None else sorted(walk.traps),
        "v_star": walk.v_star(walk.graph.start),
        "bounds": _bounds(walk),
        "routes": _routes(routes(walk.graph, walk.facts)) if walk.complete else None,
        "random_play": exactly(walk),
        "sampled": None if sample is None else sampled(walk, sample),
        "weakened": []
        if walk.complete
        else [w._asdict() for w in weakened(walk.budget, aimed=aimed)],
    }


def _scene(walk: Walk, scene: str, states: int) -> dict[str, Any]:
    kind = walk.story.programs[scene].view.kind
    way = _way(walk.witnesses.scenes.get(scene))
    return {"scene": scene, "kind": kind, "states": states, "way": way}


def _way(path: Path | None) -> list[str] | None:
    if path is None:
        return None
    return [move.scene if move.choice is None else f"{move.scene}/{move.choice}" for move in path]


def _range(found: Range[int] | Range[float]) -> dict[str, float]:
    return {"low": found.low, "high": found.high}


def _bounds(walk: Walk) -> dict[str, Any] | None:
    bounds = walk.bounds
    if bounds is None:
        return None
    return {
        "total": _range(bounds.total),
        "stopped": _range(bounds.stopped),
        "dimensions": {
            name: {
                "total": _range(found.total),
                "informing": _range(found.informing),
                "attainment": None if found.attainment is None else _range(found.attainment),
            }
            for name, found in bounds.dimensions.items()
        },
    }


def _routes(found: Routes) -> dict[str, Any]:
    return {
        "plays": found.plays,
        "decisions": _range(found.decisions),
        "by_phase": {name: _range(span) for name, span in found.by_phase.items()},
        "disclosures": _range(found.disclosures),
        "t_moments": _range(found.t_moments),
        "w_moments": _range(found.w_moments),
        "spine": [{"scene": s.scene, "same_options": s.same_options} for s in found.spine],
    }
