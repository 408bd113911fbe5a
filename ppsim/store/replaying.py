"""What is handed in, played again: only what replays counts, and only what the replay says.

Nothing in what was handed in is believed beyond its events: texts are held against their hashes,
the events against the case, and whether it was finished is seen from the play.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

from ppsim.engine.events import BadEvent, from_json
from ppsim.engine.play import Play, Refused, replay
from ppsim.format.load import load_case, load_rubric
from ppsim.store.handed_in import HandedIn
from ppsim.store.material import Material, material
from ppsim.store.records import AttemptState, Text, TextKind

FindText = Callable[[Text], str | None]
"""The source of a case or rubric of the same id and hash, where it is known here."""


KEPT = 100
"""Cases kept compiled; the one that was not asked for longest goes first."""


class DoesNotReplay(ValueError):
    """What was handed in cannot be played again; the message says why."""


@dataclass(frozen=True)
class Replayed:
    """An attempt handed in, and its play."""

    handed: HandedIn
    """With its texts, and the state the play shows."""
    material: Material
    play: Play


def nowhere(text: Text) -> str | None:
    """Looks nowhere: only what was handed in with an attempt is to be had."""
    return None


class Replayer:
    """Replays attempts; what many of them were played on is read and compiled once.

    Args:
        find: where a text is looked for. What is found here is preferred to what was handed in.
    """

    def __init__(self, find: FindText = nowhere) -> None:
        self._find = find
        self._made: OrderedDict[tuple[str, str], Material] = OrderedDict()

    def __call__(self, handed: HandedIn) -> Replayed:
        """Play an attempt again.

        Raises:
            DoesNotReplay: a text is missing or is not that of its hash, or the events do not fit.
        """
        made = self.material(handed.case, handed.rubric)
        try:
            events = [from_json(event) for event in handed.events]
            play = replay(made.story, handed.seed, handed.mode, events)
        except BadEvent as bad:
            raise DoesNotReplay(str(bad)) from None
        except Refused as refused:
            where = "" if refused.event is None else f"at event {refused.event}: "
            raise DoesNotReplay(f"{where}{refused.reason}") from None
        state = _state(play, handed.state)
        whole = replace(handed, case=made.case_text, rubric=made.rubric_text, state=state)
        return Replayed(whole, made, play)

    def material(self, case: Text, rubric: Text) -> Material:
        """What an attempt was played on.

        Raises:
            DoesNotReplay: a text is missing, is not that of its hash, or has errors.
        """
        key = (case.hash, rubric.hash)
        if key not in self._made:
            self._made[key] = self._make(case, rubric)
            if len(self._made) > KEPT:
                self._made.popitem(last=False)
        self._made.move_to_end(key)
        return self._made[key]

    def _make(self, case: Text, rubric: Text) -> Material:
        loaded_rubric = load_rubric(self._source("rubric", rubric), f"rubric {rubric.id}")
        loaded_case = load_case(self._source("case", case), f"case {case.id}", loaded_rubric.value)
        for text, loaded in ((rubric, loaded_rubric), (case, loaded_case)):
            if loaded.value is None:
                errors = [d for d in loaded.diagnostics if d.severity == "error"]
                raise DoesNotReplay(f"the text of its {text.kind} has errors: {errors[0].message}")
        made = material(loaded_case, loaded_rubric)
        for text, own in ((case, made.case_text), (rubric, made.rubric_text)):
            if (text.hash, text.id, text.version) != (own.hash, own.id, own.version):
                raise DoesNotReplay(
                    f"the text of its {text.kind} is not the one it was played on "
                    f"({text.id} {text.version}, {text.hash[:12]})"
                )
        return made

    def _source(self, kind: TextKind, text: Text) -> str:
        source = self._find(text) or text.source
        if not source:
            raise DoesNotReplay(
                f"the {kind} {text.id} {text.version} ({text.hash[:12]}) is not in it, "
                "nor known here"
            )
        return source


def _state(play: Play, said: AttemptState) -> AttemptState:
    first = play.first
    if first.ended and first.ending is not None:
        return "finished"
    stopped = said == "stopped" or any(event.kind == "stop" for event in play.events)
    return "stopped" if stopped else "open"
