"""One scene: a decision, a hub, a passage or an ending, and what each of them may have."""

from __future__ import annotations

from typing import Any

from ppsim.format import rules_coding, rules_keys, rules_scenes
from ppsim.format.case import Scene
from ppsim.format.choices import CHOICE_KEYS, read_choice
from ppsim.format.diagnostics import meant, quoted
from ppsim.format.lines import read_lines
from ppsim.format.places import Data, MappingPlace
from ppsim.format.reading import ChoiceMention, Mention, Reading
from ppsim.format.source import Marked
from ppsim.format.ways import read_next

_BLANK_CHOICE = {"id": "here", "mode": "do", "words": ""}
"""Stands for a choice that could not be read, so that the others keep their places."""
BLANK_SCENE: dict[str, Any] = {"ending": "held"}
"""Stands for a scene that could not be read."""

SCENE_KEYS = tuple(Scene.model_fields)
_TELLING = frozenset({"choices", "next", "ending", "hub", "phase", "disclosure"})
"""Keys that tell what a scene is; where one is misspelled, nothing is made of its absence."""

Choices = list[tuple[dict[str, Data], MappingPlace]]


def read_scene(
    reading: Reading, name: str, raw: dict[str, Data], place: MappingPlace, header: Marked
) -> dict[str, Any]:
    """The scene as ``ppsim.format.case.Scene`` takes it; unknown keys are left in it."""
    parts = place.parts
    out = dict(raw)
    if "text" in raw:
        out["text"] = read_lines(reading, "text", raw["text"], parts["text"])
    choices: Choices = []
    if "choices" in raw:
        out["choices"], choices = _read_choices(reading, name, raw, place)
    if "next" in raw:
        out["next"] = read_next(reading, raw["next"], parts["next"])
    if "choices" in raw:
        _note_choices(reading, name, raw, place)
    _note_pulls(reading, raw, place)
    misspelled = meant(raw, SCENE_KEYS)
    if "choices" in misspelled:
        reading.names.scenes[name] = None
    if misspelled.isdisjoint(_TELLING):
        _check_kind(reading, name, raw, place, header, choices)
    return out


def _read_choices(
    reading: Reading, name: str, raw: dict[str, Data], place: MappingPlace
) -> tuple[tuple[dict[str, Any], ...], Choices]:
    found: list[dict[str, Any]] = []
    readable: Choices = []
    ids: dict[str, Marked] = {}
    phase = raw.get("phase")
    for item, at in reading.items("choices", raw["choices"], place.parts["choices"]):
        if not isinstance(item, dict) or not isinstance(at, MappingPlace):
            reading.wrong("choices", "choices with 'id' and words", item, at)
            found.append(_BLANK_CHOICE)
            continue
        found.append(read_choice(reading, item, at, phase))
        readable.append((item, at))
        choice = item.get("id")
        if isinstance(choice, str):
            spot = at.parts["id"]
            if choice in ids:
                line = ids[choice].start_mark.line + 1
                reading.add(rules_scenes.DUPLICATE_CHOICE, spot, choice=quoted(choice), line=line)
            else:
                ids[choice] = spot
    unread = len(ids) < len(found)
    reading.names.scenes[name] = None if unread and not ids else ids
    return tuple(found), readable


def _note_choices(reading: Reading, name: str, raw: dict[str, Data], place: MappingPlace) -> None:
    """The choices that ``contested`` and ``reasons`` name."""
    parts = place.parts
    note = reading.names.choices.append
    if "contested" in raw:
        contested = raw["contested"]
        seen: set[str] = set()
        for choice, at in reading.texts(contested, parts["contested"]):
            note(ChoiceMention(name, choice, at))
            if choice in seen:
                reading.add(rules_keys.TWICE, at, name=quoted(choice), key="contested")
            seen.add(choice)
        if isinstance(contested, tuple) and len(contested) < 2:
            count = "one choice" if contested else "none"
            reading.add(rules_coding.CONTESTED_SINGLE, parts["contested"], count=count)
    reasons = parts.get("reasons")
    if not isinstance(reasons, MappingPlace) or "options" not in reasons.parts:
        return
    ids: dict[str, Marked] = {}
    for option, at in reading.items("options", raw["reasons"]["options"], reasons.parts["options"]):
        if not isinstance(option, dict) or not isinstance(at, MappingPlace):
            continue  # the model refuses it
        below = at.parts
        reason = option.get("id")
        if isinstance(reason, str):
            reading.id(reason, below["id"])
            if reason in ids:
                reading.add(rules_keys.TWICE, below["id"], name=quoted(reason), key="reasons")
            ids[reason] = below["id"]
        if "sound" in option:
            for choice, spot in reading.texts(option["sound"], below["sound"]):
                note(ChoiceMention(name, choice, spot))


