"""One choice: its mode, codes, effects and consequence, told apart by their keys."""

from __future__ import annotations

from typing import Any

from ppsim.format import rules_coding, rules_keys, rules_scenes
from ppsim.format.case import Choice
from ppsim.format.diagnostics import meant, quoted
from ppsim.format.lines import read_condition, read_lines
from ppsim.format.places import Data, MappingPlace, Part
from ppsim.format.reading import TEXT, CodeMention, Effect, Mention, Reading
from ppsim.format.ways import read_next

MODES = ("say", "do", "think")
MODEL_ONLY = {
    "mode": "Write say:, do: or think: and the words.",
    "words": "Write say:, do: or think: and the words.",
    "when": "Write if:",
}
"""Names of the model that the file spells in another way."""
CHOICE_KEYS = (
    "id",
    *MODES,
    "if",
    *(k for k in Choice.model_fields if k not in ("id", *MODEL_ONLY)),
)
MAX_CODES = 3


def read_choice(
    reading: Reading, raw: dict[str, Data], place: MappingPlace, phase: Data
) -> dict[str, Any]:
    """The choice as ``ppsim.format.case.Choice`` takes it; unknown keys are left in it."""
    parts = place.parts
    out = {"add": {}, "set": {}, **raw}  # as the model has it, which would make copies of them
    for key, hint in MODEL_ONLY.items():
        if key in out:
            del out[key]
            reading.add(
                rules_keys.UNKNOWN_KEY, place.keys[key], hint, key=quoted(key), what="a choice"
            )
    name = _read_id(reading, raw, parts)
    _read_mode(reading, raw, place, name, out)
    if "if" in raw:
        del out["if"]
        for condition in read_condition(reading, raw["if"], parts["if"]):
            out["when"] = condition
    if "to" in raw:
        if isinstance(raw["to"], str):
            reading.names.addressees.append(Mention(raw["to"], parts["to"]))
    elif "say" in raw:
        written = phase if isinstance(phase, str) else None
        reading.names.unaddressed.append((name, written, parts["say"]))
    if "codes" in raw:
        out["codes"] = _read_codes(reading, raw["codes"], parts["codes"], phase, name)
    for key in ("add", "set"):
        if key in raw:
            out[key] = _read_effects(reading, key, raw[key], parts[key])
    if "then" in raw:
        out["then"] = read_lines(reading, "then", raw["then"], parts["then"])
    if "next" in raw:
        out["next"] = read_next(reading, raw["next"], parts["next"])
    if "meets" in raw:
        for feature, at in reading.texts(raw["meets"], parts["meets"]):
            reading.names.meets.append(Mention(feature, at))
    tells = parts.get("tells")
    if isinstance(tells, MappingPlace):
        _check_tells(reading, raw["tells"], tells)
    return out


def _read_id(reading: Reading, raw: dict[str, Data], parts: dict[str, Part]) -> str:
    name = raw.get("id")
    if isinstance(name, str):
        reading.id(name, parts["id"])
        return name
    return "here"


def _read_mode(
    reading: Reading, raw: dict[str, Data], place: MappingPlace, name: str, out: dict[str, Any]
) -> None:
    parts = place.parts
    modes = [key for key in raw if key in MODES]
    for mode in modes:
        del out[mode]
    out["mode"], out["words"] = "do", ""
    if not modes:
        if "words" not in raw and meant(raw, CHOICE_KEYS).isdisjoint(MODES):
            reading.lacks(rules_scenes.NO_MODE, place, place, choice=name)
        return
    if len(modes) > 1:
        said = " and ".join(f"'{m}'" for m in modes)
        reading.add(rules_scenes.TWO_MODES, place.keys[modes[1]], choice=name, modes=said)
        return
    mode = modes[0]
    words = raw[mode]
    if not isinstance(words, str):
        reading.wrong(mode, TEXT, words, parts[mode])
        return
    if not words.strip():
        reading.add(rules_keys.BLANK, parts[mode], key=mode)
    out["mode"], out["words"] = mode, words


def _read_codes(
    reading: Reading, value: Data, part: Part, phase: Data, choice: str
) -> tuple[dict[str, Any], ...]:
    found: list[dict[str, Any]] = []
    mentions: list[CodeMention] = []
    for item, at in reading.items("codes", value, part):
        intensity: Data = 1.0
        where: Any = at
        code: Data = item
        if isinstance(item, dict) and isinstance(at, MappingPlace) and len(item) == 1:
            ((code, intensity),) = item.items()
            where = at.keys[code]
            if isinstance(intensity, bool) or intensity not in (0.5, 1):
                spot = at.parts[code]
                if intensity is not None:
                    reading.add(rules_coding.INTENSITY, spot, code=code, found=quoted(intensity))
                intensity = 1.0
        elif not isinstance(item, str):
            reading.wrong("codes", "CODE or {CODE: 0.5}", item, at)
            continue
        mention = CodeMention(code, where, phase if isinstance(phase, str) else None)
        reading.names.codes.append(mention)
        mentions.append(mention)
        found.append({"code": code, "intensity": float(intensity)})
    if len(found) > MAX_CODES:
        reading.add(
            rules_coding.TOO_MANY_CODES, mentions[MAX_CODES].at, choice=choice, count=len(found)
        )
    if len(mentions) > 1:
        reading.names.coded.append((choice, tuple(mentions)))
    return tuple(found)


def _read_effects(reading: Reading, key: str, value: Data, part: Part) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, below, at, key_at in reading.entries(key, value, part):
        if below is None:
            continue
        reading.names.effects.append(Effect(key == "add", name, below, key_at, at))
        found[name] = 0
        if isinstance(below, int if key == "add" else (bool, int, str)):
            found[name] = below
    return found


def _check_tells(reading: Reading, tells: dict[str, Data], part: MappingPlace) -> None:
    """What was told and how much of it agree."""
    decision, amount = tells.get("decision"), tells.get("amount", 0)
    if not isinstance(amount, int) or isinstance(amount, bool):
        return
    if decision == "withheld" and amount > 0:
        reading.add(rules_coding.WITHHELD_AMOUNT, part.parts["amount"], amount=amount)
    elif decision in ("disclosed", "partial") and amount == 0:
        at = part.parts["amount" if "amount" in tells else "decision"]
        reading.add(rules_coding.TOLD_NOTHING, at, decision=decision)
