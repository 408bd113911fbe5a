"""An attempt being played: the play, and the journal that is a step ahead of the screen.

Every face drives one of these. An event is first held against the play, then committed, and only
then does the play move on: what was answered before the next prompt is on disk.
"""

from __future__ import annotations

from dataclasses import replace

from ppsim.engine.events import Event, Stop, to_json
from ppsim.engine.play import Play, begin
from ppsim.engine.prompts import Ended
from ppsim.store.journal import Journal
from ppsim.store.locks import AttemptLock
from ppsim.store.material import Material, replayed
from ppsim.store.records import AnnexKind, Attempt, AttemptState, Mode, Private


class Sitting:
    """One attempt, held by this process until it is closed; a context manager."""

    def __init__(
        self, journal: Journal, attempt: Attempt, material: Material, play: Play, lock: AttemptLock
    ) -> None:
        self.journal = journal
        self.attempt = attempt
        self.material = material
        self.play = play
        self._lock = lock

    @classmethod
    def begin(
        cls, journal: Journal, material: Material, *, profile: str, seed: int, mode: Mode
    ) -> Sitting:
        """A new attempt by ``profile``.

        Raises:
            JournalError: it cannot be kept.
        """
        attempt = journal.begin(
            profile=profile,
            case=material.case_text,
            rubric=material.rubric_text,
            seed=seed,
            mode=mode,
        )
        lock = journal.lock(attempt.id)
        return cls(journal, attempt, material, begin(material.story, seed, mode), lock)

    @classmethod
    def resume(cls, journal: Journal, attempt_id: str) -> Sitting:
        """An earlier attempt, where it stood, on the text it was begun with.

        Raises:
            JournalError: it is not there, cannot be read, or is played in another process.
        """
        lock = journal.lock(attempt_id)
        try:
            attempt = journal.attempt(attempt_id)
            material, play = replayed(journal, attempt)
        except BaseException:
            lock.release()
            raise
        return cls(journal, attempt, material, play, lock)

    def do(self, event: Event) -> Play:
        """Commit an event, stamped with the time, and move the play on.

        Raises:
            Refused: it does not fit what is asked now; nothing was kept.
            JournalError: it could not be kept; the play stands where it stood.
        """
        event = replace(event, at=self.journal.now())
        after = self.play.apply(event)
        state = self._state(event, after)
        self.journal.append(self.attempt.id, len(self.play.events), to_json(event), state)
        self.play = after
        if state is not None:
            self.attempt = replace(self.attempt, state=state)
        return after

    def keep_private(self, kind: AnnexKind, words: str) -> None:
        """Keep private words, pinned to this moment.

        Raises:
            JournalError: they could not be kept.
        """
        self.journal.keep_private(self.attempt.id, len(self.play.events), kind, words)

    @property
    def notes(self) -> tuple[Private, ...]:
        """The private notes of this attempt, in the order written."""
        return self.journal.annex(self.attempt.id, "note")

    def close(self) -> None:
        """Let go of the attempt."""
        self._lock.release()

    def __enter__(self) -> Sitting:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _state(self, event: Event, after: Play) -> AttemptState | None:
        """The attempt's new state; ended once, it stays so through every rehearsal."""
        if self.attempt.state != "open":
            return None
        if isinstance(event, Stop):
            return "stopped"
        prompt = after.prompt
        return "finished" if isinstance(prompt, Ended) and prompt.how == "ending" else None
