"""What one can do in the room besides answering: note, look back, search, take again, leave."""

from __future__ import annotations

from textual import on, work
from textual.binding import Binding

from ppsim.catalogue.resources import resources
from ppsim.engine.events import Event, Retake, Stop
from ppsim.engine.play import Play
from ppsim.engine.prompts import Ended
from ppsim.store.failures import JournalError
from ppsim.tui.backlog import in_words
from ppsim.tui.screens.base import PpsimScreen
from ppsim.tui.session import Session
from ppsim.tui.widgets.asks import QuestionAsk
from ppsim.tui.widgets.check_in import CheckInAsk
from ppsim.tui.widgets.choices import Choices
from ppsim.tui.widgets.transcript import Transcript
from ppsim.words.told import label

DEPENDING = ("confirm", "read_on", "return", "back", "retake", "stop")
"""What can be done at some moments only."""


class Asides(PpsimScreen[None]):
    """The keys of the room; ``PlayScreen`` does the rest."""

    NAME = "The room"
    BINDINGS = [
        Binding("space,pagedown", "read_on", "Read on", key_display="Space", id="play.on"),
        Binding("end", "return", "Return", id="play.return"),
        Binding("n", "note", "Note", id="play.note"),
        Binding("b", "back", "Back", id="play.back"),
        Binding("slash", "search", "Search", id="play.search"),
        Binding("r", "retake", "Retake", id="play.retake"),
        Binding("p,q", "pause", "Pause", id="play.pause"),
        Binding("s", "stop", "Stop", id="play.stop"),
        Binding("pageup", "page_up", "A page up", id="play.up", show=False),
        Binding("home", "home", "To the beginning", id="play.home", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.transcript = Transcript(session.material.case)
        self._retakes: tuple[Play | None, bool] = None, False
        self.busy = True
        """Whether an answer is being kept or shown: until then no key answers anything."""

    def keep(self, event: Event) -> None:
        """Keep an event, and show what comes of it."""
        raise NotImplementedError

    @property
    def _title(self) -> str:
        return self.session.material.case.title

    # ---- reading

    def action_confirm(self) -> None:
        """Enter: through what is asked in view; read on where there is more; else answer."""
        asked = self.transcript.asked
        if self.busy or asked is None or (isinstance(asked, CheckInAsk) and asked.step()):
            return
        if not self.transcript.read_on():
            asked.confirm()

    def action_read_on(self) -> None:
        """A page on."""
        self.transcript.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """A page back."""
        self.transcript.scroll_page_up(animate=False)

    def action_home(self) -> None:
        """To where it all began."""
        self.transcript.scroll_home(animate=False)

    def action_back(self) -> None:
        """To the beginning of this scene, then of the one before it."""
        self.transcript.back()

    def action_return(self) -> None:
        """From looking back to where one is."""
        self.transcript.scroll_end(animate=False)

    @on(Choices.PastEnd)
    def _past_end(self, message: Choices.PastEnd) -> None:
        message.stop()
        self.transcript.scroll_relative(y=message.by, animate=False)

    @on(Transcript.Moved)
    def _moved(self) -> None:
        asked = self.transcript.asked
        if asked is not None and asked.has_focus and self.transcript.read:
            asked.begin(read=True)
        self.call_after_refresh(self.refresh_bindings)  # once it stands where it is scrolled to

    # ---- notes

    def action_note(self) -> None:
        """Write a note on the moment in view."""
        from ppsim.tui.screens.note import NoteScreen

        entry = self.transcript.looked_at
        moment = None if entry is None else self.session.moment(entry)
        at = self.session.play.transcript[len(self.transcript.told) - 1 if entry is None else entry]

        def written(words: str | None) -> None:
            if words is not None:
                self._note(words, moment)

        self.app.push_screen(NoteScreen(in_words(at), self._title), written)

    @work(group="note")
    async def _note(self, words: str, moment: int | None) -> None:
        at = len(self.session.play.events) if moment is None else moment
        try:
            await self.session.keep_private("note", words, at)
        except JournalError as error:
            self.host.not_kept(self.session, error, lambda: self._note(words, at))
            return
        entry = self.session.entry_at(at, len(self.transcript.told))
        if entry is not None:
            self.transcript.pin(entry, words)

    # ---- finding and taking again

    def action_search(self) -> None:
        """Find a moment by its words."""
        from ppsim.tui.screens.search import SearchScreen

        told = self.session.play.transcript[: len(self.transcript.told)]

        def found(entry: int | None) -> None:
            if entry is not None:
                self.transcript.show_at_top(entry)

        self.app.push_screen(SearchScreen(told, self._title), found)

    def action_retake(self) -> None:
        """Take a moment again."""
        from ppsim.tui.screens.retake import RetakeScreen

        def picked(event: int | None) -> None:
            if event is not None and not self.busy:
                self.keep(Retake(event))

        self.app.push_screen(RetakeScreen(self.session.play), picked)

    # ---- leaving

    def action_pause(self) -> None:
        """Leave for now."""
        from ppsim.tui.screens.stop import PAUSE_WAYS, PauseScreen

        def picked(index: int | None) -> None:
            match PAUSE_WAYS[index] if index is not None else "stay":
                case "library":
                    self.host.leave(self.session)
                case "quit":
                    self.app.exit()

        play = self.session.play
        screen = PauseScreen(self._title, self.session.attempt, label(play.prompt.scene), play)
        self.app.push_screen(screen, picked)

    def action_stop(self) -> None:
        """Stop here."""
        from ppsim.tui.screens.stop import STOP_WAYS, StopScreen

        def picked(index: int | None) -> None:
            match STOP_WAYS[index] if index is not None else "stay":
                case "pause":
                    self.host.leave(self.session)
                case "end" if not self.busy:
                    self.keep(Stop())

        help_near = resources(self.host.opening.home, self.host.settings.resources)
        self.app.push_screen(StopScreen(self._title, help_near), picked)

    @property
    def keys_follow(self) -> object:
        """All that decides which keys do something; while it is equal, they are the same.

        ``None`` where what is asked has keys of its own.
        """
        asked = self.transcript.asked if self.is_mounted else None
        if not isinstance(asked, QuestionAsk) or self.focused is not asked:
            return None
        own = tuple(bool(self.check_action(action, ())) for action in DEPENDING)
        picks = asked.check_action("pick", (0,)) and len(asked)
        return own, picks, asked.at is None, self.host.settings.keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what would do something now."""
        if action in ("confirm", "read_on", "return", "back"):
            return self._can_read(action)
        match action:
            case "retake":
                return self._may_retake()
            case "stop":
                return not isinstance(self.session.play.prompt, Ended)
        return True

    def _may_retake(self) -> bool:
        play = self.session.play
        if self._retakes[0] is not play:
            self._retakes = play, bool(play.decision_points)
        return self._retakes[1]

    def _can_read(self, action: str) -> bool:
        """Whether reading on, going back and answering are to be had."""
        if not self.is_mounted or self.transcript.asked is None:
            return False
        match action:
            case "confirm":
                return not self.transcript.read or self.transcript.asked.ready
            case "read_on":
                return not self.transcript.at_end
            case "return":
                return self.transcript.read and not self.transcript.at_end
            case _:
                return self.transcript.scroll_y > 0
