"""The same data written as YAML in any of the ways YAML allows."""

from __future__ import annotations

import json
import random
from typing import Any

_PLAIN = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def write(data: Any, rng: random.Random) -> str:
    """A file that holds ``data``: keys in any order, any quoting, comments, block or flow."""
    return "\n".join(["# made for a test", *_block(data, rng)]) + "\n"


def _block(data: Any, rng: random.Random) -> list[str]:
    lines: list[str] = []
    if isinstance(data, dict) and data:
        for key, value in _shuffled(data, rng):
            lines += _entry(f"{_scalar(key, rng, key=True)}:", value, rng)
    elif isinstance(data, tuple) and data:
        for value in data:
            lines += _entry("-", value, rng)
    else:
        lines.append(_flow(data, rng))
    return lines


def _entry(lead: str, value: Any, rng: random.Random) -> list[str]:
    noise = ["# a remark: with 'signs' [in it"] if rng.random() < 0.1 else []
    if not isinstance(value, dict | tuple) or not value or rng.random() < 0.2:
        comment = "  # said" if rng.random() < 0.1 else ""
        return [*noise, f"{lead} {_flow(value, rng)}{comment}"]
    indent = " " * rng.choice((2, 3, 4))
    return [*noise, lead, *(indent + line for line in _block(value, rng))]


def _flow(data: Any, rng: random.Random) -> str:
    if isinstance(data, dict):
        pairs = (f"{_scalar(k, rng, key=True)}: {_flow(v, rng)}" for k, v in _shuffled(data, rng))
        return "{" + ", ".join(pairs) + "}"
    if isinstance(data, tuple):
        return "[" + ", ".join(_flow(v, rng) for v in data) + "]"
    return _scalar(data, rng)


def _shuffled(data: dict[str, Any], rng: random.Random) -> list[tuple[str, Any]]:
    pairs = list(data.items())
    rng.shuffle(pairs)
    return pairs


def _scalar(value: Any, rng: random.Random, key: bool = False) -> str:
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    ways = [json.dumps(value, ensure_ascii=False), json.dumps(value, ensure_ascii=False)]
    ways.append("'" + value.replace("'", "''") + "'")
    letters = value.replace("-", "").replace("_", "").replace(" ", "")
    words = value.lower() not in ("true", "false", "null")
    if words and set(letters) <= _PLAIN and value[:1] in _PLAIN and value.strip() == value:
        ways.append(value)
    return rng.choice(ways)
