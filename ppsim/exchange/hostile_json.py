"""Reading JSON that anybody may have written: bounded, and with one clear sentence when refused."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NoReturn

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 12
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"?', re.DOTALL)


class BadFile(ValueError):
    """A file that is not what it should be; the message says why, in plain words."""


def read_json(path: Path) -> Any:
    """The JSON value in a file.

    Raises:
        BadFile: it is no ordinary file, too large, too deep, not UTF-8, not JSON, or JSON with a
            key twice, a number that is none, or characters that no text holds.
    """
    try:
        if not path.is_file():
            raise BadFile("there is no such file" if not path.exists() else "it is no file")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadFile(f"it cannot be read: {error.strerror}") from None
    return parse_json(raw)


def parse_json(raw: bytes) -> Any:
    """The JSON value of ``raw``.

    Raises:
        BadFile: as for `read_json`.
    """
    if len(raw) > MAX_BYTES:
        raise BadFile(f"it is larger than {MAX_BYTES // 1024 // 1024} MiB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(f"it is not UTF-8 text (byte {error.start})") from None
    if _depth(text) > MAX_DEPTH:
        raise BadFile(f"it is nested more than {MAX_DEPTH} deep")
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except BadFile:
        raise
    except json.JSONDecodeError as error:
        raise BadFile(
            f"it is not JSON (line {error.lineno}, column {error.colno}: {error.msg.lower()})"
        ) from None
    except ValueError:
        raise BadFile("it holds a number that is too long") from None
    _check_texts(value)
    return value


def _depth(text: str) -> int:
    """How deep brackets are nested, strings left out; no recursion, whatever the text."""
    depth = deepest = 0
    for char in re.sub(r"[^\[\]{}]", "", _STRINGS.sub("", text)):
        depth += 1 if char in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise BadFile(f"the key {key[:40]!r} stands twice in it")
        found[key] = value
    return found


def _no_number(name: str) -> NoReturn:
    raise BadFile(f"{name} is no number")


def _check_texts(value: Any) -> None:
    if isinstance(value, str):
        if _NO_TEXT.search(value):
            raise BadFile("it holds a character that no text holds (U+0000 or half a pair)")
    elif isinstance(value, dict):
        for key, inner in value.items():
            _check_texts(key)
            _check_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            _check_texts(inner)
