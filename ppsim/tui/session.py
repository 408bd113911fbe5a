"""The one place where a play and the journal meet: nothing is shown before it is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from ppsim.engine.events import Event
from ppsim.engine.play import Play
from ppsim.store.material import Material
from ppsim.store.records import AnnexKind, Attempt, Mode, Private
from ppsim.store.sitting import Sitting
from ppsim.tui.desk import Desk
from ppsim.tui.moments import moments_of

if TYPE_CHECKING:
    from ppsim.report.reading import Reading

T = TypeVar("T")


class Session:
    """An attempt being played in the app. Each change is on disk before its result is handed on."""

    def __init__(self, desk: Desk, sitting: Sitting) -> None:
        self._desk = desk
        self._sitting = sitting
        desk.before_closing(sitting.close)
        self._moments = moments_of(sitting.play)

    @classmethod
    async def begin(
        cls, desk: Desk, material: Material, *, profile: str, seed: int, mode: Mode
    ) -> Session:
        """A new attempt.

        Raises:
            JournalError: it cannot be kept.
        """
        sitting = await desk.ask(
            lambda journal: Sitting.begin(journal, material, profile=profile, seed=seed, mode=mode)
        )
        return cls(desk, sitting)

    @classmethod
    async def resume(cls, desk: Desk, attempt: str) -> Session:
        """An earlier attempt, where it stood.

        Raises:
            JournalError: it is not there, cannot be read, or is played in another process.
        """
        return cls(desk, await desk.ask(lambda journal: Sitting.resume(journal, attempt)))

    @property
    def play(self) -> Play:
        """Where the attempt stands."""
        return self._sitting.play

    @property
    def material(self) -> Material:
        """What it is played on."""
        return self._sitting.material

    @property
    def attempt(self) -> Attempt:
        """The attempt as the journal has it."""
        return self._sitting.attempt

    def moment(self, entry: int) -> int:
        """How many events had happened when entry number ``entry`` of the transcript was heard."""
        return self._moments.counts[entry]

    def entry_at(self, moment: int, told: int) -> int | None:
        """Of the first ``told`` entries, the last that was heard by ``moment``."""
        heard = [i for i, count in enumerate(self._moments.counts[:told]) if count <= moment]
        return heard[-1] if heard else None

    async def apply(self, event: Event) -> Play:
        """Commit an event, and give the play after it.

        Raises:
            Refused: it does not fit what is asked now; nothing was kept.
            JournalError: it could not be kept; the play stands where it stood.
        """
        play = await self._do(lambda sitting: sitting.do(event))
        self._moments = self._moments.after(event, play)
        return play

    async def keep_private(self, kind: AnnexKind, words: str, moment: int | None = None) -> None:
        """Keep private words, pinned to a moment (number of events), or to now.

        Raises:
            JournalError: they could not be kept.
        """
        at = len(self.play.events) if moment is None else moment
        await self._do(lambda s: s.journal.keep_private(s.attempt.id, at, kind, words))

    async def annex(self, kind: AnnexKind | None = None) -> tuple[Private, ...]:
        """What was kept privately, in the order written.

        Raises:
            JournalError: it cannot be read.
        """
        return await self._do(lambda s: s.journal.annex(s.attempt.id, kind))

    async def reading(self) -> Reading:
        """The debrief of the first pass, with all that lies beside it; made on another thread.

        Raises:
            JournalError: the private words cannot be read.
        """
        from ppsim.report.reading import read

        annex = await self.annex()
        return await asyncio.to_thread(read, self.material, self.play, annex)

    async def close(self) -> None:
        """Let go of the attempt."""
        await self._do(lambda sitting: sitting.close())

    async def _do(self, do: Callable[[Sitting], T]) -> T:
        return await self._desk.ask(lambda _: do(self._sitting))
