"""JSON Schema (2020-12) of the case file and the rubric file, as they are written.

Made from the models; where the file has variants that the models no longer show (lines, codes,
ways on, variables, the three modes of a choice), the file's own shape is put in their place. An
editor with a YAML language server completes and explains keys by it; the loader says more.
"""

from __future__ import annotations

from typing import Any

from ppsim.format.case import Case
from ppsim.format.choices import MAX_CODES, MODEL_ONLY, MODES
from ppsim.format.rubric_text import RubricText
from ppsim.format.schema_text import CASE_TEXT, RUBRIC_TEXT

DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_ID: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9_-]*$"}
_VERSION: Schema = {"type": "string", "pattern": r"^[0-9]+\.[0-9]+\.[0-9]+$"}
_PROSE: Schema = {"type": "string", "pattern": r"\S"}
_CONDITION: Schema = {
    "type": "string",
    "minLength": 1,
    "maxLength": 1000,
    "description": 'A condition: pressure >= 4 and not told, seen("scene"), '
    'chose("scene/choice"), count("CODE") >= 2.',
}


def case_schema() -> Schema:
    """The schema of a case file."""
    schema = _plain(Case.model_json_schema())
    defs = schema["$defs"]
    defs["Line"] = _line()
    defs["Lines"] = {"type": "array", "items": {"$ref": "#/$defs/Line"}, "minItems": 1}
    defs["Coded"] = _coded()
    defs["Variable"] = _variable()
    defs["Branch"]["properties"] = {"if": _CONDITION, "go": defs["Branch"]["properties"]["go"]}
    defs["Next"] = _next()
    _choice(defs["Choice"])
    for place, key in ((defs["Choice"], "then"), (defs["Scene"], "text")):
        place["properties"][key] = {"$ref": "#/$defs/Lines"}
    for place in (defs["Choice"], defs["Scene"]):
        place["properties"]["next"] = {"$ref": "#/$defs/Next"}
    defs["Choice"]["properties"]["codes"]["maxItems"] = MAX_CODES
    properties = schema["properties"]
    for key in ("scenes", "cast", "key_features"):
        properties[key]["propertyNames"] = _ID
    properties["variables"]["propertyNames"] = {"pattern": "^[a-z][a-z0-9_]*$"}
    properties["scenes"]["minProperties"] = 1
    _ids(schema)
    return _finished(schema, "case", CASE_TEXT)


def rubric_schema() -> Schema:
    """The schema of a rubric file."""
    schema = _plain(RubricText.model_json_schema())
    schema["properties"]["rubric"] |= _ID
    schema["properties"]["version"] |= _VERSION
    schema["properties"]["codes"]["propertyNames"] = {
        "pattern": r"^[A-Z][A-Z0-9]*\.[A-Z][A-Z0-9]*$"
    }
    _parts_may_be_left_out(schema)
    return _finished(schema, "rubric", RUBRIC_TEXT)


def _parts_may_be_left_out(schema: Schema) -> None:
    """Where a rubric extends another, what it says of a code may be a part of it."""
    needed: dict[str, Any] = {}
    for key, name in (
        ("dimensions", "DimensionText"),
        ("codes", "CodeText"),
        ("roles", "RoleText"),
    ):
        required = schema["$defs"][name].pop("required")
        needed[key] = {"additionalProperties": {"required": required}}
    parts = [key for key in schema["required"] if key in needed]
    schema["required"] = [key for key in schema["required"] if key not in needed]
    schema["if"] = {"required": ["extends"]}
    schema["else"] = {"required": parts, "properties": needed}


def _line() -> Schema:
    lines = {"$ref": "#/$defs/Lines"}
    return {
        "description": "Narration, or one speaker (a cast id, or inner) and the words.",
        "anyOf": [
            _PROSE,
            {
                "type": "object",
                "properties": {"if": _CONDITION, "lines": lines},
                "required": ["if", "lines"],
                "additionalProperties": False,
            },
            {
                "type": "object",
                "properties": {"if": False, "lines": False},
                "additionalProperties": _PROSE,
                "minProperties": 1,
                "maxProperties": 1,
            },
            {
                "type": "object",
                "properties": {"if": _CONDITION, "lines": False},
                "additionalProperties": _PROSE,
                "required": ["if"],
                "minProperties": 2,
                "maxProperties": 2,
            },
        ],
    }


def _coded() -> Schema:
    return {
        "description": "A code of the rubric; {CODE: 0.5} for half its weight.",
        "anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "additionalProperties": {"enum": [0.5, 1]},
                "minProperties": 1,
                "maxProperties": 1,
            },
        ],
    }


def _variable() -> Schema:
    label = {"type": "string", "description": "What it is called in words."}
    whole = {"type": "integer"}

    def kind(required: list[str], **properties: Schema) -> Schema:
        return {
            "type": "object",
            "properties": {**properties, "label": label},
            "required": required,
            "additionalProperties": False,
        }

    words = {"type": "array", "items": {"type": "string"}, "minItems": 1}
    return {
        "description": "A flag, a whole number with bounds, or one of a few words.",
        "anyOf": [
            {"type": "boolean"},
            kind(["start"], start={"type": "boolean"}),
            kind(["start", "min", "max"], start=whole, min=whole, max=whole),
            kind(["start", "words"], start={"type": "string"}, words=words),
        ],
    }


def _next() -> Schema:
    return {
        "description": "Where it goes on: a scene, or branches of which the last has no if.",
        "anyOf": [
            {"type": "string"},
            {"type": "array", "items": {"$ref": "#/$defs/Branch"}, "minItems": 1},
        ],
    }


def _choice(choice: Schema) -> None:
    """The three modes and ``if`` in the place of the model's ``mode``, ``words`` and ``when``."""
    properties = choice["properties"]
    for key in MODEL_ONLY:
        del properties[key]
    modes = {mode: dict(_PROSE) for mode in MODES}
    choice["properties"] = {"id": properties.pop("id"), **modes, "if": _CONDITION, **properties}
    choice["required"] = ["id"]
    choice["oneOf"] = [{"required": [mode]} for mode in MODES]


def _ids(schema: Schema) -> None:
    schema["properties"]["id"] |= _ID
    schema["properties"]["version"] |= _VERSION
    for name in ("Choice", "EchoPattern", "ReasonText"):
        schema["$defs"][name]["properties"]["id"] |= _ID


def _plain(schema: Any) -> Any:
    """Without titles, without null: what has no value is left out of the file."""
    if isinstance(schema, list):
        return [_plain(s) for s in schema]
    if not isinstance(schema, dict):
        return schema
    out = {
        k: {n: _plain(s) for n, s in v.items()} if k in ("properties", "$defs") else _plain(v)
        for k, v in schema.items()
        if k != "title" and not (k == "default" and v in (None, [], {}))
    }
    several = [s for s in out.get("anyOf", []) if s != {"type": "null"}]
    if "anyOf" in out and len(several) == 1:
        del out["anyOf"]
        out = {**several[0], **out}
    elif several:
        out["anyOf"] = several
    return out


def _finished(schema: Schema, kind: str, texts: dict[str, dict[str, str]]) -> Schema:
    """With the explanations put in, and its own name."""
    for name, explained in texts.items():
        properties = (schema["$defs"][name] if name else schema)["properties"]
        for key, text in explained.items():
            properties[key] = {**properties[key], "description": text}
    return {
        "$schema": DRAFT,
        "$id": f"urn:ppsim:{kind}:1",
        "title": f"A ppsim {kind}, format 1",
        **schema,
    }
