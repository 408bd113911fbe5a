"""A rubric file: from plain data to ``scoring.rubric.Rubric``, with everything wrong said.

A rubric stands alone or extends another: what it says itself is put over what that one says, code
by code and key by key, and what comes out is a rubric like any other, with a hash of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from ppsim.format import rules_rubric
from ppsim.format.canonical import rubric_hash
from ppsim.format.diagnostics import quoted, suggest
from ppsim.format.places import Data, Document, MappingPlace, Part
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
_PARTS = ("dimensions", "codes", "roles", "phases")


class NothingToExtend(Exception):
    """The rubric named under ``extends`` cannot be had; the message says why."""


Base = Callable[[str], Rubric]
"""A rubric by its id, for another to extend; raises ``NothingToExtend``."""


class RubricRead(NamedTuple):
    """A rubric, and the text that means the same alone."""

    rubric: Rubric
    whole: str | None
    """``None`` where its own text does."""


def is_rubric(data: Data) -> bool:
    """Whether the data of a file are meant as a rubric's and not as a case's."""
    return (
        isinstance(data, dict)
        and "scenes" not in data
        and ("codes" in data or "dimensions" in data or ("rubric" in data and "extends" in data))
    )


def build_rubric(
    reading: Reading, document: Document, base: Base | None = None
) -> RubricRead | None:
    """The rubric; ``None`` where it has an error.

    Args:
        reading: where findings go.
        document: the file's data with their places.
        base: where a rubric that this one extends is had from.
    """
    raw = document.data
    assert isinstance(raw, dict)
    assert isinstance(document.place, MappingPlace)
    under = _extended(reading, raw, document.place, base)
    if under is None:
        return None
    out = _read(reading, raw, document.place, under)
    text: RubricText | None = None
    try:
        text = RubricText.model_validate(out)
    except ValidationError as error:
        say_refusals(reading, error, document, KEYS, {})
    if text is None or reading.findings.failed:
        return None
    return RubricRead(to_rubric(text), whole_text(text) if "extends" in raw else None)


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


def whole_text(text: RubricText) -> str:
    """A rubric as one file that stands alone, in its own order. JSON is YAML."""
    data = text.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _extended(
    reading: Reading, raw: dict[str, Data], place: MappingPlace, base: Base | None
) -> dict[str, dict[str, Any]] | None:
    """What is extended, as plain data; empty where nothing is, ``None`` where it can't be had."""
    name = raw.get("extends")
    if not isinstance(name, str):
        return {}
    try:
        if base is None:
            raise NothingToExtend("there is nowhere to look for it")
        if name == raw.get("rubric"):
            raise NothingToExtend("it is this rubric itself")
        return _plain(base(name))
    except NothingToExtend as why:
        at = place.parts["extends"]
        reading.add(rules_rubric.NOTHING_TO_EXTEND, at, name=quoted(name), why=why)
        return None


def _plain(rubric: Rubric) -> dict[str, dict[str, Any]]:
    """The parts of a rubric as a file would say them."""

    def kept(value: Any, left_out: tuple[str, ...]) -> dict[str, Any]:
        names = (name for name in value.__dataclass_fields__ if name not in left_out)
        return {name: getattr(value, name) for name in names}

    return {
        "dimensions": {k: kept(d, ("id",)) for k, d in rubric.dimensions.items()},
        "codes": {k: kept(c, ("id",)) for k, c in rubric.codes.items()},
        "roles": {k: kept(r, ("id",)) for k, r in rubric.roles.items()},
        "phases": {k: tuple(sorted(phases)) for k, phases in rubric.phases.items()},
    }


def _over(under: Mapping[str, Any], own: Data) -> Data:
    """An author's entries over those of what is extended, key by key where both are mappings."""
    if not under or not isinstance(own, dict):
        return own
    out = dict(under)
    for name, value in own.items():
        known = out.get(name)
        both = isinstance(known, dict) and isinstance(value, dict)
        out[name] = dict(known or {}) | value if both else value
    return out


def _read(
    reading: Reading,
    raw: dict[str, Data],
    place: MappingPlace,
    under: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:
    parts = place.parts
    out = {key: value for key, value in raw.items() if key != "extends" or not under}
    for key in _PARTS:
        if key in under:
            out[key] = _over(under[key], raw.get(key, {}))
    if isinstance(raw.get("rubric"), str):
        reading.id(raw["rubric"], parts["rubric"])
    if "version" in raw:
        reading.version(raw["version"], parts["version"])
        if not isinstance(raw["version"], str):
            out["version"] = "1.0.0"
    dimensions = out.get("dimensions")
    known = tuple(dimensions) if isinstance(dimensions, dict) else None
    codes = out.get("codes")
    if isinstance(codes, dict):
        out["codes"] = {k: _floated(c) for k, c in codes.items()}
        if "codes" in raw:
            _check_codes(reading, raw["codes"], parts["codes"], codes, known)
    _check_roles(reading, raw, parts, codes)
    if isinstance(raw.get("phases"), dict) and known is not None:
        for name, _, _, key_at in reading.entries("phases", raw["phases"], parts["phases"]):
            if name not in known:
                hint = suggest(name, known, "Its dimensions")
                reading.add(rules_rubric.UNKNOWN_DIMENSION, key_at, hint, name=quoted(name))
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


def _check_codes(
    reading: Reading,
    own: Data,
    part: Part,
    merged: dict[str, Data],
    known: tuple[str, ...] | None,
) -> None:
    for name, _, at, key_at in reading.entries("codes", own, part):
        if not _CODE.fullmatch(name):
            reading.add(rules_rubric.CODE_NAME, key_at, name=quoted(name))
        elif isinstance(at, MappingPlace):
            _check_code(reading, name, merged[name], at, known)


def _check_code(
    reading: Reading,
    name: str,
    code: dict[str, Data],
    at: MappingPlace,
    known: tuple[str, ...] | None,
) -> None:
    parts = at.parts
    dimension = code.get("dimension")
    here = parts.get("dimension", at)
    if known is not None and isinstance(dimension, str) and dimension not in known:
        hint = suggest(dimension, known, "Its dimensions")
        reading.add(rules_rubric.UNKNOWN_DIMENSION, here, hint, name=quoted(dimension))
    elif isinstance(dimension, str) and name.partition(".")[0] != dimension:
        reading.add(rules_rubric.CODE_DIMENSION, here, code=name, dimension=dimension)
    stance, weight = code.get("stance"), code.get("weight")
    if (
        isinstance(stance, str)
        and stance in _SIGNS
        and isinstance(weight, int | float)
        and not isinstance(weight, bool)
    ):
        sign = (weight > 0) - (weight < 0)
        if sign != _SIGNS[stance]:
            here = parts.get("weight", parts.get("stance", at))
            said = f"{weight:g}"
            reading.add(rules_rubric.STANCE_WEIGHT, here, code=name, stance=stance, weight=said)


def _check_roles(reading: Reading, raw: dict[str, Data], parts: Any, codes: Data) -> None:
    if not isinstance(raw.get("roles"), dict) or not isinstance(codes, dict):
        return
    for _, role, at, _ in reading.entries("roles", raw["roles"], parts["roles"]):
        if not isinstance(at, MappingPlace) or "codes" not in role:
            continue
        for code, spot in reading.texts(role["codes"], at.parts["codes"]):
            if code not in codes:
                hint = suggest(code, codes)
                reading.add(rules_rubric.ROLE_CODE, spot, hint, name=quoted(code))
