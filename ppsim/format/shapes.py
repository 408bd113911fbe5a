"""The models' refusals in an author's words, at the place in the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from ppsim.format import rules_keys
from ppsim.format.diagnostics import nearest, quoted, suggest
from ppsim.format.places import Document
from ppsim.format.reading import TEXT, TRUE_FALSE, WHOLE, Reading, described
from ppsim.format.source import MAX_FINDINGS

Path = tuple[str | int, ...]

_A_WHOLE_FILE = "To begin with a small file that has all of them: ppsim new"
_WANTED = {
    "string_type": TEXT,
    "bool_type": TRUE_FALSE,
    "int_type": WHOLE,
    "float_type": "a number",
    "tuple_type": "a list",
    "dict_type": "keys and values",
    "model_type": "keys and values",
    "model_attributes_type": "keys and values",
}
_RANGES = {
    "greater_than_equal": ("ge", "at least {:g}"),
    "less_than_equal": ("le", "at most {:g}"),
    "greater_than": ("gt", "more than {:g}"),
    "less_than": ("lt", "less than {:g}"),
}


def say_refusals(
    reading: Reading,
    error: ValidationError,
    document: Document,
    keys: Mapping[str, tuple[str, ...]],
    spelled: Mapping[str, str],
) -> None:
    """A finding for each refusal.

    ``keys`` gives the known keys of each kind of thing (see ``thing``), ``spelled`` the file's
    spelling of a model's field. What was blank has been said when it was read.
    """
    refusals: list[tuple[Path, Any]] = []
    misspelled: set[Path] = set()
    """Missing keys that stand there in another spelling."""
    told = error.errors(include_url=False, include_context=True)
    absent = [refusal for refusal in told if refusal["type"] == "missing"]
    others = [refusal for refusal in told if refusal["type"] != "missing"]
    reading.findings.leave_out(len(absent[MAX_FINDINGS:]) + len(others[MAX_FINDINGS:]))
    for refusal in (*absent[:MAX_FINDINGS], *others[:MAX_FINDINGS]):
        path = tuple(spelled.get(s, s) if isinstance(s, str) else s for s in refusal["loc"])
        refusals.append((path, refusal))
        if refusal["type"] == "extra_forbidden":
            close = nearest(str(path[-1]), keys.get(thing(path[:-1]), ()))
            if close:
                misspelled.add((*path[:-1], close))
    missing: dict[Path, list[str]] = {}
    for path, refusal in refusals:
        if refusal["type"] != "missing":
            _say(reading, refusal, path, document, keys)
        elif path not in misspelled and not _is_unread(reading, path):
            missing.setdefault(path[:-1], []).append(str(path[-1]))
    for path, names in missing.items():
        _say_missing(reading, path, names, document)


def _say_missing(reading: Reading, path: Path, names: list[str], document: Document) -> None:
    """One finding for all keys that the thing at ``path`` lacks."""
    hint = _A_WHOLE_FILE if not path and len(names) > 1 else None
    at = document.part(path)
    reading.lacks(
        rules_keys.MISSING_KEY, at, at, hint, what=said(path, document), keys=listed(names)
    )


def listed(names: list[str]) -> str:
    """Keys in a sentence: ``'id', 'title' and 'cast'``."""
    quoted_names = [f"'{name}'" for name in names]
    return " and ".join(filter(None, (", ".join(quoted_names[:-1]), quoted_names[-1])))


def _is_unread(reading: Reading, path: Path) -> bool:
    return len(path) == 1 and path[0] in reading.unread.keys


def _say(
    reading: Reading,
    refusal: Any,
    path: Path,
    document: Document,
    keys: Mapping[str, tuple[str, ...]],
) -> None:
    kind, value = refusal["type"], refusal["input"]
    at = document.part(path)
    key = next((s for s in reversed(path) if isinstance(s, str)), "")
    if _is_unread(reading, path):
        return
    if kind == "extra_forbidden":
        known = keys.get(thing(path[:-1]), ())
        hint = suggest(key, known) or (f"Its keys: {', '.join(known)}." if known else None)
        what = said(path[:-1], document)
        if _may_be_a_scene(path, value) and not (hint or "").startswith("Did"):
            hint = f"If it is a scene of its own, begin it in the same column as {path[1]}."
        reading.add(rules_keys.UNKNOWN_KEY, document.key(path), hint, key=quoted(key), what=what)
    elif value is None:
        return
    elif kind == "literal_error" and isinstance(value, str):
        allowed = _allowed(refusal["ctx"]["expected"])
        close = nearest(value, allowed)
        hint = f"Did you mean {close}? " if close else ""
        hint += f"It can be: {', '.join(allowed)}."
        reading.add(rules_keys.NOT_IN_LIST, at, hint, key=key, found=quoted(value))
    elif kind == "literal_error":
        reading.wrong(key, "one of " + refusal["ctx"]["expected"], value, at)
    elif kind in _WANTED:
        reading.wrong(key, _WANTED[kind], value, at)
    elif kind == "too_short":
        reading.add(rules_keys.EMPTY_LIST, at, key=key)
    elif kind in _RANGES:
        limit, words = _RANGES[kind]
        wanted = words.format(refusal["ctx"][limit])
        reading.add(rules_keys.OUT_OF_RANGE, at, key=key, found=described(value), wanted=wanted)
    else:
        reading.add(rules_keys.BAD_VALUE, at, key=key, problem=refusal["msg"])


def _may_be_a_scene(path: Path, value: object) -> bool:
    """Whether a key among those of a scene looks like the next scene, set in too far."""
    return len(path) == 3 and path[0] == "scenes" and (value is None or isinstance(value, dict))


def _allowed(expected: str) -> list[str]:
    """The words in pydantic's ``'a', 'b' or 'c'``."""
    return [w.strip().strip("'") for w in expected.replace(" or ", ",").split(",")]


_SINGULAR = {
    "cast": "cast member",
    "variables": "variable",
    "key_features": "key feature",
    "patterns": "pattern",
    "scenes": "scene",
    "choices": "choice",
    "options": "reason",
    "dimensions": "dimension",
    "codes": "code",
    "roles": "role",
}


def thing(path: Path) -> str:
    """What kind of thing stands at ``path``: ``scene``, ``tells``; ``""`` for the file."""
    if not path:
        return ""
    last = path[-1]
    above = path[-2] if len(path) > 1 else None
    if isinstance(above, str) and above in _SINGULAR:
        return _SINGULAR[above]
    return str(last)


def said(path: Path, document: Document) -> str:
    """The thing at ``path`` in words: ``the choice keep``."""
    kind = thing(path)
    if not path:
        return "the file"
    last = path[-1]
    if kind == last:
        return f"'{kind}'"
    if isinstance(last, str):
        return f"the {kind} {last}"
    data = document.data
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return f"the {kind}"
    name = data.get("id") if isinstance(data, dict) else None
    return f"the {kind} {name}" if isinstance(name, str) else f"a {kind}"
