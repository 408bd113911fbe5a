"""What the trainee does, as frozen values: an attempt is its list of events.

Each carries ``at``, when it was done (ISO 8601 text; data only, nothing depends on it).
``to_json`` and ``from_json`` go to and from plain dictionaries with a ``kind``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

Kind = Literal["choose", "leave", "go", "notice", "reason", "retake", "stop"]


@dataclass(frozen=True, slots=True)
class Choose:
    """An option was taken."""

    kind: ClassVar[Kind] = "choose"
    scene: str
    choice: str
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """A hub was left."""

    kind: ClassVar[Kind] = "leave"
    scene: str
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Go:
    """A passage was read, and gone on from."""

    kind: ClassVar[Kind] = "go"
    scene: str
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Noticed:
    """A check-in was answered: intensities 0-10 of the feelings asked for, and pulls sensed."""

    kind: ClassVar[Kind] = "notice"
    scene: str
    feelings: Mapping[str, int] = field(default_factory=dict)
    pulls: tuple[str, ...] = ()
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Reasoned:
    """What decided a choice; ``reason`` ``None`` where the trainee would not say."""

    kind: ClassVar[Kind] = "reason"
    scene: str
    choice: str
    reason: str | None
    confidence: int | None = None
    """How sure, 0-10, where that was asked and answered."""
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Retake:
    """Practice mode: back to before an earlier choice; what follows is rehearsal."""

    kind: ClassVar[Kind] = "retake"
    event: int
    """Index, among all events of the attempt, of the ``choose`` event returned to."""
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """The trainee ended the attempt before its end."""

    kind: ClassVar[Kind] = "stop"
    at: str | None = None


Event = Choose | Leave | Go | Noticed | Reasoned | Retake | Stop


class BadEvent(ValueError):
    """A value that is not an event, with what is wrong about it."""


def to_json(event: Event) -> dict[str, Any]:
    """The event as a JSON-able dictionary; ``at`` is left out where it is not known."""
    data: dict[str, Any] = {"kind": event.kind}
    match event:
        case Choose(scene, choice):
            data |= {"scene": scene, "choice": choice}
        case Leave(scene) | Go(scene):
            data |= {"scene": scene}
        case Noticed(scene, feelings, pulls):
            data |= {"scene": scene, "feelings": dict(feelings), "pulls": list(pulls)}
        case Reasoned(scene, choice, reason, confidence):
            data |= {"scene": scene, "choice": choice, "reason": reason, "confidence": confidence}
        case Retake(index):
            data |= {"event": index}
        case Stop():
            pass
    if event.at is not None:
        data["at"] = event.at
    return data


def from_json(data: object) -> Event:
    """The event that ``to_json`` gave, of any JSON value.

    Raises:
        BadEvent: it is not one; the message says what is wrong.
    """
    if not isinstance(data, Mapping):
        raise BadEvent(f"an event is a mapping with a kind, not {_short(data)}")
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in _KEYS:
        raise BadEvent(f"{_short(kind)} is no kind of event; there are {', '.join(_KEYS)}")
    unknown = [key for key in data if key not in _KEYS[kind] and key not in ("kind", "at")]
    if unknown:
        raise BadEvent(f"a {kind} event has no {_short(unknown[0])}")
    at = _text_or_none(data, kind, "at")
    match kind:
        case "choose":
            return Choose(_text(data, kind, "scene"), _text(data, kind, "choice"), at)
        case "leave":
            return Leave(_text(data, kind, "scene"), at)
        case "go":
            return Go(_text(data, kind, "scene"), at)
        case "notice":
            return Noticed(
                _text(data, kind, "scene"), _feelings(data), _texts(data, kind, "pulls"), at
            )
        case "reason":
            return Reasoned(
                _text(data, kind, "scene"),
                _text(data, kind, "choice"),
                _text_or_none(data, kind, "reason"),
                _number_or_none(data, kind, "confidence"),
                at,
            )
        case "retake":
            index = _number_or_none(data, kind, "event")
            if index is None:
                raise BadEvent("a retake event needs event, the number of an earlier event")
            return Retake(index, at)
        case _:
            return Stop(at)


_KEYS: dict[str, tuple[str, ...]] = {
    "choose": ("scene", "choice"),
    "leave": ("scene",),
    "go": ("scene",),
    "notice": ("scene", "feelings", "pulls"),
    "reason": ("scene", "choice", "reason", "confidence"),
    "retake": ("event",),
    "stop": (),
}


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _text(data: Mapping[Any, Any], kind: str, key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise BadEvent(f"a {kind} event needs {key} as text, not {_short(value)}")
    return value


def _text_or_none(data: Mapping[Any, Any], kind: str, key: str) -> str | None:
    return None if data.get(key) is None else _text(data, kind, key)


def _number_or_none(data: Mapping[Any, Any], kind: str, key: str) -> int | None:
    value = data.get(key)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise BadEvent(f"a {kind} event needs {key} as a whole number, not {_short(value)}")
    return value


def _texts(data: Mapping[Any, Any], kind: str, key: str) -> tuple[str, ...]:
    value = data.get(key, [])
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise BadEvent(f"a {kind} event needs {key} as a list of words, not {_short(value)}")
    return tuple(value)


def _feelings(data: Mapping[Any, Any]) -> dict[str, int]:
    value = data.get("feelings", {})
    if not isinstance(value, Mapping):
        raise BadEvent(f"feelings are numbers by name, not {_short(value)}")
    for name, number in value.items():
        if not isinstance(name, str) or not isinstance(number, int) or isinstance(number, bool):
            raise BadEvent(f"a feeling is a name with a number 0-10, not {_short({name: number})}")
    return dict(value)
