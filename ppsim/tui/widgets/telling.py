"""What each entry of a transcript says, and how it hangs together with what came before it."""

from __future__ import annotations

from ppsim.engine.prompts import Arrived, Chosen, Entry
from ppsim.tui.widgets.line import Told
from ppsim.words.told import INNER_VOICE, PHASES, marked
from scoring.record import Phase


class Telling:
    """Turns entries into what is told, one after the other."""

    def __init__(self) -> None:
        self._phase: Phase | None = None
        self._speaker: str | None = None

    def told(self, entry: Entry) -> Told:
        """What ``entry`` says after all those before it."""
        if isinstance(entry, Arrived):
            named = entry.phase if entry.phase != self._phase else None
            words = [*([PHASES[named]] if named else []), *([entry.time] if entry.time else [])]
            self._phase, self._speaker = entry.phase or self._phase, None
            return Told("heading", ". ".join(words))
        if isinstance(entry, Chosen):
            self._speaker = None
            who = "You think" if entry.mode == "think" else "You"
            to = f" to {entry.to_name}" if entry.aside and entry.to_name else ""
            return Told("own", marked(entry.mode, entry.words), who + to)
        same = entry.speaker is not None and entry.speaker == self._speaker
        self._speaker = entry.speaker
        if entry.speaker is None:
            return Told("narration", entry.words)
        name = INNER_VOICE if entry.is_inner else entry.name or entry.speaker
        return Told(
            "inner" if entry.is_inner else "speech", entry.words, "" if same else name, same
        )
