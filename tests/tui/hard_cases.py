"""Cases that are hard on a screen: Tomasz with every text replaced."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

BRACKETS = "[long pause] [/] [@click=app.quit]x[/] [b"
RIGHT_TO_LEFT = "שלום. מה שלומך היום?"
EMOJI = "Family 👨‍👩‍👧 and 👍🏽, e\u0301 and 漢字 at ½ past"
TEXTS = {
    "title",
    "name",
    "about",
    "time",
    "ask",
    "say",
    "do",
    "think",
    "because",
    "client_side",
    "text",
    "label",
    "leave",
    "what",
    "inner",
    "tomasz",
    "idris",
}
LISTS = {"themes", "content_notes", "objectives", "feelings"}


def write(folder: Path, source: Path, text: str, long: int = 0) -> Path:
    """The case in ``source`` with ``text`` for all its texts, and one scene of ``long`` words."""
    case = YAML(typ="safe").load(source)
    made = _replaced(case, text, ())
    while long > 0:  # a single piece of text may have 20,000 characters
        made["scenes"]["ten-to-nine"]["text"].insert(0, " ".join(["word"] * min(long, 3000)))
        long -= 3000
    path = folder / source.name
    with path.open("w", encoding="utf-8") as out:
        yaml = YAML()
        yaml.allow_unicode = True
        yaml.dump(made, out)
    return path


def _replaced(value: Any, text: str, path: tuple[str, ...]) -> Any:
    if isinstance(value, dict):
        return {key: _replaced(below, text, (*path, key)) for key, below in value.items()}
    if isinstance(value, list):
        if path[-1] == "feelings":
            return [f"{text} {number}" for number, _ in enumerate(value)]
        return [_replaced(item, text, path) for item in value]
    last = path[-1]
    is_line = last in ("text", "then", "lines") or last in LISTS
    if isinstance(value, str) and (is_line or last in TEXTS) and path[0] not in ("variables",):
        return text
    return value


__all__ = ["BRACKETS", "EMOJI", "RIGHT_TO_LEFT", "write"]
