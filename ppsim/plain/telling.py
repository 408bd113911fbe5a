"""Saying what happens: scenes, lines, and what the trainee did, one plain line at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ppsim.engine.prompts import Arrived, Chosen, Entry
from ppsim.engine.values import ChoiceView, SceneView
from ppsim.format.case import Case
from ppsim.plain.console import Console
from scoring.record import Phase

PHASES: Mapping[Phase, str] = {
    "therapy": "In the room",
    "between": "Between sessions",
    "supervision": "In supervision",
    "own_therapy": "In your own therapy",
}
INNER_VOICE = "Inner voice"


class Teller:
    """Says entries of a transcript; a phase is named where it changes."""

    def __init__(self, console: Console, case: Case) -> None:
        self._console = console
        self._case = case
        self._phase: Phase | None = None

    def begin_again(self) -> None:
        """Forget where we were: the next scene names its phase."""
        self._phase = None

    def tell(self, entries: Iterable[Entry]) -> None:
        """Say ``entries`` in their order."""
        for entry in entries:
            if isinstance(entry, Arrived):
                self._arrive(entry)
            elif isinstance(entry, Chosen):
                self._console.say(did(entry))
            elif entry.speaker is None:
                self._console.say(entry.words)
            else:
                self._console.say(f"{self._name(entry.speaker)}: {entry.words}")

    def options(self, offers: Iterable[ChoiceView], more: Iterable[str] = ()) -> None:
        """The options as a numbered list, ``more`` things to choose after them.

        Where all are of one kind that kind is said once, above; else each says its own.
        """
        offers = tuple(offers)
        kinds = {(offer.mode, offer.to_name if offer.aside else None) for offer in offers}
        if len(kinds) == 1 and not (more := tuple(more)):
            mode, to = kinds.pop()
            self._console.say(_ABOVE[mode].format(to=f" to {to}" if to else ""))
            self._console.numbered(_quoted(offer) for offer in offers)
        else:
            self._console.numbered([*map(_whole, offers), *more])

    def _arrive(self, arrived: Arrived) -> None:
        words = []
        if arrived.phase is not None and arrived.phase != self._phase:
            words.append(PHASES[arrived.phase])
            self._phase = arrived.phase
        if arrived.time:
            words.append(arrived.time)
        self._console.gap()
        if words:
            self._console.say(". ".join(words) + ".")

    def _name(self, speaker: str) -> str:
        member = self._case.cast.get(speaker)
        return member.name if member is not None else INNER_VOICE


_ABOVE = {
    "say": "You can say{to}:",
    "do": "You can:",
    "think": "You can think:",
}
_DID = {
    "say": "You say{to}: {words}",
    "do": "You choose: {words}",
    "think": "You think: {words}",
}


def label(scene: Arrived | SceneView) -> str:
    """A scene in a few words: its clock line, or else its phase."""
    return scene.time or (PHASES[scene.phase] if scene.phase else "")


def did(chosen: Chosen | ChoiceView) -> str:
    """What the trainee did, as a line of the transcript."""
    to = f" to {chosen.to_name}" if chosen.aside and chosen.to_name else ""
    return _DID[chosen.mode].format(to=to, words=_marked(chosen.mode, chosen.words))


def _marked(mode: str, words: str) -> str:
    return f'"{words}"' if mode == "say" else words


def _quoted(offer: ChoiceView) -> str:
    return _marked(offer.mode, offer.words)


def _whole(offer: ChoiceView) -> str:
    if offer.mode == "say":
        to = f" to {offer.to_name}" if offer.aside and offer.to_name else ""
        return f"Say{to}: {_quoted(offer)}"
    return f"Think: {offer.words}" if offer.mode == "think" else offer.words
