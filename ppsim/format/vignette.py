"""A case file: from plain data to ``ppsim.format.case.Case``, with everything wrong said."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from ppsim.format import rules_head
from ppsim.format.case import (
    Case,
    CastMember,
    DisclosureMoment,
    EchoPattern,
    Hub,
    KeyFeatureText,
    Notice,
    Panel,
    Reasons,
    ReasonText,
    TellsText,
)
from ppsim.format.choices import CHOICE_KEYS
from ppsim.format.diagnostics import meant
from ppsim.format.head import read_cast, read_features, read_patterns, read_variables
from ppsim.format.places import Document, MappingPlace
from ppsim.format.reading import Mention, Reading
from ppsim.format.references import check_references
from ppsim.format.scenes import BLANK_SCENE, SCENE_KEYS, read_scene
from ppsim.format.shapes import say_refusals
from scoring.rubric import Rubric

KEYS: dict[str, tuple[str, ...]] = {
    "": tuple(Case.model_fields),
    "cast member": tuple(CastMember.model_fields),
    "key feature": tuple(KeyFeatureText.model_fields),
    "pattern": tuple(EchoPattern.model_fields),
    "scene": SCENE_KEYS,
    "choice": CHOICE_KEYS,
    "tells": tuple(TellsText.model_fields),
    "hub": tuple(Hub.model_fields),
    "disclosure": tuple(DisclosureMoment.model_fields),
    "reasons": tuple(Reasons.model_fields),
    "reason": tuple(ReasonText.model_fields),
    "notice": tuple(Notice.model_fields),
    "panel": tuple(Panel.model_fields),
}
SPELLED = {"when": "if"}


def build_case(reading: Reading, document: Document, rubric: Rubric | None) -> Case | None:
    """The case; ``None`` where it has an error, and then every fault of it is a finding."""
    raw, place = document.data, document.place
    assert isinstance(raw, dict)
    assert isinstance(place, MappingPlace)
    data = _read(reading, raw, place)
    check_references(reading, rubric)
    case: Case | None = None
    try:
        case = Case.model_validate(data)
    except ValidationError as error:
        say_refusals(reading, error, document, KEYS, SPELLED)
    return None if reading.findings.failed else case


def _read(reading: Reading, raw: dict[str, Any], place: MappingPlace) -> dict[str, Any]:
    parts = place.parts
    out = dict(raw)
    unknown = reading.names.unknown
    unknown |= reading.unread.keys | meant(raw, KEYS[""])
    for key in ("cast", "variables", "key_features"):
        if key in raw and not isinstance(raw[key], dict):
            unknown.add(key)
    if "cast" not in raw:
        unknown.add("cast")
    if isinstance(raw.get("id"), str):
        reading.id(raw["id"], parts["id"])
    if "version" in raw:
        reading.version(raw["version"], parts["version"])
        if not isinstance(raw["version"], str):
            out["version"] = "1.0.0"
    if "cast" in raw:
        read_cast(reading, raw["cast"], parts["cast"])
    if "variables" in raw:
        out["variables"] = read_variables(reading, raw["variables"], parts["variables"])
    if "key_features" in raw:
        read_features(reading, raw["key_features"], parts["key_features"])
    if "patterns" in raw:
        read_patterns(reading, raw, raw["patterns"], parts["patterns"])
    if "scenes" in raw:
        out["scenes"] = _read_scenes(reading, raw, parts["scenes"])
        if isinstance(raw.get("start"), str):
            reading.names.go.append(Mention(raw["start"], parts["start"]))
    return out


def _read_scenes(reading: Reading, raw: dict[str, Any], part: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    known = reading.names.scenes
    value = raw["scenes"]
    if value == {}:
        reading.add(rules_head.NO_SCENES, part)
    known.update(dict.fromkeys(reading.unread.scenes))
    for name, below, at, key_at in reading.entries("scenes", value, part):
        reading.id(name, key_at)
        if name in reading.unread.scenes:
            found[name] = BLANK_SCENE
        elif isinstance(at, MappingPlace):
            known[name] = {}
            found[name] = read_scene(reading, name, below, at, key_at)
        else:
            known[name] = None
            reading.wrong(name, "the keys of a scene", below, at)
            found[name] = BLANK_SCENE
    return found
