"""Lines of text: narration, a speaker's words, the inner voice, several under one condition."""

from __future__ import annotations

from typing import Any

from ppsim.format import rules_keys, rules_scenes
from ppsim.format.case import INNER
from ppsim.format.diagnostics import quoted
from ppsim.format.places import Data, ListPlace, MappingPlace, Part
from ppsim.format.reading import TEXT, Mention, Reading
from ppsim.format.source import Marked

LINE_KEYS = ("if", "lines")
_LINE_KEYS = frozenset(LINE_KEYS)


def read_lines(
    reading: Reading, key: str, value: Data, part: Part, conditions: tuple[str, ...] = ()
) -> tuple[dict[str, Any], ...]:
    """The lines under ``key``, groups taken apart, as ``ppsim.format.case.Line`` takes them."""
    found: list[dict[str, Any]] = []
    for item, at in reading.items(key, value, part):
        if isinstance(item, str):
            if not item.strip():
                reading.add(rules_keys.BLANK, at, key=key)
            found.append({"words": item, "conditions": conditions})
        elif isinstance(item, dict) and isinstance(at, MappingPlace):
            found += _spoken(reading, item, at, conditions)
        elif isinstance(at, ListPlace) and not at.flow:
            reading.add(rules_scenes.BAD_LINE, at, problem="here is a list")
        else:
            reading.wrong(key, TEXT, item, at)
    return tuple(found)


def _spoken(
    reading: Reading, item: dict[str, Data], place: MappingPlace, conditions: tuple[str, ...]
) -> list[dict[str, Any]]:
    parts, keys = place.parts, place.keys
    if "if" in item:
        conditions = read_condition(reading, item["if"], parts["if"], conditions)
    speakers = [*item] if _LINE_KEYS.isdisjoint(item) else [k for k in item if k not in _LINE_KEYS]
    if "lines" in item:
        if "if" not in item:
            reading.add(rules_scenes.GROUP_WITHOUT_IF, keys["lines"])
        for name in speakers:
            _colon_or(reading, name, keys[name], "it stands beside 'lines'")
        return list(read_lines(reading, "lines", item["lines"], parts["lines"], conditions))
    if len(speakers) != 1:
        if not speakers:
            reading.add(rules_scenes.IF_WITHOUT_LINES, place)
        else:
            reading.add(rules_scenes.TWO_SPEAKERS, keys[speakers[1]], names=" and ".join(speakers))
        return []
    speaker = speakers[0]
    words = item[speaker]
    if speaker not in reading.names.cast and speaker != INNER:
        reading.names.strangers.append(Mention(speaker, keys[speaker]))
    if not isinstance(words, str):
        reading.wrong(speaker, TEXT, words, parts[speaker])
        return []
    if not words.strip():
        reading.add(rules_keys.BLANK, parts[speaker], key=speaker)
    return [{"speaker": speaker, "words": words, "conditions": conditions}]


def _colon_or(reading: Reading, name: str, at: Marked, problem: str) -> None:
    reading.add(rules_scenes.BAD_LINE, at, problem=f"{quoted(name)}: {problem}")


def read_condition(
    reading: Reading, value: Data, part: Part, above: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """``above`` and the condition; its text is parsed and typed with all other names."""
    if not isinstance(value, str):
        reading.wrong("if", "a condition", value, part)
        return above
    reading.names.conditions.append(Mention(value, part))
    return (*above, value)
