"""The meaning of a file as one text, and its hash.

Two files that mean the same have the same canonical text: comments, quoting, block and flow
style, the order of keys, spaces in conditions and defaults written out make no difference. The
order of lists does (choices, lines). What a reader resolves by the order of keys, the addressee
of a choice, is written out in the canonical text, so that it counts.
"""

from __future__ import annotations

from typing import Any

from ppsim.format.case import Case, Choice, Line, Scene
from ppsim.format.expression import unparse
from ppsim.format.expression_parser import parse
from ppsim.format.rubric_text import RubricText


def canonical_json(case: Case) -> str:
    """The case as JSON: keys sorted, defaults dropped, conditions in their one spelling."""
    data = case.model_dump(mode="json", exclude_defaults=True, exclude={"scenes"})
    data["scenes"] = {name: _scene(case, scene) for name, scene in case.scenes.items()}
    return _text(data)


def case_hash(case: Case) -> str:
    """sha256 of the canonical text, in hex."""
    return _sha256(canonical_json(case))


def canonical_rubric_json(rubric: RubricText) -> str:
    """The rubric as JSON: keys sorted, defaults dropped."""
    data = rubric.model_dump(mode="json", exclude_defaults=True)
    for phases in data.get("phases", {}).values():
        phases.sort()
    return _text(data)


def rubric_hash(rubric: RubricText) -> str:
    """sha256 of the canonical text, in hex."""
    return _sha256(canonical_rubric_json(rubric))


def _scene(case: Case, scene: Scene) -> dict[str, Any]:
    data = scene.model_dump(mode="json", exclude_defaults=True)
    _lines(data, "text", scene.text)
    _branches(data)
    for choice, out in zip(scene.choices, data.get("choices", ()), strict=True):
        _choice(case, scene, choice, out)
    moment = data.get("disclosure")
    if moment is not None:
        moment.setdefault("setting_norm", case.setting)
    return data


def _choice(case: Case, scene: Scene, choice: Choice, data: dict[str, Any]) -> None:
    _lines(data, "then", choice.then)
    _branches(data)
    if choice.mode != "think":
        data["to"] = choice.to or case.addressee(scene.phase)
    if "when" in data:
        data["when"] = _condition(data["when"])
    for names in ("meets",):
        if names in data:
            data[names].sort()
    if "tells" in data and "passes" in data["tells"]:
        data["tells"]["passes"].sort()


def _lines(data: dict[str, Any], key: str, lines: tuple[Line, ...]) -> None:
    for line, out in zip(lines, data.get(key, ()), strict=True):
        if line.conditions:
            out["conditions"] = [_condition(c) for c in line.conditions]


def _branches(data: dict[str, Any]) -> None:
    for branch in data.get("next", ()):
        if "when" in branch:
            branch["when"] = _condition(branch["when"])


def _condition(text: str) -> str:
    return unparse(parse(text))


def _text(data: Any) -> str:
    import json

    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sha256(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()
