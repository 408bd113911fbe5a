"""What changed in the text of a case and its rubric, one change at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from ppsim.engine.story import compile_case
from ppsim.explore.difference_renames import Renames
from ppsim.format.canonical import canonical_json
from ppsim.format.case import Case
from scoring.rubric import Rubric
from scoring.weights import weigh

Part = Literal["case", "scene", "option", "rubric"]
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise in the new version."""

    part: Part
    scene: str | None
    """As called in the new version, or in the old where it is gone."""
    choice: str | None
    what: str
    """The key as an author writes it, ``tells.amount`` for one within another; ``scene`` or
    ``option`` where the whole was added or removed; ``order`` of options; ``weight``."""
    before: str | None
    """``None`` where there was none."""
    after: str | None


def case_changes(
    old: Case, new: Case, renames: Renames, old_rubric: Rubric, new_rubric: Rubric
) -> tuple[Change, ...]:
    """Every change in meaning from ``old`` to ``new``; none where their hashes are the same."""
    a, b = _renamed(_meaning(old), renames), _meaning(new)
    was, now = a.pop("scenes"), b.pop("scenes")
    found = list(_compare("case", None, None, a, b))
    weights = _weights(old, old_rubric, renames), _weights(new, new_rubric, Renames({}, {}))
    for name in _merged(list(was), list(new.scenes)):
        if name not in was:
            found.append(Change("scene", name, None, "scene", None, _first_words(now[name])))
        elif name not in now:
            found.append(Change("scene", name, None, "scene", _first_words(was[name]), None))
        else:
            found += _scene(name, was[name], now[name], *weights)
    return tuple(found)


def rubric_changes(old: Rubric, new: Rubric) -> tuple[Change, ...]:
    """Every change from one rubric to the other; none where their hashes are the same."""
    if old.hash == new.hash:
        return ()
    return tuple(_compare("rubric", None, None, _plain(old), _plain(new)))


def _meaning(case: Case) -> Data:
    data: Data = json.loads(canonical_json(case))
    return data


def _plain(rubric: Rubric) -> Data:
    data = asdict(rubric)
    data.pop("hash")
    for part in ("dimensions", "codes", "roles"):
        for entry in data[part].values():
            entry.pop("id")
    data["phases"] = {k: sorted(phases) for k, phases in data["phases"].items()}
    return data


def _merged(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The new order, with what is gone at the end."""
    return list(dict.fromkeys((*new, *old)))


# ---- the old version under the new names


def _renamed(data: Data, renames: Renames) -> Data:
    data["start"] = renames.scene(data["start"])
    data["scenes"] = {
        renames.scene(name): _renamed_scene(name, scene, renames)
        for name, scene in data["scenes"].items()
    }
    return data


def _renamed_scene(name: str, scene: Data, renames: Renames) -> Data:
    for line in scene.get("text", ()):
        _rename_line(line, renames)
    _rename_ways(scene, renames)
    for choice in scene.get("choices", ()):
        choice["id"] = renames.choice(name, choice["id"])
        if "when" in choice:
            choice["when"] = renames.condition(choice["when"])
        for line in choice.get("then", ()):
            _rename_line(line, renames)
        _rename_ways(choice, renames)
    if "contested" in scene:
        scene["contested"] = [renames.choice(name, c) for c in scene["contested"]]
    for reason in scene.get("reasons", {}).get("options", ()):
        if "sound" in reason:
            reason["sound"] = [renames.choice(name, c) for c in reason["sound"]]
    return scene


def _rename_line(line: Data, renames: Renames) -> None:
    if "conditions" in line:
        line["conditions"] = [renames.condition(c) for c in line["conditions"]]


def _rename_ways(holder: Data, renames: Renames) -> None:
    for branch in holder.get("next", ()):
        branch["go"] = renames.scene(branch["go"])
        if "when" in branch:
            branch["when"] = renames.condition(branch["when"])


# ---- scenes and options


Weights = Mapping[tuple[str, str], float]


def _weights(case: Case, rubric: Rubric, renames: Renames) -> Weights:
    """Scene and choice, as called in the new version -> w[o]."""
    programs = compile_case(case).programs
    return {
        (renames.scene(name), renames.choice(name, choice.id)): weigh(rubric, choice.option).overall
        for name, program in programs.items()
        for choice in program.choices
    }


def _scene(name: str, a: Data, b: Data, was: Weights, now: Weights) -> Iterator[Change]:
    options_a = {c["id"]: c for c in a.pop("choices", ())}
    options_b = {c["id"]: c for c in b.pop("choices", ())}
    yield from _compare("scene", name, None, a, b)
    kept_a = [c for c in options_a if c in options_b]
    kept_b = [c for c in options_b if c in options_a]
    for choice in _merged(list(options_a), list(options_b)):
        if choice not in options_a:
            words = options_b[choice]["words"]
            yield Change("option", name, choice, "option", None, words)
        elif choice not in options_b:
            words = options_a[choice]["words"]
            yield Change("option", name, choice, "option", words, None)
        else:
            yield from _compare("option", name, choice, options_a[choice], options_b[choice])
            before, after = was[name, choice], now[name, choice]
            if before != after:
                yield Change("option", name, choice, "weight", _signed(before), _signed(after))
    if kept_a != kept_b:
        yield Change("scene", name, None, "order", ", ".join(kept_a), ", ".join(kept_b))


def _signed(weight: float) -> str:
    return f"{weight:+g}" if weight else "0"


def _first_words(scene: Data) -> str:
    lines = [line["words"] for line in scene.get("text", ())]
    return str(scene.get("ask") or (lines or [""])[0])


# ---- anything


_LINES = ("text", "then")


def _compare(
    part: Part, scene: str | None, choice: str | None, a: Data, b: Data, within: str = ""
) -> Iterator[Change]:
    for key in _merged(list(a), list(b)):
        x, y = a.get(key), b.get(key)
        if x == y:
            continue
        what = f"{within}{key}"
        if key in _LINES and not within:
            for before, after in _lines(x or [], y or []):
                yield Change(part, scene, choice, what, before, after)
        elif isinstance(x, dict) and isinstance(y, dict):
            yield from _compare(part, scene, choice, x, y, f"{what}.")
        else:
            yield Change(part, scene, choice, what, _said(x), _said(y))


def _lines(a: Sequence[Data], b: Sequence[Data]) -> Iterator[tuple[str | None, str | None]]:
    old, new = [_said(line) or "" for line in a], [_said(line) or "" for line in b]
    for op, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op != "equal":
            gone, come = old[i:j], new[k:m]
            for n in range(max(len(gone), len(come))):
                yield (
                    gone[n] if n < len(gone) else None,
                    come[n] if n < len(come) else None,
                )


def _said(value: Any) -> str | None:
    """A value as an author would read it; ``None`` stays ``None``."""
    match value:
        case None:
            return None
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"{value:g}" if isinstance(value, float) else str(value)
        case {"words": str(words), **rest}:
            return _line(words, rest)
        case {"code": str(code), **rest}:
            return f"{code} ({rest['intensity']:g})" if "intensity" in rest else code
        case {"go": str(go), **rest}:
            return f"{go} if {rest['when']}" if "when" in rest else go
        case dict():
            return "; ".join(f"{k}: {_said(v)}" for k, v in value.items())
        case _:
            return ", ".join(_said(v) or "" for v in value) or "(none)"


def _line(words: str, rest: Mapping[Any, Any]) -> str:
    who = f"{rest['speaker']}: " if "speaker" in rest else ""
    only = f" [if {' and '.join(rest['conditions'])}]" if "conditions" in rest else ""
    return f"{who}{words}{only}"
