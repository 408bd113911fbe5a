"""The top of a case: cast, variables, key features, patterns."""

from __future__ import annotations

import re
from typing import Any

from ppsim.format import rules_head, rules_keys, rules_names
from ppsim.format.case import CastMember
from ppsim.format.diagnostics import meant, quoted, suggest
from ppsim.format.expression_types import DeclaredVariable, Kind
from ppsim.format.lines import LINE_KEYS
from ppsim.format.places import Data, MappingPlace, Part
from ppsim.format.reading import (
    TEXT,
    TRUE_FALSE,
    WHOLE,
    CodeMention,
    Mention,
    Reading,
    VariableBounds,
    described,
    spelled,
)
from ppsim.format.shapes import listed
from ppsim.format.source import Marked

_MEMBER_KEYS = tuple(CastMember.model_fields)
_VARIABLE = re.compile(r"[a-z][a-z0-9_]*")
_TAKEN = frozenset({"and", "or", "not", "true", "false", "seen", "chose", "count"})
_VARIABLE_KEYS = ("start", "min", "max", "words", "label")
MAX_RANGE = 1000
BLANK_VARIABLE: dict[str, Any] = {"kind": "flag", "start": False}


def read_cast(reading: Reading, value: Data, part: Part) -> None:
    """Who is in the case; the models read the rest of it."""
    names = reading.names
    if not isinstance(value, dict):
        names.unknown.add("cast")
        return
    players: list[str] = []
    for member, below, at, key_at in reading.entries("cast", value, part):
        if member in ("inner", *LINE_KEYS):
            why = "it is the inner voice" if member == "inner" else "it is a key of lines"
            reading.add(rules_head.CAST_INNER, key_at, id=quoted(member), why=why)
        else:
            reading.id(member, key_at)
        role = below.get("role") if isinstance(below, dict) else None
        names.cast[member] = role if isinstance(role, str) else None
        if isinstance(at, MappingPlace) and below.get("you") is True:
            players.append(member)
            names.player = names.player or member
            if len(players) == 2:
                reading.add(rules_head.TWO_YOU, at.parts["you"], first=players[0], second=member)
    unsure = any(
        not isinstance(m, dict)
        or not isinstance(m.get("you", False), bool)
        or "you" in meant(m, _MEMBER_KEYS)
        for m in value.values()
    )
    if not players and not unsure:
        reading.add(rules_head.NO_YOU, part)


def read_variables(reading: Reading, value: Data, part: Part) -> dict[str, Any]:
    """The variables as ``ppsim.format.case.Variable`` takes them."""
    found: dict[str, Any] = {}
    for name, below, at, key_at in reading.entries("variables", value, part):
        if not _VARIABLE.fullmatch(name) or name in _TAKEN:
            also = ", and no word of the conditions" if name in _TAKEN else ""
            right = f"{name}_" if name in _TAKEN else spelled(name).replace("-", "_")
            reading.add(rules_head.VARIABLE_NAME, key_at, name=quoted(name), also=also, right=right)
        found[name] = _read_variable(reading, name, below, at, key_at)
    return found


def _read_variable(
    reading: Reading, name: str, value: Data, at: Part, key_at: Marked
) -> dict[str, Any]:
    """One variable; one that cannot be read stays declared, of no known kind."""
    known = reading.names.variables
    known[name] = VariableBounds(DeclaredVariable(None))
    if isinstance(value, bool):
        known[name] = VariableBounds(DeclaredVariable("flag"))
        return {"kind": "flag", "start": value}
    if value is None:
        return BLANK_VARIABLE
    if not isinstance(value, dict) or not isinstance(at, MappingPlace):
        problem = f"{described(value)} alone"
        if isinstance(value, str) and value.casefold() in ("yes", "no", "on", "off"):
            reading.wrong(name, TRUE_FALSE, value, at)
        elif isinstance(value, int):
            problem = "a number needs min and max as well"
            reading.add(rules_head.BAD_VARIABLE, at, name=name, problem=problem)
        else:
            reading.add(rules_head.BAD_VARIABLE, at, name=name, problem=problem)
        return BLANK_VARIABLE
    parts = at.parts
    for key in value:
        if key not in _VARIABLE_KEYS:
            hint = suggest(key, _VARIABLE_KEYS, "Its keys")
            reading.add(
                rules_keys.UNKNOWN_KEY, at.keys[key], hint, key=quoted(key), what="a variable"
            )
    if "start" not in value:
        reading.add(rules_keys.MISSING_KEY, key_at, what=f"the variable {name}", keys="'start'")
        return BLANK_VARIABLE
    out: dict[str, Any] = {"start": value["start"]}
    if "label" in value:
        if isinstance(value["label"], str):
            out["label"] = value["label"]
        else:
            reading.wrong("label", TEXT, value["label"], parts["label"])
    start = value["start"]
    kind: Kind
    if "words" in value:
        kind = "word"
        ok = _words(reading, name, value, at, out)
    elif "min" in value or "max" in value or _whole(start):
        kind = "number"
        ok = _number(reading, name, value, at, key_at, out)
    elif isinstance(start, bool):
        kind, ok = "flag", True
    else:
        if isinstance(start, str) and start.casefold() in ("yes", "no", "on", "off"):
            reading.wrong("start", TRUE_FALSE, start, parts["start"])
        elif start is not None:
            problem = f"it starts as {described(start)}, without 'words'"
            reading.add(rules_head.BAD_VARIABLE, parts["start"], name=name, problem=problem)
        return BLANK_VARIABLE
    bounds = VariableBounds(DeclaredVariable(kind, tuple(out.get("words", ()))))
    if ok:
        bounds.low, bounds.high = out.get("min"), out.get("max")
    known[name] = bounds
    return {"kind": kind, **out} if ok else BLANK_VARIABLE