def _note_pulls(reading: Reading, raw: dict[str, Data], place: MappingPlace) -> None:
    notice = place.parts.get("notice")
    if isinstance(notice, MappingPlace) and "pulls" in notice.parts:
        pulls = raw["notice"]["pulls"]
        for pull, at in reading.texts(pulls, notice.parts["pulls"]):
            reading.names.pulls.append(Mention(pull, at))


_AFTER_AN_END = ("choices", "next", "ask", "hub", "reasons", "disclosure", "contested", "notice")
_DECISION_ONLY = ("reasons", "disclosure", "contested")


def _check_kind(
    reading: Reading,
    name: str,
    raw: dict[str, Data],
    place: MappingPlace,
    header: Marked,
    choices: Choices,
) -> None:
    keys = place.keys
    if "ending" in raw:
        for key in _AFTER_AN_END:
            if key in raw:
                reading.add(rules_scenes.ENDING_GOES_ON, keys[key], scene=name, key=key)
                return
        return
    if "recap" in raw:
        reading.add(rules_scenes.ENDING_ONLY, keys["recap"], scene=name, key="recap")
    if "phase" not in raw:
        reading.lacks(rules_scenes.NO_PHASE, header, place, scene=name)
    if "choices" not in raw:
        if "next" not in raw:
            reading.lacks(rules_scenes.DEAD_SCENE, header, place, scene=name)
            return
        for key in ("ask", "hub", *_DECISION_ONLY):
            if key in raw:
                reading.lacks(rules_scenes.NEEDS_CHOICES, keys[key], place, key=key)
        return
    if raw["choices"] == ():
        return
    if "hub" in raw:
        _check_hub(reading, raw, place, choices)
    else:
        _check_decision(reading, raw, place, choices)


def _check_hub(
    reading: Reading, raw: dict[str, Data], place: MappingPlace, choices: Choices
) -> None:
    for key in _DECISION_ONLY:
        if key in raw:
            reading.add(rules_scenes.HUB_KEY, place.keys[key], key=key)
    for choice, at in choices:
        said = quoted(choice.get("id", ""))
        for key in ("codes", "meets", "strain", "tells"):
            if choice.get(key):
                reading.add(rules_scenes.HUB_CODED, at.keys[key], choice=said, key=key)
        if "next" in choice:
            reading.add(rules_scenes.HUB_NEXT, at.keys["next"], choice=said)
    if "next" not in raw:
        hint = "Add 'next:' to the scene."
        reading.lacks(rules_scenes.NO_WAY_ON, place.keys["hub"], place, hint, what="the hub")
    hub = raw["hub"]
    if not isinstance(hub, dict):
        return
    spot = place.parts["hub"]
    low, high = hub.get("min", 0), hub.get("max")
    count = len(raw["choices"]) if isinstance(raw["choices"], tuple) else 0
    if not _is_count(low) or not (high is None or _is_count(high)):
        return
    problem = None
    if high is not None and low > high:
        problem = f"min is {low} and max is {high}"
    elif high is not None and high > count:
        problem = f"max is {high}, more than there are choices"
    elif low > count:
        problem = f"min is {low}, more than there are choices"
    if problem:
        reading.add(rules_scenes.HUB_COUNT, spot, problem=problem, choices=count)


def _is_count(value: Data) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _check_decision(
    reading: Reading, raw: dict[str, Data], place: MappingPlace, choices: Choices
) -> None:
    inner = [c for c, _ in choices if "think" in c]
    outward = [c for c, _ in choices if "say" in c or "do" in c]
    if inner and outward:
        reading.add(
            rules_scenes.MIXED_MODES,
            place.keys["choices"],
            inner=quoted(inner[0].get("id", "")),
            outward=quoted(outward[0].get("id", "")),
        )
    if "next" not in raw:
        _check_ways_on(reading, place, choices)
    for choice, at in choices:
        said = quoted(choice.get("id", ""))
        if "disclosure" in raw:
            told = "tells" in choice or "tells" in meant(choice, CHOICE_KEYS)
            if choice.get("codes") and not told:
                reading.lacks(rules_coding.NO_TELLS, at, at, choice=said)
        elif "tells" in choice:
            reading.add(rules_coding.TELLS_ALONE, at.keys["tells"], choice=said)


def _check_ways_on(reading: Reading, place: MappingPlace, choices: Choices) -> None:
    """No choice of a scene without ``next`` may be without one either."""
    stuck = [
        (choice, at)
        for choice, at in choices
        if "next" not in choice and "next" not in meant(choice, CHOICE_KEYS)
    ]
    if len(stuck) == len(choices):
        what = "the scene, like every choice of it,"
        reading.lacks(rules_scenes.NO_WAY_ON, place.keys["choices"], place, what=what)
        return
    for choice, at in stuck:
        what = f"the choice {quoted(choice.get('id', ''))}, like the scene,"
        reading.lacks(rules_scenes.NO_WAY_ON, at, at, what=what)
