"""A made case written down as an author would, so that findings have places."""

from __future__ import annotations

import json
from typing import Any

from ppsim.format.case import Branch, Case, Choice, Line, Scene

_SAME = ("to", "because", "strain", "fallback", "add", "set")


def authored(case: Case) -> str:
    """JSON, which is YAML; one value a line, so that no two findings share a place."""
    variables: dict[str, Any] = {}
    for name, v in case.variables.items():
        if v.kind == "flag":
            variables[name] = v.start
        elif v.kind == "number":
            variables[name] = {"start": v.start, "min": v.min, "max": v.max}
        else:
            variables[name] = {"start": v.start, "words": list(v.words)}
    head = case.model_dump(mode="json", exclude_defaults=True, exclude={"scenes", "variables"})
    scenes = {name: _scene(scene) for name, scene in case.scenes.items()}
    return json.dumps({**head, "variables": variables, "scenes": scenes}, indent=1)


def _scene(scene: Scene) -> dict[str, Any]:
    out = scene.model_dump(mode="json", exclude_defaults=True, exclude={"text", "choices", "next"})
    if scene.text:
        out["text"] = [_line(line) for line in scene.text]
    if scene.choices:
        out["choices"] = [_choice(choice) for choice in scene.choices]
    if scene.next:
        out["next"] = _next(scene.next)
    return out


def _line(line: Line) -> Any:
    if not line.conditions:
        return line.words if line.speaker is None else {line.speaker: line.words}
    *outer, last = line.conditions
    said = {line.speaker: line.words} if line.speaker else None
    written: dict[str, Any] = {"if": last, **said} if said else {"if": last, "lines": [line.words]}
    for condition in reversed(outer):
        written = {"if": condition, "lines": [written]}
    return written


def _choice(choice: Choice) -> dict[str, Any]:
    out: dict[str, Any] = {"id": choice.id, choice.mode: choice.words}
    data = choice.model_dump(mode="json", exclude_defaults=True)
    out |= {key: data[key] for key in _SAME if key in data}
    if choice.codes is not None:
        out["codes"] = [{c.code: c.intensity} for c in choice.codes]
    for key in ("meets", "tells"):
        if key in data:
            out[key] = data[key]
    if choice.when is not None:
        out["if"] = choice.when
    if choice.then:
        out["then"] = [_line(line) for line in choice.then]
    if choice.next:
        out["next"] = _next(choice.next)
    return out


def _next(branches: tuple[Branch, ...]) -> Any:
    return [{"if": b.when, "go": b.go} if b.when else {"go": b.go} for b in branches]
