"""``next``: one scene, or a list of branches whose last has no condition."""

from __future__ import annotations

from typing import Any

from ppsim.format import rules_keys, rules_scenes
from ppsim.format.diagnostics import quoted, suggest
from ppsim.format.lines import read_condition
from ppsim.format.places import Data, MappingPlace, Part
from ppsim.format.reading import TEXT, Mention, Reading

_BRANCH_KEYS = ("if", "go")


def read_next(reading: Reading, value: Data, part: Part) -> tuple[dict[str, Any], ...]:
    """The branches, as ``ppsim.format.case.Branch`` takes them; empty where unreadable."""
    if isinstance(value, str):
        reading.names.go.append(Mention(value, part))
        return ({"go": value},)
    if not isinstance(value, tuple):
        reading.wrong("next", "the id of a scene, or a list of branches", value, part)
        return ()
    branches: list[tuple[dict[str, Any], MappingPlace]] = []
    for item, at in reading.items("next", value, part):
        if not isinstance(item, dict) or not isinstance(at, MappingPlace):
            reading.wrong("next", "branches of the form {if: ..., go: ...}", item, at)
            return ()
        branch = _branch(reading, item, at)
        if branch is None:
            return ()
        branches.append((branch, at))
    if not branches:
        return ()
    for branch, at in branches[:-1]:
        if "when" not in branch:
            reading.add(rules_scenes.EARLY_BRANCH, at)
    if "when" in branches[-1][0]:
        reading.add(rules_scenes.LAST_BRANCH, branches[-1][1])
    return tuple(b for b, _ in branches)


def _branch(reading: Reading, item: dict[str, Data], place: MappingPlace) -> dict[str, Any] | None:
    parts = place.parts
    for key in item:
        if key not in _BRANCH_KEYS:
            hint = suggest(key, _BRANCH_KEYS, "Its keys")
            reading.add(
                rules_keys.UNKNOWN_KEY, place.keys[key], hint, key=quoted(key), what="a branch"
            )
    branch: dict[str, Any] = {}
    if "if" in item:
        # an unreadable condition is a condition still
        branch["when"] = "".join(read_condition(reading, item["if"], parts["if"]))
    if "go" not in item:
        reading.lacks(rules_keys.MISSING_KEY, place, place, what="a branch", keys="'go'")
        return None
    if not isinstance(item["go"], str):
        reading.wrong("go", TEXT, item["go"], parts["go"])
        return None
    reading.names.go.append(Mention(item["go"], parts["go"]))
    branch["go"] = item["go"]
    return branch
