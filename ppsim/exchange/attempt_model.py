"""What an attempt file may hold, as models: they check one, and give the published schema."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from ppsim.engine.events import BadEvent, from_json
from ppsim.exchange.hostile_json import BadFile

FORMAT: Literal[1] = 1
SCHEMA_ID = "https://ppsim.example/schema/attempt-1.json"

MAX_EVENTS = 5_000
MAX_PICKED = 500


def _moment(text: str) -> str:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("a time needs its zone")
    return text


Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[a-z][a-z0-9_-]*$")]
Version = Annotated[str, Field(pattern=r"^[0-9]{1,9}\.[0-9]{1,9}\.[0-9]{1,9}$")]
CohortName = Annotated[str, Field(max_length=60, pattern=r"^([a-z0-9][a-z0-9._-]*)?$")]
Pseudonym = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{2,39}$")]
Moment = Annotated[
    str,
    Field(max_length=40, json_schema_extra={"format": "date-time"}),
    AfterValidator(_moment),
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class TextPart(_Part):
    """A case or rubric: by its hash, and, so that it replays anywhere, its text."""

    id: Name
    version: Version
    hash: Hash
    title: Annotated[str, Field(max_length=500)]
    source: Annotated[str, Field(max_length=2_000_000)] | None = None


class PickedPart(_Part):
    """Words that the trainee picked out to be handed in."""

    kind: Literal["note", "reply", "argument"]
    event: Annotated[int, Field(ge=0, le=MAX_EVENTS)]
    words: Annotated[str, Field(max_length=20_000)]


class AttemptPart(_Part):
    """One attempt, as a file."""

    ppsim_attempt: Literal[1]
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    cohort: CohortName = ""
    person: Pseudonym
    consent: Literal["yes", "no"] | None = None
    case: TextPart
    rubric: TextPart
    seed: Annotated[int, Field(ge=0, le=2**63 - 1)]
    mode: Literal["practice", "straight-through"]
    state: Literal["open", "finished", "stopped"]
    started_at: Moment
    ended_at: Moment
    events: Annotated[list[dict[str, Any]], Field(max_length=MAX_EVENTS)]
    picked: Annotated[list[PickedPart], Field(max_length=MAX_PICKED)] = []


def checked(data: Any) -> AttemptPart:
    """The attempt that JSON data hold.

    Raises:
        BadFile: they hold none; the first thing that is wrong is named with its place.
    """
    if not isinstance(data, dict) or "ppsim_attempt" not in data:
        raise BadFile("it is no attempt of ppsim")
    version = data["ppsim_attempt"]
    if type(version) is int and version > FORMAT:
        raise BadFile(f"it was written by a newer ppsim (format {version}); upgrade ppsim")
    try:
        part = AttemptPart.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"])[:80]
        raise BadFile(f"{place}: {_plain(first['type'], first['msg'])}") from None
    for number, event in enumerate(part.events):
        try:
            _moment(from_json(event).at or "")
        except BadEvent as bad:
            raise BadFile(f"events.{number}: {bad}") from None
        except ValueError:
            raise BadFile(f"events.{number}: a time (at) is missing or is none") from None
    return part


def _plain(kind: str, message: str) -> str:
    said = {
        "missing": "it is missing",
        "extra_forbidden": "there is no such key",
        "string_pattern_mismatch": "it is not of the form it should have",
    }
    return said.get(kind) or message[:1].lower() + message[1:]


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of an attempt file."""
    body = AttemptPart.model_json_schema()
    body["properties"]["events"]["items"] = {"$ref": "#/$defs/Event"}
    body["$defs"]["Event"] = {"oneOf": [_event(kind, **own) for kind, own in _EVENTS.items()]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **body,
        "title": "ppsim attempt",
    }


_TEXT: dict[str, Any] = {"type": "string"}
_SCENE: dict[str, Any] = {"scene": _TEXT}
_CHOICE: dict[str, Any] = {"scene": _TEXT, "choice": _TEXT}
_EVENTS: dict[str, dict[str, Any]] = {
    "choose": _CHOICE,
    "leave": _SCENE,
    "go": _SCENE,
    "notice": {
        "scene": _TEXT,
        "feelings": {"type": "object", "maxProperties": 0},
        "pulls": {"type": "array", "maxItems": 0},
    },
    "reason": {
        **_CHOICE,
        "reason": {"type": ["string", "null"]},
        "confidence": {"type": ["integer", "null"], "minimum": 0, "maximum": 10},
    },
    "retake": {"event": {"type": "integer", "minimum": 0}},
    "stop": {},
}


def _event(kind: str, **own: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"kind": {"const": kind}, **own, "at": {**_TEXT, "format": "date-time"}},
        "required": ["kind", *own, "at"],
        "additionalProperties": False,
    }
