"""The generated game in other engines' languages, made from the very case that ppsim plays."""

from __future__ import annotations

from collections.abc import Iterator

from ppsim.format.case import Branch, Case, Choice, Line, Scene


def ink(case: Case) -> str:
    """The case as ink (inkle's language), for inkjs and inkcpp."""
    lines = [f"VAR {name} = {_literal(v.start)}" for name, v in case.variables.items()]
    lines.append(f"-> {case.start}")
    for scene_id, scene in case.scenes.items():
        lines.append(f"=== {scene_id} ===")
        lines += [_guarded_ink(case, line) for line in scene.text]
        for choice in scene.choices:
            guard = f"{{{choice.when}}} " if choice.when else ""
            lines.append(f"+ {guard}[{choice.words}]")
            lines += [f"    ~ {effect}" for effect in _effects(choice)]
            lines += [f"    {_said(case, line)}" for line in choice.then]
            lines += _ways_ink(choice.next or scene.next)
        if scene.ending:
            lines += [f"ENDING {scene_id}", "-> END"]
    return "\n".join(lines) + "\n"


def _guarded_ink(case: Case, line: Line) -> str:
    said = _said(case, line)
    return f"{{{' && '.join(line.conditions)}: {said}}}" if line.conditions else said


def _ways_ink(ways: tuple[Branch, ...]) -> list[str]:
    if len(ways) == 1:
        return [f"    -> {ways[0].go}"]
    lines = ["    {"]
    lines += [f"    - {way.when or 'else'}: -> {way.go}" for way in ways]
    return [*lines, "    }"]


def bardic(case: Case) -> str:
    """The case as bardic's language; a choice leads to a passage of its own."""
    lines = [":: Start"]
    lines += [f"~ {name} = {v.start!r}" for name, v in case.variables.items()]
    lines += [f"-> {case.start}", ""]
    for scene_id, scene in case.scenes.items():
        lines.append(f":: {scene_id}")
        for line in scene.text:
            if line.conditions:
                lines += [f"@if {' and '.join(line.conditions)}:", _said(case, line), "@endif"]
            else:
                lines.append(_said(case, line))
        lines.append("")
        for choice in scene.choices:
            guard = f"{{{choice.when}}} " if choice.when else ""
            lines.append(f"+ {guard}[{choice.words}] -> {scene_id}_{choice.id}")
        lines += [f"ENDING {scene_id}"] if scene.ending else []
        lines += ["", *_passages(case, scene_id, scene)]
    return "\n".join(lines) + "\n"


def _passages(case: Case, scene_id: str, scene: Scene) -> Iterator[str]:
    for choice in scene.choices:
        yield f":: {scene_id}_{choice.id}"
        yield from (f"~ {effect}" for effect in _effects(choice, python=True))
        yield from (_said(case, line) for line in choice.then)
        ways = choice.next or scene.next
        for n, way in enumerate(ways):
            if way.when is not None:
                yield f"{'@if' if n == 0 else '@elif'} {way.when}:"
                yield f"-> {way.go}"
        if len(ways) > 1:
            yield "@else:"
        yield f"-> {ways[-1].go}"
        if len(ways) > 1:
            yield "@endif"
        yield ""


def _said(case: Case, line: Line) -> str:
    if line.speaker in case.cast:
        return f"{case.cast[line.speaker].name}: {line.words}"
    return line.words


def _effects(choice: Choice, *, python: bool = False) -> list[str]:
    made = [f"{name} = {name} + {by}" for name, by in choice.add.items()]
    show = repr if python else _literal
    made += [f"{name} = {show(v)}" for name, v in choice.set.items()]
    return made


def _literal(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
