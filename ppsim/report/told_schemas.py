"""JSON Schema of what ``diff``, ``rescore``, ``bots`` and ``walk`` write with ``--format json``.

What is written from frozen values has its schema from their types, so that the two cannot part.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ppsim.explore.difference import Difference
from ppsim.explore.policies.library import Fairness
from ppsim.explore.policies.what_if import RuleMoved
from ppsim.explore.survey import SURVEY
from ppsim.report.carried import Carried
from ppsim.report.rescored_text import Told

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_COUNT: Schema = {"type": "integer", "minimum": 0}
_NUMBER: Schema = {"type": "number"}
_TEXT: Schema = {"type": "string"}
_YES_NO: Schema = {"type": "boolean"}
_CHANCE: Schema = {"type": "number", "minimum": 0, "maximum": 1}


def schema(of: str) -> Schema:
    """The schema of what a command writes: ``diff``, ``rescore``, ``bots`` or ``walk``."""
    title, made = _ALL[of]
    return {
        "$schema": _DRAFT,
        "$id": f"urn:ppsim:{of}:1",
        "title": title,
        **made(),
    }


def _diff() -> Schema:
    return _with_parts(
        lambda part: _closed(
            ppsim_diff={"const": 1},
            same=_YES_NO,
            renamed=_closed(scenes=_each(_TEXT), options=_each(_TEXT)),
            changes=part(Difference)["properties"]["changes"],
            figures=part(Difference)["properties"]["figures"],
            bounded=_YES_NO,
            attempts=_list(part(Carried)),
        )
    )


def _rescore() -> Schema:
    return _with_parts(
        lambda part: _closed(ppsim_rescore={"const": 1}, rubric=_TEXT, attempts=_list(part(Told)))
    )


def _bots() -> Schema:
    """With ``--swap`` it is the second."""
    return _with_parts(
        lambda part: {
            "oneOf": [
                _closed(ppsim_bots={"const": 1}, refused=_YES_NO, **part(Fairness)["properties"]),
                _closed(
                    ppsim_bots_what_if={"const": 1},
                    swaps=_list(_TEXT),
                    decisions=_before_after(_COUNT),
                    refused=_before_after(_YES_NO),
                    rules=_list(part(RuleMoved)),
                ),
            ]
        }
    )


def _with_parts(make: Callable[[Callable[[Any], Schema]], Schema]) -> Schema:
    """A schema with the parts that the types of frozen values give, and what those refer to."""
    from pydantic import TypeAdapter

    shared: Schema = {}

    def part(kind: Any) -> Schema:
        found = TypeAdapter(kind).json_schema(mode="serialization")
        shared.update(found.pop("$defs", {}))
        return found

    made = make(part)
    shut: Schema = _shut({**made, "$defs": shared} if shared else made)
    return shut


def _shut(made: Any) -> Any:
    """With no other keys than those named, all of them there; titles of keys left out."""
    if isinstance(made, list):
        return [_shut(one) for one in made]
    if not isinstance(made, dict):
        return made
    shut = {key: _shut(value) for key, value in made.items() if not _is_title(key, value)}
    if isinstance(made.get("properties"), dict) and made.get("type") == "object":
        shut |= {"required": list(made["properties"]), "additionalProperties": False}
    return shut


def _is_title(key: str, value: object) -> bool:
    return key == "title" and isinstance(value, str)


def _walk() -> Schema:
    way = _list(_TEXT) | {"description": "scene/choice, or scene where one goes on or leaves"}
    whose = _closed(id=_TEXT, version=_TEXT, hash=_TEXT)
    span = _closed(low=_NUMBER, high=_NUMBER)
    marks = {
        "low": _maybe(_NUMBER),
        "quartiles": _maybe(_list(_NUMBER)),
        "high": _maybe(_NUMBER),
    }
    middle = {"mean": _maybe(_NUMBER), "deviation": _maybe(_NUMBER)}
    chances = _closed(**middle, **marks, chances=_list(_closed(total=_NUMBER, chance=_CHANCE)))
    spread = _closed(
        **middle,
        **marks,
        error=_maybe(_NUMBER),
        exact=_maybe(_closed(**middle)),
        counts=_list(_closed(total=_NUMBER, plays=_COUNT)),
    )
    bounds = _closed(
        total=span,
        stopped=span,
        dimensions=_each(_closed(total=span, informing=span, attainment=_maybe(span))),
    )
    routes = _closed(
        plays=_maybe(_NUMBER),
        decisions=span,
        by_phase=_each(span),
        disclosures=span,
        t_moments=span,
        w_moments=span,
        spine=_list(_closed(scene=_TEXT, same_options=_YES_NO)),
    )
    exactly = _closed(
        endings=_each(_CHANCE),
        stuck=_CHANCE,
        total=chances,
        dimensions=_each(chances),
        by_ending=_each(chances),
    )
    sampled = _closed(
        policy={"enum": ["uniform", "least-used", "best", "worst"]},
        plays=_COUNT,
        seed=_COUNT,
        independent=_YES_NO,
        stuck=_COUNT,
        total=spread,
        dimensions=_each(spread),
        endings=_each(
            _closed(
                plays=_COUNT,
                share=_CHANCE,
                error=_maybe(_NUMBER),
                exact=_maybe(_CHANCE),
                total=spread,
            )
        ),
        scenes=_list(_closed(scene=_TEXT, plays=_COUNT, exact=_maybe(_CHANCE))),
        options=_list(_closed(scene=_TEXT, choice=_TEXT, taken=_COUNT)),
    )
    kinds = {"enum": ["decision", "hub", "passage", "ending"]}
    return _closed(
        survey={"const": SURVEY},
        case=whose,
        rubric=whose,
        complete=_YES_NO | {"description": "Whether all states were walked."},
        budget=_COUNT,
        states=_COUNT,
        moves=_COUNT,
        scenes=_list(_closed(scene=_TEXT, kind=kinds, states=_COUNT, way=_maybe(way))),
        options=_list(_closed(scene=_TEXT, choice=_TEXT, way=_maybe(way))),
        endings=_list(_closed(scene=_TEXT, kind=_TEXT, way=_maybe(way))),
        dead_ends=_list(_closed(scene=_TEXT, way=way)),
        traps=_maybe(_list(_TEXT)),
        v_star=_maybe(_NUMBER),
        bounds=_maybe(bounds),
        routes=_maybe(routes),
        random_play=_maybe(exactly),
        sampled=_maybe(sampled),
        weakened=_list(_closed(claim=_TEXT, left=_TEXT)),
    )


def _closed(**properties: Schema) -> Schema:
    """An object with exactly these keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _each(value: Schema) -> Schema:
    """An object whose keys are names."""
    return {"type": "object", "additionalProperties": value}


def _before_after(value: Schema) -> Schema:
    return {"type": "array", "items": value, "minItems": 2, "maxItems": 2}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _maybe(value: Schema) -> Schema:
    return {"anyOf": [value, {"type": "null"}]}


_ALL: dict[str, tuple[str, Callable[[], Schema]]] = {
    "diff": ("What ppsim diff found", _diff),
    "rescore": ("What ppsim rescore found", _rescore),
    "bots": ("What ppsim bots found", _bots),
    "walk": ("What ppsim walk found", _walk),
}
