"""JSON Schema (2020-12) of play scripts, and of what ``ppsim test --format json`` says."""

from __future__ import annotations

from typing import Any, get_args

from ppsim.engine.play import PlayMode
from ppsim.format.case import EndingKind
from ppsim.format.schema import DRAFT
from ppsim.scripts import model
from ppsim.scripts.read import COUNTS, ECHO, FEATURES

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_COUNT: Schema = {"type": "integer", "minimum": 0, "maximum": 10_000}
_SURE: Schema = {"type": "integer", "minimum": 0, "maximum": 10}


def script_schema() -> Schema:
    """The schema of a play script."""
    endings = [*get_args(EndingKind), model.STOPPED]
    return {
        "$schema": DRAFT,
        "$id": "urn:ppsim:script:1",
        "title": "A ppsim play script",
        "type": "object",
        "additionalProperties": False,
        "required": ["play"],
        "properties": {
            "case": _TEXT | {"description": "The id of the case, where it stands elsewhere."},
            "seed": {
                "type": "integer",
                "minimum": 0,
                "maximum": 2**63 - 1,
                "default": 1,
                "description": "The order in which options are shown.",
            },
            "mode": {"enum": list(get_args(PlayMode)), "default": "practice"},
            "play": {
                "type": "array",
                "items": {"$ref": "#/$defs/step"},
                "description": "What is done and expected, in order.",
            },
            "notice": {
                "type": "object",
                "additionalProperties": {"$ref": "#/$defs/notice"},
                "description": "Answers of check-ins by scene, where no step gives them.",
            },
            "reasons": {
                "type": "object",
                "additionalProperties": {"$ref": "#/$defs/reason"},
                "description": "What decided it, by scene, where no step says.",
            },
            "ending": {"enum": endings, "description": "The kind of ending it must come to."},
            "score": _score(),
        },
        "$defs": {"step": _step(), "notice": _notice(), "reason": _reason()},
    }


def _step() -> Schema:
    kinds: dict[str, Schema] = {
        "expect": _TEXTS | {"description": "Shown since the last choice or answer."},
        "absent": _TEXTS | {"description": "Not shown since then."},
        "choose": _TEXT | {"description": "An option: scene/choice."},
        "leave": _TEXT | {"description": "Leave the hub of this scene."},
        "notice": {"$ref": "#/$defs/notice"},
        "reason": {"$ref": "#/$defs/reason"},
    }
    return {
        "anyOf": [
            _TEXT | {"description": "scene/choice, for choose."},
            {
                "type": "object",
                "properties": kinds,
                "additionalProperties": False,
                "minProperties": 1,
                "maxProperties": 1,
            },
        ]
    }


def _notice() -> Schema:
    return {
        "type": "object",
        "properties": {
            "feelings": {"type": "object", "additionalProperties": _SURE},
            "pulls": _TEXTS,
        },
        "additionalProperties": False,
        "description": "Feelings from 0 to 10, and pulls.",
    }


def _reason() -> Schema:
    parts = {
        "type": "object",
        "properties": {"id": _TEXT, "confidence": _SURE},
        "additionalProperties": False,
    }
    return {"anyOf": [_TEXT, parts], "description": "The id of a reason, and how sure, 0 to 10."}


def _score() -> Schema:
    return {
        "type": "object",
        "properties": {
            **dict.fromkeys(COUNTS, _COUNT),
            **dict.fromkeys(FEATURES, _TEXTS),
            "echo": {
                "type": "object",
                "properties": dict.fromkeys(ECHO, _COUNT),
                "additionalProperties": False,
            },
        },
        "additionalProperties": False,
        "description": "What the debrief must count; only what is given is looked at.",
    }


def results_schema() -> Schema:
    """The schema of what ``ppsim test --format json`` writes."""
    number: Schema = {"type": "integer", "minimum": 0}
    place: Schema = {"type": "integer", "minimum": 1}
    names: Schema = {"type": "array", "items": _TEXT}
    failure = _closed(
        code={"type": "string", "pattern": "^PT[0-9]{3}$"},
        message=_TEXT,
        step={"type": ["integer", "null"], "minimum": 1, "description": "From 1; null at the end."},
        line=place,
        column=place,
        expected=_TEXT,
        found=_TEXT,
    )
    script = _closed(file=_TEXT, passed={"type": "boolean"})
    script["properties"]["failure"] = failure
    script["if"] = {"properties": {"passed": {"const": False}}}
    script["then"] = {"required": ["failure"]}
    case = _closed(
        case=_TEXT | {"description": "Its id."},
        file=_TEXT,
        options=number | {"description": "Options of all decisions and hubs."},
        not_taken=names | {"description": "Those that no script takes, as scene/choice."},
        endings=number,
        not_reached=names | {"description": "Endings that no script comes to."},
        scripts={"type": "array", "items": script},
    )
    return {
        "$schema": DRAFT,
        "$id": "urn:ppsim:test:1",
        "title": "What ppsim test found",
        **_closed(ppsim_test={"const": 1}, cases={"type": "array", "items": case}),
    }


def _closed(**properties: Schema) -> Schema:
    """An object with exactly these keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