def _whole(value: Data) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _number(
    reading: Reading,
    name: str,
    value: dict[str, Data],
    at: MappingPlace,
    key_at: Marked,
    out: dict[str, Any],
) -> bool:
    parts = at.parts
    keys = ("start", "min", "max")
    missing = [key for key in keys if key not in value]
    if missing:
        what = f"the number {name}"
        reading.add(rules_keys.MISSING_KEY, key_at, what=what, keys=listed(missing))
    ok = not missing
    for key in (key for key in keys if key in value):
        if not _whole(value[key]):
            reading.wrong(key, WHOLE, value[key], parts[key])
            ok = False
        else:
            out[key] = value[key]
    if not ok:
        return False
    low, high, start = value["min"], value["max"], value["start"]
    problem, where = None, parts["start"]
    if low > high:
        problem, where = f"min is {low} and max is {high}", parts["min"]
    elif not low <= start <= high:
        problem = f"it starts at {start}, outside of {low} to {high}"
    elif high - low > MAX_RANGE:
        problem, where = f"from {low} to {high} is too wide a range", parts["max"]
    if problem:
        reading.add(rules_head.VARIABLE_BOUNDS, where, name=name, problem=problem)
    return problem is None


def _words(
    reading: Reading, name: str, value: dict[str, Data], at: MappingPlace, out: dict[str, Any]
) -> bool:
    parts = at.parts
    words: list[str] = []
    ok = True
    for item, spot in reading.items("words", value["words"], parts["words"]):
        if not isinstance(item, str):
            reading.wrong("words", TEXT, item, spot)
            ok = False
        elif item in words:
            reading.add(rules_keys.TWICE, spot, name=quoted(item), key="words")
        else:
            words.append(item)
    out["words"] = tuple(words)
    for key in ("min", "max"):
        if key in value:
            problem = f"it has words, and '{key}' is for numbers"
            reading.add(rules_head.BAD_VARIABLE, at.keys[key], name=name, problem=problem)
            return False
    if not ok or not words:
        return False
    start = value["start"]
    if not isinstance(start, str):
        reading.wrong("start", "one of its words", start, parts["start"])
        return False
    if start not in words:
        problem = f"it starts as {quoted(start)}, which is not one of its words"
        hint = suggest(start, words, "Its words")
        reading.add(rules_head.VARIABLE_BOUNDS, parts["start"], hint, name=name, problem=problem)
        return False
    return True


def read_features(reading: Reading, value: Data, part: Part) -> None:
    """The key features declared, and those they are alternatives of."""
    if not isinstance(value, dict):
        return
    for feature, _, _, key_at in reading.entries("key_features", value, part):
        reading.id(feature, key_at)
        reading.names.features[feature] = key_at
    for feature, below, at, _ in reading.entries("key_features", value, part):
        if isinstance(at, MappingPlace) and "alternative_of" in below:
            spots = at.parts["alternative_of"]
            for other, spot in reading.texts(below["alternative_of"], spots):
                if other == feature:
                    reading.add(rules_names.SELF_REFERENCE, spot, name=quoted(other))
                else:
                    reading.names.meets.append(Mention(other, spot))


def read_patterns(reading: Reading, raw: dict[str, Data], value: Data, part: Part) -> None:
    """The codes that patterns name; a life case has no patterns."""
    if not isinstance(value, tuple):
        return
    if raw.get("parallel") == "life" and value:
        reading.add(rules_head.LIFE_PATTERNS, part)
    ids: set[str] = set()
    for pattern, at in reading.items("patterns", value, part):
        if not isinstance(pattern, dict) or not isinstance(at, MappingPlace):
            continue
        parts = at.parts
        name = pattern.get("id")
        if isinstance(name, str):
            reading.id(name, parts["id"])
            if name in ids:
                reading.add(rules_keys.TWICE, parts["id"], name=quoted(name), key="patterns")
            ids.add(name)
        for key in ("therapy", "supervision"):
            if key in pattern:
                for code, spot in reading.texts(pattern[key], parts[key]):
                    reading.names.codes.append(CodeMention(code, spot))
