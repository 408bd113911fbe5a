"""What trainees held against a case's key and chose to hand in, option by option."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ppsim.engine.events import Choose
from ppsim.store.replaying import Replayed


@dataclass(frozen=True, slots=True)
class Argued:
    """One argument, with the option it is about; nobody's name or pseudonym stands with it."""

    case: str
    case_version: str
    scene: str
    choice: str
    words: str


def arguments(attempts: Iterable[Replayed]) -> tuple[Argued, ...]:
    """The arguments among what was handed in, by case, scene and option, then by their words.

    The order says nothing of who wrote which, or when.
    """
    found = []
    for attempt in attempts:
        events = attempt.play.events
        for picked in attempt.handed.picked:
            event = events[picked.event] if picked.event < len(events) else None
            if picked.kind == "argument" and isinstance(event, Choose):
                case = attempt.handed.case
                found.append(Argued(case.id, case.version, event.scene, event.choice, picked.words))
    return tuple(
        sorted(set(found), key=lambda a: (a.case, a.case_version, a.scene, a.choice, a.words))
    )
