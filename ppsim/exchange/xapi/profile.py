"""The xAPI Profile (1.0) of these statements, as JSON-LD: every extension with its schema."""

from __future__ import annotations

import json
from typing import Any

from ppsim.exchange.xapi import iris

_TEXT = {"type": "string"}
_WEIGHT = {"type": "number", "minimum": -2, "maximum": 2}
_CODES = {"type": "array", "items": _TEXT}
_HASH = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def _object(**parts: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": parts,
        "required": list(parts),
        "additionalProperties": False,
    }


RESULT: dict[str, tuple[str, str, dict[str, Any]]] = {
    "stance": (
        "stance",
        "How the rubric reads the choice: the sign of its weight. It is no mark.",
        {"enum": ["reflective", "reactive", "neutral"]},
    ),
    "weight": ("weight", "The choice's weight by the rubric, from -2 to 2.", _WEIGHT),
    "codes": ("codes", "The rubric's codes on the choice, the primary one first.", _CODES),
    "disclosure": (
        "disclosure",
        "Where the decision is one about telling something of oneself: what the choice does.",
        {"enum": ["disclosed", "partial", "withheld"]},
    ),
    "reason": ("reason", "What decided it, of the reasons offered.", _TEXT),
    "confidence": (
        "confidence",
        "How sure of it, from 0 to 10.",
        {"type": "integer", "minimum": 0, "maximum": 10},
    ),
}
"""Name -> (label, definition, schema of the value)."""

CONTEXT: dict[str, tuple[str, str, dict[str, Any]]] = {
    "case": (
        "case",
        "The text that was played, by id, version and hash, and what its key rests on.",
        _object(**{"id": _TEXT, "version": _TEXT, "hash": _HASH, "key-status": _TEXT}),
    ),
    "rubric": (
        "rubric",
        "The rubric it was read by, by id, version and hash.",
        _object(id=_TEXT, version=_TEXT, hash=_HASH),
    ),
    "attempt": (
        "attempt",
        "Which attempt of this person at this case (from 1), in which mode, and whether it ended.",
        _object(
            number={"type": "integer", "minimum": 1},
            mode={"enum": ["practice", "straight-through"]},
            state={"enum": ["open", "finished", "stopped"]},
        ),
    ),
    "decision": (
        "decision",
        "Which decision of the path (from 1), in which phase, and whether everybody meets it.",
        _object(
            number={"type": "integer", "minimum": 1},
            phase={"enum": ["therapy", "between", "supervision", "own_therapy"]},
            spine={"type": "boolean"},
        ),
    ),
    "opportunity": (
        "opportunity",
        "What was on offer: each option's weight and codes. What was not, could not be chosen.",
        {"type": "object", "additionalProperties": _object(weight=_WEIGHT, codes=_CODES)},
    ),
    "order": ("order shown", "The options in the order in which they were shown.", _CODES),
}

_REQUIRED = {"stance", "weight", "codes", *CONTEXT}


def profile() -> dict[str, Any]:
    """The profile as JSON-LD data."""
    return {
        "@context": "https://w3id.org/xapi/profiles/context",
        "id": iris.PROFILE,
        "type": "Profile",
        "conformsTo": "https://w3id.org/xapi/profiles#1.0",
        "prefLabel": {"en": "Parallel-process simulator"},
        "definition": {
            "en": "Decisions in branching cases of psychotherapy and supervision: what was on "
            "offer, what was chosen, how a rubric reads it. No decision is passed or failed."
        },
        "author": {"type": "Organization", "name": "ppsim"},
        "versions": [{"id": iris.PROFILE_VERSION, "generatedAtTime": "2026-11-22T00:00:00Z"}],
        "concepts": [
            *(_concept("ResultExtension", name, *told) for name, told in RESULT.items()),
            *(_concept("ContextExtension", name, *told) for name, told in CONTEXT.items()),
        ],
        "templates": [_template()],
    }


def render() -> str:
    """The profile, indented, ending in a newline."""
    return json.dumps(profile(), indent=2, ensure_ascii=False) + "\n"


def _concept(
    kind: str, name: str, label: str, definition: str, schema: dict[str, Any]
) -> dict[str, Any]:
    return {
        "id": iris.extension(name),
        "type": kind,
        "inScheme": iris.PROFILE_VERSION,
        "prefLabel": {"en": label},
        "definition": {"en": definition},
        "recommendedVerbs": [iris.ANSWERED],
        "inlineSchema": json.dumps(schema, sort_keys=True),
    }


def _template() -> dict[str, Any]:
    rules: list[dict[str, Any]] = [
        {"location": "$.actor.account.name", "presence": "included"},
        {"location": "$.actor.name", "presence": "excluded"},
        {"location": "$.actor.mbox", "presence": "excluded"},
        {"location": "$.object.definition.choices[*].id", "presence": "included"},
        {"location": "$.result.response", "presence": "included"},
        {"location": "$.result.success", "presence": "excluded"},
        {"location": "$.result.completion", "presence": "excluded"},
        {"location": "$.result.score", "presence": "excluded"},
        {"location": "$.context.registration", "presence": "included"},
        {"location": "$.timestamp", "presence": "included"},
    ]
    for part, names in (("result", RESULT), ("context", CONTEXT)):
        rules += [
            {
                "location": f"$.{part}.extensions['{iris.extension(name)}']",
                "presence": "included" if name in _REQUIRED else "recommended",
            }
            for name in names
        ]
    return {
        "id": f"{iris.PROFILE}/templates/decision",
        "type": "StatementTemplate",
        "inScheme": iris.PROFILE_VERSION,
        "prefLabel": {"en": "decision"},
        "definition": {"en": "One choice, at the first visit to a decision of a case."},
        "verb": iris.ANSWERED,
        "objectActivityType": iris.INTERACTION,
        "contextCategoryActivityType": [iris.PROFILE_TYPE],
        "rules": rules,
    }
