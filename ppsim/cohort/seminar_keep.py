"""A seminar as JSON data, so that one that was cut off can go on. It holds nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ppsim.cohort.seminar import STEPS, Agenda, Seminar, Talk
from ppsim.cohort.seminar_hands import MOST, Hands

VERSION = 1
PLACES = ("opening", "decision", "closing")


class BadSeminar(ValueError):
    """Data that is no seminar of this case; the message says what is wrong."""


def to_json(seminar: Seminar, now: float) -> dict[str, Any]:
    """The seminar as it stands when ``now`` seconds of it have gone."""
    return {
        "ppsim_seminar": VERSION,
        "case": seminar.case,
        "case_id": seminar.case_id,
        "minutes": seminar.minutes,
        "planned": list(seminar.agenda.planned),
        "aside": list(seminar.agenda.aside),
        "hands": {
            scene: {"first": list(talk.first.counts), "again": list(talk.again.counts)}
            for scene, talk in seminar.talks.items()
        },
        "place": seminar.place,
        "at": seminar.at,
        "step": seminar.step,
        "visited": list(seminar.visited),
        "begun": round(seminar.begun, 1),
        "elapsed": round(now, 1),
        "closed": seminar.closed,
    }


def from_json(data: object, fresh: Seminar) -> Seminar:
    """The seminar that ``to_json`` gave.

    Args:
        data: as read from a file.
        fresh: a seminar on the same case that has not begun, to hold it against.

    Raises:
        BadSeminar: it is none, or of another text of the case.
    """
    if not isinstance(data, dict) or data.get("ppsim_seminar") != VERSION:
        raise BadSeminar("this is no seminar that this ppsim can read")
    if data.get("case") != fresh.case:
        raise BadSeminar("it was on another text of this case")
    try:
        return _read(data, fresh)
    except (KeyError, TypeError, ValueError) as error:
        raise BadSeminar("a part of it is missing or damaged") from error


def _read(data: dict[str, Any], fresh: Seminar) -> Seminar:
    agenda = Agenda(_scenes(data["planned"]), _scenes(data["aside"]))
    visited = _scenes(data["visited"])
    at, step, place = data["at"], data["step"], data["place"]
    if sorted(agenda.every) != sorted(fresh.talks) or len(set(visited)) != len(visited):
        raise ValueError("an agenda of other decisions")
    if not set(visited) <= set(fresh.talks) or step not in STEPS or place not in PLACES:
        raise ValueError("a place that there is not")
    if (at in visited) != (place == "decision") or (at is None) == (place == "decision"):
        raise ValueError("a decision at hand that was not opened")
    return replace(
        fresh,
        minutes=_between(data["minutes"], 1, 24 * 60),
        agenda=agenda,
        talks={
            scene: Talk(
                _hands(data["hands"][scene]["first"], talk.first),
                _hands(data["hands"][scene]["again"], talk.again),
            )
            for scene, talk in fresh.talks.items()
        },
        place=place,
        at=at,
        step=step,
        visited=visited,
        begun=float(data["begun"]),
        elapsed=max(0.0, float(data["elapsed"])),
        closed=data["closed"] is True,
    )


def _scenes(data: Any) -> tuple[str, ...]:
    if not isinstance(data, list) or not all(isinstance(scene, str) for scene in data):
        raise ValueError("no list of scenes")
    return tuple(data)


def _hands(data: Any, like: Hands) -> Hands:
    if not isinstance(data, list) or len(data) != len(like.counts):
        raise ValueError("hands for another number of options")
    return Hands(tuple(_between(count, 0, MOST) for count in data))


def _between(data: Any, low: int, high: int) -> int:
    if not isinstance(data, int) or isinstance(data, bool) or not low <= data <= high:
        raise ValueError("a number out of its range")
    return data
