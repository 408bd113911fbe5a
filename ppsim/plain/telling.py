"""Saying what happens: scenes, lines, and what the trainee did, one plain line at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ppsim.engine.prompts import Arrived, Chosen, Entry
from ppsim.engine.values import ChoiceView
from ppsim.format.case import Case
from ppsim.plain.console import Console
from ppsim.words.told import INNER_VOICE, PHASES, did, options
from scoring.record import Phase


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

    def options(self, offers: Iterable[ChoiceView], more: Sequence[str] = ()) -> None:
        """The options as a numbered list, ``more`` things to choose after them."""
        above, rows = options(offers, more)
        if above:
            self._console.say(above)
        self._console.numbered(rows)

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
