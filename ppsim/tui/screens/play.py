"""The room: a case is heard, answered, and heard on, until it ends."""

from __future__ import annotations

from collections import deque

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding

from ppsim.engine.events import Event, Retake
from ppsim.engine.play import Play
from ppsim.engine.prompts import Arrived, Ended, Entry
from ppsim.store.failures import JournalError
from ppsim.tui.messages import Acknowledged, Answered, Finished
from ppsim.tui.screens.base import PpsimScreen
from ppsim.tui.session import Session
from ppsim.tui.widgets.asking import ask_for
from ppsim.tui.widgets.asks import Ask, NotesAsk
from ppsim.tui.widgets.choices import Choices
from ppsim.tui.widgets.transcript import Transcript
from ppsim.words.told import PHASES, label


class PlayScreen(PpsimScreen[None]):
    """An attempt being played."""

    CSS_PATH = "play.tcss"
    NAME = "The room"
    GUIDE = (
        "Read, and choose. The space bar reads on where there is more than fits. A number chooses, "
        "or the arrows and Enter; nothing is chosen beforehand. Everything you answer is kept as "
        "you go, so you can leave at any moment."
    )
    BINDINGS = [
        Binding("space,pagedown", "read_on", "Read on", key_display="Space", id="play.on"),
        Binding("p,q", "leave", "Pause", id="play.pause"),
        Binding("pageup", "scroll(-1)", "Page up", id="play.up", show=False),
        Binding("home", "scroll(-2)", "To the beginning", id="play.home", show=False),
        Binding("end", "scroll(2)", "To where you are", id="play.end", show=False),
    ]

    transcript = getters.query_one(Transcript)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.busy = True
        """Whether an answer is being kept or shown: until then no key answers anything."""
        self._waiting: deque[Entry] = deque()
        self._acknowledged = False

    def body(self) -> ComposeResult:
        """The transcript, which holds all."""
        yield Transcript(self.session.material.case)

    async def on_mount(self) -> None:
        """Show everything up to where the attempt stands."""
        await self._begin_anew(self.session.play)

    # ---- showing

    async def _begin_anew(self, play: Play) -> None:
        new = len(play.prompt.lines)
        before = len(play.transcript) - new
        await self.transcript.clear()
        await self.transcript.tell(play.transcript[:before])
        self.transcript.mark_top()
        await self._go_on(play.transcript[before:])

    async def _go_on(self, entries: tuple[Entry, ...]) -> None:
        """Tell ``entries``, as far as the first scene that is to be announced; then ask."""
        self._waiting.extend(entries)
        ready: list[Entry] = []
        asked: Ask | None = None
        while self._waiting and asked is None:
            entry = self._waiting[0]
            if isinstance(entry, Arrived) and entry.content_notes and not self._acknowledged:
                asked = NotesAsk(entry)
            else:
                self._acknowledged = False
                ready.append(self._waiting.popleft())
        await self.transcript.tell(ready)
        play = self.session.play
        asked = asked or ask_for(
            play.prompt, self.session.material.rubric, rehearsal=play.rehearsing
        )
        await self.transcript.ask(asked)
        self._say_where(play)
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        self.transcript.settle()
        self.query_one(Ask).begin()
        self.busy = False
        self.refresh_bindings()

    def _say_where(self, play: Play) -> None:
        scene = play.prompt.scene
        phase = PHASES[scene.phase] if scene.phase else ""
        where = ": ".join(dict.fromkeys(part for part in (phase, label(scene)) if part))
        self.top.say(play.story.case.title, where)

    # ---- answering

    @on(Answered)
    def _answered(self, message: Answered) -> None:
        message.stop()
        if self.busy:
            return
        if self.transcript.read_on():
            return
        self.busy = True
        self.keep(message.event)

    @work(group="keep")
    async def keep(self, event: Event) -> None:
        """Keep an event, and show what comes of it."""
        shown = len(self.session.play.transcript)
        try:
            play = await self.session.apply(event)
        except JournalError as error:
            self.busy = False
            self.host.tell(str(error))
            return
        if isinstance(event, Retake):
            await self._begin_anew(play)
        else:
            self.transcript.mark_top()
            await self._go_on(play.transcript[shown:])

    @on(Acknowledged)
    async def _announced(self, message: Acknowledged) -> None:
        message.stop()
        self._acknowledged = True
        self.transcript.mark_top()
        await self._go_on(())

    @on(Finished)
    def _finished(self, message: Finished) -> None:
        message.stop()
        self.host.debrief(self.session)

    # ---- keys

    def action_confirm(self) -> None:
        """Enter: read on where there is more, else answer."""
        if not self.busy and not self.transcript.read_on():
            self.query_one(Ask).confirm()

    def action_read_on(self) -> None:
        """A page on."""
        self.transcript.scroll_page_down(animate=False)

    def action_scroll(self, way: int) -> None:
        """A page back, to the beginning, or to the end."""
        if way == -1:
            self.transcript.scroll_page_up(animate=False)
        elif way == -2:
            self.transcript.scroll_home(animate=False)
        else:
            self.transcript.scroll_end(animate=False)

    @on(Choices.PastEnd)
    def _past_end(self, message: Choices.PastEnd) -> None:
        message.stop()
        self.transcript.scroll_relative(y=message.by, animate=False)

    def action_leave(self) -> None:
        """Leave; everything is kept."""
        self.host.leave(self.session)

    @property
    def ended(self) -> bool:
        """Whether nothing more is asked."""
        return isinstance(self.session.play.prompt, Ended)

    @property
    def announces(self) -> bool:
        """Whether what comes next is only announced, until the trainee goes on to it."""
        return bool(self.query(NotesAsk))
