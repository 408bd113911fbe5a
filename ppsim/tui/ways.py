"""The ways from screen to screen, one at a time."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING

from textual.screen import Screen

from ppsim.tui._textual_private import DiscreetApp
from ppsim.tui.desk import Desk
from ppsim.tui.screens.base import PpsimScreen
from ppsim.tui.screens.library import LibraryScreen
from ppsim.tui.shelf import Book, listed_alone
from ppsim.tui.start import Mode, Opening
from ppsim.words.safe import safe

if TYPE_CHECKING:
    from ppsim.store.failures import JournalError
    from ppsim.store.material import Material
    from ppsim.store.records import Attempt
    from ppsim.tui.session import Session

SEEDS = 2**31
WAY = "way"
AGAIN = ("full", "busy", "unwritable")
"""Why the journal may fail, and yet do it a moment later."""


class WaysApp(DiscreetApp):
    """An app that goes from the library to a briefing, to the room, to a debrief, and back."""

    def __init__(self, opening: Opening, *, colourless: bool = False) -> None:
        # Textual settles how it leaves out colours here, before any theme of ours is known
        super().__init__(ansi_color=True if colourless else None)
        self.opening = opening
        self.desk = Desk(opening.journal)

    @property
    def profile(self) -> str:
        """Whose attempts these are."""
        raise NotImplementedError

    def get_default_screen(self) -> Screen[None]:
        """The library stands at the bottom of everything."""
        return LibraryScreen()

    def on_unmount(self) -> None:
        """Let go of the attempt and the journal."""
        self.desk.close()

    @property
    def library(self) -> LibraryScreen:
        """The library."""
        screen = self.screen_stack[0]
        assert isinstance(screen, LibraryScreen)
        return screen

    def tell(self, words: str) -> None:
        """Say something that went wrong, until something else is done."""
        if isinstance(self.screen, PpsimScreen):
            self.screen.say(words)
        else:
            self.notify(safe(words), markup=False, severity="warning", timeout=20)

    async def attempts(self) -> tuple[Attempt, ...]:
        """What this person has played; told in words where the journal cannot be read."""
        from ppsim.store.failures import JournalError

        try:
            return await self.desk.ask(lambda journal: journal.attempts(profile=self.profile))
        except JournalError as error:
            self.tell(str(error))
            return ()

    def not_kept(self, session: Session, error: JournalError, again: Callable[[], object]) -> None:
        """Say that something could not be kept; try it again, or leave with what was."""
        from ppsim.tui.screens.stop import TroubleScreen

        def picked(index: int | None) -> None:
            if index == 1:
                again()
            else:
                self.leave(session)

        title = session.material.case.title
        may = error.reason in AGAIN
        self.push_screen(TroubleScreen(title, str(error), again=may), picked)

    # ---- from screen to screen: one way at a time, so that no key pressed twice goes it twice

    def brief(self, book: Book) -> None:
        """Show the briefing of a case."""
        self._travel(self._brief(book))

    def begin(self, material: Material, mode: Mode) -> None:
        """Begin an attempt, and play it."""
        self._travel(self._begin(material, mode))

    def resume(self, attempt: str) -> None:
        """Go on with an attempt."""
        self._travel(self._take_up(attempt, self._play))

    def reread(self, attempt: str) -> None:
        """Read the debrief of an attempt again."""
        self._travel(self._take_up(attempt, self._debrief))

    def play(self, session: Session) -> None:
        """Play on with a session that is open."""
        self._travel(self._play(session))

    def debrief(self, session: Session) -> None:
        """Show the debrief of a session."""
        self._travel(self._debrief(session))

    def leave(self, session: Session | None = None) -> None:
        """Back to the library, letting go of the session."""
        self._travel(self._leave(session))

    def _travel(self, way: Coroutine[None, None, None]) -> None:
        if any(worker.group == WAY and not worker.is_finished for worker in self.workers):
            way.close()
        else:
            self.run_worker(way, group=WAY)

    def open_at_once(self) -> None:
        """Go to the attempt or the case that a command named."""
        if self.opening.attempt is not None:
            self.resume(self.opening.attempt)
        elif self.opening.case is not None:
            listed = listed_alone(self.opening.case)
            book = next((b for b in self.library.books if b.listed.path == listed.path), None)
            self.brief(book or Book(listed))

    async def _brief(self, book: Book) -> None:
        from ppsim.catalogue.reading import read_case
        from ppsim.store.material import material
        from ppsim.tui.screens.briefing import BriefingScreen

        playable = read_case(book.listed.path).playable
        if playable is None:
            self.tell(f"{book.title} cannot be played: its file has errors (see: ppsim check)")
            return
        mode = self.opening.mode or "practice"
        other = self.library.another(book.listed.id)
        await self._show(BriefingScreen(material(*playable), book.open, other, mode))

    async def _begin(self, material: Material, mode: Mode) -> None:
        from ppsim.store.failures import JournalError
        from ppsim.tui.session import Session

        seed = secrets.randbelow(SEEDS) if self.opening.seed is None else self.opening.seed
        try:
            session = await Session.begin(
                self.desk, material, profile=self.profile, seed=seed, mode=mode
            )
        except JournalError as error:
            self.tell(str(error))
        else:
            await self._play(session)

    async def _take_up(
        self, attempt: str, then: Callable[[Session], Coroutine[None, None, None]]
    ) -> None:
        from ppsim.store.failures import JournalError
        from ppsim.tui.session import Session

        try:
            session = await Session.resume(self.desk, attempt)
        except JournalError as error:
            self.tell(str(error))
        else:
            await then(session)
            self.run_worker(self._tell_changes(session))

    async def _tell_changes(self, session: Session) -> None:
        from ppsim.tui.changes import changed_since

        play, cases = session.play, self.library.cases
        words = await asyncio.to_thread(changed_since, cases, session.attempt, play.events)
        if words is not None:
            self.tell(words)

    async def _play(self, session: Session) -> None:
        from ppsim.tui.screens.play import PlayScreen

        await self._show(PlayScreen(session))

    async def _debrief(self, session: Session) -> None:
        from ppsim.tui.screens.debrief import DebriefScreen

        await self._show(DebriefScreen(session))

    async def _leave(self, session: Session | None) -> None:
        if session is not None:
            self.library.stand_at(session.material.case.id)
            await session.close()
        while len(self.screen_stack) > 1:
            await self.pop_screen()

    async def _show(self, screen: Screen[None]) -> None:
        """Put ``screen`` above the library, in place of whatever stood there."""
        while len(self.screen_stack) > 2:
            await self.pop_screen()
        if len(self.screen_stack) == 2:
            await self.switch_screen(screen)
        else:
            await self.push_screen(screen)
