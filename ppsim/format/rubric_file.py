"""A rubric file: from plain data to ``scoring.rubric.Rubric``, with everything wrong said."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError

from ppsim.format import rules
from ppsim.format.canonical import rubric_hash
from ppsim.format.diagnostics import quoted, suggest
from ppsim.format.places import Data, Document, MappingPlace
from ppsim.format.reading import Reading
from ppsim.format.rubric_text import CodeText, DimensionText, RoleText, RubricText
from ppsim.format.shapes import say_refusals
from scoring.rubric import Code, Dimension, Role, Rubric

KEYS: dict[str, tuple[str, ...]] = {
    "": tuple(RubricText.model_fields),
    "dimension": tuple(DimensionText.model_fields),
    "code": tuple(CodeText.model_fields),
    "role": tuple(RoleText.model_fields),
}
_CODE = re.compile(r"[A-Z][A-Z0-9]*\.[A-Z][A-Z0-9]*")
_SIGNS = {"reflective": 1, "reactive": -1, "neutral": 0}


def build_rubric(reading: Reading, document: Document) -> Rubric | None:
    """The rubric; ``None`` where it has an error."""
    raw = document.data
    assert isinstance(raw, dict)
    out = _read(reading, raw, document.place)
    text: RubricText | None = None
    try:
        text = RubricText.model_validate(out)
    except ValidationError as error:
        say_refusals(reading, error, document, KEYS, {})
    if text is None or reading.findings.failed:
        return None
    return to_rubric(text)


def to_rubric(text: RubricText) -> Rubric:
    """The frozen values scoring works with."""
    return Rubric(
        id=text.rubric,
        version=text.version,
        title=text.title,
        dimensions={k: Dimension(k, d.name, d.anchor) for k, d in text.dimensions.items()},
        codes={k: Code(id=k, **code.model_dump()) for k, code in text.codes.items()},
        roles={k: Role(k, role.phrase, role.codes) for k, role in text.roles.items()},
        phases={k: frozenset(phases) for k, phases in text.phases.items()},
        hash=rubric_hash(text),
    )


def _read(reading: Reading, raw: dict[str, Data], place: Any) -> dict[str, Any]:
    parts = place.parts
    out = dict(raw)
    if isinstance(raw.get("rubric"), str):
        reading.id(raw["rubric"], parts["rubric"])
    if "version" in raw:
        reading.version(raw["version"], parts["version"])
        if not isinstance(raw["version"], str):
            out["version"] = "1.0.0"
    dimensions = raw.get("dimensions")
    known = tuple(dimensions) if isinstance(dimensions, dict) else None
    codes = raw.get("codes")
    if isinstance(codes, dict):
        out["codes"] = {k: _floated(c) for k, c in codes.items()}
        for name, code, at, key_at in reading.entries("codes", codes, parts["codes"]):
            if not _CODE.fullmatch(name):
                reading.add(rules.CODE_NAME, key_at, name=quoted(name))
            elif isinstance(at, MappingPlace):
                _check_code(reading, name, code, at, known)
    _check_roles(reading, raw, parts, codes)
    if isinstance(raw.get("phases"), dict) and known is not None:
        for name, _, _, key_at in reading.entries("phases", raw["phases"], parts["phases"]):
            if name not in known:
                hint = suggest(name, known, "Its dimensions")
                reading.add(rules.UNKNOWN_DIMENSION, key_at, hint, name=quoted(name))
    return out


def _floated(code: Data) -> Data:
    """The weights as floats, as which the models hold them."""
    if not isinstance(code, dict):
        return code
    out = dict(code)
    for key in ("weight", "weight_untrue"):
        if type(out.get(key)) is int:
            out[key] = float(out[key])
    return out


def _check_code(
    reading: Reading,
    name: str,
    code: dict[str, Data],
    at: MappingPlace,
    known: tuple[str, ...] | None,
) -> None:
    parts = at.parts
    dimension = code.get("dimension")
    if known is not None and isinstance(dimension, str) and dimension not in known:
        hint = suggest(dimension, known, "Its dimensions")
        reading.add(rules.UNKNOWN_DIMENSION, parts["dimension"], hint, name=quoted(dimension))
    elif isinstance(dimension, str) and name.partition(".")[0] != dimension:
        reading.add(rules.CODE_DIMENSION, parts["dimension"], code=name, dimension=dimension)
    stance, weight = code.get("stance"), code.get("weight")
    if (
        isinstance(stance, str)
        and stance in _SIGNS
        and isinstance(weight, int | float)
        and not isinstance(weight, bool)
    ):
        sign = (weight > 0) - (weight < 0)
        if sign != _SIGNS[stance]:
            reading.add(
                rules.STANCE_WEIGHT, parts["weight"], code=name, stance=stance, weight=weight
            )


def _check_roles(reading: Reading, raw: dict[str, Data], parts: Any, codes: Data) -> None:
    if not isinstance(raw.get("roles"), dict) or not isinstance(codes, dict):
        return
    for _, role, at, _ in reading.entries("roles", raw["roles"], parts["roles"]):
        if not isinstance(at, MappingPlace) or "codes" not in role:
            continue
        for code, spot in reading.texts("codes", role["codes"], at.parts["codes"]):
            if code not in codes:
                hint = suggest(code, codes)
                reading.add(rules.ROLE_CODE, spot, hint, name=quoted(code))
